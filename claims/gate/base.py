"""What a rule is."""

from abc import ABC, abstractmethod
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.gate.case import Case
from claims.models import RuleSet

SENTENCE = 10  # characters: fewer explain nothing to a reader


def explains(text: str) -> bool:
    """Whether a text that readers see can be an explanation; what it is worth, people judge."""
    return len(text.strip()) >= SENTENCE


class Rule(ABC):
    """One publication rule. To add one: a class here, its name in RULES."""

    id: ClassVar[str]
    sentence: ClassVar[Promise]
    remedy: ClassVar[Promise]
    idle: ClassVar[Promise] = _("there is nothing that could break it")  # where it does not apply
    level: ClassVar[str] = RuleSet.Level.MUST  # as the release has it; the desk may say otherwise
    blind: ClassVar[bool] = False  # its result would tell a reviewer what others judged

    @abstractmethod
    def holds(self, case: Case) -> bool:
        """Whether the rule is met."""

    def applies(self, case: Case) -> bool:
        """Whether there is anything that could break it; one that asks for something does."""
        return True

    def said(self, case: Case) -> str:
        """Return what is to be known of this case beside the sentence, if anything."""
        return ""


class EvidenceRule(Rule):
    """A rule about each piece of evidence, of which there may be none yet."""

    idle = _("nothing is cited")

    def applies(self, case: Case) -> bool:
        """Want a piece of evidence to look at."""
        return bool(case.evidence)
