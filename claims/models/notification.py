"""Notices: what happened that a person should know of."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.base import is_known, without_hidden

if TYPE_CHECKING:
    from claims.models.ruling import Ruling
    from claims.models.user import User

KINDS = [
    *("assigned", "unassigned", "mentioned", "verdict_wanted", "verdict_given", "submitted"),
    *("returned", "approval_void", "published", "not_published", "corrected", "source_changed"),
    *("due_soon", "overdue"),
]


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Questions about notices."""

    def of(self, user: "User") -> "NotificationQuerySet":
        """Return a person's own notices, but for claims that they may not see any more."""
        if not user.has_perm("claims.view_claim"):
            return self.none()
        return without_hidden(self.filter(recipient=user), "claim__article", user)

    def shown(self) -> "NotificationQuerySet":
        """Return those that stand at the desk, unread ones first."""
        order = (F("read_at").desc(nulls_first=True), "-created_at", "-pk")
        return self.filter(at_desk=True).order_by(*order)

    def unread(self) -> "NotificationQuerySet":
        """Return those at the desk that their person did not read."""
        return self.filter(at_desk=True, read_at=None)

    def to_mail(self, how: str) -> "NotificationQuerySet":
        """Return those that wait to be mailed in this way."""
        return self.filter(mail=how, mailed_at=None)

    def with_rows(self) -> "NotificationQuerySet":
        """Load what a notice tells."""
        rows = self.select_related("claim__article", "actor", "recipient", "ruling")
        return rows.defer("ruling__frozen", "ruling__body", "ruling__key_points", "ruling__notes")


class Notification(models.Model):
    """
    That something happened to a claim that its recipient should know of.

    It is no desk row: it is one person's own, says nothing that history does not have, and proves
    nothing. It holds no words: what it tells is read from the claim when it is shown.
    """

    class Kind(models.TextChoices):
        """What happened."""

        ASSIGNED = "assigned", _("A claim is assigned to me, or gets another due date")
        UNASSIGNED = "unassigned", _("A claim is no longer assigned to me")
        MENTIONED = "mentioned", _("Somebody mentions me in a note")
        DUE_SOON = "due_soon", _("A claim of mine is due soon")
        OVERDUE = "overdue", _("A claim of mine is overdue")
        VERDICT_WANTED = "verdict_wanted", _("My verdict does not count: the claim was reworded")
        VERDICT_GIVEN = "verdict_given", _("Somebody gives a verdict on a claim of mine")
        SUBMITTED = "submitted", _("A ruling waits that I can approve")
        RETURNED = "returned", _("A ruling that I wrote is returned")
        APPROVAL_VOID = "approval_void", _("An approval is void, of what I wrote or approved")
        PUBLISHED = "published", _("A ruling that I worked on is published")
        NOT_PUBLISHED = "not_published", _("A ruling is not published at its time")
        CORRECTED = "corrected", _("A correction or retraction of what I worked on is begun")
        SOURCE_CHANGED = "source_changed", _("A page cited by a published ruling of mine changes")

    class Mail(models.TextChoices):
        """Whether, and when, it is mailed."""

        NEVER = "", _("not by mail")
        AT_ONCE = "at_once", _("by mail at once")
        DIGEST = "digest", _("in the daily mail")

    SENTENCES = {
        Kind.ASSIGNED: _("%(who)s assigned it to you."),
        Kind.UNASSIGNED: _("It is no longer assigned to you: %(who)s changed that."),
        Kind.MENTIONED: _("%(who)s mentioned you in a note."),
        Kind.DUE_SOON: _("It is assigned to you and due soon."),
        Kind.OVERDUE: _("It is assigned to you and overdue."),
        Kind.VERDICT_WANTED: _("It was reworded: confirm your verdict or change it."),
        Kind.VERDICT_GIVEN: _("A verdict was given on it."),
        Kind.SUBMITTED: _("%(who)s submitted a ruling on it that you can approve."),
        Kind.RETURNED: _("%(who)s returned the ruling on it."),
        Kind.APPROVAL_VOID: _("The approval of the ruling on it is void: words were changed."),
        Kind.PUBLISHED: _("The ruling on it was published by %(who)s."),
        Kind.NOT_PUBLISHED: _("The ruling on it was not published at its time."),
        Kind.CORRECTED: _("%(who)s began a correction or a retraction of the ruling on it."),
        Kind.SOURCE_CHANGED: _("A page that the published ruling on it cites changed, or went."),
    }
    REMINDERS = (Kind.DUE_SOON, Kind.OVERDUE)

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notices",
        db_index=False,  # others begin with it
        verbose_name=_("recipient"),
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        db_index=False,
        verbose_name=_("who did it"),
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    claim = models.ForeignKey(
        "claims.Claim", models.CASCADE, related_name="+", db_index=False, verbose_name=_("claim")
    )
    ruling = models.ForeignKey(
        "claims.Ruling",
        models.CASCADE,
        related_name="+",
        null=True,
        db_index=False,
        verbose_name=_("ruling"),
    )
    note = models.ForeignKey(
        "claims.Note",
        models.CASCADE,
        related_name="+",
        null=True,
        db_index=False,
        verbose_name=_("note"),
    )
    on_day = models.DateField(_("reminds on"), null=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    at_desk = models.BooleanField(_("stands at the desk"), default=True)
    read_at = models.DateTimeField(_("read at"), null=True)
    mail = models.CharField(_("mail"), max_length=7, choices=Mail, blank=True, default=Mail.NEVER)
    mailed_at = models.DateTimeField(
        _("taken up for mail at"),
        null=True,
        help_text=_("Before it is sent: never taken up twice."),
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notification_newest"),
            models.Index(
                fields=["recipient"],
                condition=Q(at_desk=True, read_at=None),
                name="notification_unread",
            ),
            models.Index(
                fields=["ruling"],
                condition=Q(kind="submitted", read_at=None),
                name="notification_waits",
            ),
            models.Index(
                fields=["mail", "recipient"],
                condition=Q(mailed_at=None) & ~Q(mail=""),
                name="notification_to_mail",
            ),
        ]
        constraints = [
            is_known("notification", "kind", KINDS),
            is_known("notification", "mail", ["", "at_once", "digest"]),
            models.CheckConstraint(
                name="notification_tells_no_news_to_its_actor",
                condition=~Q(recipient=F("actor")),
            ),
            models.CheckConstraint(
                name="notification_goes_somewhere", condition=Q(at_desk=True) | ~Q(mail="")
            ),
            models.CheckConstraint(
                name="notification_reminds_on_a_day",
                condition=Q(kind__in=["due_soon", "overdue"], on_day__isnull=False)
                | ~Q(kind__in=["due_soon", "overdue"]) & Q(on_day=None),
            ),
            models.UniqueConstraint(
                "recipient",
                "claim",
                "on_day",
                condition=Q(on_day__isnull=False),
                name="notification_reminds_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.get_kind_display()}"

    @property
    def sentence(self) -> str:
        """What happened, in a sentence without a word of the claim, a verdict or a ruling."""
        told = self.SENTENCES[self.Kind(self.kind)]
        values: dict[str, object] = {"who": self.actor}
        if self.kind == self.Kind.PUBLISHED and self.ruling is not None:
            told = said_of(self.ruling)
            values |= {"version": self.ruling.version, "language": self.ruling.edition}
        return str(told) % values

    @property
    def due_on(self) -> date | None:
        """By when the claim is to be checked, where that is what the notice is about."""
        return self.claim.due_on if self.kind in (self.Kind.ASSIGNED, *self.REMINDERS) else None

    def get_absolute_url(self) -> str:
        """Return the place at the desk where it happened."""
        if self.ruling_id is not None:
            return reverse("admin:claims_ruling_change", args=[self.ruling_id])
        page = reverse("admin:claims_claim_change", args=[self.claim_id])
        verdicts = (self.Kind.VERDICT_WANTED, self.Kind.VERDICT_GIVEN)
        part = f"notes-{self.note_id}" if self.note_id else ""
        part = "verdicts" if self.kind in verdicts else part
        return f"{page}#{part}" if part else page


def said_of(ruling: "Ruling") -> Any:
    """Return the sentence on a version that was published, with places for what it names."""
    withdraws, translates = ruling.stage == ruling.Stage.RETRACTED, bool(ruling.edition)
    if withdraws and translates:
        return _("%(who)s withdrew the translation of the ruling on it (%(language)s).")
    if withdraws:
        return _("%(who)s withdrew the ruling on it.")
    if translates:
        return _("%(who)s published a translation of the ruling on it (%(language)s).")
    if ruling.version > 1:
        return _("%(who)s published version %(version)s of the ruling on it.")
    return Notification.SENTENCES[Notification.Kind.PUBLISHED]


def chosen_by(user: "User", kind: str) -> tuple[bool, str]:
    """Return whether a person wants notices of a kind at the desk, and how by mail."""
    at_desk, mail = user.notice_wishes.get(kind, [True, Notification.Mail.DIGEST])
    return bool(at_desk), str(mail)


def wishes_of(user: "User", kind: str) -> tuple[bool, str]:
    """Return how a person gets such notices: at the desk where there is no address to mail."""
    at_desk, mail = chosen_by(user, kind)
    return (at_desk, mail) if user.email else (at_desk or bool(mail), "")
