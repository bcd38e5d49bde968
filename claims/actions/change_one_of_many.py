"""Change one of many claims that were chosen, by the action that changes a single one."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.accept_claim import accept_claim
from claims.actions.assign_claim import assign_claim
from claims.actions.drop_claim import drop_claim
from claims.actions.restore_topics import restore_topics
from claims.actions.set_topics import set_topics
from claims.actions.undrop_claim import undrop_claim
from claims.models import BulkJob, BulkLine, Claim, StaleRevision, Topic, User
from claims.models.journal import recorded
from claims.models.under_way import CalledOff

Way = dict[str, Any]  # what leads back, as a line keeps it
UNDONE = "the work on many claims was taken back"


@recorded
def change_one_of_many(line: int, *, by: User) -> BulkLine:
    """
    Do to one claim what was confirmed for many, unless that was done already.

    Who `by` is, and what they may, is read anew. A refusal is noted on the line, in words, and
    the claim stays as it is. Raises CalledOff if somebody stopped the work.
    """
    lines = BulkLine.objects.select_for_update(of=["self"]).select_related("job")
    one = lines.get(pk=line)
    if one.outcome != BulkLine.Outcome.WAITING:
        return one
    if one.job.state != BulkJob.State.RUNNING:
        raise CalledOff
    by = User.objects.get(pk=by.pk)
    try:
        with transaction.atomic():
            way, after, changed = done_to(one, by)
            one.note(way, after, changed=changed)
    except StaleRevision:
        one.refuse(_("Somebody changed it since: nothing was done to it. Look at it, then decide."))
    except PermissionDenied:
        one.refuse(_("You may not do this to it as things stand now."))
    except ValidationError as error:
        one.refuse(" ".join(error.messages))
    return one


def done_to(line: BulkLine, by: User) -> tuple[Way, int, bool]:
    """Change the line's claim; return what leads back, its revision now, and if it changed."""
    job = line.job
    steps = BACK if job.undoes_id else STEPS
    way = steps[job.kind](line, by, **job.asks)
    after = Claim.objects.values_list("revision", flat=True).get(pk=line.claim_id)
    return way, after, after != line.revision or bool(way.get("taggings"))


def assign(line: BulkLine, by: User, *, to: int | None, due_on: str | None, reason: str) -> Way:
    """Assign it, unless it is assigned so; lead back to who had it."""
    claim, day = line.claim, date.fromisoformat(due_on) if due_on else None
    claim.require_revision(line.revision)
    if (claim.assignee_id, claim.due_on) == (to, day):
        return {}
    before = {"to": claim.assignee_id, "due_on": claim.due_on}
    person = User.objects.get(pk=to) if to else None
    is_back = bool(line.job.undoes_id)  # a day that was there before may be over by now
    assign_claim(
        claim,
        to=person,
        due_on=day,
        revision=line.revision,
        by=by,
        reason=reason,
        may_be_over=is_back,
    )
    return before


def drop(line: BulkLine, by: User, *, reason: str) -> Way:
    """Drop it."""
    drop_claim(line.claim, by=by, reason=reason, revision=line.revision)
    return {}


def accept(line: BulkLine, by: User) -> Way:
    """Accept it."""
    accept_claim(line.claim, by=by, revision=line.revision)
    return {}


def tag(line: BulkLine, by: User, *, topics: list[int], reason: str) -> Way:
    """Add the topics that it has not; lead back to each."""
    return set_some(line, by, add=topics, reason=reason)


def untag(line: BulkLine, by: User, *, topics: list[int], reason: str) -> Way:
    """Take off the topics that it has; lead back to each."""
    return set_some(line, by, remove=topics, reason=reason)


def set_some(
    line: BulkLine,
    by: User,
    reason: str,
    add: list[int] | None = None,
    remove: list[int] | None = None,
) -> Way:
    """Add or take off topics; lead back to each row that this changed."""
    rows = set_topics(
        line.claim,
        add=Topic.objects.filter(pk__in=add or []),
        remove=Topic.objects.filter(pk__in=remove or []),
        by=by,
        reason=reason,
        revision=line.revision,
    )
    return {"taggings": [[row.pk, row.revision] for row in rows]}


def assign_back(line: BulkLine, by: User, *, reason: str) -> Way:
    """Assign it to whom it was assigned before."""
    return assign(line, by, reason=reason or UNDONE, **line.before)


def take_up(line: BulkLine, by: User, *, reason: str) -> Way:
    """Take it up again, as it was before it was dropped."""
    undrop_claim(line.claim, by=by, reason=reason or UNDONE, revision=line.revision)
    return {}


def topics_back(line: BulkLine, by: User, *, reason: str) -> Way:
    """Bring back the topics that it had."""
    taggings = dict(line.before["taggings"])
    rows = restore_topics(
        line.claim, taggings, by=by, reason=reason or UNDONE, revision=line.revision
    )
    return {"taggings": [[row.pk, row.revision] for row in rows]}


STEPS: dict[str, Callable[..., Way]] = {
    BulkJob.Kind.ASSIGN: assign,
    BulkJob.Kind.DROP: drop,
    BulkJob.Kind.TAG: tag,
    BulkJob.Kind.UNTAG: untag,
    BulkJob.Kind.ACCEPT: accept,
}
BACK: dict[str, Callable[..., Way]] = {
    BulkJob.Kind.ASSIGN: assign_back,
    BulkJob.Kind.DROP: take_up,
    BulkJob.Kind.TAG: topics_back,
    BulkJob.Kind.UNTAG: topics_back,
}
