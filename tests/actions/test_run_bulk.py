from unittest.mock import patch

import pytest

from claims.actions import run_bulk as module
from claims.actions.cancel_bulk import cancel_bulk
from claims.actions.change_one_of_many import change_one_of_many
from claims.actions.choose_claims import choose_claims
from claims.actions.confirm_bulk import confirm_bulk
from claims.actions.resume_bulk import resume_bulk
from claims.actions.run_bulk import run_bulk
from claims.history import verify
from claims.models import Claim, under_way
from tests.actions.outcomes import told
from tests.bulk import done, outcomes, refusals, waiting
from tests.factories import make_article, make_claim
from tests.keeping import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def article(kept):
    article = make_article()
    for _n in range(5):
        make_claim(article)
    return article


@pytest.fixture
def claims(article):
    return list(article.claims.all())


def stopping(at, event):
    """Let something happen when that many claims were dealt with."""
    count = 0

    def one(line, *, by):
        nonlocal count
        count += 1
        if count == at + 1:
            event()
        return change_one_of_many(line, by=by)

    return patch.object(module, "change_one_of_many", one)


def test_hundreds_are_dropped_each_with_one_history_row_by_who_confirmed(people):
    article = make_article()
    for _n in range(300):
        make_claim(article)
    before = {claim.pk: claim.history.count() for claim in article.claims.all()}
    job = choose_claims(article.claims.all(), "drop", by=people["editor"])

    run_bulk(confirm_bulk(job, by=people["editor"], reason="Trivial."), by=people["editor"])

    job = fresh(job)
    assert (job.state, job.done, outcomes(job)) == ("done", 300, {"done": 300})
    for claim in article.claims.all():
        assert (claim.state, claim.drop_reason) == ("dropped", "Trivial.")
        assert claim.history.count() == before[claim.pk] + 1
        assert told(claim) == (people["editor"], "Trivial.")
    assert list(verify()) == []


def test_each_stands_in_a_transaction_of_its_own_that_costs_the_same(claims, people):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as few:
        done("drop", claims[:1], people["editor"], reason="Trivial.")
    with CaptureQueriesContext(connection) as many:
        done("drop", claims[1:], people["editor"], reason="Trivial.")

    assert len(many) <= len(few) * 4  # four claims


def test_of_two_at_once_the_later_leaves_what_the_first_changed(claims, people):
    first = waiting("drop", claims, people["editor"], reason="Trivial.")
    second = waiting("drop", claims[:3], people["reporter"], reason="Not ours.")

    with stopping(2, lambda: run_bulk(second, by=people["reporter"])):
        run_bulk(first, by=people["editor"])

    first, second = fresh(first), fresh(second)
    assert outcomes(first)["done"] + outcomes(second)["done"] == 5
    assert all("Somebody changed it since" in told for told in refusals(first) + refusals(second))
    assert {claim.history.count() for claim in claims} == {2}


def test_one_worker_takes_it(claims, people):
    job = waiting("drop", claims, people["editor"], reason="Trivial.")
    run_bulk(fresh(job), by=people["editor"])

    run_bulk(fresh(job), by=people["editor"])

    assert {claim.history.count() for claim in claims} == {2}


def test_stopped_halfway_the_rest_stays_as_it_is(claims, people):
    job = waiting("drop", claims, people["editor"], reason="Trivial.")

    with stopping(2, lambda: cancel_bulk(job, by=people["editor"])):
        run_bulk(job, by=people["editor"])

    assert fresh(job).state == "cancelled"
    assert outcomes(job) == {"done": 2, "waiting": 3}
    assert Claim.objects.filter(state="dropped").count() == 2


@pytest.mark.parametrize("error", [RuntimeError("A bug."), KeyboardInterrupt()])
def test_what_nobody_foresaw_is_noted_and_the_rest_can_be_done(claims, people, error):
    job = waiting("drop", claims, people["editor"], reason="Trivial.")

    def fail():
        raise error

    with stopping(3, fail), pytest.raises(type(error)):
        run_bulk(job, by=people["editor"])
    failed = fresh(job)
    assert (failed.state, outcomes(failed)) == ("failed", {"done": 3, "waiting": 2})
    assert "log of the worker" in failed.error

    run_bulk(resume_bulk(failed, by=people["editor"]), by=people["editor"])

    assert (fresh(job).state, outcomes(job)) == ("done", {"done": 5})
    assert {claim.history.count() for claim in claims} == {2}


def test_a_worker_that_comes_back_does_nothing_twice(claims, people, monkeypatch):
    monkeypatch.setattr(under_way, "BEAT", 0.0)
    job = waiting("drop", claims, people["editor"], reason="Trivial.")

    def written_off_and_done_by_another():
        job.end("lost", people["editor"])
        run_bulk(resume_bulk(job, by=people["editor"]), by=people["editor"])

    with stopping(2, written_off_and_done_by_another):
        run_bulk(job, by=people["editor"])

    assert (fresh(job).state, outcomes(job)) == ("done", {"done": 5})
    assert {claim.history.count() for claim in claims} == {2}


def test_what_is_told_is_in_the_language_of_who_confirmed(claims, people):
    job = waiting("drop", claims[:1], people["editor"], reason="Trivial.")
    type(job).objects.filter(pk=job.pk).update(language="es")
    Claim.objects.get(pk=claims[0].pk).save_by(people["reporter"], "meanwhile")

    with patch.object(module.translation, "override") as override:
        run_bulk(fresh(job), by=people["editor"])

    override.assert_called_once_with("es")
