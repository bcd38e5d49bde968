"""An article as readers see it: its text with the rulings where their claims stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from claims.frozen import FrozenPage, FrozenRating
from claims.models import Article, Body
from claims.text.blocks import Block, BlockKind
from claims.text.marking import GAP, MarkedBlock, Segment, excerpts, mark

MIXED = "mixed"  # the tone of a passage on which the rulings differ


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled claim with the number that it has in the text and in the list."""

    number: int
    page: FrozenPage
    is_marked: bool

    @property
    def passage(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.page["passage"]["start"], self.page["passage"]["end"]


@dataclass(frozen=True, slots=True)
class ShownSegment:
    """A stretch of text, its tone if it is part of passages, and the claims that end with it."""

    text: str
    tone: str
    closing: list[Ruled]
    is_gap: bool


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of the text, ready to show."""

    level: int
    segments: list[ShownSegment]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks of one kind."""

    kind: BlockKind
    blocks: list[ShownBlock]


@dataclass(frozen=True, slots=True)
class Share:
    """How many rulings have one rating, and its place in the summary bar, in percent."""

    rating: FrozenRating
    count: int
    start: str
    width: str


def numbered(pages: Sequence[FrozenPage], body: int | None) -> list[Ruled]:
    """Return the claims in the order of this text, those of earlier texts behind them."""

    def place(page: FrozenPage) -> tuple[bool, int, int, str]:
        at = page["passage"]
        return at["body"] != body, at["start"], at["end"], page["claim"]["id"]

    return [
        Ruled(number, page, page["passage"]["body"] == body)
        for number, page in enumerate(sorted(pages, key=place), start=1)
    ]


def runs_of(body: Body, ruled: Sequence[Ruled], *, title: str, shown: str) -> list[Run]:
    """Return the text with its ruled claims marked, in full or around its passages."""
    marked = [claim for claim in ruled if claim.is_marked]
    blocks = [Block(BlockKind(b["kind"]), b["start"], b["end"], b["level"]) for b in body.blocks]
    found = mark(body.text, blocks, [claim.passage for claim in marked])
    if found and _repeats(found[0], title):
        found = found[1:]
    if shown == Article.Shown.PASSAGES:
        found = excerpts(found)
    return [
        Run(kind, [ShownBlock(b.level, [_shown(s, marked) for s in b.segments]) for b in run])
        for kind, run in groupby(found, lambda block: block.kind)
    ]


def summary_of(ratings: Sequence[FrozenRating]) -> list[Share]:
    """Return how often each rating was given, the truest first, those off the scale last."""
    counts = Counter(rating["label"] for rating in ratings)
    kinds = {rating["label"]: rating for rating in ratings}
    return shares_of([(rating, counts[label]) for label, rating in kinds.items()])


def shares_of(counts: Sequence[tuple[FrozenRating, int]]) -> list[Share]:
    """Return the same for ratings that are counted already."""
    return list(_shares(sorted(counts, key=lambda counted: -(counted[0]["value"] or 0))))


def _shares(counts: Sequence[tuple[FrozenRating, int]]) -> Iterator[Share]:
    """Yield the shares from left to right."""
    at, every = 0, sum(count for _rating, count in counts)
    for rating, count in counts:
        start, width = 100 * at / every, 100 * count / every
        yield Share(rating, count, f"{start:.2f}", f"{width:.2f}")
        at += count


def _repeats(block: MarkedBlock, title: str) -> bool:
    """Whether a block only says again what the page's own headline says."""
    words = "".join(segment.text for segment in block.segments)
    return words.strip() == title.strip() and not block.is_marked


def _shown(segment: Segment, marked: Sequence[Ruled]) -> ShownSegment:
    """Return a segment with the claims that it only knows by number."""
    tones = {marked[index].page["rating"]["tone"] for index in segment.within}
    tone = "" if not tones else MIXED if len(tones) > 1 else tones.pop()
    closing = [marked[index] for index in segment.closing]
    return ShownSegment(segment.text, tone, closing, is_gap=segment is GAP)
