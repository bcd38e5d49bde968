"""
What became of a page's sources since it was frozen: a live layer beside the frozen words.

It rests on visits alone, by address and by quoted passage, so no row that is edited at the desk
shows through. Every visit moves the journal's head, by which kept pages are named, so a page that
is kept is never older than the last visit.
"""

from collections.abc import Collection
from typing import TypedDict

from django.db import connection

from claims.concerns import newest_visits
from claims.frozen import FrozenEvidence, FrozenPage
from claims.models import ListingTag, Visit
from claims.models.digests import digest_of_text
from claims.models.listing import Kind
from claims.models.prepared import read_once

ABOUT = (
    "Live: what automatic visits to the cited addresses found by now. It is no part of the "
    "published page. Sources that were not visited, or that stand as they did, are not listed."
)

TROUBLE = ""  # stands among names, none of which is empty
VISITED = (  # by hand, since every page asks for it
    f"SELECT '{TROUBLE}' WHERE EXISTS (SELECT 1 FROM {Visit._meta.db_table}"  # noqa: S608 - no outside words
    " WHERE outcome IN ('changed', 'gone', 'unreachable') AND url_digest IN ({}))"
)
NAMED = (
    f"SELECT DISTINCT ref FROM {ListingTag._meta.db_table}"  # noqa: S608 - no outside words
    f" WHERE kind IN ('{Kind.TOPIC.value}', '{Kind.CLAIMANT.value}') AND ref IN ({{}})"
)


class LiveSource(TypedDict):
    """What visits found at the address of one piece of evidence."""

    cite: str
    url: str
    state: str  # a value of Visit.Concern
    since: str  # when a visit first found it so
    seen_at: str  # when the last one did
    archived_url: str
    copy_of: str  # the day of the newsroom's own copy, or empty


def live_sources(page: FrozenPage) -> dict[str, LiveSource]:
    """Return, by how it is cited, the evidence whose page is not what it was, as of today."""
    return live_and_named(page, ())[0]


def live_and_named(
    page: FrozenPage, refs: Collection[str]
) -> tuple[dict[str, LiveSource], set[str]]:
    """Return the same, and which of some topics and claimants rulings that stand name."""
    urls = {item["source"]["url"] for item in page["evidence"]} - {""}
    asked = "beside a page", frozenset(urls), frozenset(refs)
    found = read_once(asked, lambda: beside(urls, refs))
    named = found - {TROUBLE}
    return (live_among(page, urls) if TROUBLE in found else {}), named


def live_among(page: FrozenPage, urls: set[str]) -> dict[str, LiveSource]:
    """Return what visits found of a page's sources, of which one was in trouble."""
    visits = newest_visits(urls)
    told = (told_of(item, visits.get(item["source"]["url"])) for item in page["evidence"])
    return {live["cite"]: live for live in told if live is not None}


def beside(urls: Collection[str], refs: Collection[str]) -> set[str]:
    """
    Return which of some topics and claimants rulings that stand name; TROUBLE is among them
    where any visit met one of these addresses otherwise than it was: few pages need to know more.

    It is one question, for every page asks it.
    """
    parts = [(VISITED, [*map(digest_of_text, urls)]), (NAMED, [*refs])]
    asked = [(words, values) for words, values in parts if values]
    if not asked:
        return set()
    statement = " UNION ALL ".join(
        words.format(", ".join(["%s"] * len(values))) for words, values in asked
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _words, values in asked for value in values])
        return {ref for (ref,) in cursor.fetchall()}


def told_of(item: FrozenEvidence, visit: Visit | None) -> LiveSource | None:
    """Return what a visit says about a piece of evidence, if anything changed for it."""
    state = visit.concern_with(item["quote"]) if visit else None
    if visit is None or state is None:
        return None
    copy = visit.compared_with
    return LiveSource(
        cite=item["cite"],
        url=item["source"]["url"],
        state=str(state),
        since=visit.since.isoformat(),
        seen_at=visit.visited_at.isoformat(),
        archived_url=item["source"]["archived_url"],
        copy_of=item["found_in"] or (copy.fetched_at.date().isoformat() if copy else ""),
    )
