"""What the words of a claim refer to, as far as the text leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claims.splitting.attribution import reported_in
from claims.splitting.coordination import NEVER_PASSIVE
from claims.splitting.cues import SAY, words
from claims.splitting.dates import Calendar
from claims.splitting.descriptions import described
from claims.splitting.entities import Mention, Sort
from claims.splitting.grammar import AUXILIARIES, COMPLEMENTS, subject_of
from claims.splitting.inflection import copula
from claims.splitting.people import KIN
from claims.splitting.pronouns import EVENTS, IMPERSONAL, PERSONAL, THINGS, what, whom
from claims.splitting.roots import UNDERGONE
from claims.splitting.scene import CERTAIN, Reference, Scene
from claims.splitting.verbatim import Quotations

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claims.splitting.draft import Word

OFFERED = 0.4  # below it a guess is not worth reading
SINGULAR = {"VBZ": True, "VBP": False}
CAUSING = words("cause inspire prompt result spark trigger")  # of these it is all that was told


class Cast:
    """The people and things of a text so far, and what the words of its sentence mean."""

    def __init__(self, title: str = "", published: str = "", around: str = "") -> None:
        self.scene = Scene(title, around)
        self.calendar = Calendar(published)
        self.quotations = Quotations()
        self.references: list[Reference] = []

    def enter(self, sentence: Span) -> None:
        """Find what the words of the next sentence refer to."""
        self.scene.enter(sentence)
        verbatim = self.quotations.inside(sentence)
        found = [*self._pronouns(sentence, verbatim), *described(sentence, self.scene)]
        found += [*self._names(), *self.calendar.dated(sentence)]
        kept = [r for r in found if not any(i in verbatim for i in range(r.start, r.end))]
        self.references = sorted(kept, key=lambda reference: reference.start)

    def leave(self, sentence: Span) -> None:
        """Take note of who is named in a sentence that has been dealt with."""
        self.scene.leave(sentence)
        self.calendar.pass_by(sentence)
        self.references = []

    def goes_on(self, sentence: Span) -> list[Word]:
        """
        Return the last sentence's subject where this one goes on with it, as news bullets do.

        With "was" or "were" before a bare participle; [] where that is not certain: the sentence
        must begin with a verb that has its object or says by whom, or with an adverb before it,
        and the last sentence must have had a subject of its own.
        """
        verb, subject = sentence.root, self.scene.subject_of_last()
        first = next((t for t in sentence if t.tag_ != "RB" or t.head != verb), verb)
        starts = first == verb or (first.head == verb and first.dep_ in AUXILIARIES)
        if subject is None or not subject.text or not starts:
            return []
        if verb.lemma_ in IMPERSONAL | EVENTS | CAUSING or self._may_be_of_what_was_said(verb):
            return []
        plural = subject.pronoun == "they"
        if SINGULAR.get(first.tag_, not plural) is plural or not _tells(verb, first):
            return []
        bare = first == verb and verb.tag_ == "VBN" and not _is_active(verb)
        if bare and subject.entity is None and not any(c.dep_ == "agent" for c in verb.children):
            return []
        self.scene.carried = subject
        return [subject.text, copula("past", plural=plural)] if bare else [subject.text]

    def _may_be_of_what_was_said(self, verb: Token) -> bool:
        """Whether a sentence may go on with a report: "Police say fish died. Will harm others"."""
        said = reported_in(self.scene.last.root) if self.scene.last is not None else None
        if said is None or verb.lemma_ in SAY:
            return False
        subject = subject_of(said)
        return subject is None or subject.tag_ != "PRP"

    def name_at(self, token: Token) -> str:
        """Return the name or the phrase that the token is the head of."""
        mention = self.scene.heads.get(token.i)
        if mention is not None and mention.entity.sort is Sort.PERSON and mention.entity.named:
            return mention.entity.name
        if token.tag_ in {"WP", "WDT"} and token.head.dep_ == "relcl":
            return self.name_at(token.head.head)
        if token.pos_ == "PRON":
            return self._meant_by(token) or str(token.text)
        return str(token.doc[token.left_edge.i : end_of_name(token) + 1].text)

    def _meant_by(self, token: Token) -> str:
        if token.i in self.scene.meant:
            return self.scene.meant[token.i].name
        return self.scene.things.get(token.i, "")

    def _pronouns(self, sentence: Span, verbatim: frozenset[int]) -> Iterator[Reference]:
        """Yield what each pronoun means; whoever is certain is in mind for the next ones."""
        for token in sentence:
            if token.tag_ not in {"PRP", "PRP$"} or token.i in verbatim:
                continue
            if token.lower_ in PERSONAL:
                yield from self._person(token)
            elif token.lower_ in THINGS:
                yield from self._thing(token)

    def _person(self, token: Token) -> Iterator[Reference]:
        guess = whom(token, self.scene)
        if guess is None:
            return
        entity, sure = guess
        if sure >= CERTAIN:
            entity.gender = entity.gender or PERSONAL[token.lower_]
            self.scene.meant[token.i] = entity
        if not entity.named and (sure < CERTAIN or entity.name.split()[-1] in KIN):
            return
        if not entity.named and not self.scene.is_led_by(entity, token):
            return
        name = self.scene.called(entity)
        if name:
            means = f"{name}'s" if token.tag_ == "PRP$" else name
            yield Reference(token.i, token.i + 1, means, sure, "pronoun", entity)

    def _thing(self, token: Token) -> Iterator[Reference]:
        thing = what(token, self.scene)
        if thing is None:
            return
        text, sure = thing
        if sure >= CERTAIN:
            self.scene.things[token.i] = text
        means = possessive(text) if token.tag_ == "PRP$" else text
        yield Reference(token.i, token.i + 1, means, sure, "pronoun", text.lower())

    def _names(self) -> Iterator[Reference]:
        """Yield the names of the sentence in full; one that stays as it is needs no words."""
        for mention in self.scene.here:
            text = mention.head.doc[mention.start : mention.end].text
            full = full_name(mention, text) if mention.entity.named else text
            means = "" if full == text else full
            yield Reference(mention.start, mention.end, means, 0.9, "name", mention.entity)


def full_name(mention: Mention, text: str) -> str:
    """Return the name in full where it can stand for what the text has."""
    entity, head = mention.entity, mention.head
    doc, before = head.doc, mention.start - 1
    article = before >= head.sent.start and doc[before].lower_ == "the"
    rest = entity.name.removeprefix(text).split()
    if [t.text for t in doc[mention.end : mention.end + len(rest)]] == rest:
        return text  # the parser left a part of the name outside
    if entity.sort is Sort.PERSON:
        shorter = len(text.split()) < len(entity.name.split())
        return entity.name if shorter and not article and _stands_alone(mention) else text
    if entity.sort is Sort.BODY and text.isupper() and entity.name != text and " " in entity.name:
        name = entity.name.removeprefix("the ") if article else entity.name
        return name if _stands_alone(mention) and not _is_introduced(mention) else text
    return text


def _stands_alone(mention: Mention) -> bool:
    """Whether the name is a phrase of its own, not a part of another name."""
    head, doc = mention.head, mention.head.doc
    if head.dep_ in {"compound", "nmod", "amod"} and head.head.i not in range(*_span(mention)):
        return False
    around = [doc[i].text for i in (mention.start - 1, mention.end) if 0 <= i < len(doc)]
    return not any(mark in {"-", "/", "&"} for mark in around)


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _is_introduced(mention: Mention) -> bool:
    """Whether the name stands in brackets behind its full form."""
    before = mention.start - 1
    return before >= 0 and mention.head.doc[before].text == "("


def possessive(name: str) -> str:
    """Return the name as an owner's."""
    plural = name[:1].islower() and name.endswith("s")
    return f"{name}'" if plural else f"{name}'s"


def _tells(verb: Token, first: Token) -> bool:
    """Whether a sentence that begins with its verb leaves no doubt whether that is passive."""
    parts = {child.dep_ for child in verb.children}
    if first != verb or verb.tag_ == "VBZ":
        return first.tag_ in {"VBZ", "VBD", "MD"}
    if _is_active(verb):
        return True
    if verb.tag_ == "VBN":
        return "agent" in parts or (verb.lemma_ in UNDERGONE and "dobj" not in parts)
    return verb.tag_ == "VBD" and (bool(parts & COMPLEMENTS) or verb.lemma_ in NEVER_PASSIVE)


def _is_active(verb: Token) -> bool:
    """Whether "Returned to the scene", "Revealed that …" tells what somebody did."""
    told = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for clause in told for c in clause.lefts)
    return verb.tag_ in {"VBN", "VBD"} and (marked or verb.lemma_ in NEVER_PASSIVE)


@dataclass(slots=True)
class Resolution:
    """The wordings that stand in for words of a claim, by token, and what stays in doubt."""

    replaced: dict[int, str] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    doubts: list[Reference] = field(default_factory=list)

    def take(self, reference: Reference, *, known: bool) -> None:
        """Say what is certain, offer what is not; what the claim names already needs neither."""
        if known and reference.step != "date":
            return
        if reference.confidence >= CERTAIN:
            self.put(reference)
        elif reference.confidence >= OFFERED:
            self.doubts.append(reference)

    def put(self, reference: Reference) -> None:
        """Let the words that it means stand for those of the text."""
        self.replaced |= dict.fromkeys(range(reference.start, reference.end - 1), "")
        self.replaced[reference.end - 1] = reference.means
        if reference.step not in self.steps:
            self.steps.append(reference.step)


def resolved(words: Sequence[Word], cast: Cast) -> Resolution:
    """Return what the words of a claim are to say so that it stands by itself."""
    found = Resolution()
    if not cast.references:
        return found
    places = {word.i for word in words if not isinstance(word, str)}
    given = " ".join(word for word in words if isinstance(word, str)).lower()
    texts = {word.i: word.text for word in words if not isinstance(word, str)}
    whole = [r for reference in cast.references if (r := _within(reference, places)) is not None]
    present: set[object] = set()
    for reference in whole:
        known = reference.about in present or reference.means.lower() in given
        if reference.step != "name":
            known = known or _is_named_in(texts, reference)
        found.take(reference, known=known)
        if reference.confidence >= CERTAIN:
            present.add(reference.about)
    found.doubts = [doubt for doubt in found.doubts if doubt.about not in present]
    return found


def _within(reference: Reference, places: set[int]) -> Reference | None:
    """Return the reference where its words are in the claim; of somebody's name some suffice."""
    here = [i for i in range(reference.start, reference.end) if i in places]
    if len(here) == reference.end - reference.start:
        return reference
    about = reference.about
    if not here or reference.step != "name" or isinstance(about, str) or not about.named:
        return None
    if about.sort is not Sort.PERSON or len(here) != here[-1] - here[0] + 1:
        return None
    return replace(reference, start=here[0], end=here[-1] + 1, means=about.name)


def _is_named_in(texts: Mapping[int, str], reference: Reference) -> bool:
    """Whether the name, of a person the surname, stands before it in the claim already."""
    about = reference.about
    before = [text for place, text in texts.items() if place < reference.start]
    if isinstance(about, str):
        return about in " ".join(before).lower()
    return about.sort is Sort.PERSON and about.name.split()[-1] in before


def end_of_name(noun: Token) -> int:
    """Return the last word of what a noun names: "the Office for National Statistics"."""
    behind = [c for c in noun.children if c.dep_ == "prep" and c.left_edge.i == noun.i + 1]
    part = next((c for c in behind if c.lower_ == "of" or c.ent_iob_ == "I"), None)
    return noun.i if part is None else part.right_edge.i
