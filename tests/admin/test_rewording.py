"""A verdict judges a wording: once the claim is reworded, it waits to be confirmed."""

import pytest

from claims.actions.save_row import save_row
from claims.models import Verdict
from tests.admin.desk import at, desk_of, errors_of, fill, words_of
from tests.factories import make_claim, make_verdict

pytestmark = pytest.mark.django_db
EARLIER = "judged an earlier wording: “The treaty of 1961 had lapsed in 1996.”"
TICK = "It holds for today’s wording"


@pytest.fixture
def claim():
    return make_claim()


def reword(claim, text="The treaty of 1961 lapsed in June 1996."):
    claim.refresh_from_db()
    claim.text = text
    save_row(claim, by=claim.article.added_by)


@pytest.mark.slow
def test_the_page_says_which_verdicts_judged_an_earlier_wording(claim):
    desk = desk_of("reviewer")
    make_verdict(claim)
    make_verdict(claim, by=desk.person)
    assert EARLIER not in words_of(desk.get(at(claim)))

    reword(claim)

    text = words_of(desk.get(at(claim)))
    assert text.count(EARLIER) == 2
    assert TICK in text


@pytest.mark.slow
def test_a_tick_confirms_the_own_verdict_for_the_wording_of_today(claim):
    desk = desk_of("reviewer")
    own, other = make_verdict(claim, by=desk.person), make_verdict(claim)
    reword(claim)

    response = fill(desk, at(claim), **{"verdicts-0-confirmed": "on"})

    own.refresh_from_db()
    other.refresh_from_db()
    assert response.status_code == 302, errors_of(response)
    assert (own.wording, own.revision) == (claim.text, 2)
    assert (other.is_outdated, other.revision) == (True, 1)
    assert TICK not in words_of(desk.get(at(claim)))


def test_saving_the_page_confirms_nothing_by_itself(claim):
    desk = desk_of("reviewer")
    own = make_verdict(claim, by=desk.person)
    reword(claim)

    fill(desk, at(claim), said_where="In parliament")

    own.refresh_from_db()
    claim.refresh_from_db()
    assert (own.revision, claim.said_where) == (1, "In parliament")


@pytest.mark.slow
def test_rewording_and_judging_at_once_judges_the_new_wording(claim):
    desk = desk_of("reviewer")
    own = make_verdict(claim, by=desk.person)

    fill(desk, at(claim), text="It lapsed.", **{"verdicts-0-reasoning": "The archive, again."})

    own = Verdict.objects.get(pk=own.pk)
    assert (own.reasoning, own.wording) == ("The archive, again.", "It lapsed.")


def test_a_first_verdict_has_nothing_to_confirm(claim):
    make_verdict(claim)
    reword(claim)

    text = words_of(desk_of("reviewer").get(at(claim)))

    assert EARLIER not in text
    assert TICK not in text


@pytest.mark.slow
def test_a_reader_of_the_desk_is_told_as_well(claim):
    make_verdict(claim)
    reword(claim)

    assert EARLIER in words_of(desk_of("reader").get(at(claim)))
