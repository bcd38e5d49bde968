"""Be the second person behind a policy: from now on it is what readers are told."""

import logging

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from claims import policy as who
from claims.models import Policy, User
from claims.models.journal import recorded

logger = logging.getLogger(__name__)


@recorded
def put_policy_in_force(policy: Policy, *, revision: int, by: User, reason: str = "") -> Policy:
    """
    Publish exactly the revision that was read; the version before stays at its address.

    Raises PermissionDenied if `by` may not, such as for words of their own, StaleRevision if
    somebody saved it since, and ValidationError if a rule is broken.
    """
    policy = Policy.objects.select_for_update().get(pk=policy.pk)
    policy.require_revision(revision)
    if not who.may_put_policy_in_force(by, policy):
        raise PermissionDenied
    for before in Policy.objects.in_force().filter(kind=policy.kind).select_for_update():
        before.stage = Policy.Stage.SUPERSEDED
        before.save_by(by, f"superseded by version {policy.version}")
    policy.stage = Policy.Stage.IN_FORCE
    policy.in_force_since, policy.in_force_by = timezone.now(), by
    policy.save_by(by, reason or "put in force")
    kind, version = policy.kind, policy.version
    transaction.on_commit(lambda: logger.info("put policy %s version %s in force", kind, version))
    return policy
