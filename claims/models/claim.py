"""Claims: what the desk checks."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Exists, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.archived import require_archived
from claims.models.article import Body
from claims.models.base import (
    DeskQuerySet,
    Tracked,
    is_filled,
    is_known,
    retraction_is_whole,
)
from claims.models.fields import (
    NameField,
    PartialDateField,
    ProseField,
    TimeCodeField,
    WebField,
    public_id_field,
    slug_of,
)
from claims.text import anchors
from claims.text.dates import Order, order_to_claim
from claims.text.doubts import still_asked

if TYPE_CHECKING:
    from claims.models.user import User


class ClaimQuerySet(DeskQuerySet["Claim"]):
    """Questions about claims."""

    def in_text_order(self) -> "ClaimQuerySet":
        """Return the claims as a reader of the article meets them."""
        return self.order_by("start", "end", "pk")

    def at_work(self) -> "ClaimQuerySet":
        """Return the claims that the desk still has to do with: proposed or accepted."""
        return self.live().filter(state__in=Claim.AT_WORK)

    def adrift(self) -> "ClaimQuerySet":
        """
        Return the claims at work whose passage changed, or went, and waits for a person.

        The anchors stand in the SQL itself, and the states as those left out: else SQLite does not
        take the index that holds these claims alone.
        """
        named = [Func(template=f"'{anchor}'", output_field=CharField()) for anchor in Claim.ADRIFT]
        return self.live().filter(anchor__in=named).exclude(state__in=Claim.ASIDE)

    def unfinished(self) -> "ClaimQuerySet":
        """Return the claims at work without a ruling in force, or with a next version in hand."""
        rulings = self.rows_of("rulings").originals()
        without = ~Exists(rulings.current()) | Exists(rulings.in_hand())
        return self.at_work().filter(without, article__retracted_at=None)

    def assigned_to(self, person: "User") -> "ClaimQuerySet":
        """Return the unfinished claims that this person checks."""
        return self.unfinished().filter(assignee=person)

    def unassigned(self) -> "ClaimQuerySet":
        """Return the accepted, unfinished claims that nobody checks."""
        return self.unfinished().filter(state=Claim.State.ACCEPTED, assignee=None)

    def overdue(self, today: date) -> "ClaimQuerySet":
        """Return the unfinished claims that were due before this day."""
        return self.unfinished().filter(due_on__lt=today)

    def awaiting_verdict_of(self, person: "User") -> "ClaimQuerySet":
        """Return the accepted, unfinished claims on which no verdict of this person counts."""
        verdicts: Any = self.model._meta.get_field("verdicts").related_model
        own = verdicts.objects.counting().filter(claim=OuterRef("pk"), reviewer=person)
        return self.unfinished().filter(~Exists(own), state=Claim.State.ACCEPTED)

    def rows_of(self, name: str) -> Any:
        """Return, for a subquery, the live rows of a kind that stand at a claim."""
        rows: Any = self.model._meta.get_field(name).related_model
        return rows.objects.live().filter(claim=OuterRef("pk"))

    def untouched(self) -> "ClaimQuerySet":
        """Return the claims that stand as a split proposed them: nobody did anything to them."""
        rows = self.live().filter(state=Claim.State.PROPOSED, revision=1)
        rows = rows.filter(~Exists(self.model._base_manager.filter(merged_into=OuterRef("pk"))))
        for relation in self.model._meta.related_objects:
            rows_there: Any = relation.related_model
            if issubclass(rows_there, Tracked) and rows_there is not self.model:
                on_it = rows_there._base_manager.filter(**{relation.field.name: OuterRef("pk")})
                rows = rows.filter(~Exists(on_it))
        return rows

    def for_my_desk(self) -> "ClaimQuerySet":
        """Load what a line of a person's own page shows, with the stage of the newest ruling."""
        newest = self.rows_of("rulings").originals().order_by("-version").values("stage")[:1]
        shown = ("public_id", "text", "state", "anchor", "due_on", "created_at", "retracted_at")
        rows = self.select_related("article").only(*shown, "article__title")
        return rows.annotate(newest_stage=Subquery(newest))

    def due_by(self, day: date) -> "ClaimQuerySet":
        """Return the claims that somebody is to have checked by then and nobody has ruled on."""
        settled = models.Q(rulings__stage__in=["published", "retracted"])
        at_work = self.at_work().filter(assignee__isnull=False, due_on__lte=day)
        at_work = at_work.filter(article__retracted_at=None)
        return at_work.exclude(pk__in=self.filter(settled, due_on__lte=day).values("pk"))

    def for_desk(self) -> "ClaimQuerySet":
        """Load what a line of the desk's list shows."""
        return self.with_split_run().prefetch_related(
            models.Prefetch(
                "rulings",
                queryset=self.model._meta.apps.get_model("claims", "Ruling")
                .objects.live()
                .originals()
                .order_by("-version"),
                to_attr="rulings_newest_first",
            )
        )

    def for_export(self) -> "ClaimQuerySet":
        """Load what a claim report tells but verdicts; what is live stands in `live_…`."""
        return (
            self.with_split_run()
            .select_related("split_from", "merged_into")
            .prefetch_related(
                self.live_rows("rulings", "rating", "written_by", "approved_by", edition=""),
                self.live_rows("attributions", "claimant"),
                self.live_rows("evidence", "source"),
                self.live_rows("searches"),
                self.live_rows("inquiries"),
            )
        )

    def with_split_run(self) -> "ClaimQuerySet":
        """Load what a claim belongs to; not, with each claim, all that its split passed over."""
        rows = self.select_related("article", "assignee", "split_run")
        return rows.defer("split_run__skipped")

    def live_rows(self, name: str, *related: str, **only: Any) -> "models.Prefetch[str]":
        """Return how to load a claim's rows of a kind that nobody retracted."""
        rows: Any = self.model._meta.get_field(name).related_model
        queryset = rows.objects.live().filter(**only).select_related(*related)
        return models.Prefetch(name, queryset=queryset, to_attr=f"live_{name}")


class Claim(Tracked):
    """One atomic, self-contained statement, anchored to a passage of a body."""

    ARTICLE = "article"
    WORDS = (
        *("text", "quote", "kind", "said_on", "said_where", "said_url", "said_archived_url"),
        *("said_medium", "said_at", "said_words", "chosen_because"),
    )

    class Kind(models.TextChoices):
        """What sort of statement it is."""

        FACT = "fact", _("fact")
        ATTRIBUTED = "attributed", _("attributed statement")
        PREDICTION = "prediction", _("prediction")
        OPINION = "opinion", _("opinion")

    class Medium(models.TextChoices):
        """In what it was said."""

        AS_ARTICLE = "", _("as the article")
        TEXT = "text", _("a text")
        PICTURE = "picture", _("a picture")
        AUDIO = "audio", _("a recording of sound")
        VIDEO = "video", _("a video")
        SPOKEN = "spoken", _("spoken, not recorded")

    class State(models.TextChoices):
        """What the desk decided about checking it."""

        PROPOSED = "proposed", _("proposed by a machine")
        ACCEPTED = "accepted", _("accepted")
        DROPPED = "dropped", _("dropped")
        MERGED = "merged", _("merged into another")
        SPLIT = "split", _("split into others")

    AT_WORK = (State.PROPOSED, State.ACCEPTED)
    ASIDE = (State.DROPPED, State.MERGED, State.SPLIT)

    class Anchor(models.TextChoices):
        """How the passage stands in the newest text."""

        EXACT = "exact", _("in place")
        MOVED = "moved", _("moved")
        CHANGED = "changed", _("changed")
        ORPHANED = "orphaned", _("no longer there")

    ADRIFT = (Anchor.CHANGED, Anchor.ORPHANED)

    public_id = public_id_field()
    article = models.ForeignKey(
        "claims.Article", models.PROTECT, related_name="claims", verbose_name=_("article")
    )
    body = models.ForeignKey(
        "claims.Body", models.PROTECT, related_name="claims", verbose_name=_("text")
    )
    text = ProseField(
        _("wording"),
        max_length=1000,
        help_text=_("One statement that can be understood alone: the rating judges this wording."),
    )
    atom = ProseField(_("as the text has it"), max_length=2000, blank=True, editable=False)
    quote = models.TextField(_("passage"), help_text=_("Word for word from the text."))
    start = models.PositiveIntegerField(_("start"), editable=False)
    end = models.PositiveIntegerField(_("end"), editable=False)
    prefix = models.CharField(_("before the passage"), max_length=64, blank=True, editable=False)
    suffix = models.CharField(_("after the passage"), max_length=64, blank=True, editable=False)
    anchor = models.CharField(
        _("anchor"), max_length=10, choices=Anchor, default=Anchor.EXACT, editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FACT)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False
    )
    said_on = PartialDateField(
        _("said on"), help_text=_("When it entered the public: 2000, 2000-02 or 2000-02-09.")
    )
    said_where = NameField(
        _("said where"), blank=True, help_text=_("The speech, programme, post or document.")
    )
    said_url = WebField(_("address where it was said"))
    said_archived_url = WebField(_("archived copy of that"))
    said_medium = models.CharField(
        _("said in"), max_length=10, choices=Medium, default=Medium.AS_ARTICLE, blank=True
    )
    said_at = TimeCodeField(_("time code in the recording"))
    said_words = ProseField(
        _("what is said or shown there"),
        max_length=5000,
        blank=True,
        help_text=_(
            "Of a recording the words around the claim, of a picture what it shows, for those "
            "who cannot hear or see it. Readers see this."
        ),
    )
    said_by = models.CharField(
        _("said by, as the text has it"),
        max_length=300,
        blank=True,
        editable=False,
        help_text=_("The splitter's suggestion: name the claimants to confirm it."),
    )
    worthiness = models.FloatField(
        _("worth checking"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("A machine's guess from 0 to 1."),
    )
    worthiness_reasons = models.JSONField(
        _("why worth checking"), default=list, blank=True, editable=False
    )
    chosen_because = models.CharField(
        _("chosen because"),
        max_length=300,
        blank=True,
        help_text=_("Why this claim is checked; published with the ruling."),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="claims_assigned",
        null=True,
        blank=True,
        verbose_name=_("assigned to"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    drop_reason = models.CharField(_("dropped because"), max_length=300, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="merged_claims",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("merged into"),
    )
    split_from = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="parts",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("split from"),
    )
    frame = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="contents",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("reported by the claim"),
    )
    split_run = models.ForeignKey(
        "claims.SplitRun",
        models.PROTECT,
        related_name="claims",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("made by"),
    )
    operations = models.JSONField(_("how it was made"), default=list, blank=True, editable=False)
    suggestions = models.JSONField(
        _("what its words may mean"), default=list, blank=True, editable=False
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="claim_newest"),
            models.Index(fields=["article", "start", "end", "id"], name="claim_text_order"),
            models.Index(fields=["state", "-created_at", "-id"], name="claim_newest_of_state"),
            models.Index(fields=["kind", "-created_at", "-id"], name="claim_newest_of_kind"),
            models.Index(
                fields=["assignee", "-created_at", "-id"], name="claim_newest_of_assignee"
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(due_on__isnull=False),
                name="claim_by_due_date",
            ),
            models.Index(
                fields=["assignee", "due_on", "id"],
                condition=Q(due_on__isnull=False),
                name="claim_due_of_assignee",
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=Q(anchor__in=["changed", "orphaned"]),
                name="claim_newest_adrift",
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=Q(retracted_at__isnull=False),
                name="claim_newest_retracted",
            ),
        ]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        permissions = [
            ("triage_claim", "Can triage and assign claims"),
        ]
        constraints = [
            retraction_is_whole("claim"),
            is_filled("claim", "text", _("A claim needs a wording.")),
            is_known("claim", "kind", ["fact", "attributed", "prediction", "opinion"]),
            is_known("claim", "state", ["proposed", "accepted", "dropped", "merged", "split"]),
            is_known("claim", "anchor", ["exact", "moved", "changed", "orphaned"]),
            is_known("claim", "said_medium", ["", "text", "picture", "audio", "video", "spoken"]),
            models.CheckConstraint(
                name="claim_picture_is_described",
                condition=~Q(said_medium="picture") | ~Q(said_words=""),
                violation_error_code="alternative",
                violation_error_message=_("Say in words what the picture shows."),
            ),
            models.CheckConstraint(
                name="claim_time_code_is_in_a_recording",
                condition=Q(said_at="") | Q(said_medium__in=["", "audio", "video"]),
                violation_error_code="time_code",
                violation_error_message=_("Only a recording has time codes."),
            ),
            models.CheckConstraint(
                name="claim_quote_fills_its_passage",
                condition=Exact(Length("quote"), F("end") - F("start")) & Q(end__gt=F("start")),
                violation_error_code="passage",
                violation_error_message=_("The passage and its place in the text do not agree."),
            ),
            models.CheckConstraint(
                name="claim_dropped_with_a_reason",
                condition=Q(state="dropped") & ~Q(drop_reason="")
                | ~Q(state="dropped") & Q(drop_reason=""),
                violation_error_code="drop_reason",
                violation_error_message=_("A claim is dropped with a reason."),
            ),
            models.CheckConstraint(
                name="claim_merged_into_another",
                condition=Q(state="merged", merged_into__isnull=False) & ~Q(merged_into=F("id"))
                | ~Q(state="merged") & Q(merged_into=None),
                violation_error_code="merged",
                violation_error_message=_("A claim is merged into another one."),
            ),
            models.CheckConstraint(
                name="claim_split_from_another",
                condition=~Q(split_from=F("id")) | Q(split_from=None),
                violation_error_code="split_from",
                violation_error_message=_("A claim is split from another one."),
            ),
            models.CheckConstraint(
                name="claim_worthiness_is_a_share",
                condition=Q(worthiness=None) | Q(worthiness__gte=0, worthiness__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Return the address of the ruling page."""
        return reverse("claims:ruling", args=[self.public_id, self.slug])

    def clean(self) -> None:
        """Hold the passage against the body and an archived address against its page."""
        super().clean()
        if self.body.article_id != self.article_id:
            message = _("The passage stands in the text of another article.")
            raise ValidationError(message, code="passage")
        if self.body.text[self.start : self.end] != self.quote:
            message = _("The passage is not in the text word for word: copy it from there.")
            raise ValidationError(message, code="passage")
        if not (self._state.adding and self.split_from_id):  # a part takes over what is stored
            require_archived(self, page="said_url", archived="said_archived_url")

    def stand_at(self, body: Body, passage: anchors.Anchor) -> None:
        """Anchor the claim to a passage of a text; how it came to stand there is said apart."""
        self.body = body
        self.quote, self.start, self.end, self.prefix, self.suffix = passage

    def restate(self) -> None:
        """Drop what the splitter asked about words that a person has changed since."""
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("text", flat=True)
        before = stored.first() if self.suggestions else None
        if before is not None and before != self.text:
            self.suggestions = still_asked(self.suggestions, before, self.text)

    @property
    def medium(self) -> str:
        """In what it was said: where nobody says so, as the article."""
        return self.said_medium or self.article.medium

    @property
    def slug(self) -> str:
        """The wording as an address shows it; it may change, old ones redirect."""
        return slug_of(self.text, "claim")

    def order_of(self, day: str) -> Order:
        """Return how a date stands to when it was said, at the latest when its article came out."""
        printed_on = self.article.published_on if self.article_id and not self.said_on else ""
        return order_to_claim(day, self.said_on, printed_on)

    @property
    def is_open(self) -> bool:
        """Whether the desk checks it: a person accepted it, and nobody took it back."""
        return self.state == self.State.ACCEPTED and not self.is_retracted

    @property
    def is_at_work(self) -> bool:
        """Whether the desk still has to do with it: proposed or accepted, and not taken back."""
        return self.state in self.AT_WORK and not self.is_retracted

    @property
    def is_adrift(self) -> bool:
        """Whether its passage changed, or went, and no person has looked at it so far."""
        return self.anchor in self.ADRIFT and self.is_at_work

    @property
    def awaits_claimant(self) -> bool:
        """Whether the text seems to say who said it, and nobody has named them so far."""
        at_work = self.state in self.AT_WORK
        return bool(self.said_by) and at_work and not self.attributions.live().exists()

    def ancestor_ids(self) -> list[int]:
        """Return the ids of the claims from which this one was split, the nearest first."""
        found: list[int] = []
        claim: Claim | None = self
        while claim is not None and claim.split_from_id is not None:
            found.append(claim.split_from_id)
            claim = claim.split_from
        return found

    def state_before(self) -> str:
        """Return the state, by history, that the claim had before the one it is in."""
        others = self.history.exclude(state=self.state).order_by("-history_id")
        return others.values_list("state", flat=True).first() or self.State.PROPOSED

    def next_number(self) -> int:
        """Return the number of the next piece of evidence, by which the text cites it."""
        numbers: dict[str, Any] = self.evidence.aggregate(last=models.Max("number"))
        return (numbers["last"] or 0) + 1
