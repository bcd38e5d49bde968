"""Who and what a text names: full names, other names, roles, ages, gender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from claims.splitting.cues import words
from claims.splitting.forenames import gender_of
from claims.splitting.grammar import (
    PERSON_NOUN,
    SUBJECTS,
    conjuncts,
    is_negated,
    is_quote,
    text_before,
)
from claims.splitting.nations import country_of
from claims.splitting.people import KIN, TITLES, gender_of_noun, names_a_person

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

YEARS_OLD = re.compile(r"(\d{1,3})-year-old")
INTRODUCED = re.compile(
    r"((?:[A-Z][\w'’-]+)(?: (?:[A-Z][\w'’-]+|of|for|and|the|on|de))*) \(([A-Z][A-Za-z]*[A-Z])\)"
)
NO_ROLES = words("city united town county rovers wanderers athletic fc inc ltd co")
MISREAD = words("NORP FAC LOC EVENT LAW")  # what the parser takes a bare surname for
LISTED = words("conj appos")
GENERATIONS = words("Jr Jr. Sr Sr. II III IV")
SHORT = 3  # letters of a first name that another begins with: "Tim", "Timothy"
MOST_YEARS = 3  # digits of an age


class Sort(StrEnum):
    """What sort of thing a name stands for."""

    PERSON = "person"
    BODY = "body"
    COUNTRY = "country"
    OTHER = "other"


SORTS = {"ORG": Sort.BODY, "GPE": Sort.OTHER, "NORP": Sort.OTHER}


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the text tells of."""

    name: str
    sort: Sort
    gender: str = ""
    named: bool = True
    article: bool = False
    roles: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)

    @property
    def called(self) -> str:
        """Return the name with its article: "the Guardian"."""
        return f"the {self.name}" if self.article else self.name

    def may_be(self, gender: str) -> bool:
        """Whether "he" (m) or "she" (f) can stand for it."""
        return self.sort is Sort.PERSON and self.gender in {"", gender}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a sentence speaks of an entity: tokens from `start` to `end`."""

    entity: Entity
    start: int
    end: int
    head: Token


class Roster:
    """The entities of a text so far, found again by each of their names, roles and ages."""

    def __init__(self) -> None:
        self.names: dict[str, Entity] = {}
        self.by_word: dict[str, list[Entity]] = {}
        self.by_role: dict[str, list[Entity]] = {}
        self.by_age: dict[str, list[Entity]] = {}
        self.unnamed: dict[str, Entity] = {}
        self.fresh: set[Entity] = set()  # who came up in this sentence
        self.topic: Entity | None = None

    def mentions_in(self, sentence: Span) -> list[Mention]:
        """Return who and what a sentence names, in the order of the text, and learn from it."""
        self.fresh = set()
        if "(" in sentence.text:
            self._learn_acronyms(sentence.text)
        found = [m for entity in sentence.ents if (m := self._named(entity)) is not None]
        taken = {i for m in found for i in range(m.start, m.end)}
        found += [m for t in sentence if t.i not in taken and (m := self._loose(t)) is not None]
        found = _joined_names(sorted(found, key=lambda mention: mention.start))
        for mention in found:
            self._describe(mention)
        told = {i for mention in found for i in _told_of(mention)}
        for token in sentence:
            if token.i not in taken and token.i not in told and _is_somebody(token):
                found.append(Mention(self._somebody(token), token.i, token.i + 1, token))
        return sorted(found, key=lambda mention: mention.start)

    def lead(self, name: str) -> Entity:
        """Return the person whom the text is about, found again by any word of the name."""
        self.topic = self.person(name)
        for word in name.split()[1:-1]:
            self._call(word, self.topic)
        return self.topic

    def person(self, name: str, title: str = "") -> Entity:
        """Return the person with this name, known by the full name where it is a part of one."""
        gender = gender_of_noun(title)
        parts = name.split()
        other = self.names.get(name)
        if other is not None and other.sort is not Sort.PERSON:  # "Paris" is a city, too
            return Entity(name, Sort.PERSON, gender)
        known = self._known(parts, gender)
        if known is not None:
            if len(parts) > 1 and " " not in known.name:
                self._rename(known, name)
            elif len(parts) > 1:
                self.names[name] = known
            known.gender = known.gender or gender
            return known
        made = Entity(name, Sort.PERSON, gender or (gender_of(parts[0]) if parts[1:] else ""))
        self.fresh.add(made)
        if parts[1:] or not self.known_by(name):
            self._enter(made)
        self.names[name] = made
        return made

    def known_by(self, word: str) -> list[Entity]:
        """Return the people one of whose names this word is."""
        return self.by_word.get(plain(word), [])

    def _known(self, parts: list[str], gender: str) -> Entity | None:
        """Return whom the parts of a name mean, if that is one person."""
        if len(parts) == 1:
            fitting = [e for e in self.known_by(parts[0]) if e.gender in {"", gender} or not gender]
            return fitting[0] if len(fitting) == 1 else self._alone(parts[0], gender)
        if " ".join(parts) in self.names:
            return self.names[" ".join(parts)]
        if self.topic is not None and self.topic.name == parts[0]:  # "Pelé", told of by one name
            return self.topic
        called = [*self.known_by(parts[-1]), *self.known_by(parts[0])]
        same = distinct(e for e in called if is_same(e.name, parts) and e not in self.fresh)
        alone = len(same) == 1 and (" " in same[0].name or len(self.known_by(parts[-1])) == 1)
        return same[0] if alone else None

    def _alone(self, word: str, gender: str) -> Entity | None:
        """Return whoever is known by this one word only, two people sharing the name."""
        known = self.names.get(word)
        return known if known is not None and known.gender in {"", gender} else None

    def _enter(self, entity: Entity) -> None:
        self.names[entity.name] = entity
        parts = entity.name.split()
        for word in {parts[0], parts[-1]}:
            self._call(word, entity)

    def _call(self, word: str, entity: Entity) -> None:
        self.by_word.setdefault(plain(word), []).append(entity)

    def _rename(self, entity: Entity, name: str) -> None:
        """Give somebody who was named by surname the full name."""
        for word in {entity.name.split()[0], entity.name.split()[-1]}:
            self.by_word[plain(word)].remove(entity)
        entity.name = name
        entity.gender = entity.gender or gender_of(name.split(maxsplit=1)[0])
        self._enter(entity)

    def _named(self, span: Span) -> Mention | None:
        """Return what a name that the parser found stands for."""
        span = _with_forename(span)
        name = span.text.removesuffix("'s").removesuffix("’s").strip()
        end = span.end - (1 if span[-1].tag_ == "POS" and len(span) > 1 else 0)
        if span.label_ == "PERSON" or _is_misread(span):
            if not (self.is_person(span) or _is_misread(span)) or not name:
                return None
            title, start = _title_before(span), span.start
            if len(span) > 1 and span[0].lower_ in TITLES:
                title, start = span[0].lower_, start + 1
                name = name.split(maxsplit=1)[-1]
            return Mention(self.person(name, title), start, end, span.root)
        people = self.known_by(name)
        surname = span.label_ in MISREAD and any(name == e.name.split()[-1] for e in people)
        misread = span.label_ in {"ORG", "PRODUCT", "WORK_OF_ART"} or surname
        if not misread and people != [self.topic]:
            people = []
        if len(people) == 1 and name not in self.names and span.root.dep_ != "compound":
            return Mention(people[0], span.start, end, span.root)
        if span.label_ in {"ORG", "GPE", "NORP", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART"}:
            thing = self._thing(name, span.label_)
            before = span.doc[span.start - 1].lower_ if span.start > span.sent.start else ""
            thing.article |= before == "the" or span[0].lower_ == "the"
            return Mention(thing, span.start, end, span.root)
        return None

    def _thing(self, name: str, label: str) -> Entity:
        bare = name.removeprefix("the ").removeprefix("The ")
        country = country_of(bare) if label in {"GPE", "NORP"} else ""
        sort = Sort.COUNTRY if country else SORTS.get(label, Sort.OTHER)
        known = self.names.get(country or bare)
        if known is None:
            known = self.names[country or bare] = Entity(country or bare, sort)
            role = bare.split()[-1].lower() if bare else ""
            if not country and bare.count(" ") and role not in NO_ROLES and label != "GPE":
                self._play(known, role)
        return known

    def is_person(self, span: Span) -> bool:
        """Whether the name is a person's: the parser takes titles of films and tongues for some."""
        if span.label_ != "PERSON" or any(
            t.pos_ != "PROPN" and t.tag_ not in {"POS", "HYPH"} for t in span
        ):
            return False
        if span.start and is_quote(span.doc[span.start - 1]):
            return False
        if len(span) == 1 and span.root.tag_ == "NNPS":
            return False
        known = len(span) > 1 or plain(span.text) in self.by_word
        return (
            known
            or bool(_title_before(span))
            or span.root.dep_ in SUBJECTS | {"appos", "poss", "agent"}
        )

    def _loose(self, token: Token) -> Mention | None:
        """Return a surname or an acronym that the parser did not see as a name."""
        if token.pos_ != "PROPN" or token.ent_type_ or not token.text[:1].isupper():
            return None
        people = self.known_by(token.text)
        entity = people[0] if len(people) == 1 else self.names.get(token.text)
        return None if entity is None else Mention(entity, token.i, token.i + 1, token)

    def _somebody(self, token: Token) -> Entity:
        """Return a person who is told of without a name; "the man" is the last man told of."""
        noun = token.lower_
        definite = any(c.dep_ == "det" and c.lower_ != "a" for c in token.lefts)
        if definite and noun in self.unnamed:
            return self.unnamed[noun]
        joined = [c.text for c in token.lefts if c.dep_ == "compound"]
        name = " ".join([*joined, token.text if token.tag_ == "NNP" and joined else noun])
        made = Entity(name, Sort.PERSON, gender_of_noun(noun), named=False)
        self.unnamed[noun] = made
        return made

    def _describe(self, mention: Mention) -> None:
        """Remember what the sentence says that a name stands for."""
        entity = mention.entity
        for noun in descriptions_of(mention):
            role = role_of(noun)
            if entity.sort is Sort.PERSON:
                entity.gender = entity.gender or gender_of_noun(noun.lower_)
            human = names_a_person(noun) or bool(PERSON_NOUN.search(noun.lemma_))
            fits = human if entity.sort is Sort.PERSON else entity.sort is not Sort.COUNTRY
            if noun.lemma_ not in KIN and fits:
                self._play(entity, role)
        for age in ages_of(mention):
            if age not in entity.ages:
                entity.ages.add(age)
                self.by_age.setdefault(age, []).append(entity)

    def _play(self, entity: Entity, role: str) -> None:
        if role not in entity.roles:
            entity.roles.add(role)
            self.by_role.setdefault(role, []).append(entity)

    def _learn_acronyms(self, text: str) -> None:
        """Remember the short form that a name is given: "Office for National Statistics (ONS)"."""
        for match in INTRODUCED.finditer(text):
            full, short = match[1].removeprefix("The "), match[2]
            capitals = "".join(word[0] for word in full.split() if word[0].isupper())
            if capitals == short and short not in self.names:
                with_article = text[: match.start()].lower().endswith("the ")
                full = f"the {full}" if with_article or match[1] != full else full
                self.names[short] = Entity(full, Sort.BODY)


def distinct(entities: Iterable[Entity]) -> list[Entity]:
    """Return the entities, each once, in their order."""
    return list(dict.fromkeys(entities))


def plain(word: str) -> str:
    """Return a name without accents, which texts write now and then."""
    if word.isascii():
        return word
    return "".join(c for c in normalize("NFKD", word) if not combining(c))


def bare(parts: list[str]) -> list[str]:
    """Return the words of a name without accents and without the letters of an honour."""
    honoured = len(parts) > 2 and parts[-1].isupper()  # noqa: PLR2004 - first name and surname
    return [plain(word) for word in (parts[:-1] if honoured else parts)]


def is_same(name: str, parts: list[str]) -> bool:
    """Whether two names may be one person's: all words of one in the other, or "Tim" for one."""
    known, other = bare(name.split()), bare(parts)
    if ({*known} ^ {*other}) & GENERATIONS:
        return False
    if {*known} <= {*other} or {*other} <= {*known}:
        return len(known) > 1 or known[-1] == other[-1]
    short = min(len(known[0]), len(other[0]))
    return known[-1] == other[-1] and short >= SHORT and known[0][:short] == other[0][:short]


def _with_forename(span: Span) -> Span:
    """Return a person's name with the names before it that the parser left out: "Moses [A. B.]"."""
    before = span.doc[span.start - 1] if span.start > span.sent.start else None
    if span.label_ != "PERSON" or before is None or before.ent_type_ or before.dep_ != "compound":
        return span
    if before.head.i not in range(span.start, span.end) or not gender_of(before.text):
        return span
    whole = span.doc.char_span(before.idx, span.end_char, label=span.label_)
    return span if whole is None else whole


def _joined_names(found: list[Mention]) -> list[Mention]:
    """Return the mentions with words side by side that name the same made one: "Ramesses IV"."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and last.entity is mention.entity and last.end == mention.start:
            head = mention.head if last.head.head == mention.head else last.head
            joined[-1] = Mention(mention.entity, last.start, mention.end, head)
        else:
            joined.append(mention)
    return joined


def _is_misread(span: Span) -> bool:
    """Whether the parser took a person's name for that of a body."""
    return _has_forename(span) or _is_aged(span)


def _is_aged(span: Span) -> bool:
    """Whether an age stands behind what was taken for the name of a body: "McHenry, 28,"."""
    behind = [token.text for token in span.doc[span.end : span.end + 3]]
    aged = behind[::2] == [",", ","] and behind[1].isdigit() and len(behind[1]) == 2  # noqa: PLR2004
    return aged and span.label_ in {"ORG", "GPE", "NORP", "FAC"} and span.root.pos_ == "PROPN"


def _has_forename(span: Span) -> bool:
    """Whether the parser took a first name and a surname for a body: "Julia Hart"."""
    two = span.label_ == "ORG" and len(span) == 2  # noqa: PLR2004 - first name and surname
    if not two or not gender_of(span[0].text) or any(t.tag_ != "NNP" for t in span):
        return False
    return span.start == span.sent.start or span.doc[span.start - 1].lower_ != "the"


def _title_before(span: Span) -> str:
    """Return the title before a name: "Mrs", "President"."""
    for token in reversed(span.doc[max(span.sent.start, span.start - 2) : span.start]):
        if token.lower_ in TITLES:
            return str(token.lower_)
    return ""


def descriptions_of(mention: Mention) -> Iterator[Token]:
    """Yield the nouns that say what a name is: by title, apposition or copula."""
    head, inside = mention.head, range(mention.start, mention.end)
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            yield from _joined(child)
        elif child.dep_ == "compound" and child.i not in inside and child.lower_ in TITLES:
            yield child
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        yield head.head
    if head.dep_ == "nsubj" and head.head.lemma_ == "be" and not is_negated(head.head):
        attributes = (c for c in head.head.children if c.dep_ == "attr" and c.tag_ == "NN")
        yield from (noun for attribute in attributes for noun in _joined(attribute))


def _joined(noun: Token) -> list[Token]:
    return [member for member in conjuncts(noun) if member.pos_ in {"NOUN", "PROPN"}]


def role_of(noun: Token) -> str:
    """Return the role that a noun names; a former one is another role."""
    past = any(c.lower_ in {"former", "ex", "late"} for c in noun.lefts)
    if not past and noun.i > noun.sent.start:
        past = text_before(noun).lower() in {"former", "ex"}
    return f"former {noun.lemma_.lower()}" if past else str(noun.lemma_.lower())


def ages_of(mention: Mention) -> Iterator[str]:
    """Yield the age that stands beside a name: "Ann Lee, 31,", "31-year-old Ann Lee"."""
    doc, end = mention.head.doc, mention.end
    sentence = mention.head.sent
    if mention.entity.sort is not Sort.PERSON:
        return
    after = doc[end : min(end + 3, sentence.end)]
    if len(after) > 1 and after[0].text in {",", "("} and _is_age(after[1]):
        if len(after) == 2 or after[2].is_punct or after[2].lower_ in {"from", "of", "was", "is"}:  # noqa: PLR2004
            yield str(after[1].text)
    elif len(after) > 1 and after[0].lower_ == "aged" and _is_age(after[1]):
        yield str(after[1].text)
    before = doc[sentence.start : mention.start].text
    match = re.search(r"(\d{1,3})-year-old(?: [\w-]+){0,3}$", before.strip())
    if match and not re.search(r" (?:and|with|by|to|met|told|of) ", before[match.end(1) :]):
        yield match[1]


def _is_age(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) <= MOST_YEARS


def _told_of(mention: Mention) -> Iterator[int]:
    """Yield the places of the nouns that describe a name and so bring in nobody new."""
    for noun in descriptions_of(mention):
        yield noun.i
    for child in mention.head.children:
        if child.dep_ in {"compound", "nmod"}:
            yield child.i


def _is_somebody(token: Token) -> bool:
    """Whether a noun brings somebody into the text who is not named beside it."""
    if not names_a_person(token) or token.dep_ in {"compound", "attr", "amod", "nmod", "npadvmod"}:
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "as":
        return False
    if token.dep_ in LISTED and _first_of(token).dep_ in {"attr", "nmod", "compound"}:
        return False
    return not any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in token.children)


def _first_of(member: Token) -> Token:
    """Return the first member of the list that the token stands in."""
    while member.dep_ in LISTED:
        member = member.head
    return member
