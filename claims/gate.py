"""
What must hold before publication: the fact-checkers' codes as rules, each one small class.

A rule is added by writing one class and naming it in RULES. What holds is asked of a claim at any
time; publication asks again. That somebody else approves is no rule here: nobody can set it aside.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar
from urllib.parse import urlsplit

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import (
    Claim,
    Evidence,
    Inquiry,
    Rating,
    Ruling,
    Search,
    Snapshot,
    Source,
    User,
    Verdict,
)

ENOUGH_VERDICTS = 2


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at: a claim with all that hangs on it, loaded once."""

    claim: Claim
    ruling: Ruling | None
    evidence: tuple[Evidence, ...]
    verdicts: tuple[Verdict, ...]
    searches: tuple[Search, ...]
    inquiries: tuple[Inquiry, ...]

    @classmethod
    def of(cls, claim: Claim, ruling: Ruling | None = None) -> "Case":
        """Load a claim's case."""
        return cls(
            claim=claim,
            ruling=ruling,
            evidence=tuple(
                claim.evidence.live()
                .select_related("source")
                .prefetch_related(Prefetch("source__snapshots", Snapshot.objects.only("source")))
            ),
            verdicts=tuple(claim.verdicts.live().select_related("rating")),
            searches=tuple(claim.searches.live()),
            inquiries=tuple(claim.inquiries.live()),
        )


class Rule(ABC):
    """One publication rule. To add one: a class here, its name in RULES."""

    id: ClassVar[str]
    sentence: ClassVar[Promise]
    remedy: ClassVar[Promise]
    must: ClassVar[bool] = True
    blind: ClassVar[bool] = False  # its result would tell a reviewer what others judged

    @abstractmethod
    def holds(self, case: Case) -> bool:
        """Whether the rule is met."""

    def applies(self, case: Case) -> bool:
        """Whether there is anything yet that could break it; one that asks for something does."""
        return True


class EvidenceRule(Rule):
    """A rule about each piece of evidence, of which there may be none yet."""

    def applies(self, case: Case) -> bool:
        """Want a piece of evidence to look at."""
        return bool(case.evidence)


class IndependentSources(Rule):
    """AFP, IFCN: what one publisher says twice is one source."""

    id = "independent_sources"
    sentence = _("Two independent sources or more")
    remedy = _("Add evidence from another publisher.")

    def holds(self, case: Case) -> bool:
        """Look for two that are not the same voice."""
        sources = [piece.source for piece in case.evidence]
        return any(are_independent(one, other) for one, other in combinations(sources, 2))


def are_independent(one: Source, other: Source) -> bool:
    """
    Whether two sources are two voices: neither publisher nor host is the same.

    Hosts are compared whole, without their www: who owns several of them is not known here. Where
    two sources have nothing to compare, they differ in what they are called.
    """
    publishers = one.publisher.casefold(), other.publisher.casefold()
    hosts = host_of(one), host_of(other)
    titles = one.title.casefold(), other.title.casefold()
    known = [pair for pair in (publishers, hosts) if all(pair)] or [titles]
    return all(mine != theirs for mine, theirs in known)


def host_of(source: Source) -> str:
    """Return the host of a source's address, or nothing."""
    return (urlsplit(source.url).hostname or "").removeprefix("www.")


class PrimarySource(Rule):
    """IFCN: a primary source wherever there is one."""

    id = "primary_source"
    sentence = _("A primary source, or what is not known without one")
    remedy = _("Cite the document or the data itself, or say under “what is not known” why not.")

    def holds(self, case: Case) -> bool:
        """Look for a primary source or data, else for the reason why there is none."""
        near = (Source.Kind.PRIMARY, Source.Kind.DATA)
        explained = case.ruling is not None and bool(case.ruling.not_known)
        return explained or any(piece.source.kind in near for piece in case.evidence)


class QuotationsFound(EvidenceRule):
    """Nothing is quoted that the source does not say."""

    id = "quotations_found"
    sentence = _("Every quoted passage was found in its stored copy")
    remedy = _("Check the quotation against a stored copy, or explain it in the public note.")

    def holds(self, case: Case) -> bool:
        """Accept a verbatim find, or another state that the public note explains."""
        quoted = (piece for piece in case.evidence if piece.quote)
        return all(piece.found == Evidence.Found.VERBATIM or piece.note for piece in quoted)


class StoredCopies(EvidenceRule):
    """AFP, EFCSN: a page that vanishes must not take the proof with it."""

    id = "stored_copies"
    sentence = _("Every cited page has a stored copy")
    remedy = _("Store a copy of the page at its source.")

    def holds(self, case: Case) -> bool:
        """Ask each source that has an address for its copies."""
        cited = {piece.source_id: piece.source for piece in case.evidence if piece.source.url}
        return all(source.snapshots.exists() for source in cited.values())


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


class ConflictsDeclared(Rule):
    """IFCN, EFCSN: each reviewer said whether they have a stake."""

    id = "conflicts_declared"
    sentence = _("Each reviewer declared whether they have a conflict of interest")
    remedy = _("Ask each reviewer to answer that question on their verdict.")

    def holds(self, case: Case) -> bool:
        """Want an answer on each verdict, and at least one verdict."""
        return bool(case.verdicts) and all(v.conflict is not None for v in case.verdicts)


class ChosenBecause(Rule):
    """IFCN: readers learn why this claim was checked and not another."""

    id = "chosen_because"
    sentence = _("Why this claim was chosen is stated")
    remedy = _("Fill in “chosen because” on the claim.")

    def holds(self, case: Case) -> bool:
        """Look for the reason."""
        return bool(case.claim.chosen_because)


class NotKnown(Rule):
    """IFCN: where the evidence does not decide, the page says what is missing."""

    id = "not_known"
    sentence = _("What is not known is stated where the rating is no degree of truth")
    remedy = _("Say what is not known, and what would change the ruling.")

    def holds(self, case: Case) -> bool:
        """Ask only where the rating has no number."""
        rating: Rating | None = case.ruling.rating if case.ruling else None
        decided = rating is None or rating.value is not None
        return decided or bool(case.ruling and case.ruling.not_known)


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


RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        IndependentSources(),
        PrimarySource(),
        QuotationsFound(),
        StoredCopies(),
        BothSides(),
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
