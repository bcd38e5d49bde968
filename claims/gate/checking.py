"""The rules of the desk, and what each of them says of a claim."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.gate.base import Rule
from claims.gate.case import Case
from claims.gate.evidence import BothSides, NothingFound, NothingYounger, QuotationsFound
from claims.gate.people import ENOUGH_VERDICTS, ClaimantAsked, ConflictsDeclared, VerdictsAgree
from claims.gate.sources import IndependentSources, PrimarySource, StoredCopies
from claims.gate.statements import ChosenBecause, NotKnown, PassageStands
from claims.models import Claim, Ruling, User, Verdict

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        IndependentSources(),
        PrimarySource(),
        QuotationsFound(),
        StoredCopies(),
        BothSides(),
        NothingFound(),
        ClaimantAsked(),
        VerdictsAgree(),
        NothingYounger(),
        ConflictsDeclared(),
        ChosenBecause(),
        NotKnown(),
        PassageStands(),
    )
}


@dataclass(frozen=True, slots=True)
class Check:
    """One rule's result on one claim."""

    rule: Rule
    holds: bool
    overridden: bool
    applies: bool = True

    @property
    def stops(self) -> bool:
        """Whether it keeps the ruling from being published."""
        return self.rule.must and not self.holds and not self.overridden

    @property
    def is_named(self) -> bool:
        """Whether readers are told that it was set aside: not where it is met after all."""
        return self.overridden and not self.holds


def check(claim: Claim, ruling: Ruling | None = None) -> list[Check]:
    """Return each rule's result, in the order of RULES."""
    case = Case.of(claim, ruling)
    aside = set(ruling.overridden_rules) if ruling else set()
    return [
        Check(rule, rule.holds(case), rule.id in aside, rule.applies(case))
        for rule in RULES.values()
    ]


def stops(ruling: Ruling) -> list[Rule]:
    """Return the rules that keep this version from publication: none keeps a retraction."""
    return [] if ruling.retracts else [c.rule for c in check(ruling.claim, ruling) if c.stops]


def sentences(ids: Iterable[str]) -> list[str]:
    """Return the rules' sentences in words; an id of an earlier set of rules stands as it is."""
    return [str(RULES[name].sentence) if name in RULES else name for name in ids]


def hides_agreement(user: User | None, claim: Claim) -> bool:
    """
    Whether the rule on verdicts would tell this person what others judged before they did.

    With fewer verdicts than the rule wants, its result follows from their number and is no secret.
    """
    given = claim.verdicts.live().count()
    if user is None or given < ENOUGH_VERDICTS:
        return False
    return Verdict.objects.visible_to(user).live().filter(claim=claim).count() != given
