"""What every draft must pass before it becomes a claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from claims.splitting.cues import NEGATIONS, PRIVATIVES, words
from claims.splitting.grammar import (
    SUBJECTS,
    closes_span,
    is_finite,
    is_quote,
    is_verb,
    text_before,
    word_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claims.splitting.draft import Draft, Word

SHORTEST = 3
DANGLING_TAGS = frozenset({"IN", "DT", "CC", "TO", "PRP$", "WDT", "WP", "WP$", "MD"})
BINDING = NEGATIONS | {"only", "not", "if", "unless", "whether"}
QUANTIFIERS = frozenset({"few", "most", "some", "no"})
WAITING = words("a an the in is are was were")  # put in; what they stood for is gone
HELPERS = frozenset({"be", "have", "do"})
MONTHS = words("january february march april may june july august september october november "
    "december")  # fmt: skip
MONTH = f"(?:{'|'.join(month.title() for month in sorted(MONTHS))})"
DATE = re.compile(
    rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?:\d{{1,2}} {MONTH}|{MONTH} \d{{1,2}}\b)(?:,? \d{{4}})?"
)
LOOSELY = words("dobj npadvmod advmod oprd attr dep dative")  # how the parser hangs what it lost
OPENERS = frozenset(
    {"who", "which", "whose", "whom", "that", "and", "but", "or", "because", "while"}
)


def passes(draft: Draft) -> bool:
    """Whether the draft is a sentence and leaves out nothing that would change what it says."""
    return is_sentence(draft) and keeps_meaning(draft)


def is_sentence(draft: Draft) -> bool:
    """Whether there are a subject, a finite verb and an end that does not dangle."""
    said = [w for w in draft.words if isinstance(w, str) or not w.is_punct]
    if len(said) < SHORTEST or _dangles(draft):
        return False
    tokens = set(draft.tokens())
    inserted = any(isinstance(word, str) and word.isalpha() for word in draft.words)
    aside = _in_brackets(draft)
    verbs = [token for token in tokens if is_verb(token) and token.i not in aside]
    finite = inserted or any(_shows_tense(verb, tokens) for verb in verbs)
    subject = inserted or draft.operations[-1:] != () or any(t.dep_ in SUBJECTS for t in tokens)
    return finite and subject and not does_itself(tokens)


def does_itself(tokens: Collection[Token]) -> bool:
    """Whether somebody does to himself what was done to another: "the fish saved the fish"."""
    done = [t for t in tokens if t.dep_ == "dobj" and t.tag_ in {"NN", "NNS"}]
    return any(
        subject.lemma_ == noun.lemma_ and subject.dep_ in SUBJECTS and subject.i < noun.i
        for noun in done
        if any(child.lower_ == "the" for child in noun.lefts)
        for subject in tokens
    )


def _shows_tense(verb: Token, tokens: set[Token]) -> bool:
    return is_finite(verb) or any(t.tag_ in {"MD", "VBZ", "VBD", "VBP"} for t in tokens)


def _dangles(draft: Draft) -> bool:
    """Whether the last word waits for another, or the first joins on to something."""
    said = [w for w in draft.words if isinstance(w, str) or not w.is_punct]
    first, last = said[0], said[-1]
    if not isinstance(first, str) and first.dep_ == "mark" and first.head == draft.head:
        return True
    if not isinstance(first, str) and first.lower_ in OPENERS and not first.is_sent_start:
        return first.dep_ not in {"det", "nsubj", "nsubjpass"} or first.lower_ != "that"
    if isinstance(last, str):
        return last in WAITING
    if not (last.tag_ in DANGLING_TAGS or last.lemma_ in HELPERS):
        return False
    if last.tag_ == "MD" and is_verb(last) and last.dep_ in {"ccomp", "relcl"}:
        return False  # "what they can"
    following = last.i + 1
    ends = following >= last.sent.end or last.doc[following].is_punct
    return not ends


def keeps_meaning(draft: Draft) -> bool:
    """Whether each denial, modal and limit that reaches the draft's words is among them."""
    tokens = set(draft.tokens())
    if _runs_together(draft.words) or _cuts_a_date(draft) or _cuts_brackets(draft):
        return False
    if _has_stray_joint(tokens):
        return False
    shortened = "adjunct" in draft.operations
    if shortened and _runs_on(draft):
        return False
    if shortened and (_reaches_over(tokens) or _joins_nothing(tokens) or _leaps(tokens)):
        return False
    if shortened and any(_is_left_bare(token, tokens) for token in tokens):
        return False
    told = {token.i for token in tokens}
    return not any(
        token.i not in told and token.head.i in told and _binds(token, token.head, tokens)
        for token in draft.head.sent
    )


def _runs_together(words: list[Word]) -> bool:
    """Whether two nouns stand side by side that a comma or a word held apart."""
    return any(
        _is_torn(a, b)
        for a, b in pairwise(words)
        if not isinstance(a, str) and not isinstance(b, str) and b.i > a.i + 1
    )


class Unit(NamedTuple):
    """Tokens of a sentence that are told all or not at all; brackets may hold a list."""

    first: int
    last: int
    inside: frozenset[int]
    listed: bool


def _units(sentence: Span, name: str, find: Callable[[Span], list[Unit]]) -> list[Unit]:
    """Return the dates or the brackets of a sentence; found once."""
    known, key = sentence.doc.user_data, f"{name} {sentence.start}"
    if key not in known:
        known[key] = find(sentence)
    units: list[Unit] = known[key]
    return units


def _find_brackets(sentence: Span) -> list[Unit]:
    found: list[Unit] = []
    opened: list[int] = []
    for token in sentence:
        if token.text == "(":
            opened.append(token.i)
        elif token.text == ")" and opened:
            first = opened.pop()
            inside = [t for t in sentence.doc[first + 1 : token.i] if not t.is_punct]
            listed = any(t.dep_ in {"conj", "cc"} for t in inside)
            found.append(Unit(first, token.i, frozenset(t.i for t in inside), listed))
    return found


def _find_dates(sentence: Span) -> list[Unit]:
    if not any(token.lower_ in MONTHS for token in sentence):
        return []
    text, offset, found = sentence.text, sentence.start_char, []
    for match in DATE.finditer(text):
        span = sentence.doc.char_span(offset + match.start(), offset + match.end())
        if span is not None:
            inside = frozenset(t.i for t in span if not t.is_punct)
            found.append(Unit(span.start, span.end - 1, inside, listed=False))
    return found


def _in_brackets(draft: Draft) -> set[int]:
    """Return the places of the draft's sentence that stand in brackets."""
    brackets = _units(draft.head.sent, "brackets", _find_brackets)
    return {i for unit in brackets for i in unit.inside}


def _runs_on(draft: Draft) -> bool:
    """Whether two clauses stand side by side without the end that a semicolon stood behind."""
    told = {token.i for token in draft.tokens()}
    first, last = min(told, default=0), max(told, default=0)
    lost = [t.i for t in draft.head.sent if t.text == ";" and t.i - 1 not in told]
    if not any(first < i < last for i in lost):
        return False
    brackets = _units(draft.head.sent, "brackets", _find_brackets)
    return not any(unit.first < i < unit.last for unit in brackets for i in lost)


def _cuts_brackets(draft: Draft) -> bool:
    """Whether brackets have lost a part, or what they stand behind: "built [by X] (died 2010)"."""
    brackets = _units(draft.head.sent, "brackets", _find_brackets)
    if not brackets:
        return False
    told = {token.i for token in draft.tokens()}
    for unit in brackets:
        kept = unit.inside & told if {unit.first, unit.last} & told else frozenset()
        owned = not unit.first or unit.first - 1 in told
        whole = unit.listed or kept == unit.inside
        if kept and draft.head.i not in unit.inside and not (owned and whole):
            return True
    return False


def _cuts_a_date(draft: Draft) -> bool:
    """Whether a day, its month and its year, that stand side by side, are told in part."""
    dates = _units(draft.head.sent, "dates", _find_dates)
    if not dates:
        return False
    told = {token.i for token in draft.tokens()}
    return any(unit.inside & told and not unit.inside <= told for unit in dates)


def _reaches_over(tokens: set[Token]) -> bool:
    """Whether a part hangs on a word before an "and" that is gone: it may belong behind it."""
    return any(
        between.dep_ == "cc" and between not in tokens and between.head.i > token.head.i
        for token in tokens
        if token.dep_ in {"prep", "relcl", "acl"} and token.head in tokens
        for between in token.doc[token.head.i + 1 : token.i]
    )


def _is_left_bare(verb: Token, tokens: set[Token]) -> bool:
    """Whether a participle on a noun has lost all that it said: "a man jailed died"."""
    first = verb
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ != "acl" or verb.tag_ != "VBN" or first.head not in tokens:
        return False
    own = [c for c in verb.children if not c.is_punct and c.dep_ not in {"cc", "conj"}]
    return bool(own) and not any(child in tokens for child in own)


def _leaps(tokens: set[Token]) -> bool:
    """Whether a clause is told of a word over a noun that is gone, of which it may be said."""
    return any(
        between.pos_ in {"NOUN", "PROPN"} and between not in tokens
        for token in tokens
        if token.dep_ in {"relcl", "acl"} and token.head in tokens
        for between in token.doc[token.head.i + 1 : token.left_edge.i]
    )


def _joins_nothing(tokens: set[Token]) -> bool:
    """Whether the end of the clause before an "and" is gone: "he sang and later in Milan"."""
    for joint in (token for token in tokens if token.dep_ == "cc" and is_verb(token.head)):
        before = [t for t in joint.doc[joint.sent.start : joint.i] if not t.is_punct]
        going_on = any(child.dep_ == "conj" and child in tokens for child in joint.head.children)
        if before and before[-1] not in tokens and not going_on:
            return True
    return False


def _has_stray_joint(tokens: set[Token]) -> bool:
    """Whether an "and" joins nothing any more: "the deaths of Ann Lee and as suspicious"."""
    return any(
        token.dep_ == "cc"
        and token.lower_ == "and"
        and token.head in tokens
        and not token.head.is_punct
        and not any(t.i > token.i for t in _joined_behind(token) if t in tokens)
        for token in tokens
    )


def _joined_behind(joint: Token) -> list[Token]:
    """Return what may stand behind an "and": what is joined there, or hangs on the same word."""
    return [
        child
        for above in (joint.head, joint.head.head)
        for child in above.children
        if child.i > joint.i and not child.is_punct and child.dep_ not in {"cc", "prep"}
    ] + [joint.head]


def _is_torn(a: Token, b: Token) -> bool:
    """Whether the second of two words across a gap hangs on what is no longer there."""
    if {a.pos_, b.pos_} <= {"NOUN", "PROPN"} and (a.head == b or b.head == a):
        return True
    if _has_lost_its_noun(b) or _is_bare_title(a, b) or _is_bare_number(a, b):
        return True
    phrase = b
    while phrase.dep_ in {"compound", "det", "amod", "poss", "nmod", "nummod"}:
        phrase = phrase.head
    return text_before(b) == "," and phrase.dep_ in {"appos", "dep"}


def _is_bare_number(a: Token, b: Token) -> bool:
    """Whether a counted noun has lost what joined it: "a record [… and] 128 strikeouts"."""
    counts = b.dep_ == "nummod" and b.ent_type_ in {"", "CARDINAL"}
    return counts and a.pos_ in {"NOUN", "PROPN", "NUM"}


def _is_bare_title(a: Token, b: Token) -> bool:
    """Whether a title has lost its kind: "his career [in the soap opera] Home and Away"."""
    named = b.pos_ == "PROPN" and b.ent_type_ not in {"DATE", "TIME", "PERSON"}
    lead, name = word_before(b), b
    while name.dep_ == "compound":
        name = name.head
    behind = lead is not None and lead.pos_ == "NOUN" and lead != a
    lost = name.dep_ in LOOSELY or (name.dep_ == "appos" and name.head == lead)
    return named and behind and a.pos_ in {"NOUN", "PROPN"} and lost


def _has_lost_its_noun(word: Token) -> bool:
    """Whether what stood before a quoted title or a bare noun was part of what it names."""
    lead = word_before(word)
    first = lead if lead is not None and is_quote(lead) and not word.is_punct else word
    if is_quote(first):  # "the series [“All In”]"
        lead = word_before(first)
        return lead is not None and lead.pos_ in {"NOUN", "PROPN"}
    bare = word.tag_ in {"NN", "VBP"} and word.dep_ in {"dobj", "npadvmod", "xcomp"}
    return bare and lead is not None and lead.pos_ == "PROPN"  # "the Virgin Islands [resort]"


def _binds(child: Token, parent: Token, tokens: set[Token]) -> bool:
    """Whether the parent means something else without this child."""
    if child.dep_ in {"neg"} or (child.lower_ in BINDING and child.dep_ not in {"cc", "prep"}):
        return True
    if child.dep_ == "aux" and is_verb(parent) and child.tag_ in {"MD", "TO"}:
        return not any(t.dep_ == "aux" and t.lower_ == child.lower_ for t in tokens)
    if child.dep_ in {"advcl", "prep"} and not closes_span(child):
        return child.lower_ in {"without", "except", "unless", "until"} or any(
            g.lower_ in {"if", "unless", "until", "only"} for g in child.children
        )
    return child.dep_ in {"det", "amod"} and (child.lower_ in QUANTIFIERS | PRIVATIVES)
