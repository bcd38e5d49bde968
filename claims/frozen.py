"""
The shape of a published page, frozen as JSON in its ruling version.

Every public output reads this and nothing else of the ruling, so that no later edit changes
what was published. Dates are ISO 8601 and may be partial ("2000", "2000-02"); times are UTC.
"""

from copy import deepcopy
from typing import Any, TypedDict, cast

FORMAT = 2  # raised whenever a page gains a key; what the key was before stands in ADDED


class FrozenRating(TypedDict):
    """A step of the scale as it was worded then; value, best and worst are null off the scale."""

    label: str
    definition: str
    value: int | None
    best: int | None
    worst: int | None
    tone: str  # true, mostly-true, half-true, mostly-false, false, open
    shape: str  # full, three-quarters, half, quarter, crossed, dashed
    scale: int  # the scale's version


class FrozenClaimant(TypedDict):
    """Who said it."""

    name: str
    kind: str  # person or organization
    role: str
    affiliation: str
    same_as: str


class FrozenClaim(TypedDict):
    """The wording that the rating judges, and where it was said."""

    id: str
    text: str
    kind: str
    said_on: str
    said_where: str
    appearances: list[str]
    chosen_because: str
    claimants: list[FrozenClaimant]


class FrozenArticle(TypedDict):
    """The article that the claim was found in."""

    id: str
    title: str
    url: str
    publisher: str
    byline: str
    published_on: str
    language: str
    own: bool  # the house's own text, checked before its publication


class FrozenPassage(TypedDict):
    """Where the claim stands: code points into the text of one immutable body."""

    body: int  # the body's primary key
    sha256: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


class FrozenSource(TypedDict):
    """A cited source."""

    title: str
    publisher: str
    kind: str
    url: str
    archived_url: str
    published_on: str
    accessed_on: str
    consulted: str
    interests: str


class FrozenEvidence(TypedDict):
    """One piece of evidence, cited in the body as [^e3] by its `cite`."""

    cite: str
    stance: str  # supports, refutes, context
    quote: str
    where: str
    note: str
    found: str  # verbatim, near, absent, unchecked
    found_score: float | None
    found_in: str  # the date of the stored copy, or empty
    source: FrozenSource


class FrozenInquiry(TypedDict):
    """Whom the desk asked, and what came back."""

    whom: str
    kind: str
    asked_on: str
    question: str
    answered_on: str
    answer: str


class FrozenOverride(TypedDict):
    """The publication rules that were set aside, and the public reason."""

    rules: list[str]  # the rules' sentences
    reason: str
    by: str


class FrozenCorrection(TypedDict):
    """The public note with which a version replaced another."""

    kind: str  # minor, clarification, substantive, retraction
    note: str
    version_before: int
    version_after: int


class FrozenJournal(TypedDict):
    """How long the desk's journal was when the page was frozen, and its last seal then."""

    length: int
    seal: str


class FrozenWords(TypedDict):
    """All that a person typed and the page shows: what the second reader approves."""

    format: int
    version: int
    language: str
    label: str
    claim: FrozenClaim
    article: FrozenArticle
    passage: FrozenPassage
    rating: FrozenRating
    why: str
    key_points: list[str]
    body: str
    not_known: str
    evidence: list[FrozenEvidence]
    inquiries: list[FrozenInquiry]
    override: FrozenOverride | None
    correction: FrozenCorrection | None


class FrozenPage(FrozenWords):
    """The words, and what publication adds: people, times, and where the journal stood."""

    written_by: list[str]
    approved_by: str
    published_at: str
    first_published_at: str
    journal: FrozenJournal | None


# What pages of an earlier format lack, by the part that lacks it: "" is the page itself.
ADDED: dict[str, dict[str, Any]] = {
    "": {"journal": None},
    "claim": {},
    "evidence": {},
    "source": {},  # of each piece of evidence
    "inquiries": {},
}


def in_todays_format(page: dict[str, Any]) -> FrozenPage:
    """Return a published page, of whatever format, with the keys that pages have today."""
    if page["format"] == FORMAT:
        return cast("FrozenPage", page)
    whole = {**deepcopy(ADDED[""]), **page, "format": FORMAT}
    whole["claim"] = {**deepcopy(ADDED["claim"]), **page["claim"]}
    for part in ("evidence", "inquiries"):
        whole[part] = [{**deepcopy(ADDED[part]), **row} for row in page[part]]
    for row in whole["evidence"]:
        row["source"] = {**deepcopy(ADDED["source"]), **row["source"]}
    return cast("FrozenPage", whole)
