"""Say what a claim is about: add topics to it, and take topics off."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.retract_row import retract_row
from claims.actions.save_row import save_row
from claims.models import Claim, Tagging, Topic, User
from claims.models.journal import recorded


@recorded
def set_topics(
    claim: Claim,
    *,
    add: Iterable[Topic] = (),
    remove: Iterable[Topic] = (),
    by: User,
    reason: str = "",
    revision: int | None = None,
) -> list[Tagging]:
    """
    Add and take off topics; return the rows that this made or retracted.

    A topic that the claim has, or has not, stays so. Raises PermissionDenied if `by` may not,
    StaleRevision if the claim was saved since `revision`, and ValidationError for a topic that
    is not in use.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_work_at(by, claim):
        raise PermissionDenied
    had = {row.topic_id: row for row in claim.taggings.live().select_related("topic", "claim")}
    made = [Tagging(claim=claim, topic=topic) for topic in add if topic.pk not in had]
    added = [save_row(row, by=by, reason=reason) for row in made]
    gone = [had[topic.pk] for topic in remove if topic.pk in had]
    why = reason or "the topic was taken off"
    return [*added, *(retract_row(row, by=by, reason=why) for row in gone)]
