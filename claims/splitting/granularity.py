"""How much one claim may say: the grains that a splitter may offer."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Granularity(StrEnum):
    """How much one claim may say; the values are stored."""

    CLAUSE = "clause"
    MEDIUM = "medium"
    FINE = "fine"

    @property
    def label(self) -> str | Promise:
        """Return the grain as one word."""
        return LABELS[self]

    @property
    def explains(self) -> str | Promise:
        """Return, in a plain sentence, what claims of this grain are like."""
        return EXPLANATIONS[self]


LABELS: dict[Granularity, str | Promise] = {
    Granularity.CLAUSE: _("clause"),
    Granularity.MEDIUM: _("medium"),
    Granularity.FINE: _("fine"),
}
EXPLANATIONS: dict[Granularity, str | Promise] = {
    Granularity.CLAUSE: _("A claim says all that its clause says: few claims, and long ones."),
    Granularity.MEDIUM: _("Each statement is told once, in a claim of its own."),
    Granularity.FINE: _("A clause is told again with each of its parts: many claims, short ones."),
}
