"""Where claims stand in a text that is not the one they were found in: asked, never stored here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.models import Article, Body, Claim
from claims.text.anchors import Anchor
from claims.text.reanchoring import Finder, Found, Outcome

STANDS = (Outcome.EXACT, Outcome.MOVED)


@dataclass(frozen=True, slots=True)
class Place:
    """A claim, and what became of its passage in a later text."""

    claim: Claim
    found: Found

    @property
    def stands(self) -> bool:
        """Whether the passage is there in the same words."""
        return self.found.outcome in STANDS


def passage_of(claim: Claim) -> Anchor:
    """Return the passage that a claim is anchored to."""
    return Anchor(claim.quote, claim.start, claim.end, claim.prefix, claim.suffix)


def places_in(text: str, claims: Iterable[Claim], bodies: Iterable[Body]) -> Iterator[Place]:
    """
    Yield what becomes of each claim in this text.

    `bodies` are the texts that the claims stand in; each claim is given its own of them, so that
    no text is loaded twice.
    """
    known = {body.pk: body for body in bodies}
    finders: dict[int, Finder] = {}
    for claim in claims:
        claim.body = known[claim.body_id]
        finder = finders.setdefault(claim.body_id, Finder(claim.body.text, text))
        yield Place(claim, finder.find(passage_of(claim)))


def places_of(claims: Iterable[Claim], text: str) -> list[Place]:
    """Return what becomes of each claim in this text, reading each text of theirs once."""
    found = list(claims)
    bodies = Body.objects.filter(pk__in={claim.body_id for claim in found})
    return list(places_in(text, found, bodies))


def foreseen(article: Article, text: str) -> list[Place]:
    """Return what would become of each live claim if this were the article's text."""
    return places_of(article.claims.live().for_desk().in_text_order(), text)


def places_today(article: Article, claims: Iterable[Claim]) -> list[Place]:
    """Return what became of the passages of these claims of the article in its newest text."""
    wanted = list(claims)
    return places_of(wanted, article.body.text) if wanted else []


def place_today(claim: Claim) -> Place:
    """Return what became of a claim's passage in the newest text."""
    (place,) = places_of([claim], claim.article.body.text)
    return place
