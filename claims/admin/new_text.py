"""The page that takes an article's new text, and says what it would do before it is stored."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.hold_file import held_file, hold_file, let_go
from claims.actions.replace_text import replace_text
from claims.admin.anchoring import words_now
from claims.admin.deeds import address, gone
from claims.admin.ingestion import TextForm, tell
from claims.admin.person import person
from claims.admin.texts import page
from claims.anchoring import Place, foreseen
from claims.ingestion import Ingested, IngestionError, packed, unpacked
from claims.models import Article, Claim, Ruling
from claims.models.digests import digest_of_text
from claims.policy import may_replace_text

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

NOTHING_CHANGED = gettext_lazy("This is the newest text of the article already: nothing changed.")
LOST = gettext_lazy("What was read got lost on its way. Nothing was stored: give the text again.")


class NewTextForm(TextForm):
    """One of a pasted text, a file and an address."""

    field_order = ["text", "file", "url"]

    def read_for(self, article: Article) -> Ingested | None:
        """Return what was given, read; nothing, and why on the form, if it is no new text."""
        try:
            ingested = self.read()
        except IngestionError as error:
            self.add_error(None, str(error))
            return None
        if digest_of_text(ingested.document.text) == article.body.sha256:
            self.add_error(None, NOTHING_CHANGED)
            return None
        return ingested


class StoreForm(forms.Form):
    """A text that was read and looked at, to be stored; its token travels from page to page."""

    taken = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "Such as: the publisher corrected it. Kept in the history of the text and of each "
            "claim. Needed once a ruling on the article is published."
        ),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


SHOWN = 100  # claims whose passage is lost that the page names; all of them are counted


def replace_view(admin: "DeskAdmin", request: HttpRequest, pk: str) -> HttpResponse:
    """Ask for the new text, say what it would do to the claims, and store it once that is read."""
    article = admin.get_object(request, pk)
    if article is None:
        return gone(admin, request, pk)
    if not may_replace_text(person(request), article):
        raise PermissionDenied
    if "taken" in request.POST:
        return store(admin, request, article)
    initial = {"url": article.url}
    form = NewTextForm(request.POST or None, request.FILES or None, initial=initial)
    ingested = form.read_for(article) if form.is_bound and form.is_valid() else None
    if ingested is not None:
        return foreseen_page(admin, request, article, ingested)
    return page(admin, request, article, "new_text", _("A new text"), form=form)


def store(admin: "DeskAdmin", request: HttpRequest, article: Article) -> HttpResponse:
    """Store the text that was looked at, or say why not above what it would do now."""
    form = StoreForm(request.POST)
    held = held_file(request.POST["taken"], by=person(request), purpose=purpose_of(article))
    if held is None or not form.is_valid():
        messages.error(request, str(LOST))
        return HttpResponseRedirect(address(article, "new-text"))
    ingested = unpacked(held)
    given = {name: form.cleaned_data[name] for name in ("reason", "version")}
    try:
        _body, is_new = replace_text(article, ingested, by=person(request), **given)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return foreseen_page(admin, request, article, ingested, refused=form)
    let_go(request.POST["taken"], by=person(request), purpose=purpose_of(article))
    if is_new:
        tell(request, article, is_new=True)
    else:
        messages.warning(request, str(NOTHING_CHANGED))
    return HttpResponseRedirect(address(article, "texts"))


def foreseen_page(
    admin: "DeskAdmin",
    request: HttpRequest,
    article: Article,
    ingested: Ingested,
    refused: StoreForm | None = None,
) -> HttpResponse:
    """Show what would become of each claim, with the button that stores the text."""
    places = foreseen(article, ingested.document.text)
    taken = refused.data["taken"] if refused else held_for(request, article, ingested)
    sent = {"taken": taken, "version": article.body.version}
    form = StoreForm(initial=sent)
    if refused is not None:  # shown again with what is true by now
        form = StoreForm({**sent, "reason": refused.data.get("reason", "")})
        form.full_clean()
        form.add_error(None, refused.non_field_errors())
    lost = [place for place in places if not place.stands]
    return page(
        admin,
        request,
        article,
        "new_text_foreseen",
        _("What the new text would do"),
        form=form,
        counts=counts_of(place.found.outcome for place in places),
        lost=[(place, words_now(place)) for place in lost[:SHOWN]],
        n_more=len(lost) - SHOWN,
        n_void=approvals_on(place.claim for place in places if changes(place)),
    )


def held_for(request: HttpRequest, article: Article, ingested: Ingested) -> str:
    """Return the token of a text that is held: neither a file nor an address can be sent again."""
    return hold_file(packed(ingested), by=person(request), purpose=purpose_of(article))


def changes(place: Place) -> bool:
    """Whether the claim would go to the new text, or wait for a person."""
    return place.stands or place.claim.anchor != place.found.outcome


def approvals_on(claims: Any) -> int:
    """Return how many approved rulings stand on these claims."""
    pks = [claim.pk for claim in claims]
    return Ruling.objects.filter(claim__in=pks, stage=Ruling.Stage.APPROVED).count()


def counts_of(outcomes: Any) -> list[tuple[str, int, str]]:
    """Return how many claims are in each state of their anchor, in words."""
    counts = Counter(str(outcome) for outcome in outcomes)
    return [(str(label), counts[value], "") for value, label in Claim.Anchor.choices]


def purpose_of(article: Article) -> str:
    """Return what binds a text that was read to this article."""
    return f"text of {article.pk}"
