"""
Words that hold a clause together: under them, less said is not less claimed.

"Every", "only" and the superlatives claim more of a noun the less is said of it; a comparison
needs both its sides; in "cars in Japan and vans in Turkey" each place belongs to one thing only.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claims.splitting.cues import words
from claims.splitting.grammar import (
    SUBJECTS,
    is_verb,
    shared_subject,
    text_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STRICT = words("no every all each any most few only both neither either first last next same sole "
    "half just merely")  # fmt: skip
SCARCE = words("no few fewer less only just merely neither none nobody nothing hardly barely "
    "scarcely")  # fmt: skip
PARTIAL = words("may might could can would should must")
UNITS = words("second moment minute hour day week month year decade inch foot yard mile metre "
    "meter kilometre kilometer centimetre gram kilo kilogram ounce pound stone litre liter pint "
    "gallon dollar euro cent penny degree")  # fmt: skip
SHARES = words("some any many most none several few all each both half third quarter majority "
    "dozens hundreds thousands number rest part members much neither either")  # fmt: skip
OWN = words("his her its their a an the and")
RANKED = words("placed ranked seeded")  # "fourth-placed" tells which one, and no first of all
LATER = words("later then again once")
ENDS = words("to until till")
PROPOSALS = words("bill draft motion offer petition plan proposal request scheme")  # if it passed
ENDING = words("begin end enter exit finish leave start")
SPELLS = words(  # whoever has them does what follows
    "career day debut difficulty experience fun life month night problem renaissance role season "
    "spell start stint success time trouble week year"
)


def is_strict(child: Token) -> bool:
    """Whether a word before a noun makes it mean less with each thing that is added."""
    return child.lower_ in STRICT or child.tag_ in {"JJS", "RBS"} or child.ent_type_ == "ORDINAL"


def is_narrow(noun: Token) -> bool:
    """Whether the noun, or a number on it, stands under such a word: "just two species"."""
    counts = [c for c in noun.lefts if c.dep_ in {"nummod", "amod"} and c.lower_ not in RANKED]
    before = [*noun.lefts, *(below for count in counts for below in count.lefts)]
    return any(is_strict(word) for word in before if word.dep_ != "poss")


def is_scarce(verb: Token) -> bool:
    """Whether the clause is about few or none, so that it claims more without a part."""
    subject = shared_subject(verb)
    if subject is None:
        return False
    before = subject.doc[subject.left_edge.i : subject.i + 1]
    return any(token.lower_ in SCARCE for token in before)


def names_the_only(verb: Token) -> bool:
    """Whether the clause says that something is the first, the best or the only one of its kind."""
    return any(child.dep_ == "attr" and is_narrow(child) for child in verb.children)


def compares(verb: Token) -> bool:
    """Whether the clause says "than": what is left out would be compared, too."""
    thans = (verb.doc[index] for index in _places_of_than(verb.doc))
    return any(t.dep_ in {"prep", "mark"} and (t == verb or verb.is_ancestor(t)) for t in thans)


def _places_of_than(doc: Doc) -> list[int]:
    """Return where a text says "than"; found once."""
    if "than" not in doc.user_data:
        doc.user_data["than"] = [token.i for token in doc if token.lower_ == "than"]
    places: list[int] = doc.user_data["than"]
    return places


def is_generic(noun: Token) -> bool:
    """Whether "a ban on cars could help" would speak of all bans without its "on cars"."""
    single = any(child.lower_ in {"a", "an"} for child in noun.lefts)
    return (
        single
        and noun.dep_ in SUBJECTS
        and any(child.tag_ == "MD" and child.lower_ in PARTIAL for child in noun.head.children)
    )


def is_gapped(part: Token) -> bool:
    """Whether the same preposition comes again behind another noun: "in Japan and vans in"."""
    same = [t for t in part.sent if t.lower_ == part.lower_ and t.dep_ == "prep"]
    return any(part in pair and _leaves_a_gap(*pair) for pair in pairwise(same))


def _leaves_a_gap(first: Token, second: Token) -> bool:
    """Whether two phrases with one preposition are told of two things under one verb."""
    ends = [[c for c in part.children if c.dep_ == "pobj"] for part in (first, second)]
    if first.lower_ == "of" or not all(ends) or ends[0][0].ent_type_ != ends[1][0].ent_type_:
        return False
    between = list(first.doc[ends[0][0].i + 1 : second.i])
    joints = [token.lower_ for token in between[:2]]
    if joints[:1] != ["and"] and joints not in ([",", word] for word in OWN):
        return False
    named = any(t.pos_ in {"NOUN", "PROPN", "NUM", "PRON"} for t in between)
    return named and not any(is_verb(token) or token.is_punct for token in between[1:])


def is_of_absolute(clause: Token) -> bool:
    """Whether the clause is all that is said: "with results pending", "after woman stabbed"."""
    if clause.dep_ not in {"acl", "amod"} or clause.i < clause.head.i:
        return False
    noun = clause.head
    bare = not any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
    led = noun.dep_ == "pobj" and is_verb(noun.head.head)
    return led and bare and noun.head.lower_ in {"with", "after", "before", "as"}


def is_shared_out(noun: Token) -> bool:
    """Whether only some are meant, so that what follows may be said of those: "two of the ten"."""
    some = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return some != noun and (some.tag_ == "CD" or some.lower_ in SHARES)


def is_in_title(part: Token) -> bool:
    """Whether the phrase is the end of a name: "Music for the Masses", "Minister for Health"."""
    return part.lower_ == "for" and part.dep_ == "prep" and part.head.pos_ == "PROPN"


def is_resumed(part: Token) -> bool:
    """Whether "and later", "and again" join the part to one before it."""
    before = part.left_edge.i - 1
    words_before = [t.lower_ for t in part.doc[max(0, before - 1) : before + 1]]
    own = [t.lower_ for t in part.doc[part.left_edge.i : part.i]]
    joined = [*words_before, *own][-2:]
    return joined[:1] in (["and"], ["or"]) and joined[-1] in LATER


def is_measure(members: list[Token]) -> bool:
    """Whether joined nouns give one measure: "two years and six months"."""
    return all(
        member.lemma_ in UNITS and any(child.dep_ == "nummod" for child in member.children)
        for member in members
    )


def span_end(token: Token) -> Token | None:
    """Return the "to B" right behind "from A"."""
    if token.lower_ != "from" or token.dep_ != "prep":
        return None
    after = token.doc[token.right_edge.i + 1 : token.right_edge.i + 2]
    inside = [t for t in token.subtree if t.lower_ in ENDS and t.dep_ == "prep"]
    ends = inside or [t for t in after if t.lower_ in ENDS and t.dep_ == "prep"]
    return ends[0] if ends and any(True for _ in ends[0].children) else None


def is_of_name(part: Token) -> bool:
    """Whether the word before means something else without the part: in "Minister of State"."""
    head = part.head
    if part.dep_ != "prep" or part.i == 0:
        return False
    objects = [child for child in part.children if child.dep_ == "pobj"]
    if is_verb(head):  # "moving up to", "pull out of"
        chained = any(child.dep_ == "prep" for child in part.children)
        return part.i == head.i + 1 and chained and not objects
    named = head.pos_ == "PROPN" and part.lower_ == "of" and part.i == head.i + 1
    if named and any(o.i == part.i + 1 and o.pos_ == "PROPN" and not o.ent_type_ for o in objects):
        return True
    return is_wrongly_hung(part)


def is_wrongly_hung(part: Token) -> bool:
    """Whether "of" stands at a noun other than the one it hangs on: "of A and Chair of B"."""
    lead = part.doc[part.i - 1]
    nominal = lead.pos_ in {"NOUN", "PROPN"} and lead.dep_ == "conj"
    return part.lower_ == "of" and nominal and lead != part.head


def follows_particle(part: Token) -> bool:
    """Whether the phrase belongs to a verb with its particle: "put up with"."""
    before = (c for c in part.head.children if c.dep_ == "prt")
    return part.lower_ == "with" and any(child.i == part.i - 1 for child in before)


def may_be_of_another(part: Token, noun: Token) -> bool:
    """Whether it is not the noun that does it: "a career playing", "cells using a lens"."""
    set_off = text_before(part.left_edge) in {",", "(", "–", "—"}
    if noun.dep_ == "dobj" and noun.head.lemma_ in ENDING and not set_off:
        return True  # "he ended the match tied for first"
    lent = part.lower_ == "using" and noun.dep_ in {"dobj", "pobj"}
    return part.tag_ == "VBG" and (lent or noun.lemma_ in PROPOSALS | SPELLS)
