"""Whom and what a pronoun means, with how certain that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims.splitting.cues import REPORTING
from claims.splitting.cues import words as word_list
from claims.splitting.entities import Entity, Sort
from claims.splitting.grammar import (
    PERSON_NOUN,
    SUBJECTS,
    conjuncts,
    is_plural,
    may_be_person,
    subject_of,
)
from claims.splitting.people import names_a_person
from claims.splitting.scene import MEMORY, leads, phrase_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.scene import Scene

PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
THINGS = {"it": "it", "its": "it", "they": "they", "their": "they"}
IMPERSONAL = word_list(
    "rain snow hail freeze thaw seem appear turn take happen emerge follow matter"
)
EVENTS = word_list("come follow mean mark see thank")  # of these the subject is what happened
OF_THINGS = word_list(  # what things do rather than people: "they show fans"
    "be become belong carry consist contain cost cover depict feature fit fetch hold include last "
    "reveal show weigh"
)
TIMES = word_list("day night morning evening afternoon year month week time winter summer")


MEASURES = word_list("DATE TIME MONEY PERCENT QUANTITY CARDINAL ORDINAL")


GUESSED = 0.4  # offered to the reviewer, never written
OFTEN = 3  # sentences of which somebody is the subject: the text is about that person


class Guess(NamedTuple):
    """Who may be meant and how certain that is, from 0 to 1."""

    entity: Entity
    confidence: float


def whom(pronoun: Token, scene: Scene) -> Guess | None:
    """Return whom "he" or "she" means, None where nobody can be named even as a guess."""
    gender = PERSONAL[pronoun.lower_]
    own = _own_subject(pronoun)
    if own is not None and pronoun.tag_ == "PRP$":
        bound = _bound(own, gender, scene)
        if bound is not None:
            return bound
        if own.pos_ in {"NOUN", "PROPN"} and not is_plural(own) and may_be_person(own):
            return None
    before = _pronoun_before(pronoun, gender, scene)
    if before is not None and before != own:
        sure = 0.6 if _may_be_the_other(pronoun, before, gender, scene) else 0.85
        return Guess(scene.meant[before.i], sure) if before.i in scene.meant else None
    guess = _guess(pronoun, gender, scene, _excluded(pronoun, own, scene))
    if guess is not None and _looks_ahead(pronoun, gender, scene):
        return Guess(guess.entity, min(guess.confidence, 0.5))
    return guess


def _own_subject(pronoun: Token) -> Token | None:
    """Return the subject of the pronoun's own clause, where it stands before the pronoun."""
    node = pronoun
    while node.head != node:
        if node.dep_ in SUBJECTS:
            return None
        node = node.head
        subject = subject_of(node)
        if subject is not None:
            return subject if subject.i < pronoun.i else None
    return None


def _bound(own: Token, gender: str, scene: Scene) -> Guess | None:
    """Return the clause's own subject, if "his" can be its own."""
    if own.i in scene.meant and scene.meant[own.i].may_be(gender):
        return Guess(scene.meant[own.i], 0.85)
    mention = scene.heads.get(own.i)
    if mention is None or not mention.entity.may_be(gender) or is_plural(own):
        return None
    return Guess(mention.entity, 0.9)


def _pronoun_before(pronoun: Token, gender: str, scene: Scene) -> Token | None:
    """Return the last pronoun of the sentence of that gender, if nobody is named since."""
    rival = False
    for token in reversed(pronoun.doc[pronoun.sent.start : pronoun.i]):
        mention = scene.heads.get(token.i)
        if mention is not None and mention.entity.may_be(gender):
            rival = True
        if PERSONAL.get(token.lower_) == gender:
            leading = token.dep_ in SUBJECTS and not _is_told(pronoun, token)
            return token if not rival or leading else None
    return None


def _may_be_the_other(pronoun: Token, first: Token, gender: str, scene: Scene) -> bool:
    """Whether it may be whoever is named between: "she follows Berg as she travels"."""
    clause = pronoun.head if pronoun.dep_ in SUBJECTS else None
    if clause is None or clause.dep_ not in {"advcl", "ccomp"}:
        return False
    between = (scene.heads.get(i) for i in range(first.i + 1, pronoun.i))
    return any(m is not None and m.entity.may_be(gender) for m in between)


def _is_told(pronoun: Token, subject: Token) -> bool:
    """Whether the pronoun stands in what the subject tells somebody."""
    node = pronoun
    while node.head not in {node, subject.head}:
        node = node.head
    return node.dep_ in {"ccomp", "conj"}


def _excluded(pronoun: Token, own: Token | None, scene: Scene) -> set[Entity]:
    """Return who cannot be meant: "him" is not who does it."""
    if own is None or pronoun.tag_ == "PRP$":
        return set()
    mention = scene.heads.get(own.i)
    named = {scene.meant[own.i]} if own.i in scene.meant else set()
    return named | ({mention.entity} if mention is not None else set())


def _looks_ahead(pronoun: Token, gender: str, scene: Scene) -> bool:
    """Whether the pronoun may mean who is named behind it: "When he won, Peter Lund wept"."""
    node = pronoun
    while node.head != node and node.dep_ not in {"advcl", "prep"}:
        node = node.head
    subject = subject_of(node.head)
    if node.head == node or subject is None or subject.i < pronoun.i:
        return False
    mention = scene.heads.get(subject.i)
    return mention is not None and mention.entity.may_be(gender)


def _guess(pronoun: Token, gender: str, scene: Scene, excluded: set[Entity]) -> Guess | None:
    """Return the best of those named nearest."""
    for depth in range(MEMORY + 1):
        fit = [e for e in scene.people(depth, gender, pronoun.i) if e not in excluded]
        topic = scene.topic
        if depth == 1 and topic is not None and topic.may_be(gender) and topic not in excluded:
            fit = [topic, *(e for e in fit if e is not topic)]
        if len(fit) == 1:
            return Guess(fit[0], _alone(fit[0], depth, pronoun, gender, scene))
        if fit:
            return _among(fit, pronoun, scene, gender, depth)
    return None


def _alone(one: Entity, depth: int, pronoun: Token, gender: str, scene: Scene) -> float:
    """Return how certain the only fitting person of a sentence is."""
    sure = 0.9 if one.gender else 0.85 if leads(pronoun) else 0.75
    prior = scene.subject.entity if scene.subject else None
    rival = prior is not None and prior is not one and prior.may_be(gender)
    if depth == 0:
        leading = any(m.entity is one and m.head.dep_ in SUBJECTS for m in scene.here)
        other = rival or scene.topic not in {None, one}
        if rival and pronoun.lower_ in {"him", "her"} and pronoun.tag_ == "PRP":
            return 0.55  # "Flintoff thinks time is running out for him"
        return sure if leading or not other else 0.55
    others = [e for d in range(depth + 1, MEMORY + 1) for e in scene.people(d, gender)]
    doubtful = any(e is not one for e in others)
    if one is scene.topic:
        return sure
    if depth == 1:
        return 0.65 if prior is not one and (doubtful or rival) else sure
    if depth > 2 or doubtful:  # noqa: PLR2004 - one sentence between
        return 0.65
    led = any(m.entity is one and m.head.dep_ in SUBJECTS for m in scene.recent[-depth])
    return 0.82 if led else 0.65


def _among(
    fit: list[Entity], pronoun: Token, scene: Scene, gender: str, depth: int
) -> Guess | None:
    """Return who of several is meant: the one whom the text goes on about, if that is clear."""
    prior = scene.subject.entity if scene.subject else None
    if depth == 0:
        prior = _led_before(pronoun, scene)
    if leads(pronoun) and prior is not None and prior in fit:
        others = [e for e in fit if e is not prior and prior.name not in e.name.split()]
        often = prior is scene.topic or scene.led[prior] >= OFTEN
        if often or scene.owners(depth).issuperset(others):
            return Guess(prior, 0.82)
        told = prior.gender == gender and not any(e.gender for e in others)
        named = not any(e.named for e in others)
        return Guess(prior, 0.75 if told and named else 0.7)
    if scene.topic in fit and scene.topic is not None:
        return Guess(scene.topic, 0.6)
    named_ones = [e for e in fit if e.named]
    known = [e for e in named_ones if e.gender == gender]
    if len(known) == 1:
        return Guess(known[0], 0.65)
    return Guess(named_ones[0], 0.45) if len(named_ones) == 1 else None


def _led_before(pronoun: Token, scene: Scene) -> Entity | None:
    """Return the subject of the clause that the pronoun's own clause is joined to."""
    node = pronoun
    while node.head != node and node.dep_ not in {"conj", "advcl", "ccomp"}:
        node = node.head
    subject = subject_of(node.head) if node.dep_ == "conj" else None
    mention = None if subject is None else scene.heads.get(subject.i)
    return None if mention is None else mention.entity


class Thing(NamedTuple):
    """What may be meant, in words, and how certain that is."""

    text: str
    confidence: float


def what(pronoun: Token, scene: Scene) -> Thing | None:
    """Return what "it" or "they" means: the last subject, or that of "the firm said it"."""
    number = THINGS[pronoun.lower_]
    if is_impersonal(pronoun) or (pronoun.tag_ == "PRP$" and not leads(pronoun)):
        return None
    known = (
        _reporter(pronoun, number, scene)
        or _continued(pronoun, number, scene)
        or _parallel(pronoun, number, scene)
    )
    return known or _nearest(pronoun, number, scene)


def _continued(pronoun: Token, number: str, scene: Scene) -> Thing | None:
    """Return the last sentence's subject, if the pronoun begins the next sentence with it."""
    subject = scene.subject
    if subject is None or subject.entity is not None or not subject.text or not _begins(pronoun):
        return None
    if subject.pronoun == number:
        return Thing(subject.text, 0.6 if _has_rival(number, pronoun, scene) else 0.85)
    named = subject.text[:1].isupper() or subject.text.removeprefix("the ")[:1].isupper()
    if number == "they" and scene.last is not None and named:
        many = any(is_plural(t) for t in scene.last if t.pos_ in {"NOUN", "PROPN"})
        return Thing(subject.text, 0.5 if many else 0.8)  # a team, a firm
    return None


def _parallel(pronoun: Token, number: str, scene: Scene) -> Thing | None:
    """Return the subject of the clause that the own one goes on with: "X rose, and it fell"."""
    clause = _clause_of(pronoun)
    if clause is None or clause.dep_ not in {"conj", "advcl"}:
        return None
    first = clause.head
    subject = subject_of(first)
    if subject is None or subject.i > pronoun.i or subject.pos_ not in {"NOUN", "PROPN"}:
        return None
    if not _could_be(subject, number) or subject.ent_type_ == "PERSON":
        return None
    told = pronoun.doc[subject.i + 1 : pronoun.i]
    own = {t.i for t in subject.subtree}
    inner = {t.i for t in clause.subtree}
    others = [t for t in told if t.i not in own and t.i not in inner]
    if any(_could_be(t, number) and not _is_no_rival(t, first) for t in others):
        return None
    text = phrase_of(subject)
    return Thing(text, 0.82) if text else None


def _clause_of(pronoun: Token) -> Token | None:
    """Return the verb of the clause of which the pronoun is, or owns, the subject."""
    node = pronoun.head if pronoun.tag_ == "PRP$" else pronoun
    return node.head if node.dep_ in {"nsubj", "nsubjpass"} else None


def _is_no_rival(noun: Token, verb: Token) -> bool:
    """Whether a noun says what the subject is, or as what: "X is a road", "failed as a desktop"."""
    if noun.dep_ == "attr" and noun.head == verb:
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "as"


def _reporter(pronoun: Token, number: str, scene: Scene) -> Thing | None:
    """Return who says it: "the bank said it would close"."""
    clause = pronoun.head.head if pronoun.tag_ == "PRP$" else pronoun.head
    if clause.dep_ != "ccomp" or clause.head.lemma_ not in REPORTING:
        return None
    speaker = subject_of(clause.head)
    if speaker is None or speaker.i > pronoun.i or speaker.pos_ not in {"NOUN", "PROPN"}:
        return None
    if is_plural(speaker) != (number == "they") or speaker.ent_type_ in {"PERSON", "DATE"}:
        return None
    mention = scene.heads.get(speaker.i)
    if mention is not None and mention.entity.sort is Sort.PERSON:
        return None
    called = speaker.ent_type_ in {"ORG", "GPE"}
    if number == "it" and not called and (may_be_person(speaker) or names_a_person(speaker)):
        return None
    text = phrase_of(speaker)
    single = not any(
        t.tag_ in {"NNS", "NNPS"}
        for t in pronoun.sent[: pronoun.i - pronoun.sent.start]
        if t != speaker
    )
    judged = clause.lemma_ == "be" and any(c.dep_ == "attr" for c in clause.children)
    sure = (called and not judged) if number == "it" else single
    return Thing(text, 0.82 if sure else 0.6) if text else None


def _nearest(pronoun: Token, number: str, scene: Scene) -> Thing | None:
    """Return the thing that was told of last, a subject before others, as a guess."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    for part in (before, scene.last or ()):
        things = [token for token in reversed(part) if _could_be(token, number)]
        things.sort(key=lambda token: token.dep_ not in SUBJECTS)
        if text := next(filter(None, map(phrase_of, things)), ""):
            return Thing(text, GUESSED)
    return None


def _could_be(noun: Token, number: str) -> bool:
    """Whether the pronoun could stand for the noun: a thing, or things and people for "they"."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in SUBJECTS | {"dobj", "pobj"}:
        return False
    if noun.ent_type_ in MEASURES or is_plural(noun) != (number == "they"):
        return False
    return number == "they" or not (noun.ent_type_ == "PERSON" or may_be_person(noun))


def _begins(pronoun: Token) -> bool:
    """Whether the pronoun leads its sentence, with no other noun before it but a date."""
    node = pronoun.head if pronoun.tag_ == "PRP$" else pronoun
    if not leads(pronoun) or node.head.dep_ not in {"ROOT", "ccomp"}:
        return False
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    nouns = {"NOUN", "PROPN", "PRON", "VERB"}
    return not any(t.pos_ in nouns and t.ent_type_ not in {"DATE", "TIME"} for t in before)


def _has_rival(number: str, pronoun: Token, scene: Scene) -> bool:
    """Whether the last sentence told of something else that the pronoun could mean."""
    if scene.last is None or any(c.dep_ == "attr" for c in scene.last.root.children):
        return False
    rivals = _is_rival_of_they if number == "they" else _is_rival_of_it
    return any(rivals(token, pronoun) for token in scene.last if token.pos_ in {"NOUN", "PROPN"})


def _is_rival_of_they(noun: Token, pronoun: Token) -> bool:
    if not is_plural(noun) or noun.dep_ not in {"dobj", "pobj"} or noun.ent_type_ in MEASURES:
        return False
    if pronoun.dep_ == "nsubjpass" or pronoun.head.lemma_ in OF_THINGS:
        return True
    return noun.tag_ == "NNS" and _are_people(noun)


def _is_rival_of_it(noun: Token, pronoun: Token) -> bool:
    if is_plural(noun) or noun.ent_type_ in MEASURES | {"PERSON"} or names_a_person(noun):
        return False
    acts = noun.dep_ == "dobj" and noun.head in conjuncts(noun.sent.root)
    new = noun.dep_ in {"dobj", "pobj"} and any(c.lower_ in {"a", "an"} for c in noun.lefts)
    new = new and noun.head.lower_ != "of"  # "the weight of an object"
    return acts or new


def _are_people(noun: Token) -> bool:
    return noun.ent_type_ == "NORP" or bool(PERSON_NOUN.search(noun.lemma_.lower()))


def is_impersonal(pronoun: Token) -> bool:
    """Whether "it" stands for nothing: "it rained", "it seems", "it is clear that"."""
    verb = pronoun.head
    if pronoun.lower_ != "it":
        return False
    if pronoun.dep_ == "expl" or verb.lemma_ in IMPERSONAL | EVENTS:
        return True
    if pronoun.dep_ == "nsubjpass" and verb.lemma_ in REPORTING:
        return any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
    clauses = {child.dep_ for child in verb.children} & {"ccomp", "xcomp", "advcl", "csubj"}
    attrs = [child for child in verb.children if child.dep_ == "attr"]
    timed = any(a.lemma_ in TIMES or a.ent_type_ in {"DATE", "TIME"} for a in attrs)
    cleft = any(c.dep_ in {"relcl", "acl"} for a in attrs for c in a.children)
    cleft = cleft and any(a.pos_ == "PROPN" or a.ent_type_ for a in attrs)
    return verb.lemma_ == "be" and (bool(clauses) or timed or cleft)
