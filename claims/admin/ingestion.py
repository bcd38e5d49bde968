"""The page that brings an article in: pasted, from a file, or from an address."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.actions.hold_file import held_file, hold_file, let_go
from claims.actions.ingest_article import ingest_article
from claims.admin.deeds import address
from claims.admin.forms import take_whole
from claims.admin.grains import ask_grain, grain_field
from claims.admin.person import person
from claims.admin.shown import shown_field
from claims.ingestion import (
    Details,
    Ingested,
    IngestionError,
    check_size,
    from_file,
    from_text,
    from_url,
    packed,
    restated,
    unpacked,
)
from claims.models import Article, SplitRun, User
from claims.models.digests import digest_of_text
from claims.policy import may_ingest
from claims.splitting import SplitterError
from claims.tasks import find_claims

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

KNOWN = ["title", "publisher", "byline", "published_on", "language"]
DECIDED = ["origin", "medium", "shown", "confidential"]
CHOSEN = [*DECIDED, "granularity"]
FOUND = ["title", "publisher", "byline", "published_on", "language", "url"]
PURPOSE = "article"
OPENERS, OPENING = 4, 400  # blocks, and characters of each, that show what was read
LOST = _(
    "What was read is not held any more: it was stored already, or it is long ago. Look among the "
    "articles, or give it again."
)


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
        label=_("File"),
        required=False,
        help_text=_("A PDF, Word document, web page, e-mail (.eml), Markdown or text file."),
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

    @property
    def is_typed(self) -> bool:
        """Whether the text was pasted."""
        return not self.cleaned_data["file"] and bool(self.cleaned_data["text"].strip())

    def read(self) -> Ingested:
        """Return what was given, read. Raises IngestionError."""
        given, known = self.cleaned_data, self.known()
        if given["file"]:
            check_size(given["file"].size, settings.COPY_MAX_BYTES)
            raw = given["file"].read()
            return from_file(given["file"].name, raw, url=given["url"], **known)
        if given["text"].strip():
            return from_text(given["text"], url=given["url"], **known)
        return from_url(given["url"], **known)


class IngestForm(TextForm, forms.ModelForm):
    """A text, and what is known about it."""

    granularity = grain_field()
    shown = shown_field()

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


class ConfirmForm(forms.ModelForm):
    """What was found out about a text that was read, for a person to confirm or correct."""

    granularity = grain_field()
    shown = shown_field()
    taken = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = [*FOUND, *DECIDED]

    field_order = [*FOUND, *CHOSEN, "taken"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = self.fields["language"].required = False
        self.fields["title"].widget.attrs["class"] = "vTextField"
        take_whole(self)
        ask_grain(self)

    def _post_clean(self) -> None:
        """Leave the row's own rules to the action."""

    def confirmed(self, ingested: Ingested) -> Ingested:
        """Return the text with the details that this form has. Raises IngestionError."""
        given = self.cleaned_data
        known: Details = {name: given[name] for name in KNOWN}  # type: ignore[assignment]
        document = restated(ingested.document, known, url=given["url"])
        return replace(ingested, document=document)

    def chosen(self) -> dict[str, Any]:
        """Return what the desk decides about the article."""
        return {name: self.cleaned_data[name] for name in CHOSEN if name in self.fields}


def ingest_view(admin: "DeskAdmin", request: HttpRequest) -> HttpResponse:
    """Take a text in; what a file or a page says of itself is confirmed before it is stored."""
    if not may_ingest(person(request)):
        raise PermissionDenied
    if "taken" in request.POST:
        return confirm(admin, request)
    form = IngestForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return taken_in(admin, request, form)
        except IngestionError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
    return ingest_page(admin, request, "ingest", _("Bring in an article"), form=form)


def taken_in(admin: "DeskAdmin", request: HttpRequest, form: IngestForm) -> HttpResponse:
    """
    Store a pasted text; of anything else, show what was found. Raises what reading and storing do.
    """
    ingested, by = form.read(), person(request)
    if form.is_typed or known_already(ingested, by):
        return stored(request, ingested, form.chosen())
    taken = hold_file(packed(ingested), by=by, purpose=PURPOSE)
    found = {name: getattr(ingested.document, name) for name in FOUND}
    return confirm_page(
        admin,
        request,
        ingested,
        ConfirmForm(initial={**found, **form.chosen(), "taken": taken}),
    )


def known_already(ingested: Ingested, by: User) -> bool:
    """Whether there is an article with this text that this person may see."""
    digest = digest_of_text(ingested.document.text)
    return Article.objects.visible_to(by).live().with_text(digest).exists()


def confirm(admin: "DeskAdmin", request: HttpRequest) -> HttpResponse:
    """Store the text that was looked at, with the details as they were confirmed."""
    form, by, token = ConfirmForm(request.POST), person(request), request.POST["taken"]
    held = held_file(token, by=by, purpose=PURPOSE)
    if held is None:
        messages.error(request, LOST)
        return HttpResponseRedirect(reverse("admin:claims_article_add"))
    ingested = unpacked(held)
    if form.is_valid():
        try:
            answer = stored(request, form.confirmed(ingested), form.chosen())
        except IngestionError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            let_go(token, by=by, purpose=PURPOSE)
            return answer
    return confirm_page(admin, request, ingested, form)


def stored(request: HttpRequest, ingested: Ingested, chosen: dict[str, Any]) -> HttpResponse:
    """Store and split a text, and go to its article."""
    article, is_new = ingest_article(ingested, by=person(request), **chosen)
    tell(request, article, is_new=is_new)
    return HttpResponseRedirect(address(article, "change"))


def confirm_page(
    admin: "DeskAdmin", request: HttpRequest, ingested: Ingested, form: ConfirmForm
) -> HttpResponse:
    """Show what was found, with the beginning of the text and what was not read."""
    document = ingested.document
    return ingest_page(
        admin,
        request,
        "ingest_found",
        _("Is this right?"),
        form=form,
        name=ingested.file_name or ingested.final_url,
        document=document,
        opening=[
            document.text[block.start : block.end][:OPENING] for block in document.blocks[:OPENERS]
        ],
    )


def ingest_page(
    admin: "DeskAdmin", request: HttpRequest, template: str, title: Any, **context: Any
) -> HttpResponse:
    """Show a page of bringing in."""
    shared = {**admin.admin_site.each_context(request), "title": title, "opts": admin.opts}
    return TemplateResponse(request, f"admin/claims/{template}.html", {**shared, **context})


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
