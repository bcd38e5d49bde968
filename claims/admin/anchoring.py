"""Where a claim stands in an article that changed: what a person can do about it, and find."""

import re
from functools import cached_property
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.actions.confirm_anchor import confirm_anchor
from claims.actions.move_anchor import move_anchor
from claims.admin.deeds import Deed
from claims.admin.forms import RevisionForm, change_reason, tell_need
from claims.anchoring import Place, place_today
from claims.models import Claim, Recorded, User
from claims.policy import may_confirm_anchor, may_move_anchor
from claims.text.diff import Change
from claims.text.side_by_side import words_beside

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
REASON = _("Reason for the change")
READ_IT = _(
    "Its wording stays as it is. Read it against the passage: if it says something else by now, "
    "reword it. An approval is void, and a published ruling keeps its page until it is corrected."
)


def words_now(place: Place) -> list[Change]:
    """Return the passage as it was and as it reads now, word by word; nothing if it is gone."""
    found = place.found.anchor
    return words_beside(place.claim.quote, found.quote) if found else []


def other_figures(wording: str, passage: str) -> list[str]:
    """Return the figures of a wording that its passage does not have."""
    said = FIGURE.findall(passage)
    return [figure for figure in FIGURE.findall(wording) if figure not in said]


def figures_in_words(wording: str, passage: str) -> str:
    """Return a warning that the wording has figures of its own, or nothing."""
    figures = other_figures(wording, passage)
    if not figures:
        return ""
    text = _("The wording says %(figures)s, and the passage does not: reword the claim.")
    return text % {"figures": ", ".join(figures)}


def before_confirming(_user: User, claim: Claim) -> str:
    """Return what to read before a changed passage is confirmed."""
    found = place_today(claim).found.anchor
    told = figures_in_words(claim.text, found.quote) if found else ""
    return " ".join(filter(None, [told, str(READ_IT)]))


def after_anchoring(_user: User, claim: Claim) -> str:
    """Return what is wrong with the wording where the claim stands now, or nothing."""
    return figures_in_words(claim.text, claim.quote)


class AnchorForm(RevisionForm):
    """Where a claim stands, and why."""

    shows = "admin/claims/_passage_now.html"
    reason = change_reason()

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        tell_need(self, row)

    @cached_property
    def place(self) -> Place:
        """The claim with what became of its passage."""
        return place_today(Claim.objects.select_related("body", "article").get(pk=self.row.pk))

    @property
    def words(self) -> list[Change]:
        """The passage word by word, as it was and as it reads now."""
        return words_now(self.place)


class ConfirmAnchorForm(AnchorForm):
    """The passage that was read, to be confirmed."""

    passage = forms.CharField(strip=False, widget=forms.HiddenInput)

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.initial.setdefault("passage", self.passage_now)

    def passage_now(self) -> str:
        """Return the passage that stands in the newest text."""
        found = self.place.found.anchor
        return found.quote if found else ""

    def clean_passage(self) -> str:
        """Take the line breaks that are stored, not those of browsers."""
        return str(self.cleaned_data["passage"]).replace("\r\n", "\n")

    def add_error(self, field: str | None, error: Any) -> None:
        """Let what is confirmed next be what the page shows now."""
        super().add_error(field, error)
        sent = cast("QueryDict", self.data).copy()
        sent["passage"] = self.passage_now()
        self.data = sent


class MoveAnchorForm(AnchorForm):
    """Another passage of the newest text, word for word."""

    shows = "admin/claims/_newest_text.html"
    quote = forms.CharField(
        label=_("Passage"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Word for word from the newest text: copy it from there."),
    )
    field_order = ["quote", "reason"]

    def clean_quote(self) -> str:
        """Take the line breaks that are stored, not those of browsers."""
        return str(self.cleaned_data["quote"]).replace("\r\n", "\n")


CONFIRM_ANCHOR = Deed(
    name="confirm-anchor",
    label=_("Confirm the changed passage"),
    explains=_("The passage reads otherwise in the newest text: the claim is to stand at it."),
    done=_("The claim stands at the changed passage. Read its wording against it now: “%(row)s”"),
    act=confirm_anchor,
    allowed=may_confirm_anchor,
    form=ConfirmAnchorForm,
    warns=before_confirming,
    says_instead=after_anchoring,
)
MOVE_ANCHOR = Deed(
    name="move-anchor",
    label=_("Move the anchor"),
    explains=_("The claim is to stand at another passage of the newest text."),
    done=_("The claim stands at that passage. Read its wording against it now: “%(row)s”"),
    act=move_anchor,
    allowed=may_move_anchor,
    form=MoveAnchorForm,
    warns=lambda _user, _claim: str(READ_IT),
    says_instead=after_anchoring,
)
ANCHOR_DEEDS = [CONFIRM_ANCHOR, MOVE_ANCHOR]

SAID: dict[str, Promise] = {
    Claim.Anchor.CHANGED: _("passage changed"),
    Claim.Anchor.ORPHANED: _("passage gone"),
}


def with_anchor(standing: str, claim: Claim) -> str:
    """Return where something stands, and that the passage of its claim waits for a person."""
    return f"{standing} · {SAID[claim.anchor]}" if claim.is_adrift else standing


class AnchorFilter(admin.SimpleListFilter):
    """Find claims by how their passage stands in the newest text."""

    title = _("passage in the article")
    parameter_name = "anchor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer those that wait for a person, and each state."""
        return [("waiting", _("waits for a person")), *Claim.Anchor.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims, or what is about them, whose passages stand so."""
        if self.value() is None:
            return queryset
        own = queryset.model is Claim
        claims: Any = queryset if own else Claim.objects.all()
        waiting = self.value() == "waiting"
        claims = claims.adrift() if waiting else claims.filter(anchor=self.value())
        return cast("QuerySet", claims if own else queryset.filter(claim__in=claims.values("pk")))
