import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.choose_granularity import choose_granularity
from claims.models import Journal
from tests.actions.outcomes import WORKERS, hide, refused, take_back, told, who_may
from tests.factories import make_article
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def article(kept):
    return make_article()


def test_those_who_split_and_the_machine_choose(article, people):
    allowed = who_may(lambda by: choose_granularity(article, "fine", by=by), people)

    assert allowed == WORKERS | {"machine"}


def test_the_choice_is_kept_with_who_and_why(article, people):
    choose_granularity(article, "clause", by=people["reporter"])

    kept = fresh(article)
    assert kept.granularity == "clause"
    assert told(kept) == (people["reporter"], "chosen to find claims")


def test_the_same_choice_again_is_no_change(article, people):
    choose_granularity(article, "fine", by=people["reporter"])
    before = Journal.position()

    choose_granularity(article, "fine", by=people["editor"])

    assert Journal.position() == before


def test_what_others_changed_meanwhile_stays(article, people):
    stale = fresh(article)
    hide(article)

    choose_granularity(stale, "fine", by=people["editor"])

    assert fresh(article).confidential


def test_there_is_no_other_grain(article, people):
    with refused():
        choose_granularity(article, "coarse", by=people["editor"])


def test_a_splitter_without_grains_takes_no_choice(article, people):
    with refused(code="no_granularity"):
        choose_granularity(article, "fine", by=people["editor"], splitter="rules")


def test_nothing_is_chosen_for_an_article_that_was_retracted(article, people):
    retracted = take_back(article)

    with refused(PermissionDenied):
        choose_granularity(retracted, "fine", by=people["editor"])
