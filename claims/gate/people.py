"""Rules about people: who was asked, who judged, who has a stake."""

from django.utils.translation import gettext_lazy as _

from claims.gate.base import Rule
from claims.gate.case import Case
from claims.models import Claim, Claimant, Inquiry, Verdict
from claims.text.naming import names_body, names_person

ENOUGH_VERDICTS = 2


class ClaimantAsked(Rule):
    """IFCN: who made the claim can answer, or readers learn that nobody could be asked."""

    id = "claimant_asked"
    sentence = _("The claimant was asked, or the reason why not")
    remedy = _(
        "Record an inquiry with the right of reply that names the claimant, or says for whom it "
        "was answered, as in “Chen Li’s press office”; or say in the ruling why there is none."
    )
    idle = _("nobody is named as the claimant, and nobody was asked")

    def applies(self, case: Case) -> bool:
        """Want somebody who is named as the claimant, seems to be, or was asked as one."""
        return bool(case.claimants or self.asked(case) or self.is_unnamed(case))

    def holds(self, case: Case) -> bool:
        """Want a right of reply for each claimant, who has to be named, else the reason why not."""
        explained = case.ruling is not None and bool(case.ruling.not_asked_because)
        return explained or not (self.left_out(case) or self.is_unnamed(case))

    def said(self, case: Case) -> str:
        """Name the claimants whom nobody asked."""
        if self.holds(case):
            return ""
        if self.is_unnamed(case):
            told = _("It seems to be said by %(names)s, whom nobody named as the claimant.")
            return told % {"names": case.claim.said_by}
        names = "; ".join(claimant.name for claimant in self.left_out(case))
        return _("No right of reply on record names: %(names)s") % {"names": names}

    def left_out(self, case: Case) -> list[Claimant]:
        """Return the claimants who were given no right of reply."""
        claimants = [attribution.claimant for attribution in case.claimants]
        asked = self.asked(case)
        return [claimant for claimant in claimants if not any(names(a, claimant) for a in asked)]

    @staticmethod
    def is_unnamed(case: Case) -> bool:
        """Whether the text seems to say who said it, and nobody is named."""
        claim = case.claim
        return bool(claim.said_by) and claim.state in Claim.AT_WORK and not case.claimants

    @staticmethod
    def asked(case: Case) -> list[str]:
        """Return in words who was given the right of reply, and was not let off again."""
        kind, withdrawn = Inquiry.Kind.RIGHT_OF_REPLY, Inquiry.Outcome.WITHDRAWN
        asked = (i for i in case.inquiries if i.kind == kind and i.outcome != withdrawn)
        return [inquiry.whom for inquiry in asked]


def names(whom: str, claimant: Claimant) -> bool:
    """Whether it was the claimant who was asked: an office alone may be that of many."""
    called = names_person if claimant.kind == Claimant.Kind.PERSON else names_body
    return called(whom, claimant.name)


class VerdictsAgree(Rule):
    """EFCSN: more than one person judged this wording; that they differed is told to readers."""

    id = "verdicts_agree"
    sentence = _(
        "Two verdicts or more on today’s wording and scale, all with the ruling’s rating, or the "
        "disagreement explained"
    )
    remedy = _(
        "Ask a second reviewer; have verdicts on an earlier wording or scale confirmed; where they "
        "differ, talk, and let verdicts be changed, or say in the ruling where reviewers differed."
    )
    blind = True

    def holds(self, case: Case) -> bool:
        """Want enough verdicts that count, and one rating, the ruling's own, or the reason."""
        counted = [verdict for verdict in case.verdicts if counts(verdict, case)]
        ratings = {verdict.rating_id for verdict in counted}
        if case.ruling is not None:
            ratings.add(case.ruling.rating_id)
        explained = case.ruling is not None and bool(case.ruling.differed_because)
        return len(counted) >= ENOUGH_VERDICTS and (len(ratings) == 1 or explained)


def counts(verdict: Verdict, case: Case) -> bool:
    """Whether a verdict judges the claim as it is worded now, by the scale of the ruling."""
    on_scale = case.ruling is None or verdict.rating.scale == case.ruling.rating.scale
    return on_scale and verdict.wording == case.claim.text


class ConflictsDeclared(Rule):
    """IFCN, EFCSN: each reviewer said whether they have a stake."""

    id = "conflicts_declared"
    sentence = _("Each reviewer declared whether they have a conflict of interest")
    remedy = _("Ask each reviewer to answer that question on their verdict.")

    def holds(self, case: Case) -> bool:
        """Want an answer on each verdict, and at least one verdict."""
        return bool(case.verdicts) and all(v.conflict is not None for v in case.verdicts)
