"""Who may be meant by a claimant's name that no ruling has."""

from claims.catalogue.index import UNKNOWN, Keys, matching
from claims.catalogue.names import Named
from claims.catalogue.wanted import Wanted, marks_of
from claims.models import ListingTag
from claims.models.listing import Kind
from claims.models.spelling import meant_by
from claims.text.words import runs, words_of

MOST = 3  # who are named
LOOKED_AT = 20  # rulings, the newest, in which they are looked for
MOST_RUNS = 6  # words of what was typed that are looked for one by one


def is_stranger(claimant: str) -> bool:
    """Whether no ruling that stands has a claimant of this public id or with these words."""
    return bool(claimant) and not rulings_of(claimant, most=1)


def rulings_of(claimant: str, *, most: int = LOOKED_AT) -> Keys:
    """Return the keys of the newest rulings on what somebody said."""
    wanted = Wanted(claimant=claimant)
    marks = marks_of(wanted)
    return matching([], marks, Wanted(), most=most, known=UNKNOWN) if marks else []


def who_is_meant(typed: str) -> list[Named]:
    """Return the claimants whose names are spelled nearly so, or who have one of the words."""
    mended = meant_by(typed)
    for name in mended:
        if near := named(name):
            return near
    surname_first = runs((mended or [typed])[0])[:MOST_RUNS][::-1]
    return next((near for word in surname_first if (near := named(word))), [])


def named(words: str) -> list[Named]:
    """Return those who have all words in their names, those first of whom there is newest."""
    wanted = set(words_of(words))
    tags = ListingTag.objects.filter(kind=Kind.CLAIMANT, listing__in=rulings_of(words))
    rows = tags.order_by("-listing", "name").values_list("ref", "name")
    found = {ref: Named(ref, name) for ref, name in rows if wanted <= set(words_of(name))}
    return list(found.values())[:MOST]
