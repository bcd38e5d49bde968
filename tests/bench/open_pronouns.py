"""
Which pronouns of a claim have nothing in the claim that they could stand for.

`split_score` counts each pronoun of a claim, also those that the claim itself explains: "Ann Lee
said she would", "the firm that sold its plant", words in quotation marks, the US, World War I.
Here a pronoun is open if no noun of its claim can be what it means. This is generous where two
nouns can: what the splitter itself asks the reviewer about is open whatever else stands there.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from claims.splitting.base import Proposal
from claims.splitting.forenames import gender_of
from claims.splitting.grammar import is_plural, may_be_person, quoted
from claims.splitting.loading import load_parser
from claims.splitting.people import gender_of_noun, names_a_person
from claims.splitting.pronouns import is_impersonal
from tests.bench.split_score import PRONOUNS

NOUNS = frozenset({"NOUN", "PROPN"})
RELATIVE = frozenset({"who", "which", "whom", "whose"})
POINTING = frozenset({"this", "these", "those"})
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
PEOPLE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
MANY = frozenset({"they", "them", "their", "theirs"})
TIMES = frozenset({"DATE", "TIME"})


def count_open(claims: Iterable[Proposal]) -> int:
    """Return how many of the claims have an open pronoun, or a question to the reviewer."""
    claims = list(claims)
    docs = load_parser().pipe(claim.text for claim in claims)
    return sum(
        bool(claim.suggestions) or bool(open_pronouns(doc))
        for claim, doc in zip(claims, docs, strict=True)
    )


def open_pronouns(claim: Doc) -> list[Token]:
    """Return the pronouns of a parsed claim that nothing in it explains."""
    said = {index for sentence in claim.sents for index in quoted(sentence)}
    return [
        token
        for token in claim
        if token.lower_ in PRONOUNS and token.i not in said and _is_open(token)
    ]


def _is_open(token: Token) -> bool:
    word = token.lower_
    if (word == "us" and token.text != word) or (word == "i" and token.tag_ != "PRP"):
        return False
    if word in RELATIVE | REFLEXIVE:
        return not any(t.pos_ in NOUNS or t.lower_ in POINTING for t in token.doc[: token.i])
    if word in POINTING:
        return not _is_pointed_at(token)
    if word == "it" and is_impersonal(token):
        return False
    return not any(_may_mean(token, noun) for noun in token.doc)


def _is_pointed_at(token: Token) -> bool:
    """Whether the word is a date's ("this week") or tells itself which: "those who"."""
    around = token.head if token.dep_ == "det" else token
    return around.ent_type_ in TIMES or any(
        child.dep_ in {"relcl", "acl", "prep"} for child in around.children
    )


def _may_mean(token: Token, noun: Token) -> bool:
    """Whether the pronoun can stand for a noun before it, or behind "in his speech, …"."""
    if noun.pos_ not in NOUNS or noun.dep_ in {"compound", "amod"} or noun.ent_type_ in TIMES:
        return False
    if noun.i > token.i and not (noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.dep_ == "ROOT"):
        return False
    if token.head == noun or (token.tag_ == "PRP" and _acts_on(noun, token)):
        return False
    word = token.lower_
    if word in MANY:
        return is_plural(noun) or _is_somebody(noun) or noun.ent_type_ in {"ORG", "GPE", "NORP"}
    if word in PEOPLE:
        return not is_plural(noun) and _is_somebody(noun) and _gender(noun) in {"", PEOPLE[word]}
    return word in {"it", "its"} and not is_plural(noun) and noun.ent_type_ != "PERSON"


def _acts_on(noun: Token, token: Token) -> bool:
    """Whether the noun does something to the pronoun, which then is another: "the man saw him"."""
    verb = token.head if token.dep_ in {"dobj", "dative"} else None
    return verb is not None and noun.head == verb and noun.dep_ in {"nsubj", "nsubjpass"}


def _is_somebody(noun: Token) -> bool:
    named = noun.pos_ == "PROPN" and noun.ent_type_ not in {"GPE", "LOC"}
    return named or names_a_person(noun) or may_be_person(noun)


def _gender(noun: Token) -> str:
    forename = noun.doc[noun.left_edge.i].text
    return gender_of_noun(noun.lower_) or (gender_of(forename) if noun.pos_ == "PROPN" else "")
