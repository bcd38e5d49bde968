"""What readers, and the fact-checkers' codes, look for in each policy; the codes are linked."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Policy

IFCN = "https://ifcncodeofprinciples.poynter.org/"
EFCSN = "https://efcsn.com/code-of-standards/"
Kind = Policy.Kind


class Advice(NamedTuple):
    """What belongs into one policy."""

    kind: str
    title: Promise
    tells: list[Promise]


def advice(kind: Policy.Kind, *tells: Promise) -> Advice:
    """Return what belongs into a policy of this kind."""
    return Advice(kind.value, kind.label, list(tells))


ADVICE = [
    advice(
        Kind.METHOD,
        _("How claims are chosen, that they come from all sides, and what is not checked."),
        _("Which evidence counts, how many sources, and what happens where none is found."),
        _("How a rating is reached and who approves it; what is done with software and models."),
        _("How readers can propose a claim, and how whoever made it is asked."),
    ),
    advice(
        Kind.CORRECTIONS,
        _("How a reader reports an error, and how soon it is answered."),
        _("What kinds of correction there are, and how each shows on the page."),
        _("That nothing is changed in silence; where all corrections are listed."),
        _("Where to turn if the answer does not satisfy: the code that the house has signed."),
    ),
    advice(
        Kind.FUNDING,
        _("Who owns the house, in which legal form, and who governs it."),
        _("Who gave how much in the last year; IFCN and EFCSN each name a share from which on."),
        _("What donors, platforms and advertisers may not decide, and how that is held."),
        _("When it was last brought up to date: once a year at least."),
    ),
    advice(
        Kind.ETHICS,
        _("That no party, candidate or cause is supported, by the house or by who checks."),
        _("What people at the desk declare, and when somebody stays out of a check."),
        _("That the same standard holds whoever made the claim."),
    ),
    advice(
        Kind.SOURCES,
        _("That sources are named and linked, so that readers can repeat the check."),
        _("When a source stays unnamed, who decides so, and what the page then says."),
        _("What is told of the interests that a source has."),
    ),
    advice(
        Kind.COMPLAINTS,
        _("To whom a complaint goes that the desk itself should not decide."),
        _("How soon it is answered, and which outside body can be asked afterwards."),
    ),
    advice(
        Kind.PRIVACY,
        _("What is kept of readers who report an error, what for, and how long."),
        _("How people whom a ruling names can object, and whom to write to."),
    ),
]
