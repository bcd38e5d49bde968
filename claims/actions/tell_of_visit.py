"""Let people know that a page which their published rulings cite is not what it was."""

from claims.actions.notify import notify
from claims.concerns import concerns_about
from claims.models import Evidence, Notification, Ruling, User, Visit

Troubles = dict[tuple[int, Visit.Concern], Evidence]


def tell_of_visit(visit: Visit, known: Troubles, *, by: User) -> None:
    """Leave notices of what a visit found, given the `troubles_at()` its address before it."""
    found = troubles_at(visit.url)
    claims = {piece.claim_id for trouble, piece in found.items() if trouble not in known}
    rulings = Ruling.objects.filter(claim__in=claims, stage=Ruling.Stage.PUBLISHED)
    people = ("claim__article", "claim__assignee", "written_by", "approved_by")
    for ruling in rulings.select_related(*people):
        concerned = [ruling.written_by, ruling.approved_by, ruling.claim.assignee]
        kind = Notification.Kind.SOURCE_CHANGED
        notify(kind, ruling.claim, to=concerned, by=by, ruling=ruling)


def troubles_at(url: str) -> Troubles:
    """Return what about the evidence from an address waits for a person's eye, and of what kind."""
    evidence = Evidence.objects.live().filter(source__url=url).select_related("source")
    concerns = concerns_about(evidence)
    return {(c.evidence.pk, c.kind): c.evidence for c in concerns if c.waits}
