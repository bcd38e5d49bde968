"""Rulings: the desk's public decisions, version by version, and the notes that join them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.frozen import FrozenPage, in_todays_format, reference
from claims.models.authorship import changed_since, typed_by, typists, versions_of
from claims.models.base import (
    DeskQuerySet,
    Tracked,
    is_filled,
    is_known,
    retraction_is_whole,
)
from claims.models.claim import Claim
from claims.models.fields import LanguageField, ProseField, slug_of
from claims.models.journal import Journal
from claims.models.kept_page import KeptPage
from claims.models.listing import Listing
from claims.models.wordings import wordings_ever, wordings_of, wordings_taken_over
from claims.text.markdown import LONGEST, citations_in
from claims.text.overlap import shares_run

if TYPE_CHECKING:
    from claims.models.user import User


LONGEST_QUEUE = 1000  # rulings in review that are looked through for one editor


def holding() -> Q:
    """Return what is true of a version that holds: a translation does as long as its original."""
    original = Ruling.objects.filter(
        claim=OuterRef("claim"), edition="", stage=Ruling.Stage.PUBLISHED
    )
    return (Q(edition="") | Exists(original)) & Q(stage=Ruling.Stage.PUBLISHED)


def lagging() -> Q:
    """Return what is true of a translation whose original is another version now, or gone."""
    same = Ruling.objects.filter(
        claim=OuterRef("claim"),
        edition="",
        version=OuterRef("translates"),
        stage=Ruling.Stage.PUBLISHED,
    )
    return ~Q(edition="") & Q(~Exists(same))


class RulingQuerySet(DeskQuerySet["Ruling"]):
    """Questions about many rulings; each method can be chained."""

    def published(self) -> "RulingQuerySet":
        """Return what readers may see: the one gate to every public page, feed and export."""
        return self.live().filter(stage__in=Ruling.PUBLIC, claim__article__confidential=False)

    def standing(self) -> "RulingQuerySet":
        """
        Return the versions that hold today, without superseded and retracted ones.

        A translation holds no longer than the ruling that it translates.
        """
        return self.filter(holding())

    def with_holding(self) -> "RulingQuerySet":
        """Load as `holds` whether a version holds today."""
        return self.annotate(holds=Case(When(holding(), then=True), default=False))

    def originals(self) -> "RulingQuerySet":
        """Return the versions of the desk's own rulings, without their translations."""
        return self.filter(edition="")

    def of_edition(self, edition: str) -> "RulingQuerySet":
        """Return the versions of the ruling itself, or of its translation into a language."""
        return self.filter(edition=edition)

    def behind(self) -> "RulingQuerySet":
        """Return the published translations whose original is another version now, or gone."""
        return self.filter(lagging(), stage=Ruling.Stage.PUBLISHED)

    def with_lag(self) -> "RulingQuerySet":
        """Load as `lags` whether a version translates what its original does not say any more."""
        return self.annotate(lags=Case(When(lagging(), then=True), default=False))

    def current(self) -> "RulingQuerySet":
        """Return what stands at each claim's address now: the version that holds, or its end."""
        return self.filter(stage__in=Ruling.CURRENT)

    def corrections(self) -> "RulingQuerySet":
        """
        Return the versions whose page says what they corrected.

        That the version is a later one is asked only to spare reading every page.
        """
        return self.filter(version__gt=1, frozen__correction__kind__isnull=False)

    def next_version(self) -> int:
        """Return the number of a claim's next version: one that was discarded leaves no gap."""
        numbers: dict[str, Any] = self.live().aggregate(last=models.Max("version"))
        return (numbers["last"] or 0) + 1

    def in_hand(self) -> "RulingQuerySet":
        """Return the versions that are being worked on."""
        return self.live().filter(stage__in=Ruling.IN_HAND)

    def binding(self) -> "RulingQuerySet":
        """Return the versions that hold their claim in its place: in hand, or in force."""
        return self.live().filter(stage__in=[*Ruling.IN_HAND, Ruling.Stage.PUBLISHED])

    def scheduled(self) -> "RulingQuerySet":
        """Return the approved versions that are to be published at a time, the earliest first."""
        waiting = self.live().filter(publish_at__isnull=False, schedule_failure="")
        return waiting.order_by("publish_at", "pk")

    def due(self, now: datetime) -> "RulingQuerySet":
        """Return the versions whose time has come."""
        return self.scheduled().filter(publish_at__lte=now)

    def going_on(self) -> "RulingQuerySet":
        """Return what may go towards readers: its claim is open, or it takes the ruling back."""
        is_open = Q(claim__state=Claim.State.ACCEPTED, claim__retracted_at=None)
        return self.filter(is_open | Q(correction__kind=Correction.Kind.RETRACTION))

    def awaiting(self, editor: "User") -> "RulingQuerySet":
        """
        Return what this editor may approve: in review, and none of it in their words.

        Where very many are in review, those that wait longest are looked through.
        """
        waiting = self.visible_to(editor).live().filter(stage=Ruling.Stage.IN_REVIEW).going_on()
        queue = waiting.exclude(written_by=editor).order_by("pk").values_list("pk", flat=True)
        others = Ruling.objects.filter(pk__in=list(queue[:LONGEST_QUEUE]))
        version = (OuterRef("pk"), OuterRef("claim"), OuterRef("edition"), OuterRef("version"))
        shown = [*versions_worded(*version), *wordings_of(OuterRef("claim"))]
        unworded = others.filter(*(~Exists(typed_by(rows, editor)) for rows in shown))
        barred = others.taken_from(editor) | others.quoting(editor)
        return self.filter(pk__in=set(unworded.values_list("pk", flat=True)) - barred)

    def taken_from(self, person: "User") -> set[int]:
        """Return the ids of those whose claim was split from one with this person's words."""
        parts = self.filter(claim__split_from__isnull=False).order_by()
        on = by_ancestor(parts.values_list("claim__split_from", "pk"))
        found: set[int] = set()
        for rows, way in wordings_taken_over(on) if on else ():
            claims = typed_by(rows, person).values_list(way, flat=True)
            found.update(*(on.get(claim, ()) for claim in claims))
        return found

    def quoting(self, person: "User") -> set[int]:
        """Return the ids of those that took words from this person's verdict."""
        judged = self.filter(claim__verdicts__reviewer=person).order_by()
        fields = ("pk", "claim__verdicts__reasoning", *Ruling.TAKEN)
        return {
            pk
            for pk, reasoning, *words in judged.values_list(*fields)
            if shares_run(reasoning, " ".join(words))
        }

    def to_publish(self) -> "RulingQuerySet":
        """Return what is approved and waits for a person: it has no time, or that is over."""
        approved = self.live().filter(stage=Ruling.Stage.APPROVED).going_on()
        to_come = Q(publish_at__gt=timezone.now(), schedule_failure="")
        return approved.exclude(to_come)

    def sent_back_to(self, writer: "User") -> "RulingQuerySet":
        """Return this writer's versions that were returned, or whose approval became void."""
        versions = versions_of(Ruling).filter(id=OuterRef("pk"))
        others = versions.exclude(stage=OuterRef("stage")).order_by("-history_id")
        own = self.live().filter(written_by=writer)
        own = own.annotate(stage_before=Subquery(others.values("stage")[:1]))
        returned = Q(stage=Ruling.Stage.DRAFT, stage_before__isnull=False)
        void = Q(stage=Ruling.Stage.IN_REVIEW, stage_before=Ruling.Stage.APPROVED)
        return own.filter(returned | void)

    def concerning(self, person: "User") -> "RulingQuerySet":
        """Return what this person wrote or approved, and what is on claims that they check."""
        checked = Q(claim__in=Claim.objects.filter(assignee=person).values("pk"))
        return self.filter(Q(written_by=person) | Q(approved_by=person) | checked)

    def outdated(self) -> set[int]:
        """
        Return the ids of those under which a row tells readers something else by now.

        A translation rests on a frozen page and on no row: behind() finds what changed under it.
        """
        published = OuterRef(OuterRef("published_at"))
        rows = (changed_since(rows, published) for rows in wordings_ever(OuterRef("claim")))
        changed = self.originals().filter(reduce(or_, (Q(Exists(found)) for found in rows)))
        return set(changed.order_by().values_list("pk", flat=True))

    def for_my_desk(self) -> "RulingQuerySet":
        """Load what a line of a person's own page shows, and no page as it was published."""
        rows = self.select_related("claim__article", "rating", "written_by")
        shown = (
            *("stage", "version", "why", "publish_at", "schedule_failure", "published_at"),
            *("edition", "wording", "translates"),
        )
        claim = ("text", "state", "anchor", "due_on", "retracted_at", "article__title")
        people = ("rating__label", "written_by__byline", "written_by__username")
        return rows.only(*shown, *(f"claim__{name}" for name in claim), *people)


class Ruling(Tracked):
    """
    One version of the desk's public decision on a claim, or of its translation into a language.

    The rulings of a claim are one group: the desk's own, whose `edition` is empty, and at most one
    in each other language. A translation names by number the version of the desk's own ruling that
    it translates, so that none can translate a translation, another claim's ruling, or itself.
    """

    ARTICLE = "claim__article"
    WORDS = (
        "language",
        "rating_id",
        "label",
        "why",
        "key_points",
        "body",
        "not_known",
        "no_primary_because",
        "not_asked_because",
        "differed_because",
        "override_reason",
        "overridden_rules",
        "wording",
        "rating_word",
        "notes",
        "machine",
    )
    NOTES = 100  # the most parts beside the ruling that a translation words anew
    TRANSLATED = ("edition", "translates", "wording", "rating_word", "notes", "machine")

    class Stage(models.TextChoices):
        """Where a version stands; the arrows between stages are claims/actions/."""

        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        RETRACTED = "retracted", _("retracted")

    TAKEN = ("why", "body", "not_known", "differed_because")  # what may have words of a verdict
    ASKED = ("pk", "claim_id", "edition", "version", "written_by_id", *TAKEN)  # by writer_ids()
    _writers: "tuple[tuple[Any, ...], frozenset[int]] | None" = None
    PUBLIC = (Stage.PUBLISHED, Stage.SUPERSEDED, Stage.RETRACTED)
    CURRENT = (Stage.PUBLISHED, Stage.RETRACTED)
    IN_HAND = (Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED)

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="rulings", verbose_name=_("claim")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    language = LanguageField(
        _("language"),
        help_text=_("The language that the ruling is written in, as a tag: en, es, pt-BR."),
    )
    edition = models.CharField(
        _("translation into"),
        max_length=20,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    translates = models.PositiveSmallIntegerField(
        _("translates version"), null=True, blank=True, editable=False
    )
    wording = ProseField(
        _("the claim in this language"),
        max_length=1000,
        blank=True,
        default="",
        db_default="",
        help_text=_("What the rating judges. The words as they were said stay beside it."),
    )
    rating_word = models.CharField(
        _("the rating in this language"),
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_("The same rating as the original’s, in the words that readers know it by."),
    )
    notes = models.JSONField(_("public notes in this language"), null=True, blank=True)
    machine = models.CharField(
        _("translated first by a program"),
        max_length=100,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Its name, if the words began as a program’s; readers are told. Leave it empty only "
            "if a person translated all of it."
        ),
    )
    rating = models.ForeignKey(
        "claims.Rating", models.PROTECT, related_name="+", verbose_name=_("rating")
    )
    label = models.CharField(
        _("label"),
        max_length=40,
        blank=True,
        help_text=_("A word beside the rating, such as “First check”. Usually empty."),
    )
    why = models.CharField(
        _("why, in one sentence"),
        max_length=300,
        help_text=_("The sentence that stands under the rating."),
    )
    key_points = models.JSONField(
        _("key points"), default=list, blank=True, help_text=_("Three at most, one a line.")
    )
    body = ProseField(
        _("reasoning"),
        max_length=20_000,
        blank=True,
        help_text=_("Markdown. Cite a piece of evidence as [^e1], by its number at the claim."),
    )
    not_known = ProseField(
        _("what is not known"),
        max_length=5000,
        blank=True,
        help_text=_("What could not be found out, and what would change the ruling."),
    )
    no_primary_because = models.CharField(
        _("why there is no primary source"),
        max_length=500,
        blank=True,
        help_text=_("For readers, where neither the document nor the data itself is cited."),
    )
    not_asked_because = models.CharField(
        _("why the claimant was not asked"),
        max_length=500,
        blank=True,
        help_text=_("For readers, where no right of reply was given."),
    )
    differed_because = models.CharField(
        _("where reviewers differed"),
        max_length=500,
        blank=True,
        help_text=_("For readers: in what their verdicts differ, and why this rating was chosen."),
    )
    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="rulings_written",
        editable=False,
        verbose_name=_("written by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="rulings_approved",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("approved by"),
    )
    approved_digest = models.CharField(
        _("digest of the approved words"), max_length=64, blank=True, editable=False
    )
    overridden_rules = models.JSONField(
        _("rules set aside"), default=list, blank=True, editable=False
    )
    override_reason = models.CharField(
        _("why they were set aside"), max_length=500, blank=True, editable=False
    )
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("set aside by"),
    )
    publish_at = models.DateTimeField(
        _("to be published at"), null=True, blank=True, editable=False
    )
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="rulings_scheduled",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("publication scheduled by"),
    )
    schedule_failure = models.TextField(
        _("why it was not published as scheduled"), blank=True, editable=False
    )
    frozen = models.JSONField(_("the page as published"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="ruling_newest"),
            models.Index(
                fields=["publish_at"], name="ruling_scheduled", condition=~Q(publish_at=None)
            ),
            models.Index(fields=["stage", "-published_at", "-id"], name="ruling_newest_of_stage"),
        ]
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        permissions = [
            ("return_ruling", "Can return a ruling to its writer"),
            ("approve_ruling", "Can approve a ruling as its second reader"),
            ("publish_ruling", "Can publish, correct and retract a ruling"),
            ("override_gate", "Can set a publication rule aside, with a public reason"),
        ]
        constraints = [
            retraction_is_whole("ruling"),
            is_filled("ruling", "why", _("Say in one sentence why.")),
            is_known(
                "ruling",
                "stage",
                ["draft", "in_review", "approved", "published", "superseded", "retracted"],
            ),
            models.UniqueConstraint(
                "claim",
                "edition",
                "version",
                condition=Q(retracted_at=None),
                name="ruling_version_is_unique",
                violation_error_message=_(
                    "This version was discarded, and its number went to another one."
                ),
            ),
            models.UniqueConstraint(
                "claim",
                "edition",
                condition=Q(stage__in=["published", "retracted"]),
                name="ruling_one_published_version",
                violation_error_message=_("This claim has a published ruling: correct that one."),
            ),
            models.UniqueConstraint(
                "claim",
                "edition",
                condition=Q(stage__in=["draft", "in_review", "approved"], retracted_at=None),
                name="ruling_one_version_in_hand",
                violation_error_message=_("Somebody is working on a ruling of this claim already."),
            ),
            models.UniqueConstraint(
                "claim",
                "language",
                condition=Q(stage__in=["published", "retracted"]),
                name="ruling_one_public_in_a_language",
                violation_error_message=_("This ruling is there in this language already."),
            ),
            models.UniqueConstraint(
                "claim",
                "language",
                condition=Q(stage__in=["draft", "in_review", "approved"], retracted_at=None),
                name="ruling_one_in_hand_in_a_language",
                violation_error_message=_("Somebody is working on it in this language already."),
            ),
            models.CheckConstraint(
                name="ruling_translation_is_whole",
                condition=Q(edition="", translates=None, wording="", rating_word="", machine="")
                & Q(notes__isnull=True)
                | Q(edition=F("language"), translates__gte=1)
                & ~Q(edition="")
                & ~Q(wording="")
                & ~Q(rating_word=""),
                violation_error_code="translation",
                violation_error_message=_(
                    "A translation says in its language what the claim and its rating are, and "
                    "which version it translates."
                ),
            ),
            models.CheckConstraint(
                name="ruling_translation_sets_nothing_aside",
                condition=Q(edition="") | Q(overridden_by=None),
                violation_error_code="override",
                violation_error_message=_("What is asked of a translation cannot be set aside."),
            ),
            models.CheckConstraint(
                name="ruling_four_eyes",
                condition=~Q(approved_by=F("written_by")) | Q(approved_by=None),
                violation_error_code="four_eyes",
                violation_error_message=_("Somebody else must approve your ruling."),
            ),
            models.CheckConstraint(
                name="ruling_public_when_approved",
                condition=Q(published_at=None) | Q(approved_by__isnull=False),
                violation_error_code="unapproved",
                violation_error_message=_("Only an approved ruling can be public."),
            ),
            models.CheckConstraint(
                name="ruling_approval_names_its_words",
                condition=Q(approved_by=None, approved_digest="")
                | Q(approved_by__isnull=False) & ~Q(approved_digest=""),
                violation_error_code="approval",
                violation_error_message=_("An approval names the words that were read."),
            ),
            models.CheckConstraint(
                name="ruling_stage_agrees_with_approval",
                condition=Q(stage__in=["draft", "in_review"], approved_by=None)
                | Q(
                    stage__in=["approved", "published", "superseded", "retracted"],
                    approved_by__isnull=False,
                ),
                violation_error_code="approval",
                violation_error_message=_("Approved is what somebody approved."),
            ),
            models.CheckConstraint(
                name="ruling_public_is_frozen",
                condition=Q(
                    stage__in=["draft", "in_review", "approved"],
                    published_at=None,
                    frozen__isnull=True,
                )
                | Q(
                    stage__in=["published", "superseded", "retracted"],
                    published_at__isnull=False,
                    frozen__isnull=False,
                ),
                violation_error_code="frozen",
                violation_error_message=_("What is public is frozen, and nothing else."),
            ),
            models.CheckConstraint(
                name="ruling_override_is_whole",
                condition=Q(override_reason="", overridden_by=None)
                | ~Q(override_reason="") & Q(overridden_by__isnull=False),
                violation_error_code="override",
                violation_error_message=_("Rules are set aside with a public reason."),
            ),
            models.CheckConstraint(
                name="ruling_schedule_is_whole",
                condition=Q(publish_at=None, scheduled_by=None, schedule_failure="")
                | Q(publish_at__isnull=False, scheduled_by__isnull=False),
                violation_error_code="schedule",
                violation_error_message=_("A schedule names its time and who set it."),
            ),
            models.CheckConstraint(
                name="ruling_scheduled_when_approved",
                condition=Q(publish_at=None) | Q(stage="approved", retracted_at=None),
                violation_error_code="schedule",
                violation_error_message=_("Only what is approved can be scheduled."),
            ),
        ]

    def __str__(self) -> str:
        if self.edition:
            return f"{self.rating_word}: {self.wording} [{self.edition}]"
        return f"{self.rating}: {self.claim}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it through the door, and have readers find it, or no longer."""
        super().save(*args, **kwargs)
        Listing.follow(self)
        if self.frozen is not None:
            KeptPage.drop(self.claim_id)

    def derive(self) -> None:
        """Let a schedule end with the approval that it stands on."""
        if self.stage != self.Stage.APPROVED or self.is_retracted:
            self.publish_at, self.scheduled_by, self.schedule_failure = None, None, ""

    def clean(self) -> None:
        """Hold what no constraint can see: the shape of JSON, the citations, the whole history."""
        super().clean()
        points = self.key_points
        if len(points) > 3 or not all(isinstance(p, str) and len(p) <= 300 for p in points):  # noqa: PLR2004
            message = _("Three key points at most, each of 300 characters at most.")
            raise ValidationError({"key_points": ValidationError(message, code="key_points")})
        if self.is_in_hand and self.claim_id:
            self.clean_citations()
            self.clean_kind()
            self.clean_group()
        if self.edition:
            self.clean_notes()
        if self.stage == self.Stage.APPROVED and self.approved_by_id in self.writer_ids():
            message = _("Whoever typed any of the words cannot approve them.")
            raise ValidationError(message, code="four_eyes")

    def clean_kind(self) -> None:
        """Refuse another rating in a version whose note tells readers that the rating stays."""
        stays = (Correction.Kind.MINOR, Correction.Kind.CLARIFICATION)
        notes = Correction.objects.live().filter(after=self.pk, kind__in=stays)
        before = notes.values_list("before__rating__label", flat=True).first()
        if before is not None and before != self.rating.label:
            message = _(
                "The note on this version says that the rating stays. Discard it, and begin a "
                "correction of the kind “substantive”."
            )
            raise ValidationError({"rating": ValidationError(message, code="rating_stays")})

    def clean_group(self) -> None:
        """Refuse a second ruling of the claim in one language, and a translation of nothing."""
        there = Q(stage__in=self.CURRENT) | Q(stage__in=self.IN_HAND, retracted_at=None)
        others = Ruling.objects.filter(there, claim=self.claim_id, language=self.language)
        if others.exclude(edition=self.edition).exists():
            message = _("This ruling is there in this language already.")
            raise ValidationError({"language": ValidationError(message, code="language_taken")})
        if self.edition and self.original() is None:
            message = _("There is no such version of the ruling to translate.")
            raise ValidationError(message, code="no_original")

    def clean_notes(self) -> None:
        """Refuse notes that are no short texts by the name of what they translate."""
        notes = {} if self.notes is None else self.notes
        shaped = isinstance(notes, dict) and len(notes) <= self.NOTES
        texts = [*notes, *notes.values()] if shaped else [None]
        if not all(isinstance(text, str) and len(text) <= 2000 for text in texts):  # noqa: PLR2004
            message = _("Translated notes are texts of at most 2,000 characters each.")
            raise ValidationError({"notes": ValidationError(message, code="notes")})

    def clean_citations(self) -> None:
        """
        Refuse a citation of evidence that the claim does not have.

        What was taken back since may stand in a draft, and in what retracts the ruling: else
        nobody could correct a ruling that cites it.
        """
        known = self.citable()
        for field in ("body", "not_known"):
            unknown = sorted(set(citations_in(getattr(self, field)[:LONGEST])) - known)
            if unknown:
                message = _("There is no evidence %(cites)s on this claim.")
                cites = ", ".join(f"[^{cite}]" for cite in unknown)
                error = ValidationError(message, code="citation", params={"cites": cites})
                raise ValidationError({field: error})

    def citable(self) -> set[str]:
        """Return what can be cited, as [^e1]: a translation cites what its original's page has."""
        original = self.original()
        if original is not None and original.is_public:
            return {piece["cite"] for piece in original.page["evidence"]}
        waits = self.stage == self.Stage.DRAFT or self.retracts
        evidence = self.claim.evidence.all() if waits else self.claim.evidence.live()
        return {piece.cite for piece in evidence}

    def get_absolute_url(self) -> str:
        """Return the address of this version's page, or of the claim's if it holds today."""
        slug = slug_of(self.wording, "claim") if self.edition else self.claim.slug
        args: list[Any] = [reference(self.claim.public_id, self.edition), slug]
        if self.stage == self.Stage.SUPERSEDED:
            return reverse("claims:ruling_version", args=[*args, self.version])
        return reverse("claims:ruling", args=args)

    def original(self) -> "Ruling | None":
        """Return the version that a translation translates, if it is there."""
        if not self.edition or self.translates is None:
            return None
        versions = Ruling.objects.live().originals().filter(claim=self.claim_id)
        return versions.filter(version=self.translates).first()

    def newest_original(self) -> "Ruling | None":
        """Return what stands now in the place of what a translation translates, if anything."""
        if not self.edition:
            return None
        return Ruling.objects.originals().current().filter(claim=self.claim_id).first()

    def translated_before(self) -> int | None:
        """
        Return which version of its original a translation translated before it was brought up.

        That is what its public version translates, or what it was begun with if none is public.
        """
        if self.is_public:
            return self.translates
        public = self.public_before().order_by("-version").values_list("translates", flat=True)
        begun = versions_of(Ruling).filter(id=self.pk).order_by("history_id")
        found: int | None = (
            public.first() or begun.values_list("translates", flat=True).first() or self.translates
        )
        return found

    @property
    def is_behind(self) -> bool:
        """Whether a published translation says what its original does not say any more."""
        return Ruling.objects.behind().filter(pk=self.pk).exists()

    @property
    def page(self) -> FrozenPage:
        """The page as it was published, with the keys that pages have today."""
        return in_todays_format(self.frozen or {})

    @property
    def is_public(self) -> bool:
        """Whether readers can see this version."""
        return self.published_at is not None

    @property
    def is_current(self) -> bool:
        """Whether this version stands at the claim's address now, or its retraction does."""
        return self.stage in self.CURRENT

    @property
    def is_in_hand(self) -> bool:
        """Whether this version is being worked on."""
        return self.stage in self.IN_HAND and not self.is_retracted

    @property
    def is_scheduled(self) -> bool:
        """Whether it will be published by itself, at its time."""
        return self.publish_at is not None and not self.schedule_failure

    @property
    def is_due(self) -> bool:
        """Whether its time has come, and nothing has published it yet."""
        return self.is_scheduled and (self.publish_at or timezone.now()) <= timezone.now()

    @property
    def retracts(self) -> bool:
        """Whether this version takes the ruling back."""
        correction: Correction | None = getattr(self, "correction", None)
        return correction is not None and correction.kind == Correction.Kind.RETRACTION

    @property
    def may_go_on(self) -> bool:
        """Whether it may go towards readers: its claim is open, or this takes the ruling back."""
        return self.retracts or self.claim.is_open

    def writer_ids(self) -> set[int]:
        """
        Return the ids of all who typed any word that the page shows, by history.

        Public versions count too, since a correction begins with their words; a draft that was
        discarded does not. Who gave a verdict counts if the ruling took words from it. What a
        claim was split from counts: its words were taken over with the claimants. Who named a
        topic counts, who chose it for the claim does not: choosing types no word.

        It is asked several times in one deed: until the journal moves on, the answer holds.
        """
        asked = Journal.last_seal(), *(getattr(self, name) for name in self.ASKED)
        if self._writers is None or self._writers[0] != asked:
            self._writers = asked, frozenset(self.writer_ids_in_history())
        return set(self._writers[1])

    def writer_ids_in_history(self) -> set[int]:
        """Ask history, and the verdicts, whose words the page shows."""
        ancestors = self.claim.ancestor_ids()
        taken_over = (rows for rows, _way in wordings_taken_over(ancestors) if ancestors)
        versions = versions_worded(self.pk, self.claim_id, self.edition, self.version)
        rows = [*versions, *wordings_of(self.claim_id), *taken_over]
        return {self.written_by_id}.union(self.quoted_reviewer_ids(), typists(rows))

    def writers(self) -> "list[User]":
        """Return who wrote the public versions before and this one, each once; its own last."""
        before = self.public_before().select_related("written_by").order_by("-version")
        return list(dict.fromkeys([self.written_by, *(one.written_by for one in before)]))[::-1]

    def public_before(self) -> "RulingQuerySet":
        """Return the public versions of the claim's ruling before this one."""
        return Ruling.objects.of_edition(self.edition).filter(
            claim=self.claim_id, version__lt=self.version, stage__in=Ruling.PUBLIC
        )

    def quoted_reviewer_ids(self) -> set[int]:
        """Return the ids of the reviewers from whose verdicts the ruling took words."""
        words = " ".join(getattr(self, name) for name in self.TAKEN)
        verdicts = self.claim.verdicts.values_list("reviewer_id", "reasoning")
        return {reviewer for reviewer, reasoning in verdicts if shares_run(reasoning, words)}


def versions_worded(
    pk: Any, claim: Any, edition: Any, version: Any
) -> "list[models.QuerySet[Any]]":
    """Return a version, the public ones before it, and their notes; each may be an OuterRef."""
    same = {"claim": claim, "edition": edition, "version__lt": version}
    before = Q(**same, stage__in=Ruling.PUBLIC)
    noted = Q(**{f"after__{name}": of for name, of in same.items()}, after__stage__in=Ruling.PUBLIC)
    return [
        Ruling.objects.filter(Q(pk=pk) | before),
        Correction.objects.live().filter(Q(after=pk) | noted),
    ]


def by_ancestor(parts: Iterable[tuple[Any, int]]) -> dict[int, set[int]]:
    """Return which rulings stand on parts of each claim, near or far; given are the nearest."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    level = list(parts)
    while level:
        for claim, ruling in level:
            found[claim].add(ruling)
        above = Claim.objects.filter(pk__in={claim for claim, _ruling in level})
        parents = dict(above.exclude(split_from=None).values_list("pk", "split_from"))
        level = [(parents[claim], ruling) for claim, ruling in level if claim in parents]
    return found


class CorrectionQuerySet(DeskQuerySet["Correction"]):
    """Questions about corrections."""


class Correction(Tracked):
    """The public note on a new version: it joins the version before and the one after."""

    ARTICLE = "after__claim__article"
    WORDS = ("kind", "note")

    class Kind(models.TextChoices):
        """How much the meaning changes."""

        MINOR = "minor", _("minor: the meaning stays")
        CLARIFICATION = "clarification", _("clarification: the rating stays, something is added")
        SUBSTANTIVE = "substantive", _("substantive: the rating or its grounds change")
        RETRACTION = "retraction", _("retraction: the ruling no longer holds")

    before = models.ForeignKey(
        Ruling, models.PROTECT, related_name="corrected_by", verbose_name=_("version before")
    )
    after = models.OneToOneField(
        Ruling, models.PROTECT, related_name="correction", verbose_name=_("version after")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    note = ProseField(
        _("public note"), max_length=2000, help_text=_("What was changed and why, for readers.")
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            retraction_is_whole("correction"),
            is_filled("correction", "note", _("Say what was changed and why.")),
            is_known("correction", "kind", ["minor", "clarification", "substantive", "retraction"]),
            models.CheckConstraint(
                name="correction_joins_two_versions",
                condition=~Q(before=F("after")),
                violation_error_message=_("A correction joins two versions."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.before.version} → {self.after.version})"
