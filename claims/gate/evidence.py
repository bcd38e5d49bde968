"""Rules about what the evidence says: quotations, sides, time."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.gate.base import EvidenceRule, Rule, explains
from claims.gate.case import Case
from claims.models import Evidence, RuleSet, Search
from claims.text.dates import Order


def lost(case: Case) -> list[Evidence]:
    """Return the evidence whose quotation was not found word for word."""
    return [p for p in case.evidence if p.quote and p.found != Evidence.Found.VERBATIM]


def is_aged(piece: Evidence) -> bool:
    """Whether the note is from when the quotation was found; of what is not stored, it is not."""
    return bool(piece.note and getattr(piece, "aged", False))


class QuotationsFound(EvidenceRule):
    """Nothing is quoted that the source does not say."""

    id = "quotations_found"
    sentence = _("Every quoted passage was found in its stored copy, or readers learn why not")
    remedy = _(
        "Check the quotation against a stored copy, or explain it in the public note: a sentence "
        "at least."
    )

    def holds(self, case: Case) -> bool:
        """Accept a verbatim find, or another state that the public note explains."""
        return all(explains(p.note) and not is_aged(p) for p in lost(case))

    def said(self, case: Case) -> str:
        """Name the pieces whose note was typed while their quotation was still found."""
        cites = [f"[^{p.cite}]" for p in lost(case) if is_aged(p)]
        if not cites:
            return ""
        told = ngettext(
            "The note of %(cites)s is from when the quotation was found: say in it what is so now.",
            "The notes of %(cites)s are from when the quotations were found: say in them what is "
            "so now.",
            len(cites),
        )
        return told % {"cites": ", ".join(cites)}


class BothSides(Rule):
    """IFCN: evidence against the conclusion was looked for."""

    id = "both_sides"
    sentence = _("Evidence for and against, or a search that readers see")
    remedy = _("Look for evidence against the conclusion, record the search and tick “public”.")

    def holds(self, case: Case) -> bool:
        """Want both stances, of words that were not sought in vain, or a public search."""
        there = (p for p in case.evidence if p.found != Evidence.Found.ABSENT)
        stances = {piece.stance for piece in there if piece.quote or piece.note}
        both = {Evidence.Stance.SUPPORTS, Evidence.Stance.REFUTES}
        return any(search.public for search in case.searches) or both <= stances


class NothingFound(Rule):
    """IFCN: “no evidence found” is itself a finding; readers see where the desk looked."""

    id = "nothing_found"
    sentence = _("Where there is no evidence, a search that found nothing is public")
    remedy = _(
        "Record where you looked, what for, and that nothing was found, and tick “public”: "
        "“unproven” rests on it."
    )
    idle = _("the ruling does not rest on nothing being found")

    def applies(self, case: Case) -> bool:
        """Ask where nothing is cited and the rating is no degree of truth."""
        return case.rests_on_nothing

    def holds(self, case: Case) -> bool:
        """Want such a search, where the ruling rests on none being found."""
        nothing = (s for s in case.searches if s.outcome == Search.Outcome.NOTHING)
        return not self.applies(case) or any(search.public for search in nothing)


class NothingYounger(EvidenceRule):
    """AVeriTeC: what became known later could not be known when it was said."""

    id = "nothing_younger"
    sentence = _("No evidence younger than the claim unless it says why it counts")
    remedy = _("Say at the evidence that is from later why it counts, or leave it out.")
    idle = _("of nothing that is cited can be told whether it is from before the claim or after")
    level = RuleSet.Level.SHOULD

    def applies(self, case: Case) -> bool:
        """Want a piece of which it can be told whether it came before the claim or after."""
        orders = (case.claim.order_of(piece.source.published_on) for piece in case.evidence)
        return any(order != Order.UNKNOWN for order in orders)

    def said(self, case: Case) -> str:
        """Say of how many pieces nobody can tell, and what would help."""
        orders = [case.claim.order_of(piece.source.published_on) for piece in case.evidence]
        unknown = orders.count(Order.UNKNOWN)
        if not unknown:
            return ""
        told = ngettext(
            "Of %(n)s piece nobody can tell: give the claim’s “said on” and the source’s date.",
            "Of %(n)s pieces nobody can tell: give the claim’s “said on” and the sources’ dates.",
            unknown,
        )
        return told % {"n": unknown}

    def holds(self, case: Case) -> bool:
        """Compare dates as far as both are known: what overlaps is not said to be later."""
        return all(
            piece.later_because or case.claim.order_of(piece.source.published_on) != Order.LATER
            for piece in case.evidence
        )
