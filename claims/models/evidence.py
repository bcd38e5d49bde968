"""Evidence: a source used on a claim."""

from typing import TYPE_CHECKING, Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from claims.models.authorship import versions_of
from claims.models.base import DeskQuerySet, Tracked, is_known, retraction_is_whole
from claims.models.fields import PagesField, TimeCodeField
from claims.text.dates import Order
from claims.text.places import leaves_out

if TYPE_CHECKING:
    from claims.models.user import User


LONGEST_QUOTATION = 10_000  # characters: what is longer is a copy, and stands at its source
UNCHECKED: dict[str, Any] = {  # what a program found, before it looked
    "snapshot_id": None,
    "found": "unchecked",
    "found_score": None,
    "found_start": None,
    "found_end": None,
    "found_page": None,
    "finding": {},
}


class EvidenceQuerySet(DeskQuerySet["Evidence"]):
    """Questions about evidence."""

    def quoting(self) -> "EvidenceQuerySet":
        """Return what quotes its source and was not taken back, with its source."""
        return self.live().exclude(quote="").select_related("source").order_by("pk")

    def with_notes_age(self) -> "EvidenceQuerySet":
        """
        Tell of each whether its quotation was found while its note said what it says, as `aged`.

        If it is not found any more, such a note cannot explain that: it was typed of a passage
        that was there.
        """
        same = {name: OuterRef(name) for name in ("quote", "note")}
        then = versions_of(Evidence).filter(id=OuterRef("pk"), **same)
        return self.annotate(aged=Exists(then.filter(found=Evidence.Found.VERBATIM)))

    def with_twin(self) -> "EvidenceQuerySet":
        """Tell of each the number of an earlier piece that cites the same passage, as `twin`."""
        earlier = Evidence.objects.live().exclude(quote="").order_by("number")
        same = {name: OuterRef(name) for name in ("claim", "source", "quote")}
        twins = earlier.filter(**same, number__lt=OuterRef("number")).values("number")
        return self.annotate(twin=Subquery(twins[:1]))


class Evidence(Tracked):
    """What a source says for, against or around a claim."""

    ARTICLE = "claim__article"
    WORDS = (
        *("source_id", "stance", "quote", "where", "pages", "time_code", "note", "later_because"),
        *("picture_id", "picture_alt", "picture_credit", "picture_shown"),
    )

    class Stance(models.TextChoices):
        """What it does to the claim."""

        SUPPORTS = "supports", _("supports")
        REFUTES = "refutes", _("refutes")
        CONTEXT = "context", _("context")

    class Found(models.TextChoices):
        """Whether the quoted passage is in the stored copy."""

        UNCHECKED = "unchecked", _("not checked against a stored copy")
        VERBATIM = "verbatim", _("found word for word")
        NEAR = "near", _("found nearly")
        ABSENT = "absent", _("not found")

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="evidence", verbose_name=_("claim")
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    source = models.ForeignKey(
        "claims.Source", models.PROTECT, related_name="evidence", verbose_name=_("source")
    )
    stance = models.CharField(_("stance"), max_length=10, choices=Stance)
    quote = models.TextField(
        _("quoted passage"),
        blank=True,
        validators=[MaxLengthValidator(LONGEST_QUOTATION)],
        help_text=_("Word for word, as the source has it."),
    )
    where = models.CharField(
        _("where in the source"),
        max_length=200,
        blank=True,
        help_text=_("What no number says: a paragraph, a section, a table."),
    )
    pages = PagesField(_("pages"))
    time_code = TimeCodeField(_("time code"))
    note = models.CharField(
        _("public note"), max_length=500, blank=True, help_text=_("Readers see this.")
    )
    remark = models.CharField(
        _("internal remark"), max_length=500, blank=True, help_text=_("Never public.")
    )
    later_because = models.CharField(
        _("counts although from later, because"),
        max_length=300,
        blank=True,
        help_text=_(
            "Only for evidence from after the claim was made: why it counts, although nobody "
            "could know it then. Readers see this."
        ),
    )
    picture = models.ForeignKey(
        "claims.Attachment",
        models.PROTECT,
        related_name="evidence",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=1000,
        blank=True,
        help_text=_("In words, for those who cannot see it; a picture is not kept without."),
    )
    picture_credit = models.CharField(
        _("whose picture it is"),
        max_length=300,
        blank=True,
        help_text=_("And by what right we show it; readers see this."),
    )
    picture_shown = models.BooleanField(
        _("readers see the picture"),
        default=False,
        help_text=_("Only if we may publish it. It is shown without its hidden data."),
    )
    snapshot = models.ForeignKey(
        "claims.Snapshot",
        models.PROTECT,
        related_name="evidence",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("stored copy"),
    )
    found = models.CharField(
        _("quotation"), max_length=10, choices=Found, default=Found.UNCHECKED, editable=False
    )
    found_score = models.FloatField(_("score"), null=True, blank=True, editable=False)
    found_start = models.PositiveIntegerField(
        _("where the passage begins in the copy"), null=True, blank=True, editable=False
    )
    found_end = models.PositiveIntegerField(
        _("where the passage ends in the copy"), null=True, blank=True, editable=False
    )
    found_page = models.PositiveIntegerField(
        _("page of the copy"), null=True, blank=True, editable=False
    )
    finding = models.JSONField(
        _("what else the check found"), default=dict, blank=True, editable=False
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "number"]
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            retraction_is_whole("evidence"),
            models.UniqueConstraint("claim", "number", name="evidence_number_is_unique"),
            is_known("evidence", "stance", ["supports", "refutes", "context"]),
            is_known("evidence", "found", ["unchecked", "verbatim", "near", "absent"]),
            models.CheckConstraint(
                name="evidence_picture_is_described",
                condition=Q(picture=None) | ~Q(picture_alt=""),
                violation_error_code="alternative",
                violation_error_message=_("Say in words what the picture shows."),
            ),
            models.CheckConstraint(
                name="evidence_picture_is_shown_with_its_owner",
                condition=Q(picture_shown=False) | Q(picture__isnull=False) & ~Q(picture_credit=""),
                violation_error_code="credit",
                violation_error_message=_(
                    "Before readers see a picture, attach it and say whose it is."
                ),
            ),
            models.CheckConstraint(
                name="evidence_score_is_a_share",
                condition=Q(found_score=None) | Q(found_score__gte=0, found_score__lte=1),
            ),
            models.CheckConstraint(
                name="evidence_place_is_whole",
                condition=Q(found_start=None, found_end=None, found_page=None)
                | Q(found_start__isnull=False, found_end__gt=F("found_start")),
            ),
        ]

    def __str__(self) -> str:
        return f"[^{self.cite}] {self.source}"

    def begin(self, by: "User") -> None:
        """Give the piece its number on the claim, by which texts cite it."""
        self.number = self.claim.next_number()

    def restate(self) -> None:
        """
        Keep what the last check found, whatever a form had read before it.

        Of other words, or of another source, nothing is found yet.
        """
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        unchanged = stored is not None and stored.asks == self.asks
        self.take(stored.findings if stored is not None and unchanged else UNCHECKED)

    def take(self, findings: dict[str, Any]) -> None:
        """Take over what a check found."""
        for name, value in findings.items():
            setattr(self, name, value)

    @property
    def asks(self) -> tuple[int, str]:
        """What a check looks for: the source, and the passage in it."""
        return self.source_id, self.quote

    @property
    def findings(self) -> dict[str, Any]:
        """What the last check found, by column."""
        return {name: getattr(self, name) for name in UNCHECKED}

    @property
    def order(self) -> Order:
        """How its source's date stands to the claim's, as far as both are known."""
        return self.claim.order_of(self.source.published_on)

    @property
    def names_other_pages(self) -> bool:
        """Whether a person names pages on which the copy does not have the passage."""
        return bool(self.found_page) and leaves_out(self.pages, self.found_page or 0)

    @property
    def cite(self) -> str:
        """The name by which a ruling cites it: [^e3]."""
        return f"e{self.number}"
