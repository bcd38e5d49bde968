"""
How a ruling reads for machines: schema.org's ClaimReview, made from the frozen page alone.

One stands on the page of the version that holds today, and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.addresses import absolute, original_address
from claims.branding import publisher_in_short
from claims.frozen import (
    FrozenArticle,
    FrozenClaimant,
    FrozenCorrection,
    FrozenPage,
    FrozenRating,
    FrozenSource,
)
from claims.text.links import is_web_address

Thing = dict[str, Any]

STANDING = "published"
APPEARS_AS = {"picture": "ImageObject", "audio": "AudioObject", "video": "VideoObject"}
IN_WORDS = {"ImageObject": "caption", "AudioObject": "transcript", "VideoObject": "transcript"}
LOWEST_WORST = 1  # consumers refuse a scale that begins below


@dataclass(frozen=True, slots=True)
class Publisher:
    """The newsroom as machines are told of it."""

    name: str
    url: str
    principles: str
    corrections_policy: str
    more: Thing = field(default_factory=dict)  # its type, logo and the like


def publisher() -> Publisher:
    """Return the newsroom as the settings name it."""
    method = absolute(reverse("claims:method"))
    more = publisher_in_short()
    return Publisher(more["name"], more["url"], method, f"{method}#corrections", more)


def withheld_because(
    page: FrozenPage, *, stage: str, confidential: bool = False, original_stands: bool = True
) -> str | None:
    """Return the rule that withholds the ClaimReview of a version, or None if it is given."""
    if stage != STANDING:
        return _("Only the version that holds today has a ClaimReview.")
    if not original_stands:
        return _("The ruling that it translates was withdrawn.")
    if confidential:
        return _("The article is confidential.")
    if page["article"]["own"]:
        return _("The claim stands in our own text: a ClaimReview is for what others said.")
    if not _authors(page) and not _appearances(page):
        return _("Nothing is known of the claim's origin: neither who said it nor where.")
    return None


def claim_review(
    page: FrozenPage,
    *,
    url: str,
    publisher: Publisher,
    stage: str,
    original_stands: bool = True,
    translations: Sequence[str] = (),
) -> Thing | None:
    """
    Return the ClaimReview of a version whose page stands at `url`, or None if withheld.

    Each page carries its own: other languages of the same ruling are named by their addresses.
    """
    if withheld_because(page, stage=stage, original_stands=original_stands):
        return None
    translation = page["translation"]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": page["claim"]["text"],
        "reviewRating": _rating(page["rating"], page["why"]),
        "itemReviewed": _claim(page),
        "author": _publisher(publisher),
        "datePublished": page["first_published_at"],
        "dateModified": page["published_at"],
        "version": page["version"],
        "inLanguage": page["language"],
    } | _filled(
        citation=[_work(item["source"]) for item in page["evidence"]],
        correction=_correction(page["correction"], page["published_at"]),
        translationOfWork=translation and _page_at(absolute(original_address(translation, page))),
        translator=translation and _one_or_all(_people(translation["translated_by"])),
        workTranslation=_one_or_all([_page_at(address) for address in translations]),
    )


def _filled(**properties: Any) -> Thing:
    """Return the properties that have a value."""
    return {name: value for name, value in properties.items() if value}


def _one_or_all(things: list[Thing]) -> Thing | list[Thing] | None:
    """Return a lone thing itself: some consumers read no lists of one."""
    return things[0] if len(things) == 1 else things or None


def _page_at(address: str) -> Thing:
    """Return a page by its address: its own ClaimReview stands there, and nowhere else."""
    return {"@type": "CreativeWork", "url": address}


def _people(names: list[str]) -> list[Thing]:
    """Return the people of whom the name is known."""
    return [{"@type": "Person", "name": name} for name in names if name.strip()]


def _rating(rating: FrozenRating, why: str) -> Thing:
    """Return the rating: always in words, in numbers only where it is a degree of truth."""
    words = {"@type": "Rating", "alternateName": rating["label"], "ratingExplanation": why}
    value, best, worst = rating["value"], rating["best"], rating["worst"]
    if value is None or best is None or worst is None:
        return words
    if not LOWEST_WORST <= worst <= value <= best or worst == best:
        return words
    return words | {"ratingValue": value, "bestRating": best, "worstRating": worst}


def _claim(page: FrozenPage) -> Thing:
    """Return what is reviewed: who said it, when and where, as far as that is known."""
    translation = page["translation"]
    return {"@type": "Claim"} | _filled(
        text=translation and translation["claim_text"],
        inLanguage=translation and translation["language"],
        author=_one_or_all(_authors(page)),
        datePublished=page["claim"]["said_on"],
        appearance=_one_or_all(_appearances(page)),
    )


def _authors(page: FrozenPage) -> list[Thing]:
    """Return the claimants that have a name."""
    return [_author(one) for one in page["claim"]["claimants"] if one["name"].strip()]


def _author(claimant: FrozenClaimant) -> Thing:
    """Return a claimant as the person or the organisation that it is."""
    same_as = claimant["same_as"] if is_web_address(claimant["same_as"]) else ""
    named = {"name": claimant["name"], **_filled(sameAs=same_as)}
    if claimant["kind"] != "person":
        return {"@type": "Organization", **named}
    employer = _organization(claimant["affiliation"])
    return {
        "@type": "Person",
        **named,
        **_filled(jobTitle=claimant["role"], affiliation=employer),
    }


def _appearances(page: FrozenPage) -> list[Thing]:
    """Return where the claim appeared: the addresses that are known, and the article."""
    addresses = dict.fromkeys(filter(is_web_address, page["claim"]["appearances"]))
    addresses.pop(page["article"]["url"], None)
    kind = _appears_as(page["claim"]["said_medium"] or page["article"]["medium"])
    words = {IN_WORDS[kind]: page["claim"]["said_words"]} if kind in IN_WORDS else {}
    found = [{"@type": kind, "url": address, **_filled(**words)} for address in addresses]
    return found + _article(page["article"])


def _appears_as(medium: str) -> str:
    """Return schema.org's type for a text, a picture or a recording."""
    return APPEARS_AS.get(medium, "CreativeWork")


def _article(article: FrozenArticle) -> list[Thing]:
    """Return the article, unless it is the house's own or has not even a title."""
    if article["own"] or not article["title"].strip():
        return []
    named = {"@type": _appears_as(article["medium"]), "name": article["title"]}
    return [
        named
        | _filled(
            url=article["url"] if is_web_address(article["url"]) else "",
            datePublished=article["published_on"],
            publisher=_organization(article["publisher"]),
        )
    ]


def _work(source: FrozenSource) -> Thing:
    """Return a cited source."""
    archived = source["archived_url"]
    return {"@type": "CreativeWork"} | _filled(
        name=source["title"] or source["publisher"],
        url=source["url"] if is_web_address(source["url"]) else "",
        archivedAt=archived if is_web_address(archived) else "",
        datePublished=source["published_on"],
        publisher=_organization(source["publisher"]),
    )


def _correction(correction: FrozenCorrection | None, published_at: str) -> Thing | None:
    """Return the public note of the newest version."""
    if correction is None:
        return None
    return {
        "@type": "CorrectionComment",
        "text": correction["note"],
        "datePublished": published_at,
    }


def _organization(name: str) -> Thing | None:
    """Return an organisation of which the name is known."""
    return {"@type": "Organization", "name": name} if name.strip() else None


def _publisher(publisher: Publisher) -> Thing:
    """Return the newsroom with its policies."""
    return {
        "@type": "Organization",
        "name": publisher.name,
        "url": publisher.url,
        "publishingPrinciples": publisher.principles,
        "correctionsPolicy": publisher.corrections_policy,
    } | publisher.more
