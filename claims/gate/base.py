"""What a rule is."""

from abc import ABC, abstractmethod
from typing import ClassVar

from django.utils.functional import Promise

from claims.gate.case import Case


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
