"""All that a parsed sentence states, as drafts in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from claims.splitting.adverbials import (
    absolutes,
    parted_clauses,
    participial_clauses,
    pastimes,
    sequels,
    side_clauses,
    timed_clauses,
)
from claims.splitting.asides import Aside
from claims.splitting.attribution import is_ascribed
from claims.splitting.contents import CONTENT, contents, quotations, sourced
from claims.splitting.cues import words
from claims.splitting.draft import Draft
from claims.splitting.gapping import gapped
from claims.splitting.grains import Grain, grains_of, whole_of
from claims.splitting.grammar import AUXILIARIES, conjuncts, is_plural, quoted, subject_of
from claims.splitting.granularity import Granularity
from claims.splitting.guards import passes
from claims.splitting.inflection import copula
from claims.splitting.lifetimes import is_bracketed_birth, lifetimes
from claims.splitting.modifiers import described, located
from claims.splitting.naming import by_name, called, listed
from claims.splitting.nominals import (
    ages,
    ages_before,
    appositions,
    identifying,
    nationalities,
    participles,
    places,
    relatives,
    resumptions,
    short_titles,
    subject_clauses,
    titles,
)
from claims.splitting.selection import hides_subject, is_headline
from claims.splitting.surroundings import before_name, buildings, origins, towns
from claims.splitting.variants import Choice, Variants

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claims.splitting.draft import Word

DEEPEST = 120  # tokens; a longer sentence is one that the parser cannot be trusted with

SHORTENED = frozenset({Granularity.MEDIUM, Granularity.FINE})
UNDIVIDED = words("adjective age example lifetime nationality title")  # no part of it can go
Finder = Callable[["Token"], Iterator[Aside]]
CLAUSE_FINDERS: tuple[Finder, ...] = (
    *(relatives, participial_clauses, absolutes, side_clauses, contents, parted_clauses),
)
MEDIUM_FINDERS: tuple[Finder, ...] = (
    *CLAUSE_FINDERS,
    participles,
    resumptions,
    appositions,
    ages,
    ages_before,
)
FINE_FINDERS: tuple[Finder, ...] = (
    *MEDIUM_FINDERS,
    *(gapped, sequels, identifying, titles, nationalities, places, located, described),
)
REPEATING_FINDERS: tuple[Finder, ...] = (
    *FINE_FINDERS,
    *(called, listed, lifetimes, timed_clauses, pastimes, subject_clauses, short_titles),
    *(before_name, towns, buildings, origins),
)
LABELS: dict[Finder, frozenset[str]] = {  # what a part must hang by for a finder to look at it
    relatives: words("relcl advcl"),
    participial_clauses: words("advcl"),
    absolutes: words("prep"),
    side_clauses: words("advcl"),
    contents: words("ccomp"),
    parted_clauses: words("ccomp parataxis"),
    participles: words("acl"),
    appositions: words("appos"),
    gapped: words("conj dobj"),
    sequels: words("prep"),
    identifying: words("relcl acl"),
    ages_before: words("amod compound"),
    nationalities: words("amod"),
    places: words("prep"),
    located: words("prep"),
    described: words("amod"),
    timed_clauses: words("advcl"),
    pastimes: words("advcl"),
    subject_clauses: words("relcl acl"),
    before_name: words("amod compound"),
    towns: words("prep"),
    buildings: words("prep"),
    origins: words("prep"),
}
FINDERS: dict[Granularity, tuple[Finder, ...]] = {
    Granularity.CLAUSE: CLAUSE_FINDERS,
    Granularity.MEDIUM: FINE_FINDERS,
    Granularity.FINE: REPEATING_FINDERS,
}


def grains_in(
    sentence: Span, granularity: Granularity, subject: Sequence[Word] = ()
) -> list[Grain]:
    """
    Return every way to say a part of the sentence that passes the guards, each once.

    A sentence without a subject of its own ("Says he is grateful") is given the one named.
    """
    marks, last = quoted(sentence), is_told_whole(sentence)
    fine = granularity is Granularity.FINE
    found: dict[tuple[object, ...], Grain] = {}
    for plain in drafts_of(sentence, granularity):
        draft = with_subject(plain, sentence.root, subject) if subject else plain
        told_whole = granularity not in SHORTENED or CONTENT in draft.operations or last
        told_whole = told_whole or bool(UNDIVIDED & {*draft.operations})
        grains = whole_of(draft) if told_whole else grains_of(draft, marks, repeating=fine)
        for grain in grains:
            if grain.shape == "whole" or passes(grain.draft):
                found.setdefault(grain.draft.key(), grain)
    return list(found.values())


def with_subject(draft: Draft, root: Token, subject: Sequence[Word]) -> Draft:
    """Return a statement of the sentence's own verb with the words of its subject before it."""
    if draft.head not in conjuncts(root):
        return draft
    steps = (*draft.operations, "subject")
    return replace(draft, words=[*subject, *draft.words], operations=steps)


def drafts_of(sentence: Span, granularity: Granularity) -> list[Draft]:
    """Return the drafts of one sentence: the main statements, then what is set aside."""
    if len(sentence) > DEEPEST or is_told_whole(sentence):
        return [whole(sentence)]
    marks = quoted(sentence)
    asides = _asides(sentence, marks, granularity)
    drafts, failed = _told(sentence, marks, asides, granularity)
    if failed:  # what cannot be said alone stays where it was
        asides = [aside for aside in asides if aside not in failed]
        drafts, _ = _told(sentence, marks, asides, granularity)
    return drafts


def is_told_whole(sentence: Span) -> bool:
    """Whether the parser did not find what the sentence hangs on."""
    return is_told_last(sentence) or hides_subject(sentence.root)


def is_told_last(sentence: Span) -> bool:
    """Whether a report at the end was misread: "trade fell in 2023, figures from the bank show"."""
    last = next((token for token in reversed(sentence) if not token.is_punct), sentence.root)
    misread = last.lower_ in {"show", "shows"} and last.pos_ == "NOUN"
    return misread and any(token.text == "," for token in sentence)


def whole(sentence: Span) -> Draft:
    """Return the sentence as one draft."""
    return Draft(words=completed(list(sentence), sentence.root), head=sentence.root)


def completed(tokens: list[Token], root: Token) -> list[Word]:
    """Return the words of a headline with the "are" of "Britons finding jobs abroad", or "were"."""
    subject = subject_of(root)
    if subject is None or not (is_headline(root) or lacks_helper(root)):
        return [*tokens]
    inside = {token.i for token in subject.subtree if token.i < root.i}
    at = max((n for n, token in enumerate(tokens, start=1) if token.i in inside), default=0)
    tense = "present" if root.tag_ in {"VB", "VBG"} else "past"
    told = [member for member in conjuncts(subject) if member in tokens]
    plural = told[0].tag_ in {"NNS", "NNPS"} if len(told) == 1 else is_plural(subject)
    return [*tokens[:at], copula(tense, plural=plural), *tokens[at:]]


def lacks_helper(verb: Token) -> bool:
    """Whether the verb shares a "were" with the one before: "ten were killed and six injured"."""
    before = verb.head
    passive = any(child.dep_ == "auxpass" for child in before.children)
    own = any(child.dep_ in AUXILIARIES | {"dobj"} for child in verb.children)
    done = verb.tag_ in {"VBN", "VBD"} and verb.lemma_ != "be"
    return verb.dep_ == "conj" and done and passive and not own


def _asides(sentence: Span, marks: frozenset[int], granularity: Granularity) -> list[Aside]:
    found = [
        aside
        for token in sentence
        for finder in (
            finders_at(token.dep_, granularity)
            if token.i not in marks
            else finders_in_quotes(granularity)
        )
        for aside in finder(token)
    ]
    if any(aside.operation == "lifetime" for aside in found):  # "born" in brackets is told by it
        return [aside for aside in found if not is_bracketed_birth(aside.part)]
    return found


def finders_in_quotes(granularity: Granularity) -> tuple[Finder, ...]:
    """Return the finders that look inside quotation marks."""
    return (quotations, called) if granularity is Granularity.FINE else (quotations,)


@cache
def finders_at(label: str, granularity: Granularity) -> tuple[Finder, ...]:
    """Return the finders that look at a part with this label, in their order."""
    return tuple(f for f in FINDERS[granularity] if label in LABELS.get(f, (label,)))


def _told(
    sentence: Span, marks: frozenset[int], asides: list[Aside], granularity: Granularity
) -> tuple[list[Draft], list[Aside]]:
    """Return the drafts with these asides, and the asides that cannot be said."""
    gone = {part.i for aside in asides if not aside.kept for part in (aside.part, *aside.also)}
    deep = granularity is not Granularity.CLAUSE
    finest = granularity is Granularity.FINE
    drafts = _main(sentence, marks, gone, granularity)
    drafts += [said for draft in drafts for said in sourced(draft) if passes(said)]
    named = [by_name(draft) for draft in drafts] if finest else []
    failed = []
    for aside in asides:
        inner = Variants(marks, gone - {aside.part.i}, deep=deep, finest=finest)
        told = [
            Draft(words=list(words), head=aside.part, operations=(aside.operation,))
            for words in aside.told(inner)
        ]
        if told and all(passes(draft) and is_ascribed(draft) for draft in told):
            drafts += told
        else:
            failed.append(aside)
    return drafts + [said for said in named if said is not None and passes(said)], failed


def _main(
    sentence: Span, marks: frozenset[int], gone: set[int], granularity: Granularity
) -> list[Draft]:
    """Return the statements of the sentence itself, or the sentence if one of them fails."""
    root = sentence.root
    deep = granularity is not Granularity.CLAUSE
    finest = granularity is Granularity.FINE
    variants = Variants(marks, gone, deep=deep, finest=finest)
    choices = variants.of(root)
    drafts = [_draft(choice, root, len(choices)) for choice in choices]
    if not all(passes(draft) for draft in drafts):
        return _each_member(root, variants, drafts) or [whole(sentence)]
    return drafts


def _each_member(root: Token, variants: Variants, drafts: list[Draft]) -> list[Draft]:
    """Return what each of joined verbs says, whole where its parts fail; [] if one still fails."""
    told: list[Draft] = []
    wholes = variants.members(root)
    for choice in wholes:
        alone = _draft(choice, root, len(wholes))
        own = [draft for draft in drafts if draft.head == alone.head]
        told += own if all(passes(draft) for draft in own) else [alone]
    return told if all(passes(draft) for draft in told) else []


def _draft(choice: Choice, root: Token, count: int) -> Draft:
    """Return the draft of one choice of the sentence's tokens."""
    head = next((member for member in conjuncts(root) if member.i in choice), root)
    operations = ("coordination",) if count > 1 else ()
    tokens = [root.doc[index] for index in sorted(choice)]
    return Draft(completed(tokens, head), head, operations)
