"""
What became of a page's sources since it was frozen: a live layer beside the frozen words.

It rests on visits alone, by address and by quoted passage, so no row that is edited at the desk
shows through. Every visit moves the journal's head, by which kept pages are named, so a page that
is kept is never older than the last visit.
"""

from typing import TypedDict

from claims.concerns import newest_visits
from claims.frozen import FrozenEvidence, FrozenPage
from claims.models import Visit

ABOUT = (
    "Live: what automatic visits to the cited addresses found by now. It is no part of the "
    "published page. Sources that were not visited, or that stand as they did, are not listed."
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
    visits = newest_visits({item["source"]["url"] for item in page["evidence"]})
    told = (told_of(item, visits.get(item["source"]["url"])) for item in page["evidence"])
    return {live["cite"]: live for live in told if live is not None}


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
