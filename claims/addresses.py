"""
Where published pages stand, by what was published.

A claim's wording or an article's title that is being edited at the desk must not show in an
address either, so these read the frozen page and not the row.
"""

from django.urls import reverse

from claims.frozen import FrozenArticle, FrozenClaimant, FrozenPage
from claims.models.fields import slug_of


def ruling_address(page: FrozenPage) -> str:
    """Return the address at which the version stands that holds today."""
    return reverse("claims:ruling", args=_claim(page))


def version_address(page: FrozenPage) -> str:
    """Return the address at which this version stands for good."""
    return reverse("claims:ruling_version", args=[*_claim(page), page["version"]])


def changes_address(page: FrozenPage, before: int) -> str:
    """Return the address of what changed from an earlier version to this one."""
    return reverse("claims:ruling_changes", args=[*_claim(page), before, page["version"]])


def article_address(article: FrozenArticle) -> str:
    """Return the address of an article's page."""
    return reverse("claims:article", args=[article["id"], slug_of(article["title"], "article")])


def claimant_address(claimant: FrozenClaimant) -> str:
    """Return the address of the page of who made claims."""
    slug = slug_of(claimant["name"], "claimant")
    return reverse("claims:claimant", args=[claimant["id"], slug])


def topic_address(slug: str) -> str:
    """Return the address of a topic's page."""
    return reverse("claims:topic", args=[slug])


def month_address(year: int, month: int) -> str:
    """Return the address of the rulings of a month."""
    return f"{reverse('claims:archive')}{year:04}/{month:02}/"


def anchor(claim_id: str) -> str:
    """Return the name of the place where a claim is marked on its article's page."""
    return f"c-{claim_id}"


def _claim(page: FrozenPage) -> list[str]:
    """Return what names a claim in an address."""
    return [page["claim"]["id"], slug_of(page["claim"]["text"], "claim")]
