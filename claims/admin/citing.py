"""A source from an address or a file: what it says of itself is filled in, a person confirms it."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from claims.actions.hold_file import held_file, hold_file, let_go
from claims.actions.store_snapshot import store_snapshot
from claims.admin.deeds import address
from claims.admin.forms import take_whole
from claims.admin.person import person
from claims.documents import Document
from claims.ingestion import IngestionError, check_size, cited_file, cited_page
from claims.models import Source

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

PURPOSE = "source"
BETWEEN = b"\n"  # stands after the file's name
SHOWN = 3  # other sources that are named
TITLE, NAME = 500, 300  # characters that a source's fields hold


class FindForm(forms.Form):
    """An address, a file, or a file with the address where it was published."""

    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        widget=forms.URLInput(attrs={"class": "vURLField"}),
        help_text=_("Beside a file: where it was published. Else the page is looked at."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A PDF, Word document, saved page, e-mail, picture: it is kept as a copy."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_whole(self)

    def clean(self) -> dict[str, Any]:
        """Want one of them."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("url") and not cleaned.get("file") and not self.errors:
            self.add_error("url", _("Give an address or choose a file."))
        return cleaned


def find_view(admin: "DeskAdmin", request: HttpRequest) -> HttpResponse:
    """Ask for an address or a file; go on to the form of a new source, filled in from it."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = FindForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return filled_in(request, **form.cleaned_data)
        except IngestionError as error:
            form.add_error(None, str(error))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("A source from an address or a file"),
        "opts": admin.opts,
        "form": form,
    }
    return TemplateResponse(request, "admin/claims/source_find.html", context)


def filled_in(request: HttpRequest, url: str, file: Any) -> HttpResponse:
    """Lead to the form of a new source with what was found. Raises IngestionError."""
    given: dict[str, str] = {}
    if file:
        check_size(file.size, settings.COPY_MAX_BYTES)
        raw = file.read()
        document, why = cited_file(file.name, raw)
        packed = file.name.replace("\n", " ").encode() + BETWEEN + raw
        held = hold_file(packed, by=person(request), purpose=PURPOSE)
        given = {"held": held, "leave": "on"}
    else:
        document, why = cited_page(url)
        given = {"accessed_on": f"{timezone.localdate():%Y-%m-%d}"}
    tell(request, document, why, file.name if file else document.url)
    given |= details(document, url if file else document.url)
    tell_of_others(request, Source(url=given["url"]))
    query = urlencode({name: value for name, value in given.items() if value})
    return HttpResponseRedirect(f"{reverse('admin:claims_source_add')}?{query}")


def details(document: Document, url: str) -> dict[str, str]:
    """Return the fields of a source that a document fills; a person may be its publisher."""
    return {
        "title": document.title[:TITLE],
        "publisher": (document.publisher or document.byline)[:NAME],
        "published_on": document.published_on,
        "url": url or document.url,
    }


def tell(request: HttpRequest, document: Document, why: str, name: str) -> None:
    """Say where the fields come from, who wrote it, and what could not be read."""
    messages.info(
        request,
        _("Nothing is stored yet. This is what “%(name)s” says of itself: check it, then save.")
        % {"name": name},
    )
    if document.byline:
        messages.info(request, _("Written by: %(who)s") % {"who": document.byline[:NAME]})
    if why:
        messages.warning(request, _("Its words could not be read: %(why)s") % {"why": why})


def tell_of_others(request: HttpRequest, source: Source) -> None:
    """Say which other sources stand at the same address, and what can be done about it."""
    others = Source.objects.visible_to(person(request)).at_address_of(source)[:SHOWN]
    if not others:
        return
    names = format_html_join(
        ", ", '<a href="{}">{}</a>', [(address(o, "change"), o) for o in others]
    )
    told = _("The desk has this address already: %(names)s. Cite that one, or merge the two.")
    messages.warning(request, mark_safe(escape(told) % {"names": names}))  # noqa: S308 - both escaped


def store_held(request: HttpRequest, source: Source, token: str) -> None:
    """Store the file that a new source was found in as its copy, or say why it is not there."""
    by = person(request)
    held = held_file(token, by=by, purpose=PURPOSE)
    if held is None:
        message = _("The file is not held any more. The source is stored: store its copy there.")
        messages.warning(request, message)
        return
    name, _between, raw = held.partition(BETWEEN)
    file: Any = ContentFile(raw, name=name.decode())
    try:
        store_snapshot(source, file=file, by=by)
    except ValidationError as error:
        why = " ".join(error.messages)
        messages.warning(request, _("No copy is stored: %(why)s") % {"why": why})
        return
    let_go(token, by=by, purpose=PURPOSE)
    messages.success(request, _("The file is stored as its copy."))
