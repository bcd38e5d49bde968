"""How claims read: commas where the text has them, forms of verbs, names in full."""

import pytest

from claims.splitting.granularity import Granularity
from claims.splitting.inflection import past
from tests.splitting.reading import proposals, sayable, wordings
from tests.width import wide

TOLD = {  # what must be among the claims of the medium grain
    "Novak Djokovic won the title by beating Daniil Medvedev.": "Novak Djokovic beat Daniil "
    "Medvedev.",
    "United beat Arsenal 3-1, with Marcus Rashford scoring twice.": "Marcus Rashford scored twice.",
    "At least 12 people were killed and dozens injured when a bus fell into a river.": "Dozens "
    "were injured when a bus fell into a river.",
    "The film, directed by Greta Gerwig and starring Margot Robbie, made millions.": "The film "
    "starred Margot Robbie.",
    "The house, bought for £2m in 2015 and sold for £3m in 2020, has been empty since.": "The "
    "house was sold in 2020.",
    "Filmmaker Michael König from Cologne, Germany has made a film.": "Michael König is a "
    "filmmaker.",
    "Maria Lopez and Ola Berg, a former teacher, left.": "Ola Berg is a former teacher.",
    "Father-of-one Mark Lund was killed.": "Mark Lund was killed.",
    "Mother-of-two Anna Berg, 34, was arrested on Monday.": "Anna Berg is 34.",
    "Police said father-of-three John Smith died.": "John Smith is a father-of-three.",
    "The fossils, discovered in a cave near Oslo, are old.": "The fossils were discovered in a "
    "cave near Oslo.",
    "Pope Francis, 87, the head of the Church, cancelled a trip.": "Pope Francis is the head of "
    "the Church.",
    "The plane, a Boeing 737 with 162 people on board, lost contact.": "The plane is a Boeing 737 "
    "with 162 people on board.",
    "His wife Meghan moved to California.": "Meghan is his wife.",
    "The singer Ann Lee opened the show.": "Ann Lee is a singer.",
}
WITH_COMMAS = {  # what could be told, with the commas of the text
    "Inflation fell to 2% in April from 3% in March, the bank said.": "Inflation fell to 2% in "
    "April, the bank said.",
    "Most of the victims were women and children, according to the ministry.": "Most of the "
    "victims were women, according to the ministry.",
    "Once the richest man in Iceland, he was fined in 2009 and jailed in 2014.": "Once the richest "
    "man in Iceland, he was fined.",
    "Unemployment rose to 4.4% in the three months to June, the highest level in years.": ""
    "Unemployment rose to 4.4%, the highest level in years.",
}


@pytest.mark.parametrize(("sentence", "claim"), wide(TOLD.items(), every=3), ids=list(TOLD))
def test_a_claim_is_plain_english(sentence, claim):
    assert claim in {*wordings(sentence), *wordings(sentence, Granularity.FINE)}


@pytest.mark.parametrize(("sentence", "claim"), WITH_COMMAS.items(), ids=list(WITH_COMMAS))
def test_a_shorter_claim_keeps_the_commas_around_what_is_left(sentence, claim):
    assert claim in sayable(sentence)


def test_a_claimant_is_named_in_full():
    told = proposals("Prices fell, the Office for National Statistics said on Monday.")

    assert {claim.claimant for claim in told} == {"the Office for National Statistics"}


def test_a_comma_inside_a_quotation_is_not_doubled():
    assert wordings('"We will not be bullied," she said.') == [
        '"We will not be bullied", she said.'
    ]


@pytest.mark.parametrize(
    ("verb", "form"), [("beat", "beat"), ("co-write", "co-wrote"), ("star", "starred")]
)
def test_the_past_of_a_verb_is_as_the_language_has_it(verb, form):
    assert past(verb) == form


def test_a_shouted_request_makes_no_claim():
    text = "Justin Rose finished second. CLICK HERE for all the latest news and reaction."

    assert wordings(text) == ["Justin Rose finished second."]


def test_a_quotation_keeps_the_signs_within_its_marks():
    sentence = "Lauda accused Rosberg and Hamilton of being 'egocentric b*******'."

    assert "Lauda accused Rosberg of being 'egocentric b*******'." in wordings(sentence)
