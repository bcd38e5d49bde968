"""Whom the splitter guessed is chosen by a button, and becomes the person's own word."""

import pytest

from tests.admin.desk import at, desk_of, errors_of, fill, form_of, messages_of, words_of
from tests.factories import make_proposal
from tests.keeping import fresh
from tests.width import wide

pytestmark = pytest.mark.django_db

ASKED = [{"start": 0, "end": 2, "words": "He", "antecedent": "<b>Putin", "confidence": 0.6}]


@pytest.fixture
def claim():
    return make_proposal(text="He signed the treaty.", suggestions=ASKED)


def test_each_guess_is_shown_with_the_wording_that_it_makes(claim):
    page = desk_of("reporter").get(at(claim, "meant"))

    assert "“He” means <b>Putin: “<b>Putin signed the treaty.”" in words_of(page)
    assert "<b>Putin" not in page.text
    assert "leave the words as they are" in words_of(page)


@pytest.mark.slow
def test_the_chosen_one_is_in_the_wording(claim):
    desk = desk_of("reporter")

    fill(desk, at(claim, "meant"), which="0")

    assert "It now reads: “<b>Putin signed the treaty.”" in messages_of(desk.get(at(claim)))
    assert fresh(claim).text == "<b>Putin signed the treaty."


@pytest.mark.slow
def test_nothing_is_chosen_for_the_person(claim):
    desk = desk_of("reporter")

    assert form_of(desk.get(at(claim, "meant"))).get("which") is None
    assert "required" in errors_of(fill(desk, at(claim, "meant")))
    assert fresh(claim).suggestions == ASKED


@pytest.mark.parametrize("which", wide(["7", "x", "-5"], every=3))
def test_what_is_not_offered_is_refused_in_words(claim, which):
    assert errors_of(fill(desk_of("reporter"), at(claim, "meant"), which=which))
    assert fresh(claim).text == "He signed the treaty."


@pytest.mark.slow
def test_a_sentence_is_never_written_in_for_this():
    asked = [{"start": 0, "end": 4, "words": "This", "antecedent": "Taxes rose", "confidence": 0.5}]
    claim = make_proposal(text="This angered many.", suggestions=asked)
    desk = desk_of("reporter")

    page = desk.get(at(claim, "meant"))

    assert "Taxes rose" not in words_of(page)
    assert errors_of(fill(desk, at(claim, "meant"), which="0"))
    assert fresh(claim).text == "This angered many."


@pytest.mark.slow
def test_where_nothing_is_asked_there_is_no_button():
    assert "Say who or what is meant" not in words_of(desk_of("editor").get(at(make_proposal())))
