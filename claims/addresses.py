"""
Where published pages stand, by what was published.

A claim's wording or an article's title that is being edited at the desk must not show in an
address either, so these read the frozen page and not the row.
"""

from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.urls import get_script_prefix, reverse

from claims.frozen import (
    FrozenArticle,
    FrozenClaimant,
    FrozenPage,
    FrozenTranslation,
    edition_of,
    reference,
)
from claims.models.fields import slug_of

REMEMBERED = 5000  # addresses in each process


def ruling_address(page: FrozenPage) -> str:
    """Return the address at which the version stands that holds today."""
    return standing("claims:ruling", *_claim(page))


def address_of_ruling(public_id: str, edition: str, text: str) -> str:
    """Return the address of a claim's ruling, or of its translation, from the claim's words."""
    return reverse("claims:ruling", args=[reference(public_id, edition), slug_of(text, "claim")])


def original_address(translation: FrozenTranslation, page: FrozenPage) -> str:
    """Return the address of what a page translates."""
    return address_of_ruling(page["claim"]["id"], "", translation["claim_text"])


def version_address(page: FrozenPage) -> str:
    """Return the address at which this version stands for good."""
    return standing("claims:ruling_version", *_claim(page), page["version"])


def changes_address(page: FrozenPage, before: int) -> str:
    """Return the address of what changed from an earlier version to this one."""
    return standing("claims:ruling_changes", *_claim(page), before, page["version"])


def picture_address(page: FrozenPage) -> str:
    """Return the address of the picture that stands beside a link to this version."""
    return standing("claims:card_picture", *_version(page))


def citation_address(page: FrozenPage, name: str) -> str:
    """Return the address of this version's citation as a file, in a format of that name."""
    return standing(f"claims:{name}", *_version(page))


def oembed_address(page: FrozenPage, media: str) -> str:
    """Return where oEmbed tells how a claim's ruling is embedded, as json or xml."""
    question = urlencode({"url": absolute(ruling_address(page)), "format": media})
    return f"{absolute(standing('claims:oembed'))}?{question}"


def embedded_address(page: FrozenPage) -> str:
    """Return the address of the small page that stands in other sites' pages."""
    return standing("claims:embedded", *_claim(page))


def article_address(article: FrozenArticle) -> str:
    """Return the address of an article's page."""
    return standing("claims:article", article["id"], slug_of(article["title"], "article"))


def claimant_address(claimant: FrozenClaimant) -> str:
    """Return the address of the page of who made claims."""
    return address_of_claimant(claimant["id"], claimant["name"])


def address_of_claimant(public_id: str, name: str) -> str:
    """Return the address of a claimant's page, from the id and the name."""
    return standing("claims:claimant", public_id, slug_of(name, "claimant"))


def topic_address(slug: str) -> str:
    """Return the address of a topic's page."""
    return standing("claims:topic", slug)


def month_address(year: int, month: int) -> str:
    """Return the address of the rulings of a month."""
    return f"{standing('claims:archive')}{year:04}/{month:02}/"


def anchor(claim_id: str) -> str:
    """Return the name of the place where a claim is marked on its article's page."""
    return f"c-{claim_id}"


def absolute(address: str) -> str:
    """Return an address with the site's own name before it."""
    return f"{settings.SITE_URL}{address}"


def json_address(page: FrozenPage) -> str:
    """Return the address of a ruling as JSON."""
    return reverse("claims:ruling_json", args=[reference_of(page)])


def reference_of(page: FrozenPage) -> str:
    """Return what names a ruling, or a translation of one, in its addresses."""
    return reference(page["claim"]["id"], edition_of(page))


def standing(name: str, *args: str | int) -> str:
    """Return the address of a view, as `reverse` does: a page names a few of them many times."""
    return _standing(get_script_prefix(), name, *args)


@lru_cache(maxsize=REMEMBERED)
def _standing(prefix: str, name: str, *args: str | int) -> str:
    """Return an address under a prefix."""
    return reverse(name, args=args)


def _version(page: FrozenPage) -> list[str | int]:
    """Return what names a version for machines, to whom its words in an address are nothing."""
    return [reference_of(page), page["version"]]


def _claim(page: FrozenPage) -> list[str]:
    """Return what names a claim in an address."""
    return [reference_of(page), slug_of(page["claim"]["text"], "claim")]
