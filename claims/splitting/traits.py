"""What can be told of the ways to say a sentence: names, figures, and the parser's own reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claims.splitting.grammar import COMPLEMENTS, SUBJECTS, is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from claims.splitting.draft import Draft
    from claims.splitting.grains import Grain, Part

Figures = NDArray[np.float32]
MANY = 5  # above it, numbers count as one
WIDTH = 96  # numbers that the parser's small English model keeps of each word
COUNTED = ("PRON", "ADJ")  # words of a claim that are counted by their kind, beside these two
VERBS = frozenset({"VERB", "AUX"})
LINKS = frozenset({"ADP", "SCONJ"})
CARRYING = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "VERB"})
COMPLETED_BY = frozenset({"dobj", "attr", "acomp", "oprd", "ccomp", "xcomp"})


def carries(token: Token) -> bool:
    """Whether the word carries something that a claim would miss."""
    return token.pos_ in CARRYING


def marked(tokens: Sequence[Sequence[Token]], sentence: Span) -> Figures:
    """Return a row for each list of tokens, with 1 where a word of the sentence is among them."""
    rows = np.zeros((len(tokens), len(sentence)), np.float32)
    first, end = sentence.start, sentence.end
    for row, said in zip(rows, tokens, strict=True):
        row[[token.i - first for token in said if first <= token.i < end]] = 1
    return rows


def kinds_of_words(sentence: Span) -> Figures:
    """Return for each word whether it is a word, carries something, and what kind it is of."""
    found = [
        (
            token.text[0].isalnum(),
            token.pos_ in CARRYING,
            token.ent_type_ != "",
            *(token.pos_ == kind for kind in COUNTED),
            token.pos_ in VERBS,
            token.pos_ in LINKS,
            token.ent_iob_ == "B",
        )
        for token in sentence
    ]
    return np.array(found, np.float32)


def read_by_parser(grains: Sequence[Grain], sentence: Span, marks: Figures) -> Figures:
    """Return what the parser makes of the words that each grain hangs on, and of all its words."""
    doc = sentence.doc
    if not is_known_reading(doc):
        return np.zeros((len(grains), 6 * WIDTH), np.float32)
    vectors = np.vstack([doc.tensor, np.zeros((1, WIDTH), np.float32)])
    places = [[-1 if t is None else t.i for t in words_of_note(grain)] for grain in grains]
    single = vectors[np.array(places)].reshape(len(grains), 5 * WIDTH)
    mean = marks @ doc.tensor[sentence.start : sentence.end]
    mean /= np.maximum(marks.sum(1, keepdims=True), 1)
    found: Figures = np.hstack([single, mean]).astype(np.float32) / np.float32(3)
    return found


def is_known_reading(doc: Doc) -> bool:
    """Whether the words were read by a model like the one on whose reading it was learned."""
    english = doc.lang_ == "en" and not doc.vocab.vectors_length
    return english and doc.tensor.shape == (len(doc), WIDTH)


def words_of_note(grain: Grain) -> tuple[Token | None, ...]:
    """Return a grain's head, its part and what stands in that, its subject and its object."""
    draft, part = grain.draft, grain.part
    kept = set(draft.tokens())
    children = [child for child in draft.head.children if child in kept]
    return (
        draft.head,
        part.token if part else None,
        inner_of(part) if part else None,
        next((child for child in children if child.dep_ in SUBJECTS), None),
        next((child for child in children if child.dep_ in COMPLETED_BY), None),
    )


def inner_of(part: Part) -> Token | None:
    """Return the word that a preposition brings with it."""
    return next((c for c in part.token.children if c.dep_ in {"pobj", "pcomp"}), None)


def origin_of(draft: Draft) -> str:
    """Return the step that made the draft what it is."""
    steps = [step for step in draft.operations if step not in {"adjunct", "coordination"}]
    return steps[-1] if steps else "main"


def names_of(grain: Grain) -> Iterator[str]:
    """Yield the names of what can be said of a grain."""
    draft, head = grain.draft, grain.draft.head
    origin = origin_of(draft)
    shape = grain.shape
    length = sum(token.text[0].isalnum() for token in draft.tokens())
    yield f"origin={origin}"
    yield f"shape={shape}"
    yield f"shape={shape} parts={min(grain.parts, 4)}"
    yield f"origin={origin} shape={shape}"
    yield f"shape={shape} length={min(length // 3, 8)}"
    yield f"origin={origin} length={min(length // 3, 8)}"
    yield f"head={head.dep_} {shape}"
    yield f"sentence={min(len(head.sent) // 6, MANY)} {shape}"
    if is_verb(head):
        yield from of_verb(draft, head, shape)
    else:
        yield f"word={head.lemma_.lower()} {origin}"
    if grain.part is not None:
        yield from of_part(grain.part)


def of_verb(draft: Draft, verb: Token, shape: str) -> Iterator[str]:
    """Yield what the verb of a grain tells of it."""
    kept = set(draft.tokens())
    children = [c for c in verb.children if c in kept]
    complete = any(c.dep_ in COMPLEMENTS for c in children)
    subject = next((c for c in children if c.dep_ in SUBJECTS), None)
    yield f"complete={complete} {shape}"
    yield f"verb={verb.lemma_} {shape}"
    yield f"be={verb.lemma_ == 'be'} {shape}"
    yield f"subject={subject.pos_ if subject is not None else None} {shape}"
    yield f"passive={any(c.dep_ == 'auxpass' for c in children)} {shape}"
    yield f"preps={min(sum(c.dep_ == 'prep' for c in children), 3)} {shape}"


def of_part(part: Part) -> Iterator[str]:
    """Yield what the part that a grain is told for tells of it."""
    token, head = part.token, part.token.head
    place = "verb" if is_verb(head) else "noun"
    inner = inner_of(part)
    entity = "" if inner is None else inner.ent_type_ or inner.dep_
    yield f"level={part.level}"
    yield f"part={token.dep_}"
    yield f"part={token.dep_} on={place} level={part.level}"
    yield f"part={token.dep_} {token.lower_} on={place}"
    yield f"prep={token.lower_} {entity}"
    yield f"length of part={min(len(part.inside) // 2, 6)} on={place}"
    yield f"on={head.dep_}"
    if place == "verb":
        yield f"{head.lemma_} {token.lower_}"


def figures_of(grain: Grain, sentence: Span) -> tuple[Any, ...]:
    """Return what can be counted of a grain by itself, about as large as one."""
    draft, part = grain.draft, grain.part
    return (
        len(draft.tokens()) / 10,
        grain.parts / 3,
        part.level if part else 0,
        len(part.inside) / 5 if part else 0,
        (draft.head.i - sentence.start) / len(sentence),
        isinstance(draft.words[0], str),
    )
