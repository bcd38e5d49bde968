"""Statements that hang on a verb: absolutes, participles and clauses beside the main one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from claims.splitting.asides import Aside, is_set_off, rest, whole_phrase
from claims.splitting.attribution import frame_of
from claims.splitting.cues import REPORTING, words
from claims.splitting.grammar import (
    AUXILIARIES,
    SUBJECTS,
    conjuncts,
    is_actual,
    is_conditional,
    is_finite,
    is_negated,
    is_plural,
    is_verb,
    modal_tense,
    shared_subject,
    subject_of,
)
from claims.splitting.inflection import copula, finite
from claims.splitting.nominals import NOT_STATING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Word
    from claims.splitting.variants import Variants

CONTRASTS = words("while although though whereas")
CAUSES = words("because since as")
TIMES = words("when after")
GOING_ON = words(
    "act appear attend begin coach compete hold join live manage perform play practise represent "
    "serve sign spend start study teach train work write"
)
NOT_BARE = SUBJECTS | words("mark aux auxpass neg")


def parted_clauses(part: Token) -> Iterator[Aside]:
    """Yield "He was born in Oslo; his father was a baker" as "he was born in Oslo"."""
    verb = part.head
    if part.dep_ not in {"ccomp", "parataxis"} or verb.dep_ != "ROOT" or verb.lemma_ in REPORTING:
        return
    first, second = sorted((part, verb), key=lambda token: token.i)
    told = [token for token in (part, verb) if is_finite(token) and subject_of(token) is not None]
    subject = subject_of(second)
    if len(told) < len((part, verb)) or subject is None or subject.i < first.i:
        return
    between = part.doc[first.i + 1 : subject.left_edge.i]
    reports = first.lemma_ in REPORTING or any(t.lower_ == "according" for t in first.subtree)
    if sum(token.text == ";" for token in between) == 1 and not reports:
        yield Aside(part, "coordination", lambda v: [rest(c, part) for c in v.of(part)])


def absolutes(part: Token) -> Iterator[Aside]:
    """Yield ", with X doing Y" as "X is doing Y"."""
    if part.dep_ != "prep" or part.lower_ != "with" or not is_verb(part.head):
        return
    if is_negated(part.head) or is_conditional(part.head):
        return
    if second := misread_second(part):
        yield from _absolute_pair(part, second)
        return
    for child in part.children:
        if child.dep_ == "pcomp" and subject_of(child) is not None and not is_finite(child):
            yield Aside(part, "absolute", partial(_absolute, child))
        elif child.dep_ == "pobj" and is_set_off(part):
            yield from _absolute_participle(part, child)


def misread_second(part: Token) -> Token | None:
    """
    Return the second verb of ", with X doing A and Y, Z and W doing B".

    The parser takes Y for an object of the first verb, and the second one for a main verb.
    """
    for verb in conjuncts(part.head)[1:]:
        if verb.tag_ == "VBG" and verb.i > part.i and subject_of(verb) and not is_finite(verb):
            return verb
    return None


def _absolute_pair(part: Token, second: Token) -> Iterator[Aside]:
    """Yield both absolutes, parted at the "and" before the first name that does B."""
    first = next((c for c in part.children if c.dep_ == "pcomp"), None)
    subject = subject_of(first) if first is not None else None
    joint = first and next((t for t in first.subtree if t.dep_ == "cc" and t.i > first.i), None)
    if first is not None and subject is not None and joint:
        yield Aside(
            part,
            "absolute",
            lambda _: [
                _with_copula(list(part.doc[subject.left_edge.i : joint.i]), subject, first),
                _with_plural(part, joint, second),
            ],
            also=(second,),
        )


def _with_plural(part: Token, joint: Token, second: Token) -> list[Word]:
    names, said = part.doc[joint.i + 1 : second.i], part.doc[second.i : second.right_edge.i + 1]
    be = copula(modal_tense(part.head), plural=any(t.dep_ in {"cc", "conj"} for t in names))
    return [*names, be, *said]


def _absolute_participle(part: Token, noun: Token) -> Iterator[Aside]:
    """Yield the absolute that was read as a participle on the noun after "with"."""
    for verb in noun.children:
        if verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"} and verb.lemma_ not in NOT_STATING:
            yield Aside(part, "absolute", partial(_apart, noun, verb))


def _absolute(verb: Token, variants: Variants) -> list[list[Word]]:
    """Return an absolute as sentences, with "be" after its subject."""
    told = []
    for choice in variants.of(verb):
        kept = [verb.doc[index] for index in sorted(choice)]
        head = next((t for t in kept if is_verb(t) and subject_of(t) is not None), verb)
        subject = subject_of(head) or subject_of(verb)
        if subject is not None:
            told.append(_with_copula(kept, subject, verb))
    return told


def _with_copula(kept: list[Token], subject: Token, verb: Token) -> list[Word]:
    """
    Return the words with "be" put in after the last word of the subject.

    What is told behind the main clause is told as it is: "they won, with Lee scoring twice".
    """
    inside = {t.i for t in subject.subtree}
    if tells_on(verb):
        done = finite(verb.lemma_, "past", plural=False)
        return [done if token == verb else token for token in kept]
    last = max(token.i for token in kept if token.i in inside)
    plural = is_plural(subject) and sum(t.i in inside for t in kept) == len(inside)
    be = copula(modal_tense(verb.head), plural=plural or subject.tag_ in {"NNS", "NNPS"})
    at = next(index for index, token in enumerate(kept) if token.i == last) + 1
    return [*kept[:at], be, *kept[at:]]


def tells_on(verb: Token) -> bool:
    """Whether a participle behind a clause in the past tells what happened: "with Lee scoring"."""
    main = verb.head.head if verb.head.dep_ == "prep" else verb.head.head.head
    later = verb.i > main.i and verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "acl"}
    stands = any(c.dep_ in AUXILIARIES for c in verb.children) or verb.lemma_ == "be"
    members = [m for m in conjuncts(verb) if m.tag_ == "VBG"]
    return later and not stands and len(members) == 1 and modal_tense(main) == "past"


def _apart(noun: Token, verb: Token, variants: Variants) -> list[list[Word]]:
    inside = {t.i for t in verb.subtree}
    subject: list[Word] = [t for t in ordered_phrase(noun, variants) if t.i not in inside]
    if tells_on(verb):
        done = finite(verb.lemma_, "past", plural=is_plural(noun))
        return [
            [*subject, *(done if token == verb else token for token in rest(choice, verb))]
            for choice in variants.of(verb)
        ]
    be = copula(modal_tense(noun), plural=is_plural(noun))
    return [[*subject, be, *rest(choice, verb)] for choice in variants.of(verb)]


def ordered_phrase(noun: Token, variants: Variants) -> list[Token]:
    """Return the tokens of the noun phrase in order."""
    return [word for word in whole_phrase(noun, variants) if not isinstance(word, str)]


def participial_clauses(part: Token) -> Iterator[Aside]:
    """Yield "X did Y, making Z" as "X made Z"."""
    if part.dep_ != "advcl" or part.tag_ not in {"VBG", "VBN"} or part.lemma_ in NOT_STATING:
        return
    bare = (c for c in part.children if c not in helpers_of(part))
    if any(c.dep_ in NOT_BARE or c.tag_ == "WRB" for c in bare):
        return
    verb, subject = part.head, shared_subject(part.head)
    if subject is None or subject.dep_ == "expl" or not _is_main(verb):
        return
    plain = is_verb(verb) and not is_negated(verb) and not is_conditional(verb)
    if plain and _is_parted(part, verb) and frame_of(part) is None:
        yield Aside(part, "participle", lambda variants: _continued(part, subject, variants))


def helpers_of(part: Token) -> list[Token]:
    """Return the "having" or "having been" of "having been seen"."""
    helpers = [c for c in part.children if c.dep_ in AUXILIARIES]
    return helpers if helpers and helpers[0].lower_ == "having" else []


def _is_main(verb: Token) -> bool:
    """Whether the verb is the sentence's own, or joined to it: a report has two subjects."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ROOT"


def sequels(part: Token) -> Iterator[Aside]:
    """
    Yield "after leaving X, she did Y" as "she left X", where she did do Y.

    "Before doing" tells that it was done only with its date, "by doing" always.
    """
    if part.dep_ != "prep" or part.lower_ not in {"after", "before", "by"}:
        return
    verb, subject = part.head, shared_subject(part.head)
    clause = next((c for c in part.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
    if clause is None or subject is None or not is_done(part, clause):
        return
    if subject_of(clause) is not None or any(c.dep_ in NOT_BARE for c in clause.children):
        return
    if is_verb(verb) and is_actual(verb) and modal_tense(verb) == "past":
        yield Aside(part, "sequel", lambda v: _gone_before(clause, subject, v), kept=True)


def is_done(part: Token, clause: Token) -> bool:
    """Whether what stands behind the preposition was done, if the rest was."""
    passive = any(c.dep_ == "auxpass" for c in part.head.children)
    if part.lower_ == "before":
        dated = any(t.ent_type_ == "DATE" and t.dep_ == "pobj" for t in clause.subtree)
        return dated and not passive and part.head.lemma_ in GOING_ON
    return part.lower_ == "after" or not passive  # "was solved by asking" tells not who asked


def pastimes(part: Token) -> Iterator[Aside]:
    """Yield "he fell while surfing in Hawaii" as "he was surfing in Hawaii"."""
    marks = [c for c in part.children if c.dep_ == "mark" and c.lower_ == "while"]
    if part.dep_ != "advcl" or part.tag_ != "VBG" or not marks or subject_of(part) is not None:
        return
    verb, subject = part.head, shared_subject(part.head)
    if subject is None or not is_verb(verb) or not is_actual(verb) or modal_tense(verb) != "past":
        return
    if any(token.dep_ == "relcl" for token in part.subtree):
        return
    be = copula("past", plural=is_plural(subject))
    yield Aside(
        part,
        "absolute",
        lambda v: [[*whole_phrase(subject, v), be, *rest(c, part, *marks)] for c in v.of(part)],
        kept=True,
    )


def _gone_before(clause: Token, subject: Token, variants: Variants) -> list[list[Word]]:
    name = whole_phrase(subject, variants)
    verb = finite(clause.lemma_, "past", plural=is_plural(subject))
    return [
        [*name, *(verb if token == clause else token for token in rest(choice, clause))]
        for choice in variants.of(clause)
    ]


def _is_parted(part: Token, verb: Token) -> bool:
    """Whether a comma stands between the participle and the main clause."""
    if part.i > verb.i:
        return is_set_off(part) and not is_behind_clause(part)
    after = part.right_edge.i + 1
    return after < len(part.doc) and part.doc[after].text == ","


def is_behind_clause(part: Token) -> bool:
    """Whether it may go on with a clause before it: "a bath, where current flows, killing X"."""
    last = {part.left_edge.i - 2, part.left_edge.i - 1}
    clauses = (t for t in part.head.subtree if t.dep_ == "relcl")
    return any(clause.right_edge.i in last and is_set_off(clause) for clause in clauses)


def first_of(verb: Token) -> Token:
    """Return the verb that this one, and others, are joined to."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb


def _continued(part: Token, subject: Token, variants: Variants) -> list[list[Word]]:
    name, plural = whole_phrase(subject, variants), is_plural(subject)
    tense = modal_tense(part.head)
    if helpers := helpers_of(part):
        have = finite("have", tense, plural=plural)
        return [
            [*name, *(have if token == helpers[0] else token for token in rest(choice, part))]
            for choice in variants.of(part)
        ]
    if part.tag_ == "VBN":
        be = copula("past" if part.lower_ == "born" else tense, plural=plural)
        return [[*name, be, *rest(choice, part)] for choice in variants.of(part)]
    joined = conjuncts(first_of(part.head))
    done = any(c.dep_ == "aux" and c.lemma_ == "have" for verb in joined for c in verb.children)
    verb = finite(part.lemma_, "past" if done else tense, plural=plural)
    return [
        [*name, *(verb if token == part else token for token in rest(choice, part))]
        for choice in variants.of(part)
    ]


def side_clauses(part: Token) -> Iterator[Aside]:
    """Yield "A, while B" as "B"; a cause stays with what it explains and is told besides."""
    if part.dep_ != "advcl" or subject_of(part) is None or not is_finite(part):
        return
    marks = [c for c in part.children if c.dep_ == "mark"]
    if len(marks) != 1 or is_conditional(part) or is_negated(part.head):
        return
    mark = marks[0].lower_
    if _is_comparing(marks[0]):
        return
    if mark in CONTRASTS or (mark == "as" and is_set_off(part)):
        yield Aside(part, "contrast", lambda variants: _unmarked(part, marks[0], variants))
    elif mark in CAUSES and not is_conditional(part.head):
        yield Aside(part, "cause", lambda variants: _unmarked(part, marks[0], variants), kept=True)


def timed_clauses(part: Token) -> Iterator[Aside]:
    """Yield "it closed after A left", "it closed when A left" as "A left", in the past."""
    if part.dep_ != "advcl" or subject_of(part) is None or not is_finite(part):
        return
    mark, verb = part.left_edge, part.head
    if mark.lower_ not in TIMES or mark.dep_ not in {"mark", "advmod"} or not is_verb(verb):
        return
    before = part.doc[part.left_edge.i - 1].lower_ if part.left_edge.i else ""
    past = modal_tense(part) == "past" and modal_tense(verb) == "past"
    if not past or before in {"only", "even", "except", "until", "not"}:
        return
    if any(c.tag_ == "MD" or c.dep_ == "neg" for c in (*part.children, *verb.children)):
        return
    joined = any(subject_of(member) is None for member in conjuncts(part)[1:])
    if joined:  # "when he was two but died": it may be another who died
        return
    if is_actual(verb) and not is_conditional(part) and not tells_a_number(part):
        yield Aside(part, "time", lambda variants: _unmarked(part, mark, variants), kept=True)


def tells_a_number(verb: Token) -> bool:
    """Whether a clause says how many there were, or how old, at that time: "he was 17"."""
    return verb.lemma_ == "be" and any(
        c.like_num or any(below.like_num for below in c.children)
        for c in verb.children
        if c.dep_ in {"attr", "acomp"}
    )


def _is_comparing(mark: Token) -> bool:
    """Whether the mark is the second half of "as quickly as", "as long as"."""
    before = [t.lower_ for t in mark.doc[max(0, mark.i - 2) : mark.i]]
    return mark.lower_ == "as" and before[:1] in (["as"], ["so"])


def _unmarked(part: Token, mark: Token, variants: Variants) -> list[list[Word]]:
    """Return the clause without its mark, and with the main subject for "it" or "they"."""
    pronoun, subject = subject_of(part), shared_subject(part.head)
    if pronoun is None or subject is None or not _stands_for(pronoun, subject):
        return [rest(choice, part, mark) for choice in variants.of(part)]
    name = whole_phrase(subject, variants)
    return [
        [piece for t in rest(choice, part, mark) for piece in (name if t == pronoun else [t])]
        for choice in variants.of(part)
    ]


def _stands_for(pronoun: Token, subject: Token) -> bool:
    """Whether "it" or "they" can only be the main clause's subject."""
    if subject.pos_ not in {"NOUN", "PROPN"} or subject.ent_type_ == "PERSON":
        return False
    if pronoun.dep_ == "expl" or subject.i > pronoun.i:
        return False
    return pronoun.lower_ == ("they" if is_plural(subject) else "it")
