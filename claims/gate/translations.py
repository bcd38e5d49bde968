"""Rules about translations: what they translate holds, and they say the same as it."""

import re

from django.utils.translation import gettext_lazy as _

from claims.gate.base import Rule
from claims.gate.case import Case
from claims.languages import catalogue_of
from claims.models import RuleSet, Ruling
from claims.models.rating import word_in
from claims.text.markdown import citations_in

PARTS = (
    *("body", "not_known", "key_points", "label"),
    *("no_primary_because", "not_asked_because", "differed_because"),
)
FIGURE = re.compile(r"\d+(?:[.,'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")  # however it is set


class OriginalStands(Rule):
    """A translation holds no longer than what it translates."""

    id = "original_stands"
    sentence = _("The original is published and was not withdrawn")
    remedy = _("Publish the original first. If it was withdrawn, retract the translation.")

    def holds(self, case: Case) -> bool:
        """Want a version of the original in force."""
        return case.newest is not None and case.newest.stage == Ruling.Stage.PUBLISHED


class TranslatesNewest(Rule):
    """Nobody publishes in one language what was corrected in another."""

    id = "translates_newest"
    sentence = _("It translates the version of the original that is in force")
    remedy = _("Bring it up to date, and read it against what the original says now.")

    def holds(self, case: Case) -> bool:
        """Compare the versions; an original that is not published yet has none in force."""
        translated = case.ruling.translates if case.ruling else None
        return case.newest is None or case.newest.version == translated


class SameRating(Rule):
    """One claim has one rating, in whatever language."""

    id = "same_rating"
    sentence = _("Its rating is the original’s")
    remedy = _("Bring it up to date: the rating follows the original.")

    def holds(self, case: Case) -> bool:
        """Compare the steps of the scale."""
        original = case.original
        return bool(case.ruling and original and original.rating_id == case.ruling.rating_id)


class SameCitations(Rule):
    """Whoever reads the translation is led to the same evidence."""

    id = "same_citations"
    sentence = _("It cites the evidence that the original cites")
    remedy = _("Cite in its reasoning what the original’s reasoning cites, as [^e1].")
    idle = _("the original cites nothing")
    level = RuleSet.Level.SHOULD

    def applies(self, case: Case) -> bool:
        """Want a citation in the original."""
        return case.original is not None and bool(cited(case.original))

    def holds(self, case: Case) -> bool:
        """Want each of them, in whatever order."""
        wanted = cited(case.original) if case.original else set()
        return case.ruling is not None and wanted <= cited(case.ruling)


class SameFigures(Rule):
    """A figure that changes on the way changes what is judged."""

    id = "same_figures"
    sentence = _("The claim has the figures that it has in the original’s language")
    remedy = _(
        "Compare the figures: one may be missing, or be another. Words for figures are fine."
    )
    idle = _("the claim has no figures")
    level = RuleSet.Level.SHOULD

    def applies(self, case: Case) -> bool:
        """Want a figure to compare."""
        return bool(figures(wording_of(case)))

    def holds(self, case: Case) -> bool:
        """Compare the digits: how thousands are set apart differs from language to language."""
        wording = case.ruling.wording if case.ruling else ""
        return figures(wording_of(case)) == figures(wording)


class SameParts(Rule):
    """What is left empty is left out for these readers, and nobody would tell them."""

    id = "same_parts"
    sentence = _("It has each part that the original has")
    remedy = _("Translate what is empty here and not there: reasoning, limits, key points, label.")
    level = RuleSet.Level.SHOULD

    def holds(self, case: Case) -> bool:
        """Want words for each part that has any in the original."""
        there = case.original
        return case.ruling is not None and (there is None or parts(there) <= parts(case.ruling))


class RatingIsNamed(Rule):
    """Brought up to date, a translation has its rating's own name where nobody worded that yet."""

    id = "rating_is_named"
    sentence = _("The rating has a name in this language")
    remedy = _("Write what readers of this language call it.")
    level = RuleSet.Level.SHOULD

    def holds(self, case: Case) -> bool:
        """Want another word than the scale has, unless this language has the same one."""
        if case.ruling is None or case.ruling.rating_word != case.ruling.rating.label:
            return case.ruling is not None
        label = case.ruling.rating.label
        return word_in(label, catalogue_of(case.ruling.edition)) == label


def parts(ruling: Ruling) -> set[str]:
    """Return which parts of a ruling have words."""
    return {name for name in PARTS if getattr(ruling, name)}


def cited(ruling: Ruling) -> set[str]:
    """Return what the words of a ruling cite."""
    return {*citations_in(ruling.body), *citations_in(ruling.not_known)}


def wording_of(case: Case) -> str:
    """Return the claim as the original words it: as published, or as it is now."""
    original = case.original
    is_public = original is not None and original.is_public
    return original.page["claim"]["text"] if original and is_public else case.claim.text


def figures(text: str) -> list[str]:
    """Return the figures of a text, as digits alone, in order of size."""
    found = (re.sub(r"\D", "", figure) for figure in FIGURE.findall(text))
    return sorted(str(int(digits)) for digits in found if digits)
