"""Take a row back: it stays on record, with who, when and why."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.settle_notices import settle_notices
from claims.actions.void_approvals import void_approvals
from claims.models import Article, Claim, Claimant, Evidence, Ruling, Source, Topic, Tracked, User
from claims.models.journal import recorded
from claims.text.markdown import citations_in

Row = TypeVar("Row", bound=Tracked)


@recorded
def retract_row(row: Row, *, by: User, reason: str, revision: int | None = None) -> Row:
    """
    Retract a row; undo it by going back to an earlier version in its history.

    Raises PermissionDenied if `by` may not, StaleRevision if it was saved since `revision`, and
    ValidationError without a reason or while something that is public rests on the row.
    """
    row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if revision is not None:
        row.require_revision(revision)
    if not policy.may_retract(by, row):
        raise PermissionDenied
    require_nothing_rests_on(row)
    row.retracted_at, row.retracted_by = timezone.now(), by
    row.retraction_reason = reason.strip()
    row.save_by(by, reason)
    void_approvals(row, by=by)
    if isinstance(row, Ruling):
        settle_notices(row, by=by)
    return row


def require_nothing_rests_on(row: Tracked) -> None:
    """Raise ValidationError, saying what to do first, if other rows still need this one."""
    if isinstance(row, Claim | Article):
        path = "claim" if isinstance(row, Claim) else "claim__article"
        if Ruling.objects.binding().filter(**{path: row}).exists():
            message = _("There are rulings on this: retract them first.")
            raise ValidationError(message, code="in_use")
        if stands_for_others(row):
            message = _("Claims were merged into this: undo that first.")
            raise ValidationError(message, code="in_use")
    if isinstance(row, Evidence) and is_cited_in_hand(row):
        message = _("The ruling that is being written cites [^%(cite)s]: take that out first.")
        raise ValidationError(message, code="in_use", params={"cite": row.cite})
    if is_part_of_something(row):
        message = _("Claims still name this: take it off them first.")
        raise ValidationError(message, code="in_use")


def stands_for_others(row: Claim | Article) -> bool:
    """Whether claims that stay were merged into this claim, or into one of this article."""
    if isinstance(row, Claim):
        return row.merged_claims.live().exists()
    return Claim.objects.live().filter(merged_into__article=row).exclude(article=row).exists()


def is_part_of_something(row: Tracked) -> bool:
    """Whether evidence cites this source, a claim names this claimant or carries this topic."""
    if isinstance(row, Source):
        return row.evidence.live().exists()
    if isinstance(row, Claimant):
        return row.attributions.live().exists()
    return isinstance(row, Topic) and row.taggings.live().exists()


def is_cited_in_hand(piece: Evidence) -> bool:
    """Whether the version of the ruling that is being worked on cites this piece of evidence."""
    rulings = piece.claim.rulings.in_hand()
    return any(
        piece.cite in citations_in(text)
        for ruling in rulings
        for text in (ruling.body, ruling.not_known)
    )
