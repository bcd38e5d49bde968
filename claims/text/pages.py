"""Pages of a text: which one a place is on, and which one a person names."""

import re
from bisect import bisect_right
from collections.abc import Sequence

NAMED = re.compile(r"\b(?:pp?|pages?|S|Seiten?|págs?|páginas?)\b\.?\s*(\d{1,5})\b", re.IGNORECASE)


def page_at(pages: Sequence[int], place: int) -> int | None:
    """Return the number of the page that a place is on, from where pages begin; None without."""
    return bisect_right(pages, place) or None


def page_named(where: str) -> int | None:
    """Return the first page that a person's words name, as in “p. 12” or “pages 3–4”."""
    found = NAMED.search(where)
    return int(found[1]) if found else None


def span_of(pages: Sequence[int], page: int | None, length: int) -> tuple[int, int] | None:
    """Return where a page begins and ends in a text of this length, if there is such a page."""
    if page is None or not 0 < page <= len(pages):
        return None
    return pages[page - 1], pages[page] if page < len(pages) else length
