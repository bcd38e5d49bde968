"""Work on many claims at once: what was asked for which of them, and what became of each."""

from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.base import is_known
from claims.models.claim import Claim
from claims.models.under_way import SILENCE, Followed, followed_rules

if TYPE_CHECKING:
    from claims.models.user import User


class BulkJobQuerySet(models.QuerySet["BulkJob"]):
    """Questions about work on many claims."""

    def visible_to(self, user: "User") -> "BulkJobQuerySet":
        """Return a person's own, and for who sees all articles and assigns work, everybody's."""
        overseer = user.has_perm("claims.see_confidential") and user.has_perm("claims.triage_claim")
        return (
            self.filter(confirmed_at__isnull=False) | self.of(user) if overseer else self.of(user)
        )

    def of(self, user: "User") -> "BulkJobQuerySet":
        """Return what this person asked for."""
        return self.filter(asked_by=user)

    def confirmed(self) -> "BulkJobQuerySet":
        """Return what was confirmed, and is done or will be."""
        return self.filter(confirmed_at__isnull=False)

    def that_changed(self) -> "BulkJobQuerySet":
        """Return what changed at least one claim."""
        done = BulkLine.objects.changed().filter(job=OuterRef("pk"))
        return self.filter(Exists(done))


class BulkJob(Followed):
    """
    One deed on many claims: chosen, then confirmed by the same person, then done one by one.

    It is working state: each claim that it changes has the history, by who confirmed it.
    """

    class Kind(models.TextChoices):
        """What is done to each claim."""

        ASSIGN = "assign", _("assign")
        DROP = "drop", _("drop")
        TAG = "tag", _("add topics")
        UNTAG = "untag", _("take topics off")
        ACCEPT = "accept", _("accept")
        EXPORT = "export", _("export")

    UNDONE = (Kind.ASSIGN, Kind.DROP, Kind.TAG, Kind.UNTAG)  # kinds that have a way back

    kind = models.CharField(_("what is done"), max_length=10, choices=Kind)
    done = models.PositiveIntegerField(_("claims dealt with"), default=0)
    total = models.PositiveIntegerField(_("claims"))
    asks = models.JSONField(
        _("what was asked"), default=dict, blank=True, encoder=DjangoJSONEncoder
    )
    language = models.CharField(_("language of its messages"), max_length=10)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    undoes = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="undone_by",
        null=True,
        blank=True,
        verbose_name=_("takes back"),
    )

    objects = BulkJobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("work on many claims")
        verbose_name_plural = _("work on many claims")
        indexes = [models.Index(fields=["asked_by", "-asked_at", "-id"], name="bulkjob_newest_of")]
        constraints = [
            is_known("bulkjob", "kind", ["assign", "drop", "tag", "untag", "accept", "export"]),
            *followed_rules("bulkjob"),
            models.CheckConstraint(
                name="bulkjob_does_no_more_than_all", condition=Q(done__lte=F("total"))
            ),
            models.CheckConstraint(
                name="bulkjob_begun_when_confirmed",
                condition=Q(state="queued", done=0) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="bulkjob_undoes_another", condition=Q(undoes=None) | ~Q(undoes=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.named}: {self.total}"

    @property
    def named(self) -> str:
        """What is done to each claim, in words."""
        kind = str(self.get_kind_display())
        return str(_("take back: %(kind)s")) % {"kind": kind} if self.undoes_id else kind

    @property
    def is_confirmed(self) -> bool:
        """Whether its person said that it shall be done."""
        return self.confirmed_at is not None

    @property
    def may_go_on(self) -> bool:
        """Whether it ended before its end, or waits so long that its task may be lost."""
        waits = self.state == self.State.QUEUED and timezone.now() - self.heard_at > SILENCE
        ended = self.state in (self.State.FAILED, self.State.CANCELLED)
        return self.is_confirmed and (self.is_lost or ended or waits)

    def confirm(self, asks: dict[str, Any], language: str) -> bool:
        """Let it be done as it was asked; False if that was said before."""
        now = timezone.now()
        rows = BulkJob.objects.filter(pk=self.pk, confirmed_at=None)
        given = {"asks": asks, "language": language, "confirmed_at": now, "heard_at": now}
        return rows.update(**given) == 1

    def begin(self) -> bool:
        """Take it up if it is confirmed; False if it was called off, or another worker has it."""
        return self.is_confirmed and super().begin()

    def go_on(self) -> bool:
        """Let another worker do the rest; False if it is done, or somebody did so before."""
        again = {"state": self.State.QUEUED, "ended_by": None, "error": ""}
        return self._move(self.state, heard_at=timezone.now(), **again)


class BulkLineQuerySet(models.QuerySet["BulkLine"]):
    """Questions about what became of claims."""

    def waiting(self) -> "BulkLineQuerySet":
        """Return those whose claim was not looked at so far."""
        return self.filter(outcome=BulkLine.Outcome.WAITING)

    def changed(self) -> "BulkLineQuerySet":
        """Return those whose claim was changed."""
        return self.filter(outcome=BulkLine.Outcome.DONE)

    def visible_to(self, user: "User") -> "BulkLineQuerySet":
        """Return those whose claim this person may see."""
        return self.filter(claim__in=Claim.objects.visible_to(user).order_by())


class BulkLine(models.Model):
    """One claim of the work: as it was when it was chosen, and what became of it."""

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        SAME = "same", _("was so already")
        REFUSED = "refused", _("refused")

    job = models.ForeignKey(
        BulkJob, models.PROTECT, related_name="lines", verbose_name=_("work on many claims")
    )
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+", verbose_name=_("claim"))
    revision = models.PositiveIntegerField(_("revision when it was chosen"))
    outcome = models.CharField(
        _("what became of it"), max_length=10, choices=Outcome, default=Outcome.WAITING
    )
    told = models.TextField(_("why it was refused"), blank=True)
    after = models.PositiveIntegerField(_("revision after it"), null=True, blank=True)
    before = models.JSONField(
        _("what leads back"), default=dict, blank=True, encoder=DjangoJSONEncoder
    )

    objects = BulkLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("claim of a work on many")
        verbose_name_plural = _("claims of a work on many")
        indexes = [models.Index(fields=["job", "outcome", "id"], name="bulkline_by_outcome")]
        constraints = [
            is_known("bulkline", "outcome", ["waiting", "done", "same", "refused"]),
            models.UniqueConstraint("job", "claim", name="bulkline_claim_once"),
            models.CheckConstraint(
                name="bulkline_refused_with_its_reason",
                condition=Q(outcome="refused") & ~Q(told="") | ~Q(outcome="refused") & Q(told=""),
            ),
            models.CheckConstraint(
                name="bulkline_done_at_a_revision",
                condition=Q(outcome="done", after__isnull=False) | ~Q(outcome="done"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.get_outcome_display()}"

    def refuse(self, why: str) -> None:
        """Note that the claim stays as it is, and why."""
        self.outcome, self.told = self.Outcome.REFUSED, why
        self.save(update_fields=["outcome", "told"])

    def note(self, before: dict[str, Any], after: int, *, changed: bool) -> None:
        """Note what was done to the claim, and what leads back."""
        self.outcome = self.Outcome.DONE if changed else self.Outcome.SAME
        self.before, self.after = before, after
        self.save(update_fields=["outcome", "before", "after"])
