"""The rules of the desk, and what each of them says of a claim."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from claims.gate.base import Rule
from claims.gate.case import Case
from claims.gate.evidence import BothSides, NothingFound, NothingYounger, QuotationsFound
from claims.gate.people import ENOUGH_VERDICTS, ClaimantAsked, ConflictsDeclared, VerdictsAgree
from claims.gate.sources import IndependentSources, PrimarySource, StoredCopies
from claims.gate.statements import ChosenBecause, NotKnown, PassageStands
from claims.gate.translations import (
    OriginalStands,
    RatingIsNamed,
    SameCitations,
    SameFigures,
    SameParts,
    SameRating,
    TranslatesNewest,
)
from claims.models import Claim, RuleSet, Ruling, User, Verdict

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


TRANSLATION_RULES: dict[str, Rule] = {  # of the release: what they ask, no desk sets aside
    rule.id: rule
    for rule in (
        OriginalStands(),
        TranslatesNewest(),
        SameRating(),
        SameCitations(),
        SameFigures(),
        SameParts(),
        RatingIsNamed(),
    )
}


@dataclass(frozen=True, slots=True)
class Check:
    """One rule's result on one claim."""

    rule: Rule
    level: str
    holds: bool
    overridden: bool
    applies: bool = True
    said: str = ""

    @property
    def must(self) -> bool:
        """Whether the rule has to be met before publication."""
        return self.level == RuleSet.Level.MUST

    @property
    def stops(self) -> bool:
        """Whether it keeps the ruling from being published."""
        return self.must and not self.holds and not self.overridden

    @property
    def is_named(self) -> bool:
        """Whether readers are told that it was set aside: not where it is met after all."""
        return self.overridden and not self.holds


class Standing(NamedTuple):
    """A rule, and how much it binds by some version of the rules."""

    rule: Rule
    level: str


def standing(rules: RuleSet) -> list[Standing]:
    """Return each rule with how much it binds by this version, in the order of RULES."""
    return [Standing(rule, rules.level_of(rule.id, rule.level)) for rule in RULES.values()]


def of_translations() -> list[Standing]:
    """Return each rule about translations with how much it binds."""
    return [Standing(rule, rule.level) for rule in TRANSLATION_RULES.values()]


def judge(case: Case, rules: RuleSet) -> list[Check]:
    """
    Return each rule's result by this version of the rules, in the order of RULES.

    Of a translation it is asked that it says the same as its original, which was judged itself.
    """
    aside = set(case.ruling.overridden_rules) if case.ruling else set()
    asked = of_translations() if case.is_translation else standing(rules)
    return [
        Check(
            rule=rule,
            level=level,
            holds=rule.holds(case),
            overridden=rule.id in aside,
            applies=rule.applies(case),
            said=rule.said(case),
        )
        for rule, level in asked
    ]


def check(claim: Claim, ruling: Ruling | None = None) -> list[Check]:
    """Return each rule's result by the rules in force."""
    return judge(Case.of(claim, ruling), RuleSet.objects.in_force())


def stopping(ruling: Ruling, checks: list[Check] | None = None) -> list[Check]:
    """
    Return what keeps this version from publication: nothing keeps a retraction.

    Whoever has checked it in the same deed hands the results on.
    """
    if ruling.retracts:
        return []
    return [c for c in checks or check(ruling.claim, ruling) if c.stops]


def stops(ruling: Ruling) -> list[Rule]:
    """Return the rules that keep this version from publication."""
    return [check.rule for check in stopping(ruling)]


def sentences(ids: Iterable[str]) -> list[str]:
    """Return the rules' sentences in words; an id of an earlier set of rules stands as it is."""
    return [str(RULES[name].sentence) if name in RULES else name for name in ids]


def idle(name: str) -> str:
    """Return what is so where a rule does not apply; of an earlier release's rule, nothing."""
    rule = RULES.get(name) or TRANSLATION_RULES.get(name)
    return str(rule.idle) if rule else ""


def hides_agreement(user: User | None, claim: Claim) -> bool:
    """
    Whether the rule on verdicts would tell this person what others judged before they did.

    With fewer verdicts than the rule wants, its result follows from their number and is no secret.
    """
    given = claim.verdicts.live().count()
    if user is None or given < ENOUGH_VERDICTS:
        return False
    return Verdict.objects.visible_to(user).live().filter(claim=claim).count() != given
