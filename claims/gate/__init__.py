"""
What must hold before publication: the fact-checkers' codes as rules, each one small class.

A rule is added by writing one class and naming it in checking.RULES. What holds is asked of a
claim at any time; publication asks again. That somebody else approves is no rule here: nobody can
set it aside.
"""

from claims.gate.base import EvidenceRule, Rule, explains
from claims.gate.case import Case
from claims.gate.checking import (
    RULES,
    Check,
    Standing,
    check,
    hides_agreement,
    idle,
    judge,
    sentences,
    standing,
    stopping,
    stops,
)
from claims.gate.voices import VoiceGroup

__all__ = [
    "RULES",
    "Case",
    "Check",
    "EvidenceRule",
    "Rule",
    "Standing",
    "VoiceGroup",
    "check",
    "explains",
    "hides_agreement",
    "idle",
    "judge",
    "sentences",
    "standing",
    "stopping",
    "stops",
]
