"""A server to fetch from, and the switch that lets the fetcher reach it."""

from tests.fetching.conftest import site

__all__ = ["site"]
