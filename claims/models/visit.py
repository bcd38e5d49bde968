"""Visits: what stood at a cited address on a later day, and who has taken note of it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.base import (
    DeskQuerySet,
    Recorded,
    Tracked,
    is_filled,
    is_known,
    retraction_is_whole,
)
from claims.models.digests import digest_of_text
from claims.models.fields import WebField
from claims.models.journal import sealed_history
from claims.text.comparison import Standing

OUTCOMES = ["first", "unchanged", "changed", "moved", "gone", "unreachable", "refused"]
SILENT_TIMES = 3  # visits in a row that reached nothing, and
SILENT_DAYS = timedelta(days=7)  # from the first of them to the last, till that says something
BRIEF = 80  # characters of an address in a row's name


class VisitQuerySet(DeskQuerySet["Visit"]):
    """Questions about visits."""

    def telling(self) -> Self:
        """Return those that say something about the page: it answered, or is silent for long."""
        silent = Q(times__gte=SILENT_TIMES, visited_at__gte=F("since") + SILENT_DAYS)
        return self.exclude(outcome=Visit.Outcome.REFUSED).filter(
            ~Q(outcome=Visit.Outcome.UNREACHABLE) | silent
        )

    def that_continue(self, visit: "Visit") -> Self:
        """Return the visits of which this one can be the next in a row: silence interrupts none."""
        silent = [Visit.Outcome.REFUSED, Visit.Outcome.UNREACHABLE]
        return self.exclude(outcome__in=[o for o in silent if o != visit.outcome])

    def newest(self) -> Self:
        """Return, of each address, the last of these visits."""
        same = self.filter(url_digest=OuterRef("url_digest")).order_by("-visited_at", "-pk")
        return self.filter(pk=Subquery(same.values("pk")[:1]))

    def of(self, urls: Iterable[str]) -> Self:
        """Return the visits to these addresses."""
        return self.filter(url_digest__in={digest_of_text(url) for url in urls})


class Visit(Recorded):
    """
    One visit to the address of a cited source after it was cited.

    It never changes: the database refuses it. Whoever made it, the machine as a rule, is in its
    history.
    """

    class Outcome(models.TextChoices):
        """What was met. Not reached and not shown to us say nothing about the page."""

        FIRST = "first", _("first copy: nothing to compare with")
        UNCHANGED = "unchanged", _("unchanged")
        CHANGED = "changed", _("changed")
        MOVED = "moved", _("moved, unchanged")
        GONE = "gone", _("gone")
        UNREACHABLE = "unreachable", _("not reached")
        REFUSED = "refused", _("not shown to us")

    class Concern(models.TextChoices):
        """What about a citation needs a person's eye."""

        GONE = "gone", _("the page is gone")
        SEEMS_GONE = "seems_gone", _("the page seems to be gone")
        SILENT = "silent", _("the page cannot be reached any more")
        PASSAGE_GONE = "passage_gone", _("the quoted passage is no longer there")
        PASSAGE_CHANGED = "passage_changed", _("the quoted passage reads otherwise")
        CHANGED = "changed", _("the page has changed")
        SEEMS_CHANGED = "seems_changed", _("the page cannot be read any more")

    source = models.ForeignKey(
        "claims.Source", models.PROTECT, related_name="visits", verbose_name=_("source")
    )
    visited_at = models.DateTimeField(_("visited at"), default=timezone.now)
    url = WebField(_("address"))
    url_digest = models.CharField(_("digest of the address"), max_length=64, editable=False)
    outcome = models.CharField(_("outcome"), max_length=11, choices=Outcome)
    certain = models.BooleanField(
        _("certain"), default=True, help_text=_("If not, it only seems so.")
    )
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    final_url = WebField(_("final address"))
    compared_with = models.ForeignKey(
        "claims.Snapshot",
        models.PROTECT,
        related_name="visits_compared",
        null=True,
        blank=True,
        verbose_name=_("compared with"),
    )
    snapshot = models.ForeignKey(
        "claims.Snapshot",
        models.PROTECT,
        related_name="visits",
        null=True,
        blank=True,
        verbose_name=_("copy of what it says now"),
    )
    share = models.FloatField(_("share of words that differ"), null=True, blank=True)
    passages = models.JSONField(
        _("cited passages"),
        default=dict,
        blank=True,
        help_text=_("How each stands there, by the SHA-256 of its words."),
    )
    since = models.DateTimeField(_("so since"), default=timezone.now)
    times = models.PositiveIntegerField(_("so many times in a row"), default=1)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    objects = VisitQuerySet.as_manager()
    history = sealed_history()

    class Meta:
        ordering = ["-visited_at", "-pk"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(fields=["url_digest", "-visited_at", "-id"], name="visit_newest"),
            models.Index(
                fields=["outcome", "url_digest"],
                condition=Q(outcome__in=["changed", "gone", "unreachable"]),
                name="visit_of_trouble",
            ),
        ]
        constraints = [
            is_known("visit", "outcome", OUTCOMES),
            is_filled("visit", "url", _("A visit is to an address.")),
            models.CheckConstraint(
                name="visit_address_digest_is_whole", condition=Exact(Length("url_digest"), 64)
            ),
            models.CheckConstraint(
                name="visit_status_is_http",
                condition=Q(status=None) | Q(status__gte=100, status__lte=599),
            ),
            models.CheckConstraint(
                name="visit_share_is_a_share",
                condition=Q(share=None) | Q(share__gte=0, share__lte=1),
            ),
            models.CheckConstraint(
                name="visit_doubts_a_loss_alone",
                condition=Q(certain=True) | Q(outcome__in=["changed", "gone"]),
            ),
            models.CheckConstraint(
                name="visit_compares_two_copies",
                condition=~Q(outcome="changed")
                | Q(compared_with__isnull=False, snapshot__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_is_so_since_before",
                condition=Q(since__lte=F("visited_at"), times__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url[:BRIEF]} ({self.visited_at:%Y-%m-%d}): {self.in_words}"

    @property
    def in_words(self) -> str:
        """What was met, hedged where it only seems so."""
        if self.certain:
            return str(self.get_outcome_display())
        return str(_("seems %(outcome)s") % {"outcome": self.get_outcome_display()})

    def derive(self) -> None:
        """Take the digest by which the visits to one address are found."""
        self.url_digest = digest_of_text(self.url)

    def follow(self, before: "Visit | None") -> None:
        """Note since when, and how many times in a row, the same was met there."""
        self.since, self.times = self.visited_at, 1
        if before is not None and (before.outcome, before.certain) == (self.outcome, self.certain):
            self.since, self.times = before.since, before.times + 1

    def concern_with(self, quote: str) -> "Visit.Concern | None":
        """Return what about a citation of the page needs a person's eye, as of this visit."""
        found = {
            self.Outcome.GONE: self.Concern.GONE if self.certain else self.Concern.SEEMS_GONE,
            self.Outcome.UNREACHABLE: self.Concern.SILENT,
        }.get(self.Outcome(self.outcome))
        return self._change_of(quote) if self.outcome == self.Outcome.CHANGED else found

    def _change_of(self, quote: str) -> "Visit.Concern | None":
        """Return what the page's change means for a citation; nothing if its passage stands."""
        if not self.certain:
            return self.Concern.SEEMS_CHANGED
        standing = self.passages.get(digest_of_text(quote)) if quote else Standing.UNKNOWN
        concerns: dict[str | None, Visit.Concern] = {
            Standing.GONE: self.Concern.PASSAGE_GONE,
            Standing.CHANGED: self.Concern.PASSAGE_CHANGED,
            Standing.UNKNOWN: self.Concern.CHANGED,
        }
        return concerns.get(standing)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new visit; refuse to change one."""
        if not self._state.adding:
            message = _("A visit is never changed: visit the page again.")
            raise ValidationError(message, code="immutable")
        super().save(*args, **kwargs)


class AcknowledgementQuerySet(DeskQuerySet["Acknowledgement"]):
    """Questions about acknowledgements."""


class Acknowledgement(Tracked):
    """That a person saw what a visit found about evidence, and why it stays as it is."""

    ARTICLE = "evidence__claim__article"

    evidence = models.ForeignKey(
        "claims.Evidence",
        models.PROTECT,
        related_name="acknowledgements",
        editable=False,
        verbose_name=_("evidence"),
    )
    visit = models.ForeignKey(
        Visit,
        models.PROTECT,
        related_name="acknowledgements",
        editable=False,
        verbose_name=_("visit"),
    )
    reason = models.CharField(
        _("why it stays as it is"), max_length=500, help_text=_("Internal; kept in the history.")
    )

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [
            retraction_is_whole("acknowledgement"),
            is_filled("acknowledgement", "reason", _("Say why it stays as it is.")),
            models.UniqueConstraint(
                "evidence",
                "visit",
                condition=Q(retracted_at=None),
                name="acknowledgement_is_given_once",
                violation_error_message=_("Somebody took note of this already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}: {self.reason}"

    def covers(self, visit: Visit) -> bool:
        """Whether what was seen then is what a later visit to the page met."""
        seen = self.visit
        same = (seen.url_digest, seen.outcome, seen.certain, seen.snapshot_id)
        met = (visit.url_digest, visit.outcome, visit.certain, visit.snapshot_id)
        return same == met and visit.since <= seen.visited_at <= visit.visited_at
