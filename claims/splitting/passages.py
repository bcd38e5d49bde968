"""The first stage: which stretches of a text are sentences to look at, and which are not."""

import re
from collections.abc import Iterator, Sequence

from claims.splitting.base import Kind, Progress, Proposal, Reason, Skipped, Suggestion
from claims.text.anchors import context_of
from claims.text.blocks import Block, BlockKind
from claims.text.sentences import Span, find_sentences

SILENT_BLOCKS = {BlockKind.HEADING: Reason.HEADING, BlockKind.CAPTION: Reason.CAPTION}
SAID = re.compile(r"[^\W_]+")
ARTICLES = frozenset({"a", "an", "the"})
LONGEST = 1_500  # characters; no writer's sentence is longer, but tables and lists are


def find_passages(
    text: str, blocks: Sequence[Block], language: str
) -> tuple[list[list[Span]], list[Skipped]]:
    """Return the sentences of each block that can state something, and what was passed over."""
    skipped = [
        Skipped(block.start, block.end, SILENT_BLOCKS[block.kind])
        for block in blocks
        if block.kind in SILENT_BLOCKS and block.start < block.end
    ]
    groups = []
    for block in blocks:
        if block.kind not in SILENT_BLOCKS:
            sentences = find_sentences(text, block.start, block.end, language=language)
            groups.append([span for span in sentences if _is_readable(text, span)])
            skipped += _unreadable(text, sentences)
    return [group for group in groups if group], skipped


def portions(group: list[Span], size: int) -> Iterator[list[Span]]:
    """Yield the sentences of a block, as many at a time as stand within `size` characters."""
    portion: list[Span] = []
    for span in group:
        if portion and span.end - portion[0].start > size:
            yield portion
            portion = []
        portion.append(span)
    if portion:
        yield portion


def telling(
    groups: list[list[Span]], total: int, progress: Progress | None
) -> Iterator[list[Span]]:
    """Yield the sentences of each block; tell, when the next is asked for, how much is done."""
    for group in groups:
        yield group
        if progress is not None and group[-1].end < total:
            progress(group[-1].end, total)
    if progress is not None:
        progress(total, total)


def _is_readable(text: str, span: Span) -> bool:
    """Whether a sentence has letters or digits, and is not too long to be one."""
    return span.end - span.start <= LONGEST and has_words(text, span)


def has_words(text: str, span: Span) -> bool:
    """Whether there is a letter or a digit in the span."""
    return any(text[index].isalnum() for index in range(span.start, span.end))


def _unreadable(text: str, sentences: list[Span]) -> Iterator[Skipped]:
    """Yield the sentences that no stage can use."""
    for span in sentences:
        if not has_words(text, span):
            yield Skipped(*span, Reason.FRAGMENT)
        elif span.end - span.start > LONGEST:
            yield Skipped(*span, Reason.TOO_LONG)


def propose(
    text: str,
    span: Span,
    wording: str,
    *,
    kind: Kind = Kind.FACT,
    atom: str = "",
    claimant: str | None = None,
    frame: int | None = None,
    operations: tuple[str, ...] = (),
    suggestions: tuple[Suggestion, ...] = (),
) -> Proposal:
    """Return a proposal that is anchored to a sentence of the text."""
    prefix, suffix = context_of(text, *span)
    return Proposal(
        text=wording,
        atom=atom or wording,
        quote=text[span.start : span.end],
        start=span.start,
        end=span.end,
        prefix=prefix,
        suffix=suffix,
        kind=kind,
        claimant=claimant,
        frame=frame,
        operations=operations,
        suggestions=suggestions,
    )


def propose_whole(text: str, span: Span) -> Proposal:
    """Return a sentence as it stands, for a language whose grammar is not known."""
    return propose(text, span, " ".join(text[span.start : span.end].split()))


def said_in(text: str) -> tuple[str, ...]:
    """Return the words of a claim in a form that tells repetitions: no case, marks, articles."""
    return tuple(word for word in SAID.findall(text.lower()) if word not in ARTICLES)


def in_order(skipped: list[Skipped]) -> tuple[Skipped, ...]:
    """Return the skipped passages in the order of the text."""
    return tuple(sorted(skipped, key=lambda passage: (passage.start, passage.end)))
