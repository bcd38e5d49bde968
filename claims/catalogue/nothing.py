"""Why a search found nothing: a word or a claimant that no ruling has, or no ruling has all."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.catalogue.index import matching, statistics
from claims.catalogue.names import Named
from claims.catalogue.search import one_by_one, search
from claims.catalogue.strangers import is_stranger, who_is_meant
from claims.catalogue.wanted import Wanted
from claims.models.spelling import counted
from claims.text.words import MOST_PARTS, Part, beginnings, folded, parts_of, pieces, runs, without

MOST_DOUBTFUL = 6  # words that are looked up, the longest: many may begin as a short one does


class Nothing(NamedTuple):
    """Why nothing was found, as far as it can be told."""

    missing: Sequence[str] = ()  # words, as they were typed, that no ruling has
    left: str = ""  # what was typed without them
    filtered: bool = False  # without the filters there are rulings
    apart: bool = False  # each word is there, and no ruling has them all as they were typed
    stranger: str = ""  # the claimant as they were typed, of whom there is no ruling
    meant: Sequence[Named] = ()  # claimants of nearly that name


def why_nothing(wanted: Wanted) -> Nothing:
    """Return why nothing was found; to be asked only then, as it looks for each word."""
    typed = dict.fromkeys(run for piece in pieces(wanted.words)[:MOST_PARTS] for run in runs(piece))
    missing = missing_of(list(typed)[:MOST_PARTS])
    nothing = Nothing(missing, left=without(wanted.words, missing) if missing else "")
    if is_stranger(wanted.claimant):
        meant = who_is_meant(wanted.claimant)
        return nothing._replace(stranger=wanted.claimant, meant=meant)
    if missing or not typed:
        return nothing
    just_words = Wanted(words=wanted.words)
    filtered = wanted != just_words and bool(search(just_words).keys)
    return nothing._replace(filtered=filtered, apart=not filtered)


def missing_of(typed: Iterable[str]) -> list[str]:
    """Return those words that no ruling has, be it in another form or as a beginning."""
    often = counted(word for run in typed for word in folded(run))
    doubtful = [run for run in typed if not all(often.get(word) for word in folded(run))]
    longest = sorted(doubtful, key=len, reverse=True)[:MOST_DOUBTFUL]
    return [run for run in doubtful if run in longest and not is_there(run)]


def is_there(run: str) -> bool:
    """Whether any ruling has a word."""
    return any(is_somewhere(parts) for parts in (parts_of(run), *beginnings(run)))


def is_somewhere(parts: list[Part]) -> bool:
    """Whether any ruling has all parts, side by side or not."""
    words = one_by_one(parts)
    return bool(matching(words, [], Wanted(), most=1, known=statistics(words)))
