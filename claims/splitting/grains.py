"""
Shorter ways to say a draft: without the parts that only add to it, and with each of them alone.

What is left out must leave the rest true: nothing is taken from a clause that is denied or
conditional, nor from a noun under "every", "no", "only" or a superlative.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from claims.splitting.asides import is_set_off, is_specific
from claims.splitting.coordination import BINDING_NOUNS, may_be_lower
from claims.splitting.cues import DENYING, NEGATIONS, TOGETHER, WHOEVER, words
from claims.splitting.grammar import (
    COMPLEMENTS,
    SUBJECTS,
    closes_span,
    conjuncts,
    is_actual,
    is_alone,
    is_conditional,
    is_finite,
    is_nationality,
    is_negated,
    is_proviso,
    is_verb,
    subject_of,
    text_after,
    text_before,
    word_before,
)
from claims.splitting.lifetimes import is_bracketed_birth
from claims.splitting.limits import (
    ENDS,
    UNITS,
    compares,
    follows_particle,
    is_gapped,
    is_generic,
    is_in_title,
    is_narrow,
    is_of_absolute,
    is_of_name,
    is_resumed,
    is_scarce,
    names_the_only,
    span_end,
)
from claims.splitting.repair import last_object

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.draft import Draft

ON_VERBS = words("prep npadvmod advcl agent")
ON_NOUNS = words("prep acl relcl appos")
ON_ANY = ON_VERBS | ON_NOUNS
COMPLETING = words("as into of like than")
EXAMPLES = words("as including")
GOALS = words("to into onto toward towards")
NEEDY = words("age aim base bind come compose connect consist contain dedicate depend derive put "
    "entitle focus go know lie link live locate look name refer rely reside set situate tend title "
    "use")  # fmt: skip
SOME = words("some many most several")
POSTS = words("capacity duty job position post role task")  # nobody "holds Head of News"
PLACING = words("keep leave place put")
WHOLE_NOUNS = words(
    "bit couple deal group handful kind lot majority multitude number pair part piece plenty "
    "head range series set sort type variety opposite reverse contrary north south east west "
    "northeast northwest southeast southwest outskirts addition response contrast regard "
    "relation spite charge favor favour lieu accordance behalf honor honour memory aid terms"
)  # fmt: skip
NAMES_WITH_OF = words("order church house university bank ministry department institute school "
    "college academy museum bay gulf battle treaty isle court council board bureau office city "
    "town house state republic kingdom empire hall temple tower lake mount sea cape")  # fmt: skip
CONTESTS = words("match game final semi-final tie race election fight vote battle war set case")
RELATIVE = frozenset({"WDT", "WP", "WP$"})
KIN = words("wife husband widow widower son daughter child mother father parent brother sister "
    "uncle aunt nephew niece cousin grandson granddaughter heir")  # fmt: skip
PARTICLES = words("out off")
BOUND_CLAUSES = words("if unless until till whether than only lest provided") | WHOEVER
BOUND_PARTS = words("according than until till except without besides barring despite instead")
DEEPEST = 3
PAIRS = 3  # of three parts, each pair leaves out one
FEWEST, MOST = 2, 5  # parts of which two are told together
JOINED = words("after before as than when")  # "soon after the war"
LOOSE_ADVERBS = words("also then ultimately eventually subsequently additionally later widely "
    "highly actively successfully quickly soon")  # fmt: skip
LOOSE_ADJECTIVES = words(
    "acclaimed accomplished amazing ancient beautiful beloved big bold brilliant classic "
    "controversial countless courageous dangerous deep devastating domestic dramatic elderly "
    "enormous epic experienced extensive famous female fierce fine giant global grand great hit "
    "huge iconic important independent influential innovative intensive international large "
    "legendary lovely major male many massive multiple musical nasty new notable numerous online "
    "outstanding passionate popular powerful prestigious prolific prominent rare recent regular "
    "renowned rising romantic serious several severe shocking significant silent small "
    "spectacular stolen strong stunning successful talented terrible tiny tough traditional "
    "tragic upcoming various vast veteran vicious violent worldwide young"
)
SHOWING = words("image photograph photo picture video map detail list story song recording")
ROLE_LIKE = words(  # "a vice president" is no president
    "vice deputy assistant acting interim ex former honorary half step toy mock model dummy "
    "replica fake would-be co non anti shadow trainee junior apprentice aspiring"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a draft can be said without: its word, all its words, what it stands in."""

    token: Token
    inside: frozenset[int]
    within: Part | None
    level: int


@dataclass(frozen=True, slots=True, eq=False)
class Grain:
    """One way to say a draft: which parts it keeps, if not all of them."""

    draft: Draft
    shape: str  # whole, bare, flat, part
    part: Part | None
    parts: int  # how many the draft has


def grains_of(draft: Draft, quoted: frozenset[int], *, repeating: bool = False) -> Iterator[Grain]:
    """Yield the draft whole, and every shorter way to say it; more of them if it may repeat."""
    parts = parts_of(draft, quoted)
    count = len(parts)
    yield Grain(draft, "whole", None, count)
    tokens = {token.i for token in draft.tokens()}
    outer = [part for part in parts if part.level == 1]
    bare = tokens.difference(*(part.inside for part in outer))
    own = {part.token.i: own_words(part, parts) for part in parts}
    if parts:
        yield Grain(shortened(draft, bare), "bare", None, count)
    for part in parts:
        kept = bare.union(*(own[p.token.i] for p in chain(part)))
        yield Grain(shortened(draft, kept), "part", part, count)
    yield from examples_of(draft, tokens, count)
    flat = bare.union(*(own[part.token.i] for part in outer))
    if len(outer) > 1 and flat != tokens:
        yield Grain(shortened(draft, flat), "flat", None, count)
    if repeating:
        yield from pairs_of(draft, outer, bare, own)
        yield from plain_of(draft, outer, bare, own)


def pairs_of(
    draft: Draft, outer: list[Part], bare: set[int], own: dict[int, set[int]]
) -> Iterator[Grain]:
    """Yield the draft with each two of its parts, where there are more."""
    if FEWEST < len(outer) <= MOST:
        for one, other in combinations(outer, 2):
            kept = bare.union(own[one.token.i], own[other.token.i])
            yield Grain(shortened(draft, kept), "pair", other, len(outer))
    if PAIRS < len(outer) <= MOST:
        for one in outer:
            kept = bare.union(*(own[part.token.i] for part in outer if part != one))
            yield Grain(shortened(draft, kept), "flat", None, len(outer))


def plain_of(
    draft: Draft, outer: list[Part], bare: set[int], own: dict[int, set[int]]
) -> Iterator[Grain]:
    """Yield the draft bare, and with each of its parts, without the words that only colour it."""
    tokens = {token.i: token for token in draft.tokens()}
    loose = {token.i for token in tokens.values() if is_loose_word(token, tokens)}
    loose |= {t.i for token in tokens.values() for t in loose_measure(token, tokens)}
    if loose & bare:
        yield Grain(shortened(draft, bare - loose), "plain", None, len(outer))
    for part in outer if loose else ():
        kept = bare.union(own[part.token.i])
        if loose & kept:
            yield Grain(shortened(draft, kept - loose), "plain part", part, len(outer))


def is_loose_word(word: Token, tokens: dict[int, Token]) -> bool:
    """Whether a word only adds a colour: "also" on a verb, "famous" or "French" on a noun."""
    if any(not c.is_punct for c in word.children) or not is_upward(word.head, tokens):
        return False
    if word.dep_ == "advmod":
        joins = any(t.lower_ in JOINED for t in word.doc[word.i + 1 : word.i + 2])
        return word.lower_ in LOOSE_ADVERBS and is_verb(word.head) and not joins
    noun = word.head
    if word.i > noun.i or narrows(word, noun):
        return False
    if "-" in {t.text for t in word.doc[max(0, word.i - 1) : word.i + 2]}:
        return False
    if word.dep_ == "amod":
        return word.lower_ in LOOSE_ADJECTIVES or (is_nationality(word) and is_alone(word))
    return is_loose_name(word)


def loose_measure(word: Token, tokens: dict[int, Token]) -> list[Token]:
    """Return "five-star" on "a five-star hotel", whose noun says enough without it."""
    noun = word.head
    if word.dep_ not in {"amod", "compound", "nmod"} or word.i > noun.i:
        return []
    inside = list(word.subtree)
    joined = any(t.text == "-" for t in inside) and word.doc[word.i + 1].text != "-"
    counted = any(t.tag_ == "CD" for t in inside) and inside[0].ent_type_ != "ORDINAL"
    if not (joined and counted and noun.pos_ == "NOUN") or narrows(word, noun):
        return []
    return inside if is_upward(noun, tokens) else []


def is_loose_name(word: Token) -> bool:
    """Whether a name only tells more of what a noun behind it means: "a Tesco store"."""
    noun = word.head
    named = word.dep_ == "compound" and word.pos_ == "PROPN" and word.ent_type_ != ""
    whole = named and not noun.ent_type_ and noun.pos_ == "NOUN" and noun.lower_ not in ROLE_LIKE
    marked = any(c.dep_ in {"det", "nummod"} for c in noun.children)
    return whole and marked and word.lower_ not in ROLE_LIKE


def narrows(word: Token, noun: Token) -> bool:
    """Whether more is claimed without a word: "large firms must pay", "without a large army"."""
    marked = any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
    of_all = noun.tag_ in {"NNS", "NNPS"} and noun.dep_ in SUBJECTS and not marked
    return of_all or says_of_all(word, noun) or any(t.lower_ in BOUND_PARTS for t in noun.ancestors)


def examples_of(draft: Draft, tokens: set[int], count: int) -> Iterator[Grain]:
    """Yield "shows such as X" as "X", where the clause says that there are such shows."""
    for sign in draft.tokens():
        listed = listed_by(sign) if sign.lower_ in EXAMPLES else None
        listed_after = [m for c in sign.children if c.dep_ == "pobj" for m in conjuncts(c)]
        named = next((member for member in listed_after if member.i in tokens), None)
        if listed is None or named is None or not is_actual(listed):
            continue
        first = listed
        while first.dep_ == "conj":
            first = first.head
        if first.dep_ == "pobj" and first.head.lower_ == "of":  # "a multitude of films"
            some = first.head.head.lemma_ in WHOLE_NOUNS | SOME
            first = first.head.head if some else first
        phrase = {t.i for t in first.subtree} | {t.i for t in sign.subtree}
        example = {t.i for t in named.subtree if t.i in tokens}
        yield Grain(shortened(draft, (tokens - phrase) | example), "example", None, count)


def listed_by(sign: Token) -> Token | None:
    """Return the plural object of which "including" or "such as" gives an example."""
    if sign.dep_ != "prep" or sign.lower_ not in EXAMPLES:
        return None
    such = any(child.lower_ == "such" for child in sign.children)
    if not (such or sign.lower_ == "including"):
        return None
    noun = last_object(sign.head, sign.i) if is_verb(sign.head) else sign.head
    if noun is None or noun.tag_ not in {"NNS", "NNPS"} or noun.lemma_ in POSTS:
        return None
    return noun if noun.dep_ in {"dobj", "pobj", "attr", "conj"} else None


def whole_of(draft: Draft) -> Iterator[Grain]:
    """Yield the draft whole, and nothing shorter."""
    yield Grain(draft, "whole", None, 0)


def shortened(draft: Draft, kept: set[int]) -> Draft:
    """Return the draft with these of its tokens only."""
    said = [word for word in draft.words if isinstance(word, str) or word.i in kept]
    return replace(draft, words=said, operations=(*draft.operations, "adjunct"))


def chain(part: Part) -> Iterator[Part]:
    """Yield the part and those that it stands in."""
    node: Part | None = part
    while node is not None:
        yield node
        node = node.within


def own_words(part: Part, parts: list[Part]) -> set[int]:
    """Return the words of a part without the parts in it."""
    return set(part.inside).difference(*(p.inside for p in parts if p.within is part))


def parts_of(draft: Draft, quoted: frozenset[int]) -> list[Part]:
    """Return the parts that the draft can be said without, outer ones first, in their order."""
    tokens = {token.i: token for token in draft.tokens()}
    fixed = {draft.head.i, *(token.i for token in draft.head.ancestors)}
    found: list[Part] = []
    possible = [token for token in tokens.values() if token.dep_ in ON_ANY]
    for token in sorted(possible, key=depth):
        if token.i in fixed or token.i in quoted or not is_optional(token, tokens):
            continue
        end = span_end(token)
        whole = [*token.subtree, *(end.subtree if end is not None else ())]
        inside = frozenset(t.i for t in whole if t.i in tokens)
        within = next((p for p in reversed(found) if token.i in p.inside), None)
        level = within.level + 1 if within else 1
        if level <= DEEPEST and inside != frozenset(tokens):
            found.append(Part(token, inside, within, level))
    return sorted(found, key=lambda part: (part.level, part.token.i))


def depth(token: Token) -> tuple[int, int]:
    """Return how deep the token hangs, and its place."""
    return sum(1 for _ in token.ancestors), token.i


def is_optional(token: Token, tokens: dict[int, Token]) -> bool:
    """Whether what the rest says holds without the token and all that hangs on it."""
    head = token.head
    if head.i not in tokens or is_attached(token) or is_bound(token) or leads_clause(token):
        return False
    if is_all_of_clause(token, head) or is_before_byname(token, tokens):
        return False
    if is_before_member(token, tokens):
        return False
    if is_verb(head):
        fits = token.dep_ in ON_VERBS and is_adjunct(token)
    else:
        fits = token.dep_ in ON_NOUNS and is_addition(token)
    return fits and is_upward(head, tokens)


def leads_clause(token: Token) -> bool:
    """Whether the clause hangs by this part on its noun: "with whom she has three children"."""
    return token.head.dep_ == "relcl" and any(t.tag_ in RELATIVE for t in token.subtree)


def is_all_of_clause(token: Token, head: Token) -> bool:
    """Whether only a participle would be left: "Hoping for rain, farmers pray"."""
    if head.dep_ != "advcl" or head.tag_ not in {"VBG", "VBN"}:
        return False
    return not any(c != token and not c.is_punct for c in head.children)


def is_attached(token: Token) -> bool:
    """Whether the part is one with the word before it: in "face-to-face", a name or a date."""
    left = token.left_edge
    if is_in_title(token) or counts_time(token) or is_of_absolute(token):
        return True
    joined = "-" in {left.text, text_before(left)}
    joined = joined or (left.pos_ == "ADP" and text_after(left) == "-")  # "by-election"
    joined = joined or (left.tag_ == "TO" and text_before(left) == "on")  # "went on to make"
    inside = left.ent_iob_ == "I" and token.head.ent_type_ == left.ent_type_
    stranded = token.dep_ == "prep" and not any(True for _ in token.children)
    return (
        joined
        or inside
        or stranded
        or is_compared(token)
        or is_of_name(token)
        or is_within_list(token)
    )


def is_within_list(part: Token) -> bool:
    """Whether what is joined behind may belong in it: "professor of anatomy and biology"."""
    behind = [c for c in part.head.children if c.dep_ == "conj" and c.i > part.i]
    return any(may_be_lower(part.head, member) for member in behind)


def is_before_member(part: Token, tokens: dict[int, Token]) -> bool:
    """Whether what is joined behind has its own phrase: "owner of a house and father of a boy"."""
    behind = [c for c in part.head.children if c.dep_ == "conj" and c.i > part.i and c.i in tokens]
    return part.lower_ == "of" and any(
        c.dep_ == "prep" and c.lower_ == "of" for member in behind for c in member.children
    )


def is_before_byname(part: Token, tokens: dict[int, Token]) -> bool:
    """Whether an apposition that is told may be about its noun: "head of the firm, Acme,"."""
    members = [] if part.dep_ != "prep" else conjuncts(part.head)
    behind = (c for noun in members for c in noun.children if c.i > part.i and c.i in tokens)
    return any(c.dep_ == "appos" and c.pos_ in {"NOUN", "PROPN"} for c in behind)


def is_compared(part: Token) -> bool:
    """Whether what follows may be about the part's last word: "with a child younger than 15"."""
    following = part.doc[part.right_edge.i + 1 : part.right_edge.i + 3]
    return [t.tag_ for t in following[:1]] == ["JJR"] and following[-1].lower_ == "than"


def counts_time(part: Token) -> bool:
    """Whether words for a time stand right before: "minutes after", "on his way to"."""
    first = part.left_edge if part.dep_ == "advcl" else part
    lead = word_before(first)
    if lead is None:
        return False
    timed = first.lower_ in {"after", "before"} and lead.lemma_ in UNITS
    timed = timed and lead.head != part and lead.dep_ != "pobj"
    return timed or (part.lower_ == "to" and lead.lower_ == "way")


def is_adjunct(token: Token) -> bool:
    """Whether the part of a clause adds a time, a place, a manner, an agent or a reason."""
    verb = token.head
    if token.dep_ == "agent" and verb.lemma_ == "survive":
        return False
    if token.lower_ in COMPLETING or (token.dep_ == "prep" and completes(token, verb)):
        return False
    alone = verb.dep_ == "acl" and [c for c in verb.children if not c.is_punct] == [token]
    if verb.lemma_ == "age" or alone or is_bracketed_birth(verb):  # "aged 91", ", built in 1900,"
        return False
    return token.dep_ != "npadvmod" or token.ent_type_ in {"DATE", "TIME"}


def completes(part: Token, verb: Token) -> bool:
    """Whether the verb says nothing, or something else, without the preposition: "moved to"."""
    other = any(c.dep_ in COMPLEMENTS for c in verb.children)
    if verb.lemma_ == "be":
        first = next((c for c in verb.children if c.i > verb.i and c.dep_ in ON_VERBS), None)
        return not other and part == first
    if any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in part.children) and part.lower_ == "from":
        return True  # "bars judges from owning shares"
    if is_particle(part, verb):
        return True
    if part.lower_ in GOALS and not other:
        return True
    if verb.lemma_ in PLACING and is_behind_object(part, verb):  # "leave her in pain"
        return True
    return verb.lemma_ in NEEDY and verb.i + 1 == part.i and not other


def is_particle(part: Token, verb: Token) -> bool:
    """Whether the word makes another verb of the one before: "moved on", "put up with"."""
    return follows_particle(part) or (part.lower_ in PARTICLES and part.i == verb.i + 1)


def is_behind_object(part: Token, verb: Token) -> bool:
    """Whether the phrase follows the verb's object and says neither when nor in which town."""
    behind = any(c.dep_ == "dobj" and c.right_edge.i == part.i - 1 for c in verb.children)
    named = {c.ent_type_ for c in part.children if c.dep_ == "pobj"}
    return behind and not named & {"DATE", "TIME", "GPE", "LOC"}


def is_addition(token: Token) -> bool:
    """Whether the part of a noun phrase adds to a noun that says enough without it."""
    noun = token.head
    if noun.lemma_ in BINDING_NOUNS | WHOLE_NOUNS or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if is_of_infinitive(token, noun) or says_of_all(token, noun):
        return False
    if token.dep_ == "prep" and token.lower_ in COMPLETING - {"of"}:
        return listed_by(token) is not None
    if token.dep_ == "appos":
        return is_set_off(token) and not (token.ent_type_ == noun.ent_type_ == "DATE")
    if is_misread_clause(token) or (token.lower_ == "of" and needs_of(noun)):
        return False
    told = is_specific(noun) or any(c.dep_ in {"nummod", "amod"} for c in noun.children)
    return told or noun.dep_ not in SUBJECTS


def needs_of(noun: Token) -> bool:
    """Whether the noun means something else, or nothing certain, without its "of …"."""
    if noun.ent_type_ == "PERSON" or (noun.tag_ == "NNS" and noun.lemma_ in SHOWING):
        return False
    named = noun.pos_ == "PROPN" and noun.lower_ in NAMES_WITH_OF
    certain = noun.tag_ != "NNS" and not noun.ent_type_ and noun.dep_ not in SUBJECTS
    return named or noun.lemma_ in KIN or not certain


def is_misread_clause(clause: Token) -> bool:
    """Whether the noun may be what the clause is about: "ran as a wall of ice tore through"."""
    if clause.dep_ != "relcl" or not is_finite(clause) or subject_of(clause) is not None:
        return False
    return not any(t.tag_ in {"WDT", "WP", "WP$", "WRB"} for t in clause.subtree)


def says_of_all(token: Token, noun: Token) -> bool:
    """Whether the noun means whatever there is of its kind, so that less said is more claimed."""
    return is_narrow(noun) or is_generic(noun) or (token.dep_ == "relcl" and is_rule_for(noun))


def is_of_infinitive(token: Token, noun: Token) -> bool:
    """Whether the part belongs to "a plan for X to do Y", whose halves mean nothing alone."""
    before = [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "for"]
    doing = [c for c in noun.children if is_infinitive(c)]
    if noun.dep_ == "pobj" and noun.head.lower_ == "for":
        return token in doing
    return bool(before and doing) and token in (*before, *doing)


def is_infinitive(clause: Token) -> bool:
    """Whether a clause on a noun says what is to be done."""
    return clause.dep_ in {"acl", "relcl"} and any(c.tag_ == "TO" for c in clause.children)


def is_rule_for(noun: Token) -> bool:
    """Whether the clause says what holds for all such: "free for students who live alone"."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    bare = noun.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod"} for c in noun.children)
    return bare and first.dep_ == "pobj" and first.head.lower_ in {"for", "to"}


def is_bound(token: Token) -> bool:
    """Whether the rest says something else without this part."""
    if any(holds_together(t) or is_degree(t) for t in token.subtree) or is_span(token):
        return True
    if token.lower_ in {"provided", "providing"} and any(c.dep_ == "ccomp" for c in token.children):
        return True
    if token.dep_ in {"prep", "advcl", "agent"}:
        return (
            is_proviso(token)
            or is_gapped(token)
            or is_resumed(token)
            or token.doc[max(0, token.i - 1)].lower_ in {"far", *BOUND_PARTS}
            or token.lower_ in BOUND_PARTS
            or any(c.lower_ in BOUND_CLAUSES and not closes_span(c) for c in token.children)
        )
    return token.lower_ in NEGATIONS


def holds_together(word: Token) -> bool:
    """Whether the word makes several one: "together", "between A and B"; no dates, no things."""
    if word.lower_ not in TOGETHER:
        return False
    if word.lower_ == "both" and word.dep_ in {"det", "preconj", "cc"}:
        return False  # "on his way to scoring both goals"
    dated = [c for c in word.children if c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"}]
    return not (word.lower_ == "between" and dated)


def is_degree(word: Token) -> bool:
    """Whether what follows says how much: "in such a bad state they had to be removed"."""
    after = word.doc[word.i + 1 : word.i + 2].text.lower()
    return word.lower_ == "such" and after not in {"as", ""}


def is_span(token: Token) -> bool:
    """Whether the part is one end of "from A to B", which are told together or not at all."""
    doc, after = token.doc, token.right_edge.i + 1
    if token.lower_ == "from":
        end = doc[after : after + 1].text.lower() in ENDS
        return end and span_end(token) is None
    if token.lower_ not in ENDS or token.i == token.sent.start:
        return False
    before = doc[token.i - 1]
    return any(t.lower_ == "from" and t.dep_ == "prep" for t in (before, *before.ancestors))


def is_upward(head: Token, tokens: dict[int, Token]) -> bool:
    """Whether all that stands above is said to be so, so that less of it is so too."""
    node = head
    while True:
        if is_verb(node) and not may_be_shorter(node):
            return False
        denied = any(child.dep_ == "neg" for child in node.children)
        if denied or (not is_verb(node) and is_narrow(node)):
            return False
        if node.head == node or node.head.i not in tokens:
            return True
        node = node.head


def may_be_shorter(verb: Token) -> bool:
    """Whether a clause that is so with a part of it is so without that part."""
    if is_negated(verb) or is_conditional(verb) or is_limited(verb) or is_denying(verb):
        return False
    if verb.dep_ == "ccomp" and not is_finite(verb) and has_that(verb):  # its verb is elsewhere
        return False
    return not (is_scarce(verb) or names_the_only(verb) or compares(verb))


def is_denying(verb: Token) -> bool:
    """Whether the verb denies what it is said of; a match that was lost was played."""
    lost = [c for c in verb.children if c.dep_ in {"dobj", "npadvmod", "xcomp", "ccomp"}]
    contest = verb.lemma_ == "lose" and all(
        c.lemma_ in CONTESTS or c.text[:1].isdigit() or c.ent_type_ in {"DATE", "TIME"}
        for c in lost
    )
    return verb.lemma_ in DENYING and not contest


def has_that(clause: Token) -> bool:
    """Whether the clause begins with "that"."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def is_limited(verb: Token) -> bool:
    """Whether "only", "never" or "hardly" stands on the verb."""
    return any(c.lower_ in {"only", "solely", "never", "hardly"} for c in verb.children)
