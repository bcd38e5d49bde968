"""Questions about a parsed token that several stages ask; labels are those of the parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.splitting.cues import CONDITIONS, INTENDED, NEGATIONS, words
from claims.splitting.inflection import is_past_form

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBJECTS = words("nsubj nsubjpass csubj csubjpass expl")
AUXILIARIES = words("aux auxpass")
COMPLEMENTS = words("dobj attr acomp oprd xcomp ccomp dative")
FINITE_TAGS = words("VBD VBZ VBP MD")
CLAUSES = words("ccomp advcl relcl acl csubj csubjpass parataxis")
SPAN = 6  # words of "from the summer of 1913", at most
BRACKETS = {"(": ")", "[": "]", "{": "}"}
PERSON_NOUN = re.compile(
    r"(?:er|or|ist|ian|man|woman|ant|ent|ee|eer|ess|ive|al|ot|chief|king|queen|boy|girl|child|"
    r"son|wife|mum|dad|star|head|boss|baby|victim|coach|judge|mp|aide|nurse|guard|priest|pope|"
    r"suspect|spouse|friend|duke|prince|nun|monk|hero|chef|cop)$"
)
SINGLE_QUOTES = frozenset("`‘’'")
QUOTES = frozenset("\"“”«»„`‘’'") | {"``", "''"}


def word_before(token: Token) -> Token | None:
    """Return the word before this one, in whatever sentence; none at the start of the text."""
    return token.doc[token.i - 1] if token.i else None


def word_after(token: Token) -> Token | None:
    """Return the word after this one, in whatever sentence; none at the end of the text."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def text_before(token: Token) -> str:
    """Return the text of the word before this one, "" at the start of the text."""
    return token.doc[token.i - 1].text if token.i else ""


def text_after(token: Token) -> str:
    """Return the text of the word after this one, "" at the end of the text."""
    return token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""


def is_alone(word: Token) -> bool:
    """Whether a name is one word: "African" in "South African" is none."""
    following = word_after(word)
    return word.ent_iob_ == "B" and (following is None or following.ent_iob_ != "I")


def is_nationality(word: Token) -> bool:
    """Whether the word is one like "French"; the parser takes "English" for a language."""
    return word.ent_type_ == "NORP" or (word.ent_type_ == "LANGUAGE" and word.tag_ == "JJ")


def subject_of(verb: Token) -> Token | None:
    """Return the subject that hangs on the verb itself."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def shared_subject(verb: Token) -> Token | None:
    """Return the verb's subject, or the one that it shares with the verb it is joined to."""
    while True:
        subject = subject_of(verb)
        if subject is not None or verb.dep_ not in {"conj", "xcomp"}:
            return subject
        verb = verb.head


def is_finite(verb: Token) -> bool:
    """Whether the verb, or an auxiliary of its own, shows tense."""
    auxiliaries = [c for c in verb.children if c.dep_ in AUXILIARIES]
    if not auxiliaries and verb.tag_ in {"VB", "VBN"}:  # "they come", "it sold", misread
        before = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
        past = verb.tag_ == "VBN" or is_past_form(verb.lower_)
        goes_on = verb.dep_ == "conj" and verb.head.tag_ == "VBD" and is_past_form(verb.lower_)
        return goes_on or any(past or is_plural(subject) for subject in before)
    helpers = [*auxiliaries, *(below for c in auxiliaries for below in c.lefts)]
    return verb.tag_ in FINITE_TAGS or any(c.tag_ in FINITE_TAGS for c in helpers)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or the copula."""
    return token.pos_ in {"VERB", "AUX"}


def is_negated(verb: Token) -> bool:
    """Whether something on the verb denies it."""
    return any(
        child.dep_ == "neg" or child.lower_ in NEGATIONS
        for child in verb.children
        if child.dep_ in {"neg", "advmod", "preconj", "det", "mark", "prep", "nsubj", "nsubjpass"}
        or child.dep_ == "dobj"
    ) or any(
        grandchild.lower_ in NEGATIONS
        for child in verb.children
        if child.dep_ in SUBJECTS or child.dep_ in {"dobj", "attr", "prep"}
        for grandchild in child.children
        if grandchild.dep_ in {"det", "neg"}
    )


def is_conditional(verb: Token) -> bool:
    """Whether the verb's clause is bound to a condition, or is one."""
    return _has_condition_mark(verb) or any(
        child.dep_ in {"advcl", "prep", "mark", "advmod"}
        and (
            _has_condition_mark(child)
            or (child.lower_ in CONDITIONS and not (closes_span(child) or is_end(child, verb)))
            or is_proviso(child)
            or _is_inverted(child)
            or _is_habit(child, verb)
        )
        for child in verb.children
    )


def _has_condition_mark(verb: Token) -> bool:
    marks = {"mark", "advmod", "prep", "aux", "cc"}
    found = [c for c in verb.children if c.dep_ in marks and c.lower_ in CONDITIONS]
    return any(not (closes_span(mark) or is_end(mark, verb)) for mark in found)


def is_end(mark: Token, verb: Token) -> bool:
    """Whether "until" tells when something ended: "he lived there until 1950", not "did not"."""
    told = mark.lower_ in {"until", "till"} and mark.dep_ == "prep" and verb.tag_ == "VBD"
    return told and not is_negated(verb)


def closes_span(part: Token) -> bool:
    """Whether "until" only ends a span: "from 1913 until his death"."""
    if part.lower_ not in {"until", "till"} or part.dep_ != "prep":
        return False
    nodes = {part.head, *part.head.children}
    opening = [t for t in nodes if t.lower_ == "from" and t.dep_ == "prep" and t.i < part.i]
    return any(part.i - t.i <= SPAN for t in opening)


def _is_inverted(clause: Token) -> bool:
    """Whether the clause begins with its auxiliary: "Had she known"."""
    first = clause.left_edge
    return (
        clause.dep_ == "advcl"
        and first.dep_ == "aux"
        and first.head == clause
        and first.lower_ in {"had", "should", "were"}
    )


def _is_habit(clause: Token, verb: Token) -> bool:
    """Whether both say what is always so: "drivers lose it when they refuse a test"."""
    timed = any(c.dep_ == "advmod" and c.lower_ in {"when", "whenever"} for c in clause.children)
    return timed and {clause.tag_, verb.tag_} <= {"VBZ", "VBP"}


def is_proviso(token: Token) -> bool:
    """Whether a prepositional phrase states a condition: "in the event of", "subject to"."""
    nouns = {"event", "case", "condition", "absence", "exception", "proviso", "assumption"}
    states = token.lower_ in {"in", "on", "under", "with", "at"}
    if states and any(c.dep_ == "pobj" and c.lower_ in nouns for c in token.children):
        return True
    return token.lower_ in {"without", "except", "besides", "barring", "subject", "pending"}


def modal_tense(verb: Token) -> str:
    """Return "past" or "present", as the clause around the token is told."""
    while verb.head != verb and not (is_verb(verb) and is_finite(verb)):
        verb = verb.head
    auxiliaries = {c.tag_ for c in verb.children if c.dep_ in AUXILIARIES}
    tags = {verb.tag_} | auxiliaries
    misread = verb.tag_ == "VBN" and not auxiliaries and verb.dep_ == "conj"  # "and played"
    return "past" if misread or "VBD" in tags else "present"


def may_be_person(noun: Token) -> bool:
    """Whether the noun may name a person: names of trades and kin mostly have these endings."""
    return noun.ent_type_ in {"", "NORP", "PERSON"} and bool(PERSON_NOUN.search(noun.lower_))


def is_plural(noun: Token) -> bool:
    """Whether the noun phrase takes a plural verb."""
    if any(child.dep_ == "conj" for child in noun.children):
        return any(c.dep_ == "cc" and c.lower_ in {"and", "&"} for c in _chain_children(noun))
    if noun.tag_ == "NNPS" and noun.ent_type_ == "PERSON":  # "Santos", but "the Beckhams"
        return any(child.dep_ == "det" for child in noun.children)
    return noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in {"they", "we", "these", "those", "you"}


def _chain_children(noun: Token) -> list[Token]:
    return [child for token in conjuncts(noun) for child in token.children]


def conjuncts(head: Token) -> list[Token]:
    """Return the members of a coordination, the head first, in the order of the text."""
    found, waiting = [head], [head]
    while waiting:
        joined = [child for child in waiting.pop().children if child.dep_ == "conj"]
        found += joined
        waiting += joined
    return sorted(found, key=lambda token: token.i)


def agrees(noun: Token, verb: Token) -> bool:
    """Whether the verb's form can go with the noun as its subject."""
    heads = [verb, *(c for c in verb.children if c.dep_ in AUXILIARIES)]
    tags = {token.tag_ for token in heads}
    words_ = {token.lower_ for token in heads}
    if is_plural(noun):
        return "VBZ" not in tags and "was" not in words_
    return not (tags & {"VBP"} or words_ & {"were"})


def is_actual(token: Token) -> bool:
    """Whether the clauses around the token say that something is so: no "may", "not", "if"."""
    node, below = token, token
    while True:
        if is_verb(node) and (not is_asserted(node) or is_wished(below, node)):
            return False
        if node.dep_ in {"ROOT", "relcl"} or node.head == node:
            return True
        node, below = node.head, node


def is_wished(part: Token, verb: Token) -> bool:
    """Whether the part is what somebody wants or lacks, which there need not be: "a car"."""
    if verb.lemma_ not in INTENDED or part.dep_ not in {"dobj", "prep"}:
        return False
    known = {"the", "this", "that", "these", "those"}
    return not any(c.lower_ in known or c.dep_ == "poss" for c in part.lefts)


def is_asserted(verb: Token) -> bool:
    """Whether the verb says by itself that something is so."""
    if is_negated(verb) or is_conditional(verb) or verb.dep_ in {"ccomp", "xcomp", "pcomp"}:
        return False
    return not any(child.tag_ in {"MD", "TO"} for child in verb.children)


def quoted(sentence: Span) -> frozenset[int]:
    """Return the tokens inside quotation marks, the marks included."""
    return frozenset(i for a, b in quote_pairs(sentence) for i in range(a.i, b.i + 1))


def quote_pairs(sentence: Span) -> list[tuple[Token, Token]]:
    """Return the quotation marks of the sentence that open and close a quotation; found once."""
    known, key = sentence.doc.user_data, f"quotations {sentence.start}"
    if key not in known:
        known[key] = _find_pairs(sentence)
    pairs: list[tuple[Token, Token]] = known[key]
    return pairs


def _find_pairs(sentence: Span) -> list[tuple[Token, Token]]:
    """Return the pairs, inner ones first; a mark closes the last one of its own kind."""
    pairs: list[tuple[Token, Token]] = []
    opened: list[Token] = []
    for token in sentence:
        if token.text not in QUOTES:
            continue
        alike = [n for n, mark in enumerate(opened) if is_single(mark) == is_single(token)]
        if alike and _may_close(token):
            pairs.append((opened[alike[-1]], token))
            del opened[alike[-1] :]
        elif not alike and may_open(token):
            opened.append(token)
    return pairs


def is_single(mark: Token) -> bool:
    """Whether a quotation mark is a single one."""
    return mark.text in SINGLE_QUOTES


def may_open(token: Token) -> bool:
    """Whether a quotation mark stands as one that opens: nothing but a word behind it."""
    lead = None if token.i == token.sent.start else word_before(token)
    return (lead is None or bool(lead.whitespace_) or lead.is_punct) and not token.whitespace_


def _may_close(token: Token) -> bool:
    following = None if token.i + 1 >= token.sent.end else word_after(token)
    return following is None or bool(token.whitespace_) or following.is_punct


def is_quote(token: Token) -> bool:
    """Whether the token is a quotation mark, not an apostrophe."""
    return token.text in QUOTES and token.dep_ != "case" and token.tag_ != "POS"
