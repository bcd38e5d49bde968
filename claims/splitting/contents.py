"""What somebody is reported to have said, told beside the report and bound to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.splitting.asides import Aside, is_set_off, rest
from claims.splitting.attribution import credited_by, is_credit, is_said, speaker_of
from claims.splitting.cues import BELIEVE, SAY, words
from claims.splitting.grammar import agrees, conjuncts, is_finite, quote_pairs, subject_of
from claims.splitting.limits import SCARCE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Draft

CONTENT = "content"
UNSAID = words(  # these say that it is not so, or that it ought to be or is only feared to be so
    "deny doubt recommend suggest urge propose promise vow expect fear guess hope imagine judge "
    "suppose suspect disclose point see view regard consider"
)
STATING = (SAY | BELIEVE) - UNSAID
ASKING = frozenset({"WP", "WRB", "WP$", "WDT"})
REACTING = words(  # what others say to a statement, and not the one who made it
    "deny dispute reject contest contradict refute doubt question challenge dismiss confirm call"
)
SELF = words("i me my we us our you your myself ourselves yourself")
NOBODY = words(
    "i we you it one who which that there nobody none this anyone anybody everyone whoever"
)


def contents(part: Token) -> Iterator[Aside]:
    """Yield "X said that A" as "A", which X is the claimant of; the report is told too."""
    verb = part.head
    if part.dep_ != "ccomp" or verb.lemma_ not in STATING or not is_said(verb):
        return
    if sum(child.dep_ == "ccomp" for child in verb.children) > 1 or leaves_quotation(part):
        return  # what is said was read in two pieces
    if names_somebody(speaker_of(verb)) and is_statement(part):
        marks = [c for m in conjuncts(part) for c in m.children if c.dep_ == "mark"]
        marks += reactions(part)
        yield Aside(
            part,
            CONTENT,
            lambda variants: [rest(choice, part, *marks) for choice in variants.of(part)],
            kept=True,
        )


def leaves_quotation(clause: Token) -> bool:
    """Whether the verb of saying stands in a quotation that the clause is not in."""
    return any(
        opening.i < clause.head.i < closing.i and not opening.i < clause.i < closing.i
        for opening, closing in quote_pairs(clause.sent)
    )


def reactions(clause: Token) -> list[Token]:
    """Return what the text sets behind a content of what others say to it: ", which he denies"."""
    for verb in clause.subtree:
        if verb.lemma_ not in REACTING or verb.dep_ not in {"relcl", "advcl", "acl", "appos"}:
            continue
        noun = verb.head.dep_ in {"npadvmod", "appos", "dobj"} and is_set_off(verb.head)
        part = verb.head if noun else verb
        if part.i > clause.i and is_set_off(part):
            following = part.doc[part.right_edge.i + 1 : part.right_edge.i + 2]
            closing = [token for token in following if token.text == ","]
            return [part.doc[part.left_edge.i - 1], *part.subtree, *closing]
    return []


def quotations(part: Token) -> Iterator[Aside]:
    """Yield "X said: 'A'" as "'A'", whole, where all of A is what X said."""
    for aside in contents(part):
        said = {token.i for token in part.subtree if not token.is_punct}
        if any(said == between(*marks) for marks in quote_pairs(part.sent)):
            yield replace(aside, told=lambda variants: [rest(variants.whole(part), part)])


def between(opening: Token, closing: Token) -> set[int]:
    """Return the words inside a pair of quotation marks."""
    inside = opening.doc[opening.i + 1 : closing.i]
    return {token.i for token in inside if not token.is_punct}


def names_somebody(speaker: Token | None) -> bool:
    """Whether there is a speaker, who is not "nobody" or "few"."""
    if speaker is None or speaker.lower_ in NOBODY | SCARCE:
        return False
    return not any(child.lower_ in SCARCE for child in speaker.lefts)


def is_statement(clause: Token) -> bool:
    """Whether what is reported can be told alone: no question, nothing of the speaker's "I"."""
    subject = subject_of(clause)
    if subject is None or not (is_finite(clause) and agrees(subject, clause)):
        return False
    inside = list(clause.subtree)
    within = {t.i for c in clause.subtree if c.dep_ == "relcl" for t in c.subtree}
    asked = any(c.dep_ == "mark" and c.lower_ != "that" for c in clause.children)
    wondered = any(t.tag_ in ASKING and t.i < clause.i and t.i not in within for t in inside)
    return not (asked or wondered or any(t.lower_ in SELF for t in inside))


def sourced(draft: Draft) -> Iterator[Draft]:
    """Yield "according to X, A" as "A", which X is the claimant of."""
    kept = draft.tokens()
    for part in draft.head.children:
        if part not in kept or not is_credit(part) or not is_told(part, draft.head):
            continue
        gone = {token.i for token in part.subtree}
        said = [word for word in draft.words if isinstance(word, str) or word.i not in gone]
        if not any(token.lower_ in SELF for token in kept):
            yield replace(draft, words=said, operations=(*draft.operations, CONTENT), frame=part)


def is_told(credit: Token, head: Token) -> bool:
    """Whether the text tells that somebody made the statement, and names somebody."""
    if not (names_somebody(credited_by(credit)) and is_finite(head)):
        return False
    return credit.lower_ == "according" or (credit.lemma_ in STATING and is_finite(credit))
