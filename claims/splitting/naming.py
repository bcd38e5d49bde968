"""What a named thing is, where the text only calls it so: "films such as X", "the firm X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.splitting.asides import Aside
from claims.splitting.cues import PRIVATIVES, words
from claims.splitting.grammar import (
    conjuncts,
    is_quote,
    is_verb,
    quote_pairs,
    subject_of,
    text_after,
    text_before,
    word_before,
)
from claims.splitting.people import KIN, is_kin
from claims.splitting.title_lists import TITLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from claims.splitting.draft import Draft, Word

VAGUE = words("several many other various numerous different few multiple some such most more own "
    "notable famous major known popular recent certain additional all both two three four "
    "five")  # fmt: skip
VOWELS = "aeiou"
KINDLESS = words(
    "thing other one credit work way example part role people man woman person boy girl day time "
    "year name"
)
YEAR = 4  # digits
MOST_BETWEEN = 2  # words: "his late wife"
OWN = frozenset({"PRP", "PRP$"})
BETWEEN = words("in for of on about from")
WIDE = words("world time all each every his her their its")
LIKENING = words("as like including")
NAMES = words("PERSON ORG GPE FAC LOC PRODUCT EVENT WORK_OF_ART")
BESIDE = words("compound nmod amod appos")
MONTHS = words("january february march april may june july august september october november "
    "december")  # fmt: skip


def listed(part: Token) -> Iterator[Aside]:
    """Yield "films such as X and Y", "his films include X" as "X is a film", "Y is a film"."""
    noun, first = _kind_and_first(part)
    if noun is None or first is None or noun.tag_ != "NNS" or noun.ent_type_:
        return
    if noun.lemma_ in KINDLESS or noun.lemma_ == noun.lower_:
        return
    names = [name for m in conjuncts(first) if (name := name_around(m)) and not _is_cut(name)]
    if _may_be_of_nearer(noun, part, names):
        return
    told = [_is_a(name, noun) for name in names]
    if where := _told_of_all(noun, part):
        told += [[*_is_a(name, noun), *where] for name in names]
    if told:
        yield Aside(part, "example", lambda _: told, kept=True)


def _is_cut(name: list[Token]) -> bool:
    """Whether a name goes on behind what was found of it: "Golf Hall [of Fame]"."""
    return name[-1].tag_ == "IN" or text_after(name[-1]).lower() == "of"


def _may_be_of_nearer(noun: Token, part: Token, names: list[list[Token]]) -> bool:
    """Whether other things stand nearer: "scripts for films, including X"; "books on" is clear."""
    between = part.doc[noun.i + 1 : part.i]
    things = any(t.tag_ == "NNS" and t.ent_type_ != "DATE" for t in between)
    about = any(t.lower_ in {"on", "about"} for t in between[:1])
    return things and not (about and all(is_quote(name[0]) for name in names))


def _told_of_all(noun: Token, part: Token) -> list[Token]:
    """Return the phrase between a noun and its examples: "films [in Hindi], including X"."""
    phrases = [c for c in noun.children if c.dep_ == "prep" and noun.i < c.i < part.i]
    if len(phrases) != 1 or phrases[0].lower_ not in BETWEEN:
        return []
    where = [t for t in phrases[0].subtree if t.i < part.i and not t.is_punct]
    return [] if any(t.lower_ in VAGUE | WIDE for t in where) else where


def _kind_and_first(part: Token) -> tuple[Token | None, Token | None]:
    """Return the noun in the plural and the first of what is given as its examples."""
    if part.dep_ == "prep" and part.lower_ in LIKENING:
        noun = _listed_kind(part)
        such = part.lower_ != "as" or any(c.lower_ == "such" for c in part.children)
        first = next((c for c in part.children if c.dep_ == "pobj"), None)
        plain = noun is not None and noun.pos_ == "NOUN" and such
        return (noun, first) if plain else (None, None)
    if part.tag_ == "NNS" and part.dep_ == "nmod" and part.head.i > part.i:
        return part, part.head
    if is_verb(part) and part.lemma_ == "include":
        subject = subject_of(part)
        if subject is not None and subject.lower_ in {"some", "many", "one"}:
            of = next((c for c in subject.children if c.lower_ == "of"), None)
            subject = next((c for c in of.children if c.dep_ == "pobj"), None) if of else None
        return subject, next((c for c in part.children if c.dep_ == "dobj"), None)
    return None, None


def _listed_kind(part: Token) -> Token | None:
    """Return the noun that "including" gives examples of, over a phrase that stands between."""
    noun = part.head
    if noun.i > part.i or noun.tag_ == "NNS" or noun.pos_ not in {"NOUN", "PROPN"}:
        return noun if noun.i < part.i else None
    above = noun.head.head if noun.dep_ == "pobj" else noun  # "films in Hindi, including X"
    apart = text_before(part) == "," or text_before(part).lower() == "such"
    single = above.tag_ == "NNS" and len(conjuncts(noun)) == len(conjuncts(above)) == 1
    return above if apart and single and noun.head.lower_ in BETWEEN else noun


def _is_a(name: list[Token], noun: Token) -> list[Word]:
    """Return "X is a film" for a name and "musical films"."""
    before = [
        c
        for c in noun.lefts
        if c.dep_ in {"compound", "amod", "nmod"}
        and not c.is_punct
        and c.lower_ not in VAGUE
        and c.tag_ not in {"JJS", "JJR", "CD"}
        and not list(c.children)
    ]
    kind: list[Word] = [*before, noun.lemma_]
    return [*name, "is", article(kind), *kind]


def article(phrase: list[Word]) -> str:
    """Return "a" or "an", as the first word wants it."""
    first = phrase[0] if isinstance(phrase[0], str) else phrase[0].lower_
    return "an" if first[0].lower() in VOWELS and not first.lower().startswith("uni") else "a"


def name_around(token: Token) -> list[Token]:
    """Return the name that a word belongs to, with its quotation marks; [] where it is none."""
    sentence = token.sent
    for opening, closing in quote_pairs(sentence):
        if opening.i < token.i < closing.i:
            return [opening, *_without_end(opening, closing), closing]
    if token.i in (titles := token.doc.user_data.get(TITLES, {})):
        return list(token.doc[slice(*titles[token.i])])
    for entity in sentence.ents:
        if entity.start <= token.i < entity.end:
            return _clean(entity) if entity.label_ in NAMES else []
    return _capitals_before(token)


def _without_end(opening: Token, closing: Token) -> list[Token]:
    """Return what stands inside the marks, without the comma or the stop of the sentence."""
    inside = list(opening.doc[opening.i + 1 : closing.i])
    while inside and inside[-1].text in {",", "."}:
        inside.pop()
    return inside


def _capitals_before(token: Token) -> list[Token]:
    """Return a name that the parser did not find, up to its last word."""
    start = token.i + 1
    while start > token.sent.start and _is_of_name(token.doc[start - 1]):
        start -= 1
    return list(token.doc[start : token.i + 1])


def _is_of_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not token.ent_type_


def _clean(entity: Span) -> list[Token]:
    """Return the words of an entity, [] where it may be cut or two."""
    found = [t for t in entity if t.tag_ != "POS"]
    if any(t.text in {",", "(", ")", "/"} or t.lower_ == "and" or is_quote(t) for t in found):
        return []
    return found


def called(noun: Token) -> Iterator[Aside]:
    """Yield "the consulting firm X" as "X is a consulting firm", "his wife X" as such."""
    name = _name_from(noun)
    kind = _kind_before(name) if name else []
    if kind and not noun.like_url:
        yield Aside(noun, "title", lambda _: [[*name, "is", article(kind), *kind]], kept=True)
    elif owned := _owned_before(name) if name else []:
        yield Aside(noun, "title", lambda _: [[*name, "is", *owned]], kept=True)


def _owned_before(name: list[Token]) -> list[Token]:
    """Return "his wife", "Ann Lee's brother" right before the name of who that is."""
    doc, last = name[0].doc, name[0].i - 1
    if (
        last > name[0].sent.start
        and doc[last].text == ","
        and _is_named_behind(doc[last - 1], name)
    ):
        last -= 1  # "his wife, Ann Lee,"
    if last < name[0].sent.start or not is_kin(doc[last]):
        return []
    owner = next((c for c in doc[last].lefts if c.dep_ == "poss"), None)
    if owner is None:  # the parser hangs it on the name
        owner = next((c for c in doc[last].head.lefts if c.dep_ == "poss" and c.i < last), None)
    if owner is None or doc[last].i - owner.right_edge.i > MOST_BETWEEN:
        return []
    return [*doc[owner.left_edge.i : last + 1]]


def _is_named_behind(noun: Token, name: list[Token]) -> bool:
    """Whether the name behind the comma is that of the one person whom the noun means."""
    inside = {token.i for token in name}
    head = next((t for t in name if t.head.i not in inside), name[-1])
    tied = noun.head.i in inside or (head.dep_ == "appos" and head.head == noun)
    closed = text_after(name[-1]) in {",", ".", ""}
    listed = any(c.dep_ in {"cc", "conj"} for t in (noun, head) for c in t.children)
    return tied and closed and not listed and name[0].ent_type_ == "PERSON"


def by_name(draft: Draft) -> Draft | None:
    """Return "his brother Tom Lee plays" as "Tom Lee plays"; none where that may say less."""
    told = {token.i for token in draft.tokens()}
    gone: set[int] = set()
    for entity in draft.head.sent.ents:
        if entity.label_ == "PERSON" and entity.start in told and is_kin_near(entity):
            phrase = {t.i for t in _owned_before([*entity])}
            gone |= _with_commas(phrase, entity) if phrase and phrase <= told else set()
    said = [w for w in draft.words if isinstance(w, str) or w.i not in gone]
    if not gone or any(not isinstance(w, str) and w.tag_ in OWN and w.i > min(gone) for w in said):
        return None  # in "Tom Lee plays with his son" it is another's son by now
    return replace(draft, words=said, operations=(*draft.operations, "adjunct"))


def _with_commas(phrase: set[int], name: Span) -> set[int]:
    """Return the places of what stands before a name, and of the commas around the name."""
    closing = {name.end} if name.doc[name.start - 1].text == "," else set()
    return {*range(min(phrase), name.start), *closing}


def is_kin_near(name: Span) -> bool:
    """Whether a word for a relative stands right before a name, or before its comma."""
    return any(is_kin(t) for t in name.doc[max(name.sent.start, name.start - 2) : name.start])


def _kind_before(name: list[Token]) -> list[Word]:
    """Return what a name is called by the words right before it."""
    doc, first = name[0].doc, name[0].sent.start
    if name[0].i == first or not _is_kind(doc[name[0].i - 1], name):
        return []
    start = name[0].i - 1
    while start > first and _describes(doc[start - 1]):
        start -= 1
    before = doc[start - 1] if start > first and not is_year(doc[start - 1]) else None
    if kin_of_somebody(doc, start, name[0].i - 1):
        return []
    if doc[start].lower_ in VAGUE | PRIVATIVES or doc[start].tag_ in {"CD", "JJS", "POS"}:
        return []
    if before is not None and (before.tag_ in {"POS", "CD", "JJS"} or before.text == "-"):
        return []
    if "not" in {token.lower_ for token in doc[max(first, start - 2) : start]}:
        return []
    return [*doc[start : name[0].i]]


def is_year(token: Token) -> bool:
    """Whether the word is a year, as in "the 1915 film X"; "two films" are several."""
    return bool(token.is_digit) and len(token) == YEAR


def kin_of_somebody(doc: Doc, start: int, last: int) -> bool:
    """Whether the word means nothing without whose it is: "his wife Helen"."""
    owned = start > 0 and doc[start - 1].tag_ in {"PRP$", "POS"}
    return owned or doc[last].lower_ in KIN


def _name_from(noun: Token) -> list[Token]:
    """Return the name whose last word, or only quoted word, this is."""
    lead = word_before(noun)
    quoted = lead is not None and is_quote(lead)
    if not noun.ent_type_ and noun.pos_ != "PROPN" and not quoted:
        return []
    name = name_around(noun)
    if not name:
        return []
    words_ = [t for t in name if not is_quote(t)]
    inside = {t.i for t in words_}
    top = [t for t in words_ if t.head.i not in inside]
    return name if top and top[0] == noun else []


def _is_kind(role: Token, name: list[Token]) -> bool:
    """Whether a noun in the singular says what the thing named right behind it is."""
    if (
        role.tag_ != "NN"
        or role.lemma_ != role.lower_
        or role.ent_type_
        or role.lower_.endswith("s")
        or role.lower_ in MONTHS | KINDLESS
    ):
        return False
    inside = {t.i for t in name}
    head = next((t for t in name if t.head.i not in inside and not is_quote(t)), name[-1])
    joined = (role.head.i in inside and role.dep_ in BESIDE) or (
        head.head == role and head.dep_ in {"appos", "nmod", "compound"}
    )
    after = role.doc[name[-1].i + 1 : name[-1].i + 2]
    fits = head.dep_ != "poss" and not any(
        t.tag_ in {"NN", "NNS", "POS"} or t.text in "-/" for t in after
    )
    return (joined and fits and head.dep_ not in {"compound", "nmod"}) or (
        joined and head.head == role and fits
    )


def _describes(token: Token) -> bool:
    """Whether a word before a kind narrows it: "consulting", "Tamil", "non-profit"."""
    if token.text == "-" or token.doc[token.i + 1].text == "-":
        return True
    return token.tag_ in {"JJ", "NN", "NNP", "VBG", "VBN"} and token.dep_ in {
        "amod",
        "compound",
        "nmod",
    }
