"""What a claim must take along from its sentence: denials, limits, conditions, complements."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from claims.splitting.cues import (
    CONDITIONS,
    HEDGES,
    LIMITS,
    NEGATIONS,
    PRIVATIVES,
    TOGETHER,
    words,
)
from claims.splitting.grammar import (
    AUXILIARIES,
    conjuncts,
    is_conditional,
    is_negated,
    is_proviso,
    is_verb,
    subject_of,
    text_before,
)
from claims.splitting.limits import (
    ENDS,
    compares,
    follows_particle,
    is_gapped,
    is_generic,
    is_narrow,
    is_of_absolute,
    is_of_name,
    is_scarce,
    is_shared_out,
    is_strict,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MORE_OR_LESS = words(
    "usually often sometimes occasionally partly largely mainly mostly generally typically "
    "frequently approximately roughly about around under over least nearly likely unlikely some "
    "several many longer acting deputy vice artificial late"
)
CUES = NEGATIONS | HEDGES | PRIVATIVES | LIMITS | CONDITIONS | MORE_OR_LESS
CUES |= TOGETHER - {"among", "between"}
FORMERLY = words("once then")
EXCEPTIONS = words("except besides but apart excluding without unless")
NEEDED = words("dobj attr acomp oprd xcomp ccomp prt")
ON_VERBS = words("advcl prep mark npadvmod advmod")
RELATIVE = frozenset({"WP", "WDT", "WRB", "WP$"})


def loses_a_cue(kept: Collection[Token]) -> bool:
    """Whether a word that limits what is said hangs on what is kept, and is gone."""
    return any(
        child not in kept and _limits(child, head) for token in kept for child, head in _on(token)
    )


def _on(token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield what hangs on a word, or on another verb that shares it, with the word it limits."""
    yield from ((child, token) for child in token.children)
    if not is_verb(token):
        return
    for member in members(token):
        conditional = is_conditional(member)
        for child in member.children:
            shared = child.dep_ == "mark" or (conditional and child.dep_ in {"advcl", "prep"})
            if member != token and shared:
                yield child, token
    while token.dep_ == "conj" and subject_of(token) is None:
        bare, token = has_no_tense(token), token.head
        yield from (
            (child, token)
            for child in token.children
            if child.i < token.i and (bare or child.lower_ in HEDGES)
        )


def has_no_tense(verb: Token) -> bool:
    """Whether the verb shares the auxiliaries of the one before it: "will open and close"."""
    own = any(child.dep_ in AUXILIARIES for child in verb.children)
    return verb.tag_ in {"VB", "VBN", "VBG"} and not own


def is_cue(token: Token) -> bool:
    """Whether the word by itself denies or limits what it stands on."""
    return token.dep_ in {"neg", "quantmod"} or not CUES.isdisjoint({token.lower_, token.lemma_})


def _limits(child: Token, head: Token) -> bool:
    """Whether the head means something else without this child."""
    if is_cue(child):
        return True
    if child.dep_ == "amod":
        return is_strict(child)
    if child.dep_ == "aux" and is_verb(head):
        return child.tag_ in {"MD", "TO"}
    if child.lower_ in FORMERLY:
        return not is_verb(head)
    if child.lower_ in EXCEPTIONS and child.dep_ != "cc":
        return True
    bound = any(below.lower_ in CONDITIONS | {"only"} for below in child.children)
    return child.dep_ in ON_VERBS and (
        bound or is_proviso(child) or (child.dep_ == "advcl" and is_conditional(head))
    )


def lacks_a_part(kept: Collection[Token]) -> bool:
    """Whether a verb lacks its complement, or "of", "than" or "except" what comes behind it."""
    return any(_lacks(token, kept) for token in kept)


def _lacks(token: Token, kept: Collection[Token]) -> bool:
    gone = [child for child in token.children if child not in kept and not child.is_punct]
    if any(_completes(child) for child in gone if child.i > token.i):
        return True
    if is_verb(token):
        needed = [c for c in gone if c.dep_ in NEEDED and c.i > token.i and token.lemma_ != "be"]
        return bool(needed) and not _has_another(token, kept)
    if token.dep_ == "prep" and (is_gapped(token) or has_two_ends(token)):
        within = token if has_two_ends(token) else token.sent.root
        return any(below not in kept for below in said_below(within))
    if token.lower_ in EXCEPTIONS | {"than", "including"}:
        return any(below not in kept for below in said_below(token))
    if token.tag_ in {"JJR", "RBR"} or token.lower_ in {"more", "less", "fewer"}:
        return any(t.lower_ == "than" and t not in kept and t.i > token.i for t in token.sent)
    return False


def has_two_ends(token: Token) -> bool:
    """Whether several spans hang on one word: "from May to June, March to April"."""
    return token.lower_ == "from" and sum(below.lower_ in ENDS for below in token.subtree) > 1


def _completes(part: Token) -> bool:
    """Whether a phrase belongs to what it hangs on: "member of", "seen as", "bar from doing"."""
    if is_of_absolute(part) or (part.dep_ == "agent" and part.head.lemma_ == "survive"):
        return True
    if part.dep_ != "prep":
        return goes_on(part)
    clause = any(child.dep_ == "pcomp" for child in part.children) and is_verb(part.head)
    if is_of_name(part) or follows_particle(part):
        return True
    named = part.lower_ == "of" and part.head.pos_ != "PROPN"
    return named or clause or (part.lower_ == "as" and is_verb(part.head))


def goes_on(part: Token) -> bool:
    """Whether it is what somebody "went on to do"."""
    to_do = part.dep_ in {"xcomp", "advcl"} and part.left_edge.tag_ == "TO"
    return to_do and text_before(part.left_edge) == "on"


def _has_another(verb: Token, kept: Collection[Token]) -> bool:
    """Whether one of the verb's listed objects is there: "wrote plays" of "poems and plays"."""
    return any(
        any(member in kept for member in members(child))
        for child in verb.children
        if child.dep_ in NEEDED - {"prt"}
    )


def said_below(token: Token) -> list[Token]:
    """Return the words below a word, without articles and marks."""
    return [t for t in token.subtree if not t.is_punct and t.pos_ not in {"DET", "CCONJ"}]


def claims_more(kept: Collection[Token]) -> bool:
    """Whether something is gone without which "no", "every" or "the first" say more."""
    return any(_widens(token, kept) for token in kept)


def _widens(token: Token, kept: Collection[Token]) -> bool:
    if is_verb(token):
        strict = is_negated(token) or is_scarce(token) or compares(token)
        inner = {"conj", "cc", "advcl", "mark", "punct"}
        parts = [c for c in token.children if c.dep_ not in inner and c.tag_ not in RELATIVE]
        return strict and any(t not in kept for part in parts for t in said_below(part))
    if is_strict(token) and token.dep_ != "pobj":
        noun = token if token.dep_ in {"attr", "acomp", "dobj"} else token.head
        below = [] if is_verb(noun) else said_below(noun)
        return any(t not in kept for t in [*below, *_behind(noun)])
    return (is_generic(token) or _is_bare(token)) and any(
        _restricts(child, token) for child in token.children if child not in kept
    )


def _behind(noun: Token) -> list[Token]:
    """Return what after a noun hangs on its verb: "was the worst fire since 1906"."""
    late = noun.head.children if noun.dep_ in {"attr", "dobj", "acomp"} else ()
    return [
        child for child in late if child.dep_ in {"prep", "xcomp", "advcl"} and child.i > noun.i
    ]


def _is_bare(noun: Token) -> bool:
    """Whether a plural speaks of all of its kind, unless something follows: "men who smoke"."""
    return noun.tag_ == "NNS" and not any(
        child.dep_ in {"det", "poss", "nummod"} for child in noun.children
    )


def _restricts(clause: Token, noun: Token) -> bool:
    """Whether a clause without a comma before it says which ones are meant."""
    if clause.dep_ not in {"relcl", "acl"} or clause.i < noun.i:
        return False
    return text_before(clause.left_edge) not in {",", "(", "–", "—"}


def picks_some(clause: Token) -> bool:
    """Whether a clause says which ones are meant, so that it is not said of all of them."""
    return clause.head.pos_ in {"NOUN", "PROPN", "PRON"} and (
        is_narrow(clause.head)
        or is_shared_out(clause.head)
        or clause.head.pos_ == "PRON"
        or (_is_bare(clause.head) and _restricts(clause, clause.head))
    )


def members(token: Token) -> list[Token]:
    """Return the members of the list in which the token stands."""
    while token.dep_ == "conj":
        token = token.head
    return conjuncts(token)
