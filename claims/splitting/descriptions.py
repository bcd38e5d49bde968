"""Definite descriptions: "the alliance", "the two countries", "the 31-year-old", "this law"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.splitting.cues import words
from claims.splitting.entities import YEARS_OLD, Entity, Mention, Sort, distinct, role_of
from claims.splitting.grammar import conjuncts
from claims.splitting.scene import CERTAIN, Reference, phrase_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claims.splitting.scene import Scene

NEAR = words("this that these those")
PLAIN = words("former late said aforementioned")
LANDS = words("country nation state")
BODIES = words("company firm corporation group agency charity club bank party organisation "
    "organization university team newspaper airline retailer")  # fmt: skip
AGE_TOKENS = 5  # "31", "-", "year", "-", "old"
LONGEST_OFFER = 150
STEP = "description"


def described(sentence: Span, scene: Scene) -> Iterator[Reference]:
    """Yield what the definite descriptions of a sentence mean, the doubtful ones too."""
    for token in sentence:
        if token.lower_ in {"the", "both", *NEAR}:
            reference = _of(token, scene)
        elif token.is_sent_start and token.text[0].isdigit():  # "31-year-old wins", in a headline
            reference = _aged(token, token.i, scene)
        else:
            continue
        if reference is not None:
            yield reference


def _of(token: Token, scene: Scene) -> Reference | None:
    leads = token.i == token.sent.start and token.dep_ in {"nsubj", "nsubjpass"}
    if token.lower_ in NEAR and leads:
        return _event(token, scene)
    aged = _aged(token, token.i + 1, scene) if token.lower_ == "the" else None
    return aged or _phrase(token, token.head, scene)


def _phrase(token: Token, noun: Token, scene: Scene) -> Reference | None:
    """Return what a whole noun phrase means, if nothing in it says which one."""
    if token.dep_ not in {"det", "predet"} or noun.pos_ != "NOUN" or noun.i < token.i:
        return None
    if _is_closer(noun) or noun.ent_type_ in {"DATE", "TIME"}:
        return None
    if noun.lemma_ in LANDS and noun.tag_ == "NNS":
        return _lands(token, noun, scene)
    if token.lower_ in NEAR:
        return _pointed(token, noun, scene)
    return _played(token, noun, scene) if noun.tag_ == "NN" and token.lower_ == "the" else None


def _is_closer(noun: Token) -> bool:
    """Whether more words say which one is meant: "the president of France"."""
    closing = {"prep", "relcl", "acl", "appos", "poss", "nmod"}
    return any(child.dep_ in closing for child in noun.children) or noun.dep_ in {
        "compound",
        "appos",
        "attr",
    }


def _aged(token: Token, first: int, scene: Scene) -> Reference | None:
    """Return who "the 31-year-old" is, whose age begins at a place."""
    doc = token.doc
    if first >= len(doc) or not doc[first].text[0].isdigit():
        return None
    end = min(first + AGE_TOKENS, token.sent.end)
    match = YEARS_OLD.fullmatch(doc[first:end].text)
    if match is None:
        return None
    if end < token.sent.end and doc[end].pos_ in {"NOUN", "PROPN", "ADJ"}:
        return None
    known = distinct(scene.roster.by_age.get(match[1], []))
    if len(known) == 1 and known[0].named:
        return Reference(token.i, end, known[0].name, 0.9, STEP, known[0])
    return _only_one(token.i, end, scene) if not known else None


def _only_one(start: int, end: int, scene: Scene) -> Reference | None:
    """Return the only person that the last sentences name, as a guess."""
    people = distinct(
        m.entity for level in scene.recent for m in level if m.entity.sort is Sort.PERSON
    )
    if len(people) == 1 and people[0].named:
        return Reference(start, end, people[0].name, 0.6, STEP, people[0])
    return None


def _played(token: Token, noun: Token, scene: Scene) -> Reference | None:
    """Return the one whose role or kind the noun is."""
    between = [t for t in noun.doc[token.i + 1 : noun.i] if not t.is_punct]
    role = role_of(noun)
    playing = [e for e in distinct(scene.roster.by_role.get(role, [])) if e.named]
    if any(t.lower_ not in PLAIN for t in between):
        return None
    if len(playing) != 1:
        return _offer_body(token, noun, scene) if not playing else None
    one = playing[0]
    sure = 0.88 if _is_near(one, scene) and not _has_rival(one, role, noun, scene) else 0.6
    return Reference(token.i, noun.i + 1, one.called, sure, STEP, one)


def _is_near(entity: Entity, scene: Scene) -> bool:
    """Whether the last sentences spoke of it."""
    return any(m.entity is entity for level in (*scene.recent, scene.here) for m in level)


def _has_rival(one: Entity, role: str, noun: Token, scene: Scene) -> bool:
    """Whether another of the sort was named of late whose role is not known, or "a" such one."""
    before = [m for m in scene.here if m.end <= noun.i]
    for mention in (m for level in (*scene.recent, before) for m in level):
        other = mention.entity
        if other is one or other.sort is not one.sort:
            continue
        if not other.named and other.name.split()[-1].lower() == role.rsplit(maxsplit=1)[-1]:
            return True
        if other.named and not other.roles:
            return True
    return scene.last is not None and any(
        t.lemma_ == noun.lemma_ and t.i + 1 < len(t.doc) and _is_new(t) for t in scene.last
    )


def _is_new(noun: Token) -> bool:
    single = any(c.lower_ in {"a", "an", "another"} for c in noun.lefts)
    return noun.pos_ == "NOUN" and single and noun.dep_ not in {"attr", "appos"}


def _offer_body(token: Token, noun: Token, scene: Scene) -> Reference | None:
    """Return the only body of which the text has told so far, as a guess for "the company"."""
    bodies = distinct(
        m.entity for level in scene.recent for m in level if m.entity.sort is Sort.BODY
    )
    if noun.lemma_ not in BODIES or len(bodies) != 1:
        return None
    return Reference(token.i, noun.i + 1, bodies[0].called, 0.55, STEP, bodies[0])


def _lands(token: Token, noun: Token, scene: Scene) -> Reference | None:
    """Return which "the two countries" are, if two have been named of late."""
    between = [t.lower_ for t in noun.doc[token.i + 1 : noun.i]]
    if (between != ["two"] and token.lower_ != "both") or token.lower_ in NEAR:
        return None
    before = [m for m in scene.here if m.end <= token.i]
    named = [
        m for level in (*scene.recent[-2:], before) for m in level if m.entity.sort is Sort.COUNTRY
    ]
    pair = next((two for m in reversed(named) if (two := _pair(m, named))), scene.pair)
    if pair is None:
        return None
    means, others = " and ".join(pair), {m.entity.name for m in named} - {*pair}
    return Reference(token.i, noun.i + 1, means, 0.5 if others else 0.85, STEP, means.lower())


def _pair(second: Mention, named: list[Mention]) -> tuple[str, str] | None:
    """Return the two countries that one phrase joins, if it joins no third: "Mali and Chad"."""
    head = second.head
    if head.dep_ != "conj" or len(conjuncts(head.head)) != 2:  # noqa: PLR2004 - a pair
        return None
    first = next((m for m in named if m.head == head.head), None)
    return None if first is None else (first.entity.name, second.entity.name)


def _pointed(token: Token, noun: Token, scene: Scene) -> Reference | None:
    """Return the phrase of the last sentence that has the noun of "this agreement"."""
    if scene.last is None or noun.i != token.i + 1:
        return None
    same = [
        t for t in scene.last if t.lemma_.lower() == noun.lemma_ and t.pos_ in {"NOUN", "PROPN"}
    ]
    if len(same) != 1 or (same[0].tag_[-1] == "S") != (noun.tag_[-1] == "S"):
        return None
    named = next((m for m in scene.recent[-1] if m.start <= same[0].i < m.end), None)
    text = named.entity.called if named is not None else phrase_of(same[0])
    said = [word for word in text.split() if word != "the"]
    if len(said) < 2 or text.split()[0] in NEAR:  # noqa: PLR2004 - no more than "the law"
        return None
    return Reference(token.i, noun.i + 1, text, 0.85, STEP, text.lower())


def _event(token: Token, scene: Scene) -> Reference | None:
    """Return what the last sentence tells, as a guess for a bare "this"."""
    if scene.last is None:
        return None
    told = scene.last.text.rstrip(" .!")
    told = told if len(told) <= LONGEST_OFFER else f"{told[: LONGEST_OFFER - 1]}…"
    return Reference(token.i, token.i + 1, told, min(0.5, CERTAIN), STEP, told.lower())
