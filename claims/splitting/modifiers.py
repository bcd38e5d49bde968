"""Statements inside noun phrases: "a large museum in Oslo" as "the museum is large"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.splitting.asides import Aside, is_specific, name_of
from claims.splitting.cues import PRIVATIVES, words
from claims.splitting.grammar import (
    conjuncts,
    is_actual,
    is_nationality,
    is_plural,
    is_verb,
    may_be_person,
    modal_tense,
    text_after,
    text_before,
)
from claims.splitting.inflection import copula, is_past_form
from claims.splitting.limits import is_in_title, is_narrow, is_shared_out, span_end
from claims.splitting.people import names_a_person

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Word

PLACING = words("in at on from near about outside inside for with against during after before by "
    "around behind between under over along across beside toward towards")  # fmt: skip
NOT_SAID_OF = PRIVATIVES | words(  # "the main road" is not main
    "likely ex prime back late early recent new old other another such same own main chief top "
    "key first second third last next previous current several many few more most much less "
    "least various certain "
    "only sole single whole entire total mere very true real proposed planned expected "
    "hypothetical latest further additional numerous multiple different due long high low big good"
)
PAIRED = words("town city state term scale class school time business screen court range")
ROOTED = words("sake way part case end side front back top rest order addition suspicion charge "
    "ground bail behalf condition basis account purpose")  # fmt: skip
AIMED = words("at for with against toward towards")
GATHERINGS = words("building crossing hearing killing meeting opening shooting wedding bombing")


def located(part: Token) -> Iterator[Aside]:
    """Yield "the session at the club on Thursday" as "the session was on Thursday"."""
    noun = part.head
    if part.dep_ != "prep" or part.lower_ not in PLACING:
        return
    if not (is_thing(noun) or is_occurrence(noun)):
        return
    between = part.doc[noun.i + 1 : part.i]
    if names_a_person(noun) and any(t.pos_ in {"NOUN", "PROPN"} for t in between):
        return  # "the manager of the cinema in Kent"
    if is_in_title(part) or span_end(part) is not None or is_doing(noun, part):
        return
    where = [c for c in part.children if c.dep_ == "pobj"]
    if stands_apart(part, noun) or (part.lower_ == "in" and is_field(where)):
        return
    if len(where) == 1 and where[0].lemma_ not in ROOTED and part.i == where[0].head.i:
        yield Aside(part, "place", lambda v: [predicated(noun, v.doc_words(part))], kept=True)


def stands_apart(part: Token, noun: Token) -> bool:
    """Whether another name stands before the phrase: "manager of Rex Cinema in Oslo"."""
    lead = part.doc[part.i - 1]
    inside = lead.ent_iob_ == "I" and lead.ent_type_ == noun.ent_type_
    return lead != noun and lead.pos_ in {"NOUN", "PROPN"} and lead.i > noun.i and not inside


def is_field(nouns: list[Token]) -> bool:
    """Whether nothing is in them as in a place: "a fellowship in Natural Language Processing"."""
    return any(
        not noun.ent_type_ and not any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
        for noun in nouns
    )


def described(part: Token) -> Iterator[Aside]:
    """Yield "an Australian man" as "the man is Australian"."""
    noun = part.head
    if part.dep_ != "amod" or part.lower_ in NOT_SAID_OF or not is_thing(noun):
        return
    if part.tag_ not in {"JJ", "VBN"} or part.i > noun.i or list(part.children):
        return
    if text_before(part) == "-":  # "a lie-flat seat"
        return
    if noun.ent_type_ == "DATE" or text_after(part).lower() in PAIRED:  # "a small town motel"
        return
    if may_be_person(noun) and not is_nationality(part):  # "a criminal lawyer" is no criminal
        return
    yield Aside(part, "adjective", lambda _: [predicated(noun, [part])], kept=True)


def is_thing(noun: Token) -> bool:
    """Whether the noun is a thing that there is, so that a sentence can be about it."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ == "compound" or not is_actual(noun):
        return False
    if len(conjuncts(noun)) > 1 or noun.dep_ in {"attr", "conj"}:  # the subject is the thing
        return False
    if any(c.dep_ == "compound" and is_past_form(c.lower_) for c in noun.children):
        return False  # "the pair shed tears" is a clause
    if is_narrow(noun) or is_shared_out(noun):
        return False
    if noun.head.lower_ == "as":  # "is seen as a defeat": there may be none
        return False
    return is_specific(noun) and not any(
        c.lower_ in {"no", "every", "each", "any", "such"} for c in noun.children
    )


def is_doing(noun: Token, part: Token) -> bool:
    """Whether the noun is what somebody did, and to whom: "the pointing at houses"."""
    done = noun.lower_.endswith("ing") and noun.lower_ not in GATHERINGS
    return done and part.lower_ in AIMED


def is_occurrence(noun: Token) -> bool:
    """Whether a noun without an article names what there was: "killed in attack on a post"."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    marked = any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
    if len(conjuncts(noun)) > 1 and noun != conjuncts(noun)[-1]:
        return False
    if noun.pos_ != "NOUN" or marked or first.dep_ not in {"dobj", "pobj"}:
        return False
    whole = noun.head.dep_ == "prep" and noun.head.head.pos_ in {"NOUN", "PROPN"}
    if whole or not is_actual(noun) or modal_tense(noun) != "past" or is_narrow(noun):
        return False
    return is_verb(first.head) or is_verb(first.head.head)


def predicated(noun: Token, said: list[Token]) -> list[Word]:
    """Return the noun, without what else is said of it, then "be" and what is said."""
    inside = {token.i for token in said}
    inside |= {t.i for c in noun.children if _is_quality(c) for t in c.subtree}
    tense = modal_tense(noun)
    name = [word for word in name_of(noun) if isinstance(word, str) or word.i not in inside]
    led = isinstance(name[0], str) or name[0].tag_ in {"DT", "PRP$"}
    if noun.pos_ == "NOUN" and not is_specific(noun) and not led:
        name = ["the", *name]
    plural = is_plural(noun) if len(conjuncts(noun)) == 1 else noun.tag_ in {"NNS", "NNPS"}
    return [*name, copula(tense, plural=plural), *said]


def _is_quality(child: Token) -> bool:
    """Whether a word on a noun only adds to it; a "former" minister is none."""
    return child.dep_ == "amod" and child.lower_ not in PRIVATIVES
