"""Of claims that say nearly the same, the fullest is told."""

from claims.splitting.granularity import Granularity
from tests.splitting.reading import proposals, wordings

LONG = "The town council of Leeds gave the old harbour company a new licence to"


def test_a_list_at_the_end_of_a_long_sentence_is_told_once():
    told = wordings(f"{LONG} ship grain, timber and coal.")

    assert told == [f"{LONG} ship grain, timber and coal."]


def test_the_members_of_a_short_list_are_told_one_by_one():
    assert wordings("Anna Berg sells grain, timber and coal.") == [
        "Anna Berg sells grain.",
        "Anna Berg sells timber.",
        "Anna Berg sells coal.",
    ]


def test_subjects_are_told_one_by_one_because_the_verb_would_change():
    told = wordings("Leeds and York gave the old harbour company of the county a licence.")

    assert told == [
        "Leeds gave the old harbour company of the county a licence.",
        "York gave the old harbour company of the county a licence.",
    ]


def test_a_claim_without_one_small_part_of_another_is_not_told_beside_it():
    told = wordings("Anna Berg was born on 5 October 1985 in Leeds.", Granularity.FINE)

    assert not any(set(a.split()) < set(b.split()) for a in told for b in told if len(a) > 40)


def test_a_list_told_together_says_so_and_keeps_its_atom():
    [claim] = proposals(f"{LONG} ship grain, timber and coal.")

    assert (claim.atom, claim.operations) == (claim.text, ())


def test_what_somebody_says_stays_beside_the_report_of_it():
    told = proposals("The bank said the old harbour company of Leeds would close its last branch.")

    assert [claim.frame for claim in told] == [None, 0]


def test_at_the_fine_grain_a_report_of_the_same_words_is_enough():
    text = "Experts say the old harbour company of Leeds closed its last three branches in May."
    told = wordings(text, Granularity.FINE)

    assert text in told
    assert text.removeprefix("Experts say ").capitalize() not in told
