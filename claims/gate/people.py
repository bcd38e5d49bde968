"""Rules about people: who was asked, who judged, who has a stake."""

from django.utils.translation import gettext_lazy as _

from claims.gate.base import Rule
from claims.gate.case import Case
from claims.models import Inquiry

ENOUGH_VERDICTS = 2


class ClaimantAsked(Rule):
    """IFCN: who made the claim can answer, or readers learn that nobody could be asked."""

    id = "claimant_asked"
    sentence = _("The claimant was asked, nobody is named as one, or what is not known is stated")
    remedy = _(
        "Record an inquiry with the right of reply, or say under “what is not known” why there "
        "is none."
    )

    def holds(self, case: Case) -> bool:
        """Want a right of reply if a claimant is named, else the reason why there is none."""
        asked = any(i.kind == Inquiry.Kind.RIGHT_OF_REPLY for i in case.inquiries)
        explained = case.ruling is not None and bool(case.ruling.not_known)
        return asked or explained or not case.claim.attributions.live().exists()


class VerdictsAgree(Rule):
    """EFCSN: more than one person judged this wording, and all of them as the ruling does."""

    id = "verdicts_agree"
    sentence = _("Two verdicts or more on today’s wording, all with the ruling’s rating")
    remedy = _(
        "Ask a second reviewer; have verdicts on an earlier wording confirmed; where they differ, "
        "talk, and let verdicts be changed."
    )
    blind = True

    def holds(self, case: Case) -> bool:
        """Want enough verdicts on the claim as it is worded, one rating, and the ruling's own."""
        counted = [verdict for verdict in case.verdicts if verdict.wording == case.claim.text]
        ratings = {verdict.rating_id for verdict in counted}
        if case.ruling is not None:
            ratings.add(case.ruling.rating_id)
        return len(counted) >= ENOUGH_VERDICTS and len(ratings) == 1


class ConflictsDeclared(Rule):
    """IFCN, EFCSN: each reviewer said whether they have a stake."""

    id = "conflicts_declared"
    sentence = _("Each reviewer declared whether they have a conflict of interest")
    remedy = _("Ask each reviewer to answer that question on their verdict.")

    def holds(self, case: Case) -> bool:
        """Want an answer on each verdict, and at least one verdict."""
        return bool(case.verdicts) and all(v.conflict is not None for v in case.verdicts)
