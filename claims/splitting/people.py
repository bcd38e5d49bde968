"""Nouns for people, with the gender that some of them tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.splitting.cues import words

if TYPE_CHECKING:
    from spacy.tokens import Token

WOMAN = words(
    "actress aunt baroness bride businesswoman chairwoman congresswoman councilwoman countess dame "
    "daughter duchess empress fiancée girl girlfriend goddaughter granddaughter grandma "
    "grandmother heiress heroine hostess housewife lady mother mum mom miss mrs mrs. ms ms. "
    "niece nun policewoman princess queen schoolgirl sister spokeswoman sportswoman "
    "stepdaughter stepmother waitress widow wife woman"
)
MAN = words(
    "actor baron boy boyfriend brother businessman chairman congressman councilman count craftsman "
    "dad duke emperor father fiancé fireman fisherman gentleman godfather grandfather grandpa "
    "grandson groom gunman husband king lad lord man monk mr mr. nephew policeman pope priest "
    "prince salesman schoolboy sir son spokesman sportsman stepfather stepson uncle waiter "
    "widower"
)
EITHER = words(
    "agent aide ambassador applicant architect assistant athlete attendant author baby boss "
    "candidate captain celebrity chancellor chef chief child classmate clerk climber coach "
    "colleague teammate flatmate roommate "
    "columnist commander commissioner competitor correspondent cop critic customer dancer "
    "defendant defender deputy detective developer diplomat director doctor driver economist "
    "editor employee engineer entrepreneur executive expert fan farmer fighter firefighter "
    "footballer founder friend goalkeeper golfer governor graduate guard head hero historian host "
    "inmate investigator journalist judge justice killer lawmaker lawyer leader lecturer "
    "lieutenant major manager mayor member midfielder minister model mp musician neighbour "
    "neighbor nurse offender officer official opponent owner painter parent partner passenger "
    "patient pensioner photographer physician physicist pilot player poet politician president "
    "presenter principal prisoner producer professor prosecutor referee relative reporter "
    "representative researcher resident rival runner sailor scientist secretary senator sergeant "
    "sheriff singer soldier songwriter speaker spokesperson spouse star striker student successor "
    "supervisor surgeon survivor suspect teacher teenager tenant tourist trainer treasurer "
    "victim visitor voter winger winner witness worker writer youngster philosopher composer "
    "critic inventor mathematician astronaut attorney activist artist novelist biologist chemist "
    "filmmaker midfielder substitute blogger lawmaker forward "
    "jockey boxer wrestler swimmer cyclist rapper comedian comic sculptor"
)
KIN = words(
    "aunt brother child cousin dad daughter ex father fiancé fiancée friend girlfriend boyfriend "
    "grandfather grandmother grandson granddaughter husband mother mum mom nephew niece parent "
    "partner sibling sister son spouse uncle widow widower wife colleague neighbour neighbor "
    "rival successor predecessor"
)
MALE_OR_NOT = frozenset({"actor", "count"})  # "actor" is said of women, too
TITLES = WOMAN | MAN | EITHER | words("dr dr. prof prof. rev rev. gen gen. sen sen. col capt")


def is_kin(noun: Token) -> bool:
    """Whether a common noun says whose somebody is: "wife", "ex-wife", "great-grandfather"."""
    return noun.tag_ == "NN" and noun.lower_.rpartition("-")[2] in KIN


def gender_of_noun(noun: str) -> str:
    """Return "f" or "m" where the noun tells which, else nothing."""
    if noun in WOMAN:
        return "f"
    return "m" if noun in MAN - MALE_OR_NOT else ""


def names_a_person(noun: Token) -> bool:
    """Whether a common noun in the singular means somebody."""
    titled = noun.is_sent_start or any(c.lower_ == "the" for c in noun.lefts)
    if noun.tag_ != "NN" and not (noun.tag_ == "NNP" and titled):
        return False
    lemma = noun.lower_
    return lemma in WOMAN or lemma in MAN or lemma in EITHER or lemma.endswith(("ist", "woman"))
