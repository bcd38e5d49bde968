"""Who said it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, is_filled, is_known, retraction_is_whole
from claims.models.fields import NameField, WebField, public_id_of
from claims.models.mergeable import Mergeable, merged_is_retracted


class ClaimantQuerySet(DeskQuerySet["Claimant"]):
    """Questions about claimants."""


class Claimant(Mergeable):
    """A person or an organisation that makes claims."""

    WORDS = ("name", "kind", "role", "affiliation", "same_as")

    class Kind(models.TextChoices):
        """What a claimant is, in schema.org's words."""

        PERSON = "person", _("person")
        ORGANIZATION = "organization", _("organisation")

    name = NameField(_("name"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PERSON)
    role = NameField(_("role"), blank=True, help_text=_("For example: President of Russia."))
    affiliation = NameField(_("affiliation"), blank=True)
    same_as = WebField(
        _("same as"), help_text=_("A page that says who this is, such as one at Wikidata.")
    )

    objects = ClaimantQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="claimant_by_name")]
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")
        constraints = [
            retraction_is_whole("claimant"),
            merged_is_retracted("claimant"),
            is_filled("claimant", "name", _("A claimant needs a name.")),
            is_known("claimant", "kind", ["person", "organization"]),
        ]

    @property
    def public_id(self) -> str:
        """Under which id readers know them: the row's number, not to be read as one."""
        return public_id_of(self.pk)

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name
