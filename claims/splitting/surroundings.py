"""What stands right before or behind a name: "Oslo-based Ann Lee", "in Leeds, England"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.splitting.asides import Aside
from claims.splitting.cues import words
from claims.splitting.grammar import (
    SUBJECTS,
    is_actual,
    is_alone,
    is_nationality,
    is_verb,
    modal_tense,
    text_after,
    text_before,
)
from claims.splitting.guards import MONTHS
from claims.splitting.inflection import copula
from claims.splitting.nations import country_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from claims.splitting.draft import Word

LASTING = words(  # "Oslo-born" is said of somebody, "so-called" and "record-breaking" are not
    "based born bred educated nominated placed raised ranked rated seeded speaking trained winning"
)
NAMED = words("PERSON ORG GPE")
WHERE = words("in at near from")
STATES = frozenset(
    """
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho
    Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota
    Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas
    Utah Vermont Virginia Wisconsin Wyoming Ontario Quebec Alberta Manitoba Saskatchewan Queensland
    Tasmania Victoria Kent Essex Sussex Surrey Norfolk Suffolk Devon Cornwall Dorset Hampshire
    Yorkshire Lancashire Cumbria Bavaria Saxony Tuscany Sicily
    """.split()  # noqa: SIM905 - a list of words reads better as words
) | {"New Jersey", "New Mexico", "New Hampshire", "North Carolina", "South Carolina",
    "North Dakota", "South Dakota", "Rhode Island", "West Virginia", "British Columbia",
    "Nova Scotia", "New South Wales", "Northern Ireland"}  # fmt: skip
BUILDINGS = words(
    "academy airport arena barracks building cafe café cathedral chapel church cinema clinic club "
    "college dealership factory farm gallery garage hall headquarters hospital hostel hotel "
    "library mansion mosque museum nightclub observatory palace park plant prison pub resort "
    "restaurant salon school shop square stadium station store studio supermarket synagogue temple "
    "theater theatre university warehouse zoo"
)
AT = words("at near outside inside to from into")
ENTERED = words("enter leave visit reach attend burgle raid rob storm evacuate")
LEADING = words("manager director head owner boss principal headteacher curator chef dean landlord")
ARTICLES = words("the a an")
LONGEST = 4  # words of a place
MOST = 3  # places in a row: the town, the state and the country


def before_name(part: Token) -> Iterator[Aside]:
    """Yield "Oslo-based Ann Lee", "Australian Ann Lee" as "Ann Lee is Oslo-based" and so on."""
    noun = part.head
    if part.dep_ not in {"amod", "compound"} or part.i > noun.i or noun.ent_type_ not in NAMED:
        return
    name = next((e for e in part.sent.ents if e.start <= noun.i < e.end), None)
    if name is None or part.i >= name.start or name.root != noun:
        return
    said = [t for t in part.subtree if t.i < name.start]
    if is_nationality(part):
        fits = name.label_ == "PERSON" and len(said) == 1 and text_after(part) != "-"
        fits = fits and is_alone(part)
    else:
        fits = is_lasting(said)
    if fits and text_before(said[0]) != "-":
        told: list[Word] = [*(t for t in name if t.tag_ != "POS"), "is", *said]
        yield Aside(part, "adjective", lambda _: [told], kept=True)


def is_lasting(said: list[Token]) -> bool:
    """Whether words joined by a hyphen say what somebody is: "Oslo-based"."""
    last = said[-1]
    joined = len(said) > 1 and said[-2].text == "-" and said[-1].i - said[0].i == len(said) - 1
    return joined and last.lower_ in LASTING and all(t.text != "," for t in said)


def towns(part: Token) -> Iterator[Aside]:
    """Yield "in Leeds, England" as "Leeds is in England", also where it was read as a list."""
    if part.lower_ not in WHERE or part.tag_ != "IN":
        return
    if not any(is_verb(t) for t in part.doc[part.sent.start : part.i]):  # "In Rome, Italy won"
        return
    named = places_behind(part)
    land = " ".join(t.text for t in named[-1]) if named else ""
    if len(named) < MOST - 1 or not (country_of(land) or land in STATES):
        return
    told: list[list[Word]] = [[*town, "is", "in", *named[-1]] for town in named[:-1]]
    yield Aside(part, "place", lambda _: told, kept=True)


def buildings(part: Token) -> Iterator[Aside]:
    """Yield "entering the Esso station in Kent" as "the Esso station is in Kent"."""
    noun = part.doc[max(part.sent.start, part.i - 1)]
    if part.lower_ not in {"in", "near"} or noun.lower_ not in BUILDINGS or not is_entered(noun):
        return
    said = [t for t in part.doc[noun.left_edge.i : noun.i + 1] if t.i >= part.sent.start]
    place = name_from(part.doc, part.i + 1, part.sent.end)
    named = any(t.tag_ in {"NNP", "NNPS"} and t.lower_ not in BUILDINGS for t in said)
    if not place or not are_towns([place]) or not is_certain(noun, named=named):
        return
    if any(t.tag_ in {"POS", "NN"} for t in part.doc[place[-1].i + 1 : place[-1].i + 2]):
        return  # "in Oslo's old town", "in May weather"
    if any(t.pos_ in {"CCONJ", "PUNCT", "PRON", "VERB", "ADP"} and t.text != "-" for t in said):
        return
    if any(t.lower_ not in ARTICLES for t in said[:-1]):
        name: list[Word] = ["the" if t.lower_ in ARTICLES else t for t in said]
        tense = "is" if named else copula(modal_tense(noun), plural=False)
        yield Aside(part, "place", lambda _: [[*name, tense, part, *place]], kept=True)


def origins(part: Token) -> Iterator[Aside]:
    """Yield "Ann Lee, 33, from Leeds, left" as "Ann Lee is from Leeds", whatever it hangs on."""
    doc, comma = part.doc, part.i - 1
    if part.lower_ != "from" or comma <= part.sent.start or doc[comma].text != ",":
        return
    last = comma - 1
    if doc[last].tag_ == "CD" and len(doc[last]) < MOST and doc[last - 1].text == ",":
        last -= 2  # "Ann Lee, 33,"
    name = next((e for e in part.sent.ents if e.start <= last < e.end), None)
    place = name_from(doc, part.i + 1, part.sent.end)
    if name is None or name.end != last + 1 or name.label_ != "PERSON" or not place:
        return
    after = text_after(place[-1])
    fits = after in {",", "."} and place[-1].ent_type_ not in {"ORG", "DATE", "PERSON", "NORP"}
    if fits and are_towns([place]) and not is_moved(name.root, part):
        told: list[Word] = [*(t for t in name if t.tag_ != "POS"), "is", part, *place]
        yield Aside(part, "place", lambda _: [told], kept=True)


def is_moved(person: Token, part: Token) -> bool:
    """Whether somebody may have been brought from there: "deported Ann Lee, 33, from Leeds"."""
    node = person
    while node.dep_ in {"conj", "appos", "compound", "nmod"}:
        node = node.head
    ahead = {t.lower_ for t in part.doc[part.i : part.sent.end]}
    return "to" in ahead and (node.dep_ not in SUBJECTS or part.head.pos_ == "VERB")


def is_entered(noun: Token) -> bool:
    """Whether somebody is or was at the building, so that it is where they were."""
    if any(c.dep_ in {"conj", "appos"} for c in noun.children):
        return False
    if noun.dep_ == "dobj":
        return noun.head.lemma_ in ENTERED
    led = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in LEADING
    return led or (noun.dep_ == "pobj" and noun.head.lower_ in AT)


def is_certain(noun: Token, *, named: bool) -> bool:
    """Whether there is such a building: one with a name, or "a shop" where somebody was."""
    if any(c.lower_ in {"a", "an"} for c in noun.lefts):
        return is_actual(noun)
    return named and not any(
        c.lower_ in {"no", "any", "every", "each", "another"} for c in noun.lefts
    )


def places_behind(part: Token) -> list[list[Token]]:
    """Return the names behind a preposition that commas part; [] where they may be a list."""
    doc, end = part.doc, part.sent.end
    found: list[list[Token]] = []
    at = part.i + 1
    while at < end and len(found) < MOST:
        name = name_from(doc, at, end)
        if not name:
            break
        found.append(name)
        at = name[-1].i + 1
        if at >= end or doc[at].text != ",":
            break
        at += 1
    after = next((t for t in doc[at:end] if t.text != ","), None)
    return [] if goes_on(after, found) or not are_towns(found[:-1]) else found


def goes_on(after: Token | None, found: list[list[Token]]) -> bool:
    """Whether more places follow, or a verb that the last one is the subject of."""
    if not found or found[-1][-1].dep_ in SUBJECTS | {"poss", "compound"}:
        return True
    if after is None:
        return False
    if after.lower_ in {"and", "or", "&"}:
        following = after.doc[after.i + 1 : after.i + 2]
        return any(t.text[:1].isupper() for t in following)
    tied = after.pos_ in {"VERB", "AUX", "PROPN", "PART", "NOUN"} or after.text in {"-", "/"}
    near = after.i == found[-1][-1].i + 1
    return (tied and near) or after.text[:1].isupper()


def name_from(doc: Doc, at: int, end: int) -> list[Token]:
    """Return the capitalised words that begin there."""
    name: list[Token] = []
    while at < end and doc[at].text[:1].isupper() and doc[at].tag_ in {"NNP", "NNPS", "JJ"}:
        name.append(doc[at])
        at += 1
    return name if len(name) <= LONGEST else []


def are_towns(names: list[list[Token]]) -> bool:
    """Whether none of the names means a month, or a country, which lies in no other one."""
    texts = [" ".join(token.text for token in name) for name in names]
    dated = any(name[-1].ent_type_ in {"NORP", "DATE", "TIME"} for name in names)
    return not dated and not any(country_of(t) or t.lower() in MONTHS for t in texts)
