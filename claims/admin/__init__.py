"""The desk: Django's admin, a module for each group of pages."""

from claims.admin import (
    articles,
    claims,
    distinctions,
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
from claims.admin.bulk import pages as bulk

__all__ = [
    "articles",
    "bulk",
    "claims",
    "distinctions",
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
