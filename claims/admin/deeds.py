"""Deeds: what an editor can do to a row beside editing it, each with a button and an address."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from claims.admin.forms import DeedForm
from claims.admin.person import person
from claims.history import Change, changes
from claims.models import Article, Claim, Recorded, StaleRevision, User

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    from claims.admin.base import DeskAdmin

KEPT_WORDS = _lazy(
    "You had been signed out, so nothing was saved. This is what you typed: look, then press the "
    "button again. Files have to be chosen again."
)
WORKBENCH = "workbench"  # the page that a deed's address names as the one it was done from
OPENED = "#opened"  # the open claim on that page, where its reader goes on


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb on the desk: who may, what it asks, and the action that does it."""

    name: str
    label: str | Promise
    explains: str | Promise
    done: str | Promise
    act: Callable[..., Recorded]
    allowed: Callable[[Any, Any], bool]
    form: type[DeedForm] = field(default=DeedForm)
    weighty: bool = False  # the next step: one click, and its button stands out
    at_once: bool = False  # one click, though it is no such step
    read_at: str = ""  # the page of the row on which alone it is done
    warns: Callable[[User, Any], str] = lambda _user, _row: ""  # what to know before doing it
    says: Callable[[Any], str] = lambda _row: ""  # what can be said more exactly than `done`
    # What is said in place of `done`, as a warning.
    says_instead: Callable[[User, Any], str] = lambda _user, _row: ""

    @property
    def is_quick(self) -> bool:
        """Whether one click does it where it asks nothing."""
        return self.weighty or self.at_once

    def tell(self, request: HttpRequest, result: Recorded) -> None:
        """Say in a message that the deed was done, or what is to be known of it now."""
        if text := self.says_instead(person(request), result):
            messages.warning(request, text)
        else:
            messages.success(request, self.says(result) or str(self.done) % {"row": result})

    @staticmethod
    def refused(request: HttpRequest, form: DeedForm) -> None:
        """Say in messages why a deed was refused, where its form is not shown again."""
        for sentences in form.errors.values():
            messages.error(request, " ".join(map(str, sentences)))


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed offered on one row: its address and its form."""

    deed: Deed
    url: str
    form: DeedForm


def address(row: Model, page: str) -> str:
    """Return the address of one of a row's pages at the desk."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def way_back(request: HttpRequest, row: Recorded) -> str:
    """Return where a deed leads back to: the row's page, or the workbench that it came from."""
    if request.GET.get("from") != WORKBENCH or not isinstance(row, Article | Claim):
        return address(row, "change")
    query = request.GET.copy()
    del query["from"]
    article = row.article_id if isinstance(row, Claim) else row.pk
    if isinstance(row, Claim):
        query["claim"] = row.public_id
    bench = reverse("admin:claims_article_workbench", args=[article])
    place = OPENED if isinstance(row, Claim) else ""
    return f"{bench}?{query.urlencode()}{place}" if query else bench


def offers(deeds: list[Deed], request: HttpRequest, row: Recorded) -> list[Offer]:
    """Return what this person may do to this row now."""
    return [
        Offer(deed, address(row, deed.name), deed.form(row, by=person(request)))
        for deed in deeds
        if deed.allowed(person(request), row)
    ]


def gone(admin: "ModelAdmin", request: HttpRequest, pk: str) -> HttpResponse:
    """Say that there is no such row, or none that this person may see, and go to the desk."""
    text = _("There is no %(name)s “%(key)s” that you may see.")
    messages.warning(request, text % {"name": admin.opts.verbose_name, "key": pk})
    return HttpResponseRedirect(reverse("admin:index"))


def deed_view(admin: "DeskAdmin", deed: Deed, request: HttpRequest, pk: str) -> HttpResponse:
    """Ask what the deed wants to know, do it, and go back to the row; a refusal is said there."""
    row = admin.get_object(request, pk)
    if row is None:
        return gone(admin, request, pk)
    if request.method == "POST":
        form = deed.form(row, request.POST, request.FILES, by=person(request))
        result = done(deed, form, request, row)
        if result is not None:
            deed.tell(request, result)
            return HttpResponseRedirect(way_back(request, result))
    elif deed.allowed(person(request), row):
        form = as_kept(deed, request, row) or deed.form(row, by=person(request))
    else:
        raise PermissionDenied
    return asked_at(deed, request, row, form) or deed_page(admin, deed, request, row, form)


def as_kept(deed: Deed, request: Any, row: Recorded) -> DeedForm | None:
    """Return the form as it was typed before its person was signed out, if it is kept."""
    if (words := getattr(request, "kept_words", None)) is None:
        return None
    request.kept_words_shown = True
    form = deed.form(row, words, by=person(request))
    form.full_clean()
    form.add_error(None, KEPT_WORDS)
    return form


def done(deed: Deed, form: DeedForm, request: HttpRequest, row: Recorded) -> Recorded | None:
    """Do the deed and return its row, or put the refusal on the form."""
    if not form.is_valid():
        if not deed.allowed(person(request), row):
            raise PermissionDenied
        return None
    try:
        return deed.act(row, by=person(request), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        if isinstance(error, StaleRevision):
            form.read_again()
        return None


def asked_at(
    deed: Deed, request: HttpRequest, row: Recorded, form: DeedForm
) -> HttpResponse | None:
    """Send a person to the page on which alone the deed is done, with what was refused."""
    if not deed.read_at:
        return None
    if form.is_bound:
        deed.refused(request, form)
    return HttpResponseRedirect(address(row, deed.read_at))


def refuse(form: DeedForm, error: ValidationError) -> None:
    """Put an action's refusal on the form, beside the field that it names if there is one."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)


def changes_since(row: Recorded, read: int) -> list[Change]:
    """Return what others saved of a row since a revision, newest first."""
    return [change for change in changes(row) if change.version.revision > read]


def deed_page(
    admin: "DeskAdmin", deed: Deed, request: HttpRequest, row: Recorded, form: DeedForm
) -> HttpResponse:
    """Show the deed's own page."""
    context = {
        **admin.admin_site.each_context(request),
        "title": deed.label,
        "opts": admin.opts,
        "deed": deed,
        "row": row,
        "form": form,
        "is_over": form.is_bound and not deed.allowed(person(request), row),
        "warning": deed.warns(person(request), row),
        "since": changes_since(row, form.read) if form.read is not None else [],
        "back": way_back(request, row),
    }
    return TemplateResponse(request, "admin/claims/deed.html", context)
