"""The one way out: a fetcher that can be pointed at any address that a stranger typed."""

from claims.fetching.errors import FetchError
from claims.fetching.fetcher import FILES, PAGES, Fetched, Redirect, fetch, require_switched_on

__all__ = [
    "FILES",
    "PAGES",
    "FetchError",
    "Fetched",
    "Redirect",
    "fetch",
    "require_switched_on",
]
