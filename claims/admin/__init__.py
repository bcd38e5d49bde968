"""The desk: Django's admin, a module for each group of pages."""

from claims.admin import (
    articles,
    claims,
    people,
    policies,
    records,
    redactions,
    reports,
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
    "policies",
    "records",
    "redactions",
    "reports",
    "rulings",
    "search",
    "sources",
    "standards",
    "voices",
]
