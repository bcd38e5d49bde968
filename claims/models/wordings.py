"""The rows whose words the page of a claim's ruling shows, its own versions aside."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from claims.models.article import Article
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.claimant import Claimant
from claims.models.evidence import Evidence
from claims.models.inquiry import Inquiry
from claims.models.search import Search
from claims.models.source import Source
from claims.models.tagging import Tagging
from claims.models.topic import Topic


def wordings_of(claim: Any) -> "list[QuerySet[Any]]":
    """Return the rows that are shown with a claim; it is named by its id, or by an OuterRef."""
    at_claim = Q(claim=claim, retracted_at=None)
    return [
        Evidence.objects.filter(at_claim),
        Attribution.objects.filter(at_claim),
        Inquiry.objects.filter(at_claim),
        Search.objects.filter(at_claim, public=True),
        *shared_wordings_of(claim),
    ]


def wordings_ever(claim: Any) -> "list[QuerySet[Any]]":
    """Return the rows that are, or were at any time, shown with a claim."""
    at_claim = [model.objects.filter(claim=claim) for model in (Evidence, Attribution, Tagging)]
    public = [model.objects.filter(claim=claim) for model in (Inquiry, Search)]
    return [*at_claim, *public, *shared_wordings_of(claim)]


def shared_wordings_of(claim: Any) -> "list[QuerySet[Any]]":
    """Return the claim itself, its article, and what other claims show too."""
    return [
        Claim.objects.filter(pk=claim),
        Article.objects.filter(claims=claim),
        Source.objects.filter(evidence__claim=claim, evidence__retracted_at=None),
        Claimant.objects.filter(attributions__claim=claim, attributions__retracted_at=None),
        Topic.objects.filter(taggings__claim=claim, taggings__retracted_at=None),
    ]


def wordings_taken_over(ancestors: Collection[int]) -> "list[tuple[QuerySet[Any], str]]":
    """Return what parts took over from the claims that were split, each with its way to them."""
    return [
        (Claim.objects.filter(pk__in=ancestors), "pk"),
        (Attribution.objects.filter(claim__in=ancestors), "claim"),
        (Claimant.objects.filter(attributions__claim__in=ancestors), "attributions__claim"),
    ]
