"""What a reader has in mind at a sentence: who was told of last, and who led the sentence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.splitting.cues import words
from claims.splitting.entities import Entity, Mention, Roster, Sort, distinct
from claims.splitting.forenames import gender_of
from claims.splitting.grammar import (
    SUBJECTS,
    conjuncts,
    is_plural,
    is_quote,
    may_be_person,
    subject_of,
    text_after,
)
from claims.splitting.nations import country_of
from claims.splitting.people import EITHER, MAN, WOMAN, names_a_person

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MEMORY = 3  # sentences; whom a pronoun further back meant is not certain
CERTAIN = 0.8  # below it the words stay and the antecedent is only offered
LONGEST_NAME = 5
VAGUE = words("some many several no few any each every most all various more other another both "
    "either neither half much such")  # fmt: skip
CLOSE = words("of with between against on from")
BOUND = words("PRP PRP$ WP WDT WP$ VBD VBZ VBP")
LONGEST_PHRASE = 9  # words; a longer one would drown the claim
OPENING = frozenset({"A", "An", "At", "For", "From", "How", "In", "Of", "On", "The", "To", "Why"})
PARTICLES = words("al bin da de del della den der di do dos du el ibn la le ter van von y")
NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+){0,4}\.?")
CALLED = re.compile(r"^[A-Z][\w .'’-]* \(([^()]+)\)$")
PAIR = re.compile(r"(?=\b([A-Z][\w.]*(?: [A-Z][\w.]*)*) and ([A-Z][\w.]*(?: [A-Z][\w.]*)*))")


@dataclass(frozen=True, slots=True)
class Reference:
    """
    Tokens that mean something said elsewhere, with the words that say it.

    `about` is the entity or, in lower case, the words: what is in a claim once needs no other name.
    """

    start: int
    end: int
    means: str
    confidence: float
    step: str
    about: Entity | str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a sentence was about, and the pronoun that goes on with it."""

    text: str
    pronoun: str
    entity: Entity | None = None


class Scene:
    """The state of a text between two sentences; `here` and `meant` are the sentence's own."""

    def __init__(self, title: str = "", around: str = "") -> None:
        self.roster = Roster()
        name = "" if title.endswith("?") else re.split(r" \(|,", title.strip())[0]
        person = is_called_a_person(title) or is_person(name, around)
        self.topic = self.roster.lead(name) if person else None
        self.pair = pair_in(title)
        self.recent: list[list[Mention]] = []
        self.last: Span | None = None
        self.subject: Subject | None = None
        self.carried: Subject | None = None  # with whom a sentence without a subject goes on
        self.led: Counter[Entity] = Counter()
        self.here: list[Mention] = []
        self.heads: dict[int, Mention] = {}
        self.meant: dict[int, Entity] = {}
        self.things: dict[int, str] = {}

    def enter(self, sentence: Span) -> None:
        """Look at who is named in the next sentence."""
        self.here = self.roster.mentions_in(sentence)
        self.heads = {i: m for m in self.here for i in range(m.start, m.end)}
        self.meant, self.things, self.carried = {}, {}, None

    def leave(self, sentence: Span) -> None:
        """Remember the sentence, with whom its pronouns meant."""
        doc = sentence.doc
        meant = [Mention(entity, i, i + 1, doc[i]) for i, entity in self.meant.items()]
        self.recent = [*self.recent, [*self.here, *meant]][-MEMORY:]
        self.subject = self.carried or self.subject_in(sentence)
        if self.subject is not None and self.subject.entity is not None:
            self.led[self.subject.entity] += 1
        self.last = sentence
        self.here, self.heads, self.meant, self.things = [], {}, {}, {}

    def people(self, depth: int, gender: str, before: int | None = None) -> list[Entity]:
        """Return who of a sentence "he" (m) or "she" (f) may be; 0 is this one, 1 the last."""
        if depth == 0:
            mentions = [m for m in self.here if before is None or m.end <= before]
        else:
            mentions = self.recent[-depth] if depth <= len(self.recent) else []
        return distinct(
            m.entity
            for m in mentions
            if m.entity.may_be(gender) and m.head.dep_ not in {"compound", "nmod"}
        )

    def owners(self, depth: int) -> set[Entity]:
        """Return who is named in a sentence only as somebody's: "Ola Berg's team"."""
        mentions = self.here if depth == 0 else self.recent[-depth]
        free = {m.entity for m in mentions if m.head.dep_ != "poss"}
        return {m.entity for m in mentions} - free

    def is_led_by(self, entity: Entity, pronoun: Token) -> bool:
        """
        Whether somebody without a name is the last sentence's subject, or the only one so far.

        That is: the subject of the sentence, before the pronoun, with no name between the two.
        """
        if self.subject is not None and self.subject.entity is entity:
            return True
        led = [m for m in self.here if m.entity is entity and m.head.dep_ in SUBJECTS]
        if not led or led[-1].end > pronoun.i:
            return False
        between = pronoun.doc[led[-1].end : pronoun.i]
        return not any(t.pos_ == "PROPN" and t.ent_type_ in {"", "PERSON"} for t in between)

    def subject_in(self, sentence: Span) -> Subject | None:
        """Return whom or what the sentence is about."""
        children = sentence.root.children
        subject = next((c for c in children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None:
            return self._of_topic(sentence)
        if subject.pos_ == "PRON" and subject.tag_ == "PRP":
            return self._of_pronoun(subject)
        mention = self.heads.get(subject.i)
        person = mention is not None and mention.entity.sort is Sort.PERSON
        known = mention is not None and (mention.entity.gender or mention.entity is self.topic)
        if not (person and known) and _is_called_a_thing(subject):
            return thing_of(subject, named=True) or _named_thing(subject, mention)
        if mention is not None and person and not is_plural(subject):
            return Subject(self.called(mention.entity), "he", mention.entity)
        if subject.i in self.meant:
            return Subject(self.called(self.meant[subject.i]), "he", self.meant[subject.i])
        return thing_of(subject) or _named_thing(subject, mention)

    def subject_of_last(self) -> Subject | None:
        """Return the last sentence's subject, with a phrase for somebody who has no name."""
        found = self.subject
        if found is None or found.entity is None or found.entity.named or self.last is None:
            return found
        noun = subject_of(self.last.root)
        if noun is None or noun.tag_ != "NN":
            return None
        phrase = phrase_of(noun)
        if phrase and not any(child.dep_ in {"det", "poss"} for child in noun.children):
            phrase = f"the {lower_first(phrase) if noun.left_edge.tag_ != 'NNP' else phrase}"
        return Subject(phrase, found.pronoun, found.entity)

    def called(self, entity: Entity) -> str:
        """Return the name, or the phrase by which the text last spoke of somebody without one."""
        if entity.named:
            return entity.name
        spoken = [m for level in (*self.recent, self.here) for m in level if m.entity is entity]
        nouns = [m.head for m in spoken if m.head.pos_ in {"NOUN", "PROPN"}]
        phrase = phrase_of(nouns[-1]) if nouns else ""
        return phrase if phrase.startswith("the ") else ""

    def _of_topic(self, sentence: Span) -> Subject | None:
        """Return whom the text is about, if a sentence whose subject was not found begins so."""
        first = self.heads.get(sentence.start)
        topic = self.topic is not None and first is not None and first.entity is self.topic
        return Subject(first.entity.name, "he", first.entity) if first and topic else None

    def _of_pronoun(self, pronoun: Token) -> Subject | None:
        entity, thing = self.meant.get(pronoun.i), self.things.get(pronoun.i)
        if entity is not None:
            return Subject(entity.name, "he", entity)
        return Subject(thing, pronoun.lower_) if thing else self.subject


def is_name(title: str) -> bool:
    """Whether the title is a name: a few words with capitals."""
    parts = title.split()
    if not 1 < len(parts) <= LONGEST_NAME or not NAME.fullmatch(title.strip()):
        return False
    small = any(part[0].islower() and part not in PARTICLES for part in parts)
    return not small and parts[-1][0].isupper() and parts[0] not in OPENING


def is_called_a_person(title: str) -> bool:
    """Whether brackets behind the title say that it names a person: "Pelé (footballer)"."""
    found = CALLED.search(title)
    return found is not None and any(
        word in MAN | WOMAN | EITHER for word in re.findall(r"[a-z]+", found[1])
    )


def is_person(title: str, around: str) -> bool:
    """Whether the title is somebody's name: by a first name, or because the text names so."""
    if not is_name(title) or country_of(title):
        return False
    if gender_of(title.split(maxsplit=1)[0]):
        return True
    return bool(re.search(rf"(?<!\b[Tt]he )(?<!\b[Aa] )\b{re.escape(title)}(?!\w)", around))


def pair_in(title: str) -> tuple[str, str] | None:
    """Return the two countries that a title joins by "and"."""
    for match in PAIR.finditer(title):
        left, right = match[1].split(), match[2].split()
        first = next((c for n in (2, 1) if (c := country_of(" ".join(left[-n:])))), "")
        second = next((c for n in (2, 1) if (c := country_of(" ".join(right[:n])))), "")
        if first and second and first != second:
            return first, second
    return None


def _is_called_a_thing(subject: Token) -> bool:
    """Whether a copula says that it is no person: "Abong Mbang is a city"."""
    attrs = [c for c in subject.head.children if c.dep_ == "attr" and c.pos_ == "NOUN"]
    if subject.pos_ != "PROPN" or subject.head.lemma_ != "be" or is_plural(subject):
        return False
    return bool(attrs) and not any(may_be_person(a) or names_a_person(a) for a in attrs)


def _named_thing(subject: Token, mention: Mention | None) -> Subject | None:
    """Return a thing by its name, where more hangs on it than can be repeated."""
    if mention is None or mention.entity.sort is Sort.PERSON or is_plural(subject):
        return None
    if mention.head != subject or len(mention.entity.name.split()) > LONGEST_NAME:
        return None
    return Subject(mention.entity.called, "it")


def thing_of(subject: Token, *, named: bool = False) -> Subject | None:
    """Return a plain noun phrase and the pronoun that would stand for it."""
    phrase = phrase_of(subject)
    if not phrase or subject.pos_ not in {"NOUN", "PROPN"}:
        return None
    person = may_be_person(subject) or subject.ent_type_ == "PERSON"
    if not named and person and not is_plural(subject):
        return None
    return Subject(phrase, "they" if is_plural(subject) else "it")


def phrase_of(noun: Token) -> str:
    """Return a noun phrase as it goes on to be called, or nothing where it cannot be repeated."""
    doc = noun.doc
    left, right = noun.left_edge.i, noun.right_edge.i
    if any(c.dep_ in {"relcl", "acl", "appos", "prep", "conj"} for c in noun.children):
        right = _short_end(noun)
    if left and right > noun.i and is_quote(doc[right]) and is_quote(doc[left - 1]):
        inside = doc[left:right]
        return "" if any(t.is_punct for t in inside) else str(doc[left - 1 : right + 1].text)
    tokens = doc[left : right + 1]
    if right < left or len(tokens) > LONGEST_PHRASE or any(map(_is_bound, tokens)):
        return ""
    first = tokens[0]
    if first.lower_ in VAGUE:
        return ""
    if first.lower_ in {"a", "an"}:
        return f"the {tokens[1:].text}"
    if first.tag_ == "CD":
        return f"the {lower_first(tokens.text)}"
    named = first.ent_type_ or first.pos_ == "PROPN" or not first.text[1:].isalpha()
    return str(tokens.text) if named and first.lower_ != "the" else lower_first(tokens.text)


def _is_bound(token: Token) -> bool:
    """Whether a phrase with the word cannot stand elsewhere; the "#" of "C#" is no mark."""
    mark = token.is_punct and token.pos_ == "PUNCT" and token.tag_ != "HYPH"
    return mark or token.tag_ in BOUND


def _short_end(noun: Token) -> int:
    """Return where the phrase ends if only "of" or "in" follows its noun; -1 where more does."""
    rights = [c for c in noun.rights if c.dep_ != "punct"]
    if any(c.dep_ in {"acl", "relcl", "appos"} for c in rights):
        aside = noun.i + 1 < noun.sent.end and text_after(noun) in {",", "("}
        return noun.i if aside and not any(c.dep_ in {"prep", "conj"} for c in rights) else -1
    if any(c.dep_ not in {"prep", "conj", "cc"} for c in rights):
        return -1
    joined = len(conjuncts(noun)) > 1
    if joined and noun.pos_ == "PROPN" and noun.right_edge.pos_ == "PROPN":
        plain = all(c.dep_ in {"conj", "cc"} for c in rights)
        return int(noun.right_edge.i) if plain else -1  # "Andy Murray and Kim Sears"
    behind = [c for c in rights if c.dep_ == "prep"]
    if joined or len(behind) > 1 or any(c.lower_ not in CLOSE for c in behind):
        return -1
    return int(noun.right_edge.i)


def lower_first(text: str) -> str:
    """Return the text with a small first letter."""
    return text[:1].lower() + text[1:]


def leads(pronoun: Token) -> bool:
    """Whether the pronoun is the sentence's subject, or owns it."""
    node = pronoun
    while node.tag_ in {"PRP", "PRP$"} and node.dep_ == "poss":
        node = node.head
    return node.dep_ in SUBJECTS and node.dep_ != "expl"
