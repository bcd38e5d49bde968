"""Whom a pronoun means, as far as the text leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.splitting.coordination import NEVER_PASSIVE
from claims.splitting.cues import words as word_list
from claims.splitting.grammar import (
    AUXILIARIES,
    COMPLEMENTS,
    SUBJECTS,
    is_plural,
    is_quote,
    may_be_person,
    subject_of,
)
from claims.splitting.inflection import copula

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claims.splitting.draft import Word

PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
FEMALE = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "queen", "actress", "dame", "princess"})
MALE = frozenset({"mr", "mr.", "king", "actor", "sir", "prince", "lord"})
NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+){0,4}\.?")
IMPERSONAL = word_list(
    "rain snow hail freeze thaw seem appear turn take happen emerge follow matter"
)
EVENTS = word_list("come follow mean mark see thank")  # of these the subject is what happened
LONGEST_NAME = 5
NOBODY = ""  # the name of somebody who is told of without one
MEMORY = 2  # sentences; whom a pronoun further back meant is not certain


class Cast:
    """The people of a text so far: who was named, when, and who "he" or "she" has been."""

    def __init__(self, title: str = "") -> None:
        self.full_names: dict[str, str] = {}
        self.genders: dict[str, str] = {}
        self.recent: list[list[str]] = []
        self.subject: tuple[str, str] | None = None  # the last sentence's: wording, pronoun
        self.others = False  # whether the last sentence had more than one that "they" could be
        self.topic = title.strip() if _is_name(title) else ""
        self._learn(self.topic)

    def meet(self, sentence: Span) -> None:
        """Take note of who is named in a sentence that has been dealt with."""
        named = self.people_in(sentence)
        unnamed = [NOBODY] if named and _has_rival(sentence) else []
        self.recent = [*self.recent, [*named, *unnamed]][-MEMORY:]
        self.subject = _subject_of(sentence, self)
        self.others = _has_plural_object(sentence.root)

    def goes_on(self, sentence: Span) -> list[Word]:
        """
        Return the last sentence's subject where this one goes on with it, as news bullets do.

        With "was" or "were" before a bare participle; [] where that is not certain: the sentence
        must begin with a verb that has its object or says by whom, and the last sentence must
        have had a subject of its own.
        """
        verb, first = sentence.root, sentence[0]
        leads = first == verb or (first.head == verb and first.dep_ in AUXILIARIES)
        if self.subject is None or not leads or verb.lemma_ in IMPERSONAL | EVENTS:
            return []
        singular = {"VBZ": True, "VBP": False}.get(first.tag_, self.subject[1] != "they")
        if singular != (self.subject[1] != "they") or not _tells(verb, first):
            return []
        name, plural = self.subject[0], self.subject[1] == "they"
        bare = first == verb and verb.tag_ == "VBN"
        return [name, copula("past", plural=plural)] if bare else [name]

    def people_in(self, sentence: Span, before: int | None = None) -> list[str]:
        """Return the full names of those named in a sentence, each once."""
        names = [
            self.full_name(entity)
            for entity in sentence.ents
            if self.is_person(entity) and (before is None or entity.end <= before)
        ]
        return list(dict.fromkeys(names))

    def is_person(self, entity: Span) -> bool:
        """Whether the name is a person's: the parser takes titles of films and tongues for some."""
        if entity.label_ != "PERSON" or any(token.pos_ != "PROPN" for token in entity):
            return False
        if is_quote(entity.doc[max(0, entity.start - 1)]):
            return False
        known = len(entity) > 1 or entity.text in self.full_names
        named = any(word in FEMALE | MALE for word in _before(entity))
        return known or named or entity.root.dep_ in SUBJECTS | {"appos", "poss", "agent"}

    def full_name(self, entity: Span) -> str:
        """Return the name in full, where the text has given it."""
        name = str(entity.text).removesuffix("'s").removesuffix("’s").strip()
        for word in (*_before(entity), entity[0].lower_):
            self._note_gender(name, word)
        self._learn(name)
        return self.full_names.get(name, name)

    def name_at(self, token: Token) -> str:
        """Return the name or the phrase that the token is the head of."""
        entity = next((e for e in token.sent.ents if e.start <= token.i < e.end), None)
        if entity is not None and entity.label_ == "PERSON":
            return self.full_name(entity)
        if token.tag_ in {"WP", "WDT"} and token.head.dep_ == "relcl":
            return self.name_at(token.head.head)
        if token.pos_ == "PRON":
            return self.antecedent(token) or str(token.text)
        return str(token.doc[token.left_edge.i : token.i + 1].text)

    def _learn(self, name: str) -> None:
        """Remember a full name by its last word, unless two people share that."""
        words = name.split()
        if len(words) > 1:
            known = self.full_names.get(words[-1], name)
            self.full_names[words[-1]] = name if known == name else words[-1]

    def _note_gender(self, name: str, word: str) -> None:
        if word in FEMALE | MALE:
            self.genders.setdefault(name, "f" if word in FEMALE else "m")

    def antecedent(self, pronoun: Token) -> str | None:
        """Return the one person that the pronoun can mean, or None in doubt."""
        gender = PERSONAL.get(pronoun.lower_)
        if gender is None:
            return self._thing(pronoun)
        for named in self._places_to_look(pronoun):
            fitting = [name for name in named if self.genders.get(name, gender) == gender]
            if len(fitting) == 1:
                self.genders[fitting[0]] = gender
                return fitting[0]
            if fitting:
                return self._subject_among(fitting) if self._leads(pronoun) else None
        return None

    def _places_to_look(self, pronoun: Token) -> list[list[str]]:
        """Return the names to choose from, nearest first; the title's person is always in mind."""
        here = self.people_in(pronoun.sent, before=pronoun.i)
        leading = [[self.subject[0]]] if self._leads(pronoun) and self.subject else []
        further = [*reversed(self.recent)]
        if self.topic:  # whom the last sentence named besides makes it doubtful
            last = [name for names in further[:1] for name in names if name != self.topic]
            return [here, *leading, [self.topic, *last]]
        return [here, *leading, *further]

    def _leads(self, pronoun: Token) -> bool:
        """Whether the pronoun is in the subject, where it goes on with the last subject."""
        people = self.subject is not None and self.subject[1] in {"he", "she"}
        node = pronoun
        while node.tag_ in {"PRP", "PRP$"} and node.dep_ == "poss":
            node = node.head
        return people and node.dep_ in SUBJECTS

    def _subject_among(self, names: list[str]) -> str | None:
        """Return the last sentence's subject, if it is one of those that could be meant."""
        if self.subject and self.subject[0] in names:
            return self.subject[0]
        return self.topic if self.topic in names else None

    def _thing(self, pronoun: Token) -> str | None:
        """Return what "it" or "they" means at the start of a sentence: the last subject."""
        leads = pronoun.dep_ in SUBJECTS - {"expl"} and pronoun.i == pronoun.sent.start
        if (
            leads
            and not _is_impersonal(pronoun)
            and self.subject
            and self.subject[1] == pronoun.lower_
            and not (self.others and pronoun.lower_ == "they" and pronoun.dep_ == "nsubjpass")
        ):
            return self.subject[0]
        return None


def _tells(verb: Token, first: Token) -> bool:
    """Whether a sentence that begins with its verb leaves no doubt whether that is passive."""
    parts = {child.dep_ for child in verb.children}
    if first != verb or verb.tag_ == "VBZ":
        return first.tag_ in {"VBZ", "VBD", "MD"}
    if verb.tag_ == "VBN":
        return "agent" in parts
    return verb.tag_ == "VBD" and (bool(parts & COMPLEMENTS) or verb.lemma_ in NEVER_PASSIVE)


def _before(entity: Span) -> list[str]:
    return [token.lower_ for token in entity.doc[max(0, entity.start - 2) : entity.start]]


def _is_name(title: str) -> bool:
    """Whether the title is a name: a few words with capitals."""
    words = title.split()
    if not 1 < len(words) <= LONGEST_NAME or not NAME.fullmatch(title.strip()):
        return False
    return words[0][0].isupper() and words[-1][0].isupper()


def _subject_of(sentence: Span, cast: Cast) -> tuple[str, str] | None:
    """Return the sentence's subject and the pronoun that would stand for it."""
    subject = next((c for c in sentence.root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return None
    if not is_plural(subject) and subject.text in cast.full_names:
        return cast.full_names[subject.text], "he"
    span = next((e for e in sentence.ents if e.start <= subject.i < e.end), None)
    if span is not None and span.label_ == "PERSON" and not is_plural(subject):
        return (cast.full_name(span), "he") if cast.is_person(span) else None
    if subject.pos_ == "PRON":
        name = cast.antecedent(subject)
        return (name, subject.lower_) if name else cast.subject
    return _thing_of(subject)


def _has_rival(sentence: Span) -> bool:
    """Whether the subject is somebody without a name, or has one beside the one with a name."""
    subject = subject_of(sentence.root)
    if subject is None or subject.ent_type_ == "PERSON":
        return False
    joined = any(child.dep_ == "conj" for child in subject.children)
    named = any(token.ent_type_ == "PERSON" for token in subject.subtree)
    if named:
        return joined
    return (
        subject.tag_ == "NN"
        and any(c.dep_ == "det" for c in subject.children)
        and (may_be_person(subject) or subject.lower_ in FEMALE | MALE)
    )


def _has_plural_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" and is_plural(child) for child in verb.children)


def _thing_of(subject: Token) -> tuple[str, str] | None:
    """Return a plain noun phrase and the pronoun that would stand for it."""
    phrase = subject.doc[subject.left_edge.i : subject.i + 1]
    if subject.right_edge.i != subject.i or subject.pos_ not in {"NOUN", "PROPN"}:
        return None
    first = phrase[0]
    if not is_plural(subject) and may_be_person(subject):
        return None
    text = phrase.text if first.ent_type_ or first.pos_ == "PROPN" else _lower_first(phrase.text)
    return text, "they" if is_plural(subject) else "it"


def _is_impersonal(pronoun: Token) -> bool:
    """Whether "it" stands for nothing: "it rained", "it seems", "it is clear that"."""
    verb = pronoun.head
    clauses = {child.dep_ for child in verb.children} & {"ccomp", "xcomp", "advcl", "csubj"}
    return pronoun.lower_ == "it" and (
        verb.lemma_ in IMPERSONAL or (verb.lemma_ == "be" and bool(clauses))
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _is_bound(pronoun: Token) -> bool:
    """Whether the pronoun may mean the subject of its own clause or of the one that reports it."""
    if pronoun.tag_ == "PRP$":
        node = pronoun
        while node.head != node and node.dep_ not in SUBJECTS | {"ROOT"}:
            node = node.head
            subject = subject_of(node)
            if subject is not None and pronoun.i > subject.i:
                return subject.pos_ in {"NOUN", "PROPN"}
        return False
    clause = pronoun.head
    outer = subject_of(clause.head) if clause.dep_ == "ccomp" else None
    return outer is not None and outer.pos_ == "NOUN" and outer.i < pronoun.i


def resolved(words: Sequence[Word], cast: Cast) -> dict[int, str]:
    """Return the wordings that stand in for pronouns, by token."""
    replaced: dict[int, str] = {}
    present: set[str] = set()
    said: set[str] = set()
    for word in words:
        if isinstance(word, str):
            continue
        said.add(word.text)
        if word.ent_type_ == "PERSON":
            present.add(cast.name_at(word))
        elif word.tag_ in {"PRP", "PRP$"}:
            name = None if _is_bound(word) else cast.antecedent(word)
            if name and name not in present and name.split()[-1] not in said:
                replaced[word.i] = f"{name}'s" if word.tag_ == "PRP$" else name
                present.add(name)
    return replaced
