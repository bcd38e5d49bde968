"""Rules about what the evidence says: quotations, sides, time."""

from django.utils.translation import gettext_lazy as _

from claims.gate.base import EvidenceRule, Rule
from claims.gate.case import Case
from claims.models import Evidence


class QuotationsFound(EvidenceRule):
    """Nothing is quoted that the source does not say."""

    id = "quotations_found"
    sentence = _("Every quoted passage was found in its stored copy")
    remedy = _("Check the quotation against a stored copy, or explain it in the public note.")

    def holds(self, case: Case) -> bool:
        """Accept a verbatim find, or another state that the public note explains."""
        quoted = (piece for piece in case.evidence if piece.quote)
        return all(piece.found == Evidence.Found.VERBATIM or piece.note for piece in quoted)


class BothSides(Rule):
    """IFCN: evidence against the conclusion was looked for."""

    id = "both_sides"
    sentence = _("Evidence for and against, or a search on record")
    remedy = _("Look for evidence against the conclusion and record the search.")

    def holds(self, case: Case) -> bool:
        """Want both stances, or a search."""
        stances = {piece.stance for piece in case.evidence}
        both = {Evidence.Stance.SUPPORTS, Evidence.Stance.REFUTES}
        return bool(case.searches) or both <= stances


class NothingYounger(EvidenceRule):
    """AVeriTeC: what became known later could not be known when it was said."""

    id = "nothing_younger"
    sentence = _("No evidence younger than the claim unless its note says so")
    remedy = _("Say in the public note of the evidence that it is from later.")
    must = False

    def holds(self, case: Case) -> bool:
        """Compare dates as far as both are known."""
        said = case.claim.said_on
        return not said or all(
            piece.note or piece.source.published_on[: len(said)] <= said for piece in case.evidence
        )
