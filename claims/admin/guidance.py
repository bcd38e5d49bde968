"""What the sections of a claim's page say to who works in them: what belongs there, what next."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Evidence


class Guidance(NamedTuple):
    """The words of one section."""

    title: Promise
    add: Promise  # the name of its form for a new row
    how: Promise  # what belongs there, and how it is done well
    empty: Promise  # what to do while there is nothing


CLAIMANTS = Guidance(
    title=_("Claimants"),
    add=_("Name a claimant"),
    how=_(
        "Who said it, person or organisation, with the role they had when they said it. A claim "
        "can have several claimants; the article’s author is one only for what it states itself."
    ),
    empty=_("Nobody is named yet. Name who said it: they have a right of reply."),
)
EVIDENCE = Guidance(
    title=_("Evidence"),
    add=_("Add evidence"),
    how=_(
        "Look for what speaks against the claim as hard as for what supports it. Primary is the "
        "document, the data, the recording or the person itself; what reports about them is "
        "secondary. Quote word for word: each quotation is looked up in the stored copy of its "
        "source. One that only repeats another counts as one with it."
    ),
    empty=_(
        "Nothing is cited yet. Look for the document or the data that the claim rests on and add "
        "it below. If you find nothing, record under “Searches” where you looked."
    ),
)
VERDICTS = Guidance(
    title=_("Verdicts"),
    add=_("Give your verdict"),
    how=_(
        "Judge the wording as it stands, by yourself: you see others’ verdicts once you have "
        "given your own. Say what it rests on. If you have a stake in the matter, say so: it is "
        "no shame, and it does not stop you."
    ),
    empty=_("You see no verdict yet. Two reviewers judge each claim, each for themselves."),
)
INQUIRIES = Guidance(
    title=_("Inquiries"),
    add=_("Record an inquiry"),
    how=_(
        "Ask who made the claim before you rule on it. Give the claim word for word, say what "
        "you found and what you ask, and by which day you need the answer. Record it even if "
        "nothing comes back: readers learn that you asked."
    ),
    empty=_(
        "Nobody was asked yet. Ask the claimant what the claim rests on (right of reply), and an "
        "expert where the sources need one; record each question here."
    ),
)
SEARCHES = Guidance(
    title=_("Searches"),
    add=_("Record a search"),
    how=_(
        "Where you looked, with which words, and what came of it. When nothing is found, try the "
        "language of the place, the date, the archive of the office; then record it and tick "
        "“public”: “unproven” rests on searches that readers can repeat."
    ),
    empty=_(
        "No search is on record. Record one as soon as you looked for something and missed it."
    ),
)
NOTES = Guidance(
    title=_("Notes"),
    add=_("Write a note"),
    how=_(
        "For colleagues: doubts, ideas, who does what. Readers never see notes. Write Markdown: "
        "**weight**, lists, links. @name, with the name that somebody signs in with, tells them."
    ),
    empty=_("No notes yet. Write down what the next person has to know."),
)
TOPICS = Guidance(
    title=_("Topics"),
    add=_("Add a topic"),
    how=_("What it is about: readers and colleagues find the claim by its topics."),
    empty=_("No topic yet: choose one or two that readers would look for."),
)


class Side(NamedTuple):
    """A part of a section: which rows stand there, and what is said while there are none."""

    value: str
    title: str | Promise
    empty: str | Promise = ""


LOOK = _("None so far: look for it, and record the search if you find nothing.")
STANCES = [
    Side(Evidence.Stance.SUPPORTS.value, _("For the claim"), LOOK),
    Side(Evidence.Stance.REFUTES.value, _("Against the claim"), LOOK),
    Side(Evidence.Stance.CONTEXT.value, _("Context")),
]
# Where on the claim's page a rule of the checklist is met, by its id; a few are met in the ruling.
WHERE_MET: dict[str, tuple[str, Promise]] = {
    "independent_sources": ("evidence", EVIDENCE.title),
    "primary_source": ("evidence", EVIDENCE.title),
    "quotations_found": ("evidence", EVIDENCE.title),
    "stored_copies": ("evidence", EVIDENCE.title),
    "nothing_younger": ("evidence", EVIDENCE.title),
    "both_sides": ("searches", SEARCHES.title),
    "nothing_found": ("searches", SEARCHES.title),
    "claimant_asked": ("inquiries", INQUIRIES.title),
    "verdicts_agree": ("verdicts", VERDICTS.title),
    "conflicts_declared": ("verdicts", VERDICTS.title),
    "chosen_because": ("wording", _("The claim")),
    "not_known": ("ruling", _("Ruling")),
    "passage_stands": ("passage", _("Passage")),
}
