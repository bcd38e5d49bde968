"""The desk: Django's admin, a module for each group of pages."""

from claims.admin import (
    articles,
    claims,
    people,
    records,
    redactions,
    rulings,
    search,
    sources,
    standards,
    voices,
)

__all__ = [
    "articles",
    "claims",
    "people",
    "records",
    "redactions",
    "rulings",
    "search",
    "sources",
    "standards",
    "voices",
]
