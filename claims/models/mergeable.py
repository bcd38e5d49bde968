"""What rows share that several others name, and that the desk may have twice."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.base import Tracked


class Mergeable(Tracked):
    """A row that can turn out to be another one: it then names the one that stays."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="merged_rows",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("merged into"),
    )

    class Meta:
        abstract = True


def merged_is_retracted(model: str) -> models.CheckConstraint:
    """Return the constraint that a merged row is out of use, and merged into another one."""
    return models.CheckConstraint(
        name=f"{model}_merged_is_retracted",
        condition=Q(merged_into=None) | (Q(retracted_at__isnull=False) & ~Q(merged_into=F("id"))),
        violation_error_code="merged",
        violation_error_message=_("What was merged into another is not in use any more."),
    )
