"""Begin a new version of the rating scale, as a copy of the one in force."""

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.models import Rating, Scale, User
from claims.models.journal import recorded

COPIED = ("label", "definition", "value", "order", "tone", "shape")


@recorded
def propose_scale(*, why: str, by: User, reason: str = "") -> Scale:
    """
    Return a new version with the steps of today's, to be changed and then put in force.

    Raises PermissionDenied if `by` may not, and ValidationError without a public reason.
    """
    scale = Scale(why=why.strip())
    if not policy.may_save(by, scale):
        raise PermissionDenied
    scale.begin(by)
    scale.save_by(by, reason)
    for step in Rating.objects.in_force():
        copy = Rating(scale=scale.version, **{name: getattr(step, name) for name in COPIED})
        copy.save_by(by, f"taken over from version {step.scale} of the scale")
    return scale
