"""An approval names the words that were read: when they change, it is void."""

from claims.actions.notify import notify
from claims.freezing import approval_holds
from claims.models import (
    Article,
    Claim,
    Claimant,
    Notification,
    Recorded,
    Ruling,
    Source,
    Topic,
    User,
)
from claims.models.journal import recorded
from claims.policy import second_readers

PATHS: dict[type[Recorded], str] = {
    Article: "claim__article",
    Claim: "claim",
    Claimant: "claim__attributions__claimant",
    Source: "claim__evidence__source",
    Topic: "claim__taggings__topic",
}


VOID = "the approval is void: the words were changed after it"


@recorded
def void_approvals(row: Recorded, *, by: User, reason: str = VOID) -> list[Ruling]:
    """Put back in review each approved ruling whose page this row changed; return them."""
    path = PATHS.get(type(row))
    if path is not None:
        where = {path: row}
    elif hasattr(row, "claim_id"):
        where = {"claim": row.claim_id}
    else:
        return []
    approved = Ruling.objects.filter(stage=Ruling.Stage.APPROVED, **where).distinct()
    void = [ruling for ruling in approved if not approval_holds(ruling)]
    for ruling in void:
        concerned = [ruling.written_by, ruling.approved_by, ruling.scheduled_by]
        ruling.stage, ruling.approved_by = Ruling.Stage.IN_REVIEW, None
        ruling.approved_digest = ""
        ruling.save_by(by, reason)
        notify(Notification.Kind.APPROVAL_VOID, ruling.claim, to=concerned, by=by, ruling=ruling)
        others = [user for user in second_readers(ruling) if user not in concerned]
        notify(Notification.Kind.SUBMITTED, ruling.claim, to=others, by=by, ruling=ruling)
    return void
