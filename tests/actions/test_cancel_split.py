import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.cancel_split import cancel_split
from claims.actions.queue_split import queue_split
from claims.actions.run_split import run_split
from tests.actions.outcomes import WORKERS, hide, refused, who_may
from tests.factories import make_article
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def article(kept):
    return make_article()


@pytest.fixture
def job(article, people):
    return queue_split(article, by=people["reporter"], splitter="rules")


def test_those_who_split_may_stop_it(article, people, job):
    allowed = who_may(lambda by: cancel_split(article, by=by), people)

    assert allowed == WORKERS | {"machine"}


def test_one_that_waits_is_never_begun(article, people, job):
    cancel_split(article, by=people["editor"])

    assert run_split(fresh(job), by=people["reporter"]) is None
    assert (fresh(job).state, fresh(job).ended_by) == ("cancelled", people["editor"])
    assert not article.body.split_runs.exists()


def test_stopping_twice_is_refused_and_keeps_who_was_first(article, people, job):
    cancel_split(article, by=people["editor"])

    with refused(code="none_under_way"):
        cancel_split(article, by=people["reviewer"])

    assert fresh(job).ended_by == people["editor"]


def test_there_may_be_nothing_to_stop(article, people):
    with refused(code="none_under_way"):
        cancel_split(article, by=people["editor"])


def test_of_a_confidential_article_nobody_else_stops_it(article, people, job):
    hide(article)

    with refused(PermissionDenied):
        cancel_split(article, by=people["reporter"])
