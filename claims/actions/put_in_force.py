"""Put a proposed version of the publication rules, or of the rating scale, in force."""

import logging
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.models import Rating, RuleSet, Scale, Standard, User
from claims.models.journal import recorded

logger = logging.getLogger(__name__)
Version = TypeVar("Version", bound=Standard)
FEWEST = 2  # steps between which a ruling can choose


@recorded
def put_in_force(standard: Version, *, revision: int, by: User, reason: str = "") -> Version:
    """
    Let rulings be judged by this version from now on; what is public stays as it was judged.

    Raises PermissionDenied if `by` may not, StaleRevision if somebody saved it since, and
    ValidationError if a later version is in force already or the version says nothing new.
    """
    standard = type(standard)._base_manager.select_for_update().get(pk=standard.pk)
    standard.require_revision(revision)
    if not policy.may_put_in_force(by, standard):
        raise PermissionDenied
    if isinstance(standard, Scale):
        require_steps(standard)
    if isinstance(standard, RuleSet):
        require_change(standard)
    standard.in_force_since, standard.in_force_by = timezone.now(), by
    standard.save_by(by, reason or "put in force")
    model, version = standard._meta.model_name, standard.version
    transaction.on_commit(lambda: logger.info("put %s version %s in force", model, version))
    return standard


def require_steps(scale: Scale) -> None:
    """Raise ValidationError if the scale has too few steps to choose between."""
    if Rating.objects.live().filter(scale=scale.version).count() < FEWEST:
        message = _("A scale needs two steps at least.")
        raise ValidationError(message, code="too_few")


def require_change(rules: RuleSet) -> None:
    """Raise ValidationError if the rules in force say the same."""
    if rules.levels == RuleSet.objects.in_force().levels:
        message = _("These rules are in force already: nothing would change.")
        raise ValidationError(message, code="no_change")
