"""All ClaimReviews in one place for machines: schema.org's DataFeed, a page at a time."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from claims.addresses import absolute, ruling_address
from claims.claimreview import claim_review, publisher
from claims.frozen import FrozenPage, in_todays_format
from claims.models import Ruling

MEDIA_TYPE = "application/ld+json"
LONGEST = 500  # rulings on a page; those that are withheld leave gaps
NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)

Thing = dict[str, Any]


@require_safe
def data_feed(request: HttpRequest) -> JsonResponse:
    """
    Return a page of the ClaimReviews of all rulings that stand, those changed last first.

    Raises Http404 for a page beyond the end.
    """
    number = request.GET.get("page", "1")
    if not NUMBER.fullmatch(number):
        raise Http404
    pages = pages_on(int(number))
    if not pages and number != "1":
        raise Http404
    feed = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": f"{settings.SITE_NAME}: ClaimReview",
        "url": absolute(request.path),
        "dataFeedElement": [item for page in pages if (item := item_of(page))],
    }
    return JsonResponse(feed, content_type=MEDIA_TYPE)


def pages_on(number: int) -> list[FrozenPage]:
    """Return the frozen pages of the rulings on one page of the feed."""
    standing = Ruling.objects.published().standing().order_by("-published_at", "-pk")
    last = number * LONGEST
    frozen = standing.values_list("frozen", flat=True)[last - LONGEST : last]
    return [in_todays_format(page or {}) for page in frozen]


def item_of(page: FrozenPage) -> Thing | None:
    """Return the ClaimReview of a page with its dates, or None where it is withheld."""
    url = absolute(ruling_address(page))
    stage = Ruling.Stage.PUBLISHED
    review = claim_review(page, url=url, publisher=publisher(), stage=stage)
    if review is None:
        return None
    return {
        "@type": "DataFeedItem",
        "dateCreated": page["first_published_at"],
        "dateModified": page["published_at"],
        "item": [{name: value for name, value in review.items() if name != "@context"}],
    }
