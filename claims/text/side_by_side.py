"""Two texts beside each other, paragraph by paragraph, with the words that differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.text.alignment import align
from claims.text.diff import Change, word_diff

MOST_PAIRS = 2_500  # pairs of paragraphs that are held against each other
LONGEST = 30_000  # characters on a side that are compared word by word; more is told as a whole
ALIKE = 0.3  # the share of their words that two paragraphs have in common if one became the other


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that stayed, or one as it was beside the one that it became."""

    same: bool
    old: list[Change]
    new: list[Change]
    number: int = 1  # how many paragraphs these are


def side_by_side(old: str, new: str) -> list[Row]:
    """Return the two texts as rows, in order; neighbours that stayed are one row."""
    ours, theirs = _paragraphs(old), _paragraphs(new)
    shared = align([*map(_plain, ours)], [*map(_plain, theirs)])
    return list(_rows(ours, theirs, shared))


def _paragraphs(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line for line in text.split("\n") if line.strip()]


def _plain(paragraph: str) -> str:
    """Return a paragraph up to white space, which alone is no change."""
    return " ".join(paragraph.split())


def _rows(
    ours: Sequence[str], theirs: Sequence[str], shared: Sequence[tuple[int, int]]
) -> Iterator[Row]:
    """Yield what differs between two paragraphs that stayed, and runs of those that did."""
    at = place = 0
    run: list[str] = []
    for index, index_new in [*shared, (len(ours), len(theirs))]:
        if (at, place) != (index, index_new):
            yield from _same(run)
            run = []
            yield from _changed(ours[at:index], theirs[place:index_new])
        run += theirs[index_new : index_new + 1]
        at, place = index + 1, index_new + 1
    yield from _same(run)


def _same(run: Sequence[str]) -> Iterator[Row]:
    """Yield the row of paragraphs that stayed, if there are any."""
    if run:
        words = [Change("same", "\n".join(run))]
        yield Row(True, words, words, len(run))


def _changed(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Row]:
    """Yield paragraphs beside what became of them, and those that went or came alone."""
    if len(ours) == len(theirs):
        yield from map(_compared, ours, theirs)
    elif len(ours) * len(theirs) > MOST_PAIRS:
        yield _compared("\n".join(ours), "\n".join(theirs))
    else:
        yield from _paired(ours, theirs)


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Row]:
    """Yield each paragraph beside the next one that is like it, if one is."""
    place = 0
    for before in ours:
        alike = (at for at in range(place, len(theirs)) if _is_like(before, theirs[at]))
        match = next(alike, None)
        if match is None:
            yield _compared(before, "")
            continue
        yield from (_compared("", after) for after in theirs[place:match])
        yield _compared(before, theirs[match])
        place = match + 1
    yield from (_compared("", after) for after in theirs[place:])


def _is_like(before: str, after: str) -> bool:
    """Whether half of the words of two paragraphs are the same."""
    ours, theirs = Counter(before.split()), Counter(after.split())
    return 4 * (ours & theirs).total() >= ours.total() + theirs.total()


def _compared(before: str, after: str) -> Row:
    """Return two paragraphs with the words that differ, or as wholes where hardly any is left."""
    whole = Row(False, _whole("removed", before), _whole("added", after))
    if not (before and after) or max(len(before), len(after)) > LONGEST:
        return whole
    changes = word_diff(before, after)
    kept = sum(len(change.text) for change in changes if change.kind == "same")
    if 2 * kept < ALIKE * (len(before) + len(after)):
        return whole
    old = [change for change in changes if change.kind != "added"]
    return Row(False, old, [change for change in changes if change.kind != "removed"])


def words_beside(before: str, after: str) -> list[Change]:
    """Return what changed from one passage to another, word by word unless they are too long."""
    if max(len(before), len(after)) > LONGEST:
        return [*_whole("removed", before), *_whole("added", after)]
    return word_diff(before, after)


def _whole(kind: str, text: str) -> list[Change]:
    """Return a text as one change, if it says anything."""
    return [Change("removed" if kind == "removed" else "added", text)] if text else []
