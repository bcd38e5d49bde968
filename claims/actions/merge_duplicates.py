"""Merge a claimant, a source or a topic that the desk has twice into the one that stays."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.check_quotations import recheck
from claims.actions.save_row import save_row
from claims.models import Attribution, Claimant, Snapshot, Source, SourceTie, Tagging, Topic, User
from claims.models.base import Tracked
from claims.models.distinction import told_apart_from
from claims.models.journal import recorded
from claims.models.mergeable import Mergeable

Row = TypeVar("Row", bound=Mergeable)
JOINS = {Claimant: ("attributions", "claimant"), Topic: ("taggings", "topic")}


@recorded
def merge_duplicates(row: Row, into: Row, *, by: User, reason: str, revision: int) -> Row:
    """
    Have all that names this row name the other one, take it out of use, and return the other.

    What stands on a claim twice then is retracted once; a source's copies are kept with the one
    that stays, each with its own day. Published pages stay as they were frozen. Raises
    PermissionDenied if `by` may not change both rows, and all that moves, StaleRevision if the
    row was saved since `revision`, and ValidationError for the row itself, one that is not in
    use, or no reason.
    """
    locked = type(row)._base_manager.select_for_update().order_by("pk")
    held = {found.pk: found for found in locked.filter(pk__in=[row.pk, into.pk])}
    row, into = held[row.pk], held[into.pk]
    require_two_in_use(row, into)
    row.require_revision(revision)
    if not (policy.may_change(by, row) and policy.may_change(by, into)):
        raise PermissionDenied
    require_not_told_apart(row, into)
    why = reason.strip()
    if isinstance(row, Source) and isinstance(into, Source):
        move_source(row, into, by=by, reason=why)
    else:
        move_joins(row, into, by=by, reason=why)
    row.merged_into = into
    take_back(row, by=by, reason=why)
    return into


def require_two_in_use(row: Mergeable, into: Mergeable) -> None:
    """Raise ValidationError unless these are two rows, both in use."""
    if row.pk == into.pk:
        raise ValidationError(_("This is the same one: choose another."), code="itself")
    for part in (row, into):
        if part.is_retracted:
            message = _("“%(part)s” is not in use any more: it was retracted, or merged.")
            raise ValidationError(message, code="retracted", params={"part": str(part)})


def require_not_told_apart(row: Mergeable, into: Mergeable) -> None:
    """Raise ValidationError if somebody said that the two are not the same."""
    if into.pk in told_apart_from(row):
        message = _("Somebody said that these two are not the same: retract that word first.")
        raise ValidationError(message, code="told_apart")


def take_back(row: Tracked, *, by: User, reason: str) -> None:
    """Retract a row for which another one stands from now on."""
    row.retracted_at, row.retracted_by, row.retraction_reason = timezone.now(), by, reason
    save_row(row, by=by, reason=reason)


def move_joins(row: Mergeable, into: Mergeable, *, by: User, reason: str) -> None:
    """Have claims name the other claimant, or carry the other topic, none of them twice."""
    joins, name = JOINS[type(row)]
    named = set(getattr(into, joins).live().values_list("claim", flat=True))
    for join in getattr(row, joins).live().select_related("claim__article"):
        require_change(by, join)
        if join.claim_id in named:
            take_back(join, by=by, reason=reason)
        else:
            setattr(join, name, into)
            save_row(join, by=by, reason=reason)


def require_change(by: User, join: Attribution | Tagging | Tracked) -> None:
    """Raise PermissionDenied if what hangs on the row is not this person's to change."""
    if not policy.may_change(by, join):
        raise PermissionDenied


def move_source(row: Source, into: Source, *, by: User, reason: str) -> None:
    """Have evidence cite the other source, which keeps the copies, and words on both go along."""
    known = set(into.snapshots.values_list("sha256", flat=True))
    for copy in row.snapshots.order_by("fetched_at", "pk"):
        if copy.sha256 not in known:
            keep_copy(copy, into, by=by, reason=reason)
    for piece in row.evidence.live().select_related("claim__article"):
        require_change(by, piece)
        piece.source = into
        save_row(piece, by=by, reason=reason)
    for tie in [*row.ties_as_one.live(), *row.ties_as_other.live()]:
        move_tie(tie, row, into, by=by, reason=reason)
    recheck(into)


def keep_copy(copy: Snapshot, source: Source, *, by: User, reason: str) -> None:
    """Keep a copy with another source too: the same file, of the same day."""
    left = {"id", "revision", "created_at", "source", "raw"}
    fields = [field.name for field in Snapshot._meta.concrete_fields if field.name not in left]
    kept = Snapshot(source=source, **{name: getattr(copy, name) for name in fields})
    with copy.raw.open() as file:
        kept.hold(file.read())
    kept.save_by(by, reason)


def move_tie(tie: SourceTie, row: Source, into: Source, *, by: User, reason: str) -> None:
    """Have a person's word on two sources speak of the one that stays, unless one does already."""
    other = tie.other if tie.one_id == row.pk else tie.one
    one, two = sorted([into, other], key=lambda source: source.pk)
    said = SourceTie.objects.live().filter(one=one, other=two).exists()
    if one.pk == two.pk or said:
        take_back(tie, by=by, reason=reason)
    else:
        tie.one, tie.other = one, two
        save_row(tie, by=by, reason=reason)
