"""Rules about what the page must state, and where the claim stands."""

from django.utils.translation import gettext_lazy as _

from claims.gate.base import Rule
from claims.gate.case import Case
from claims.models import Claim


class ChosenBecause(Rule):
    """IFCN: readers learn why this claim was checked and not another."""

    id = "chosen_because"
    sentence = _("It is stated why this claim was chosen")
    remedy = _("Fill in “chosen because” on the claim.")

    def holds(self, case: Case) -> bool:
        """Look for the reason."""
        return bool(case.claim.chosen_because)


class NotKnown(Rule):
    """IFCN: where the evidence does not decide, the page says what is missing."""

    id = "not_known"
    sentence = _("It is stated what is not known, where the rating is no degree of truth")
    remedy = _("Say what is not known, and what would change the ruling.")
    idle = _("no rating that leaves the question open was given")

    def applies(self, case: Case) -> bool:
        """Want a rating without a number."""
        return case.ruling is not None and case.ruling.rating.value is None

    def holds(self, case: Case) -> bool:
        """Ask only where the rating has no number."""
        return not self.applies(case) or bool(case.ruling and case.ruling.not_known)


class PassageStands(Rule):
    """IFCN: what is rated is what the article says, and not what it no longer says."""

    id = "passage_stands"
    sentence = _("The passage stands in the newest text of the article")
    remedy = _(
        "The article was changed: confirm the changed passage or move the anchor, and read the "
        "wording against it."
    )

    def holds(self, case: Case) -> bool:
        """Want a passage that was found again in the same words, or that a person confirmed."""
        return case.claim.anchor in (Claim.Anchor.EXACT, Claim.Anchor.MOVED)
