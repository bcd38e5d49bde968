"""The page that brings an article in: pasted, from a file, or from an address."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.actions.ingest_article import ingest_article
from claims.admin.deeds import address
from claims.admin.forms import take_whole
from claims.admin.grains import ask_grain, grain_field
from claims.admin.person import person
from claims.ingestion import (
    Details,
    Ingested,
    IngestionError,
    check_size,
    from_file,
    from_text,
    from_url,
)
from claims.models import Article, SplitRun
from claims.policy import may_ingest
from claims.splitting import SplitterError
from claims.tasks import find_claims

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

KNOWN = ["title", "publisher", "byline", "published_on", "language"]
DECIDED = ["origin", "medium", "shown", "confidential"]
CHOSEN = [*DECIDED, "granularity"]


class TextForm(forms.Form):
    """One of a pasted text, a file and an address."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text=_("Paste the article, headline first."),
    )
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("A text file or a saved web page.")
    )
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        widget=forms.URLInput(attrs={"class": "vURLField"}),
        help_text=_("Fetched if neither text nor file is given; else where the article appeared."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_whole(self)

    def clean(self) -> dict[str, Any]:
        """Want something to read, and not two things."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("text", "").strip()) == bool(cleaned.get("file")):
            if cleaned.get("file"):
                self.add_error("file", _("Give a text or a file, not both."))
            elif not cleaned.get("url"):
                self.add_error("text", _("Paste a text, choose a file, or give an address."))
        return cleaned

    def known(self) -> Details:
        """Return what is known about the text."""
        return {}

    def read(self) -> Ingested:
        """Return what was given, read. Raises IngestionError."""
        given, known = self.cleaned_data, self.known()
        if given["file"]:
            check_size(given["file"].size)
            raw = given["file"].read()
            return from_file(given["file"].name, raw, url=given["url"], **known)
        if given["text"].strip():
            return from_text(given["text"], url=given["url"], **known)
        return from_url(given["url"], **known)


class IngestForm(TextForm, forms.ModelForm):
    """A text, and what is known about it."""

    granularity = grain_field()

    class Meta:
        model = Article
        fields = [*KNOWN, *DECIDED]
        help_texts = {"title": _("Left empty, it is taken from the text.")}

    field_order = ["text", "file", "url", *KNOWN, *CHOSEN]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "language", "medium"):
            self.fields[name].required = False
        self.initial["language"] = ""
        self.fields["title"].widget.attrs["class"] = "vTextField"
        ask_grain(self)

    def _post_clean(self) -> None:
        """Leave the row's own rules to the action, which knows the text as well."""

    def known(self) -> Details:
        """Return what was typed about the text."""
        return {name: self.cleaned_data[name] for name in KNOWN}  # type: ignore[return-value]

    def chosen(self) -> dict[str, Any]:
        """Return what the desk decides about the article."""
        return {name: self.cleaned_data[name] for name in CHOSEN if name in self.fields}


def ingest_view(admin: "DeskAdmin", request: HttpRequest) -> HttpResponse:
    """Show the form; store and split what it brings, or say what is wrong with it."""
    if not may_ingest(person(request)):
        raise PermissionDenied
    form = IngestForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            article, is_new = ingest_article(form.read(), by=person(request), **form.chosen())
        except IngestionError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            tell(request, article, is_new=is_new)
            return HttpResponseRedirect(address(article, "change"))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Bring in an article"),
        "opts": admin.opts,
        "form": form,
    }
    return TemplateResponse(request, "admin/claims/ingest.html", context)


def tell(request: HttpRequest, article: Article, *, is_new: bool) -> None:
    """Split what is new, and say what came of it."""
    if not is_new:
        messages.warning(request, _("This text is stored already: here it is."))
        return
    try:
        run = find_claims(article, by=person(request))
    except SplitterError as error:
        messages.warning(request, _("Stored, but not split: %(why)s") % {"why": error})
        return
    except ValidationError as error:
        why = " ".join(error.messages)
        messages.warning(request, _("Stored, but not split: %(why)s") % {"why": why})
        return
    if run is None:
        told = _(
            "Stored. It is long: its claims are found while you go on. This page tells how far."
        )
        messages.success(request, told)
        return
    messages.success(request, " ".join(counted(run)))
    if not run.decomposed:
        known = _("The splitter does not know the language: each claim is a whole sentence.")
        messages.warning(request, known)


def counted(run: SplitRun) -> Iterator[str]:
    """Yield how many claims are proposed, and how many sentences gave none, if any did."""
    proposed, skipped = run.proposed, len(run.skipped)
    yield ngettext(
        "Stored and split: %(n)s claim is proposed.",
        "Stored and split: %(n)s claims are proposed.",
        proposed,
    ) % {"n": proposed}
    if skipped:
        yield ngettext("%(n)s sentence gave none.", "%(n)s sentences gave none.", skipped) % {
            "n": skipped
        }
