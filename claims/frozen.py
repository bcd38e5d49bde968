"""
The shape of a published page, frozen as JSON in its ruling version.

Every public output reads this and nothing else of the ruling, so that no later edit changes
what was published. Dates are ISO 8601 and may be partial ("2000", "2000-02"); times are UTC.
"""

from copy import deepcopy
from typing import Any, TypedDict, cast

FORMAT = 5  # raised whenever a page gains a key; what the key was before stands in ADDED


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
    """Who said it; an older page may not say under which public id the desk knows them."""

    id: str
    name: str
    kind: str  # person or organization
    role: str
    affiliation: str
    same_as: str


class FrozenTopic(TypedDict):
    """What the claim is about; the slug names the topic's page."""

    slug: str
    name: str


class FrozenPicture(TypedDict):
    """A picture that readers see; its file is kept under its digest."""

    sha256: str
    media_type: str
    width: int
    height: int
    alt: str
    credit: str


class FrozenClaim(TypedDict):
    """The wording that the rating judges, and where it was said."""

    id: str
    text: str
    kind: str
    said_on: str
    said_where: str
    said_medium: str  # text, picture, audio, video, spoken; empty: as the article
    said_at: str  # a time code, "1:02" or "1:02-1:30"
    said_words: str  # what is said or shown there
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
    medium: str  # text, picture, audio, video: what was published, whose words the text is
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


class FrozenChange(TypedDict):
    """A run of words that stayed, went or came."""

    kind: str  # same, removed, added
    text: str


class FrozenEvidence(TypedDict):
    """One piece of evidence, cited in the body as [^e3] by its `cite`."""

    cite: str
    stance: str  # supports, refutes, context
    quote: str
    where: str
    pages: str  # as printed: "12", "12-14", "xii"
    time_code: str  # "1:02:03", "1:02-1:30"
    note: str
    later_because: str  # why it counts although it is from after the claim
    picture: FrozenPicture | None
    found: str  # verbatim, near, absent, unchecked
    found_score: float | None
    found_in: str  # the date of the stored copy, or empty
    found_page: int | None  # of the copy, where it has pages
    found_words: list[FrozenChange]  # from the copy to the quotation, where it was found nearly
    found_link: str  # an address that opens the source at the passage, or empty
    source: FrozenSource


class FrozenInquiry(TypedDict):
    """Whom the desk asked, and what came back."""

    whom: str
    kind: str
    asked_on: str
    due_on: str
    question: str
    outcome: str  # answered, declined, silent, withdrawn; empty while the desk waits
    answered_on: str
    answer: str


class FrozenSearch(TypedDict):
    """Where the desk looked, what for, and what it gave."""

    where: str
    terms: str
    searched_on: str
    outcome: str  # found, nothing
    remark: str


class FrozenOverride(TypedDict):
    """The publication rules that were set aside, and the public reason."""

    rules: list[str]  # the rules' sentences
    reason: str
    by: str


class FrozenRule(TypedDict):
    """What one publication rule said of the ruling when it was published."""

    id: str
    sentence: str
    level: str  # must, should
    result: str  # met, unmet, aside, or open where there was nothing to check


class FrozenRules(TypedDict):
    """The publication rules by which the ruling was judged."""

    version: int
    results: list[FrozenRule]


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


class FrozenTranslation(TypedDict):
    """What a page translates; whatever it left untranslated is in the original's language."""

    of_version: int
    language: str  # of the original
    claim_text: str  # the wording that was judged, in that language
    rating: str  # what the original calls the rating
    of_words: str  # SHA-256 of the original's words that are worded anew
    translated_by: list[str]  # whoever corrected it last stands last
    machine: str  # the program whose words it began with, or empty
    untranslated: list[str]  # as in Ruling.notes: "chosen_because", "e1.note"


class FrozenWords(TypedDict):
    """All that a person typed and the page shows: what the second reader approves."""

    format: int
    version: int
    language: str
    label: str
    topics: list[FrozenTopic]
    claim: FrozenClaim
    article: FrozenArticle
    passage: FrozenPassage
    rating: FrozenRating
    why: str
    key_points: list[str]
    body: str
    not_known: str
    no_primary_because: str  # why no primary source is cited, or empty
    not_asked_because: str  # why the claimant was not asked, or empty
    differed_because: str  # in what the reviewers differed, or empty
    evidence: list[FrozenEvidence]
    inquiries: list[FrozenInquiry]
    searches: list[FrozenSearch]
    override: FrozenOverride | None
    correction: FrozenCorrection | None
    translation: FrozenTranslation | None  # null on the page of a ruling that translates none


class FrozenPage(FrozenWords):
    """The words, and what publication adds: people, times, and where the journal stood."""

    written_by: list[str]  # whoever corrected it last stands last
    approved_by: str
    published_at: str
    first_published_at: str
    rules: FrozenRules | None  # null on a retraction, which no rule stops, and on older pages
    journal: FrozenJournal | None


# What pages of an earlier format lack, by the part that lacks it: "" is the page itself.
ADDED: dict[str, dict[str, Any]] = {
    "": {
        "topics": [],
        "searches": [],
        "no_primary_because": "",
        "not_asked_because": "",
        "differed_because": "",
        "rules": None,
        "journal": None,
        "translation": None,
    },
    "claim": {"said_medium": "", "said_at": "", "said_words": ""},
    "claimants": {"id": ""},  # of the claim
    "article": {"medium": "text"},
    "evidence": {
        "pages": "",
        "time_code": "",
        "later_because": "",
        "picture": None,
        "found_page": None,
        "found_words": [],
        "found_link": "",
    },
    "source": {},  # of each piece of evidence
    "inquiries": {"due_on": "", "outcome": ""},
}


def in_todays_format(page: dict[str, Any]) -> FrozenPage:
    """Return a published page, of whatever format, with the keys that pages have today."""
    if page["format"] == FORMAT:
        return cast("FrozenPage", page)
    whole = {**deepcopy(ADDED[""]), **page, "format": FORMAT}
    for part in ("claim", "article"):
        whole[part] = {**deepcopy(ADDED[part]), **page[part]}
    for part in ("evidence", "inquiries"):
        whole[part] = [{**deepcopy(ADDED[part]), **row} for row in page[part]]
    claim = whole["claim"]
    claim["claimants"] = [{**ADDED["claimants"], **row} for row in claim["claimants"]]
    for row in whole["evidence"]:
        row["source"] = {**deepcopy(ADDED["source"]), **row["source"]}
    if page.get("translation"):
        whole["translation"] = with_all_translators(page["translation"])
    return cast("FrozenPage", whole)


def with_all_translators(translation: dict[str, Any]) -> dict[str, Any]:
    """Return what a page translates; before format 5 it named one translator, as a text."""
    told = translation["translated_by"]
    return {**translation, "translated_by": [told] if isinstance(told, str) else told}


def reference(public_id: str, edition: str) -> str:
    """Return what names a claim's ruling in an address, or its translation into a language."""
    return f"{public_id}-{edition}" if edition else public_id


def edition_of(page: FrozenPage) -> str:
    """Return the language into which a page translates, or nothing."""
    return page["language"] if page["translation"] else ""
