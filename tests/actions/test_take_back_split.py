import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.accept_claim import accept_claim
from claims.actions.drop_claim import drop_claim
from claims.actions.restore_row import restore_row
from claims.actions.split_article import split_article
from claims.actions.take_back_split import take_back_split
from claims.models import Claim
from tests.actions.outcomes import WORKERS, hide, refused, told, who_may
from tests.factories import make_article, make_body, make_claim, make_note
from tests.keeping import fresh

pytestmark = pytest.mark.django_db
WHY = "The grain was too fine."


@pytest.fixture(scope="module")
def article(kept):
    return make_article()


@pytest.fixture
def run(article, people):
    return split_article(article, by=people["reporter"], splitter="rules")


def test_those_who_split_may_take_it_back(article, people, run):
    allowed = who_may(lambda by: take_back_split(article, by=by, reason=WHY), people)

    assert allowed == WORKERS | {"machine"}


def test_the_split_and_its_claims_are_retracted_with_who_and_why(article, people, run):
    take_back_split(article, by=people["editor"], reason=WHY)

    rows = [fresh(run), *run.claims.all()]
    assert len(rows) > 1
    assert {(row.retracted_by, row.retraction_reason) for row in rows} == {(people["editor"], WHY)}
    assert {told(row) for row in rows} == {(people["editor"], WHY)}
    assert not article.claims.live().exists()


def test_a_new_split_proposes_the_claims_again(article, people, run):
    take_back_split(article, by=people["editor"], reason=WHY)

    again = split_article(article, by=people["editor"], splitter="rules")

    assert again.proposed == run.proposed > 0
    assert {c.text for c in again.claims.live()} == {c.text for c in run.claims.all()}


def test_a_claim_that_was_brought_back_is_not_proposed_beside_itself(article, people, run):
    take_back_split(article, by=people["editor"], reason=WHY)
    back = run.claims.first()
    version = back.history.earliest().history_id
    restore_row(back, history_id=version, revision=back.revision, by=people["editor"], reason=WHY)

    again = split_article(article, by=people["editor"], splitter="rules")

    assert back.text not in {claim.text for claim in again.claims.all()}


def test_what_was_found_before_and_what_was_added_by_hand_stay(article, people, run):
    second = split_article(article, by=people["editor"], splitter="default")
    by_hand = make_claim(article=article)

    take_back_split(article, by=people["editor"], reason=WHY)

    assert not second.claims.live().exists()
    assert run.claims.live().count() == run.proposed
    assert not fresh(by_hand).is_retracted


@pytest.mark.parametrize(
    "work",
    [
        lambda claim, by: accept_claim(claim, by=by),
        lambda claim, by: drop_claim(claim, by=by, reason="Not worth it."),
        lambda claim, by: make_note(claim=claim),
    ],
    ids=["accepted", "dropped", "noted on"],
)
def test_as_soon_as_somebody_worked_on_a_claim_all_stays(article, people, run, work):
    work(run.claims.last(), people["editor"])

    with refused(code="in_use") as caught:
        take_back_split(article, by=people["editor"], reason=WHY)

    assert run.claims.last().text in str(caught.value)


def test_who_read_of_another_split_takes_none_back(article, people, run):
    second = split_article(article, by=people["reviewer"], splitter="default")

    with refused(code="stale"):
        take_back_split(article, by=people["editor"], reason=WHY, run=run.pk)

    assert second.claims.live().exists()


def test_taking_back_twice_is_refused(article, people, run):
    take_back_split(article, by=people["editor"], reason=WHY, run=run.pk)

    with refused(code="none"):
        take_back_split(article, by=people["editor"], reason=WHY)


def test_the_split_of_an_earlier_text_is_not_taken_back(article, people, run):
    make_body(article=article, text="Another text stands here now.")

    with refused(code="none"):
        take_back_split(article, by=people["editor"], reason=WHY)


def test_a_reason_is_asked_for(article, people, run):
    with refused():
        take_back_split(article, by=people["editor"], reason=" ")

    assert Claim.objects.live().filter(split_run=run).count() == run.proposed


def test_of_a_confidential_article_nobody_else_takes_it_back(article, people, run):
    hide(article)

    with refused(PermissionDenied):
        take_back_split(article, by=people["reporter"], reason=WHY)
