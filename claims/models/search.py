"""Searches: where the desk looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.base import (
    DeskQuerySet,
    Tracked,
    is_filled,
    is_known,
    retraction_is_whole,
)
from claims.models.fields import NameField, ProseField, validate_past


class SearchQuerySet(DeskQuerySet["Search"]):
    """Questions about searches."""


class Search(Tracked):
    """Where the desk looked and what for: the record behind “no evidence found”."""

    ARTICLE = "claim__article"
    WORDS = ("where", "terms", "searched_on", "outcome", "remark", "public")

    class Outcome(models.TextChoices):
        """What the search gave."""

        FOUND = "found", _("something was found")
        NOTHING = "nothing", _("nothing was found")

    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="searches", verbose_name=_("claim")
    )
    where = NameField(_("where"), help_text=_("The archive, engine, database or library."))
    terms = models.CharField(_("what for"), max_length=500)
    searched_on = models.DateField(_("searched on"), validators=[validate_past])
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    remark = ProseField(_("what was found or not"), max_length=5000, blank=True)
    public = models.BooleanField(
        _("public"),
        default=True,
        help_text=_(
            "The ruling page tells of it, with what was found or not: readers can look again. "
            "“No evidence found” rests on searches that readers see."
        ),
    )

    objects = SearchQuerySet.as_manager()

    class Meta:
        ordering = ["searched_on", "pk"]
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [
            retraction_is_whole("search"),
            is_filled("search", "terms", _("Say what was searched for.")),
            is_known("search", "outcome", ["found", "nothing"]),
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.terms}"
