"""What is worked out once of each stored copy's text, so that copies can be compared."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.text.publishers import credits_in
from claims.text.winnowing import Fingerprints, fingerprints_of

VERSION = 1  # raised when texts are read otherwise; prepare_desk then works all out again


class Fingerprint(models.Model):
    """The fingerprints of a stored copy's text, and the agencies that it credits."""

    snapshot = models.OneToOneField(
        "claims.Snapshot",
        models.PROTECT,
        related_name="fingerprint",
        primary_key=True,
        verbose_name=_("stored copy"),
    )
    version = models.PositiveSmallIntegerField(_("version"), default=VERSION)
    prints = models.BinaryField(_("fingerprints"))
    agencies = models.JSONField(_("agencies credited"), default=list)

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")
        constraints = [
            models.CheckConstraint(
                name="fingerprint_has_a_version", condition=models.Q(version__gte=1)
            )
        ]

    def __str__(self) -> str:
        return str(self.snapshot_id)

    @classmethod
    def store(cls, snapshot: int, text: str) -> None:
        """Work out, and keep, what can be compared of a copy's text."""
        cls.objects.update_or_create(
            pk=snapshot,
            defaults={
                "version": VERSION,
                "prints": fingerprints_of(text).to_bytes(),
                "agencies": credits_in(text),
            },
        )

    @property
    def fingerprints(self) -> Fingerprints:
        """The fingerprints, to be compared with others'."""
        return Fingerprints.from_bytes(bytes(self.prints))
