from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims.actions import choose_claims as module
from claims.actions.choose_claims import choose_claims
from claims.models import BulkJob, Claim
from tests.actions.outcomes import EDITORS, WORKERS, hide, refused, who_may
from tests.bulk import chosen
from tests.factories import make_article, make_claim
from tests.keeping import fresh

pytestmark = pytest.mark.django_db
EVERYBODY = {"reader", "administrator", *WORKERS}


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        ("assign", EDITORS),
        ("drop", WORKERS),
        ("tag", WORKERS),
        ("untag", WORKERS),
        ("accept", WORKERS),
        ("export", EVERYBODY),
    ],
)
def test_who_may_do_it_to_one_may_choose_many(claim, people, kind, may):
    claims = Claim.objects.filter(pk=claim.pk)

    assert who_may(lambda by: choose_claims(claims, kind, by=by), people) == may


def test_nothing_is_done_to_what_is_chosen(claim, people):
    before = claim.history.count()

    job = chosen("drop", [claim], people["reporter"])

    assert not job.is_confirmed
    assert not job.begin()
    assert (fresh(claim).state, claim.history.count()) == ("accepted", before)
    (line,) = job.lines.all()
    assert (line.claim, line.revision, line.outcome) == (claim, claim.revision, "waiting")


def test_what_a_person_may_not_see_is_left_out_without_a_word(claim, people):
    hidden = make_claim(make_article())
    hide(hidden.article)

    job = chosen("drop", [claim, hidden], people["reporter"])

    assert [line.claim for line in job.lines.all()] == [claim]
    assert job.total == 1
    with refused(code="none"):
        choose_claims(Claim.objects.filter(pk=hidden.pk), "drop", by=people["reporter"])


def test_more_than_can_be_listed_are_refused(claim, people, monkeypatch):
    monkeypatch.setattr(module, "MOST_AT_ONCE", 1)
    make_claim(claim.article)

    with refused(code="too_many"):
        choose_claims(Claim.objects.all(), "drop", by=people["reporter"])


def test_what_was_never_confirmed_is_forgotten_and_what_was_done_is_not(claim, people):
    old, kept_one = (chosen("drop", [claim], people["reporter"]) for _ in range(2))
    long_ago = timezone.now() - timedelta(days=2)
    BulkJob.objects.update(asked_at=long_ago)
    BulkJob.objects.filter(pk=kept_one.pk).update(confirmed_at=long_ago)

    chosen("drop", [claim], people["reporter"])

    assert not BulkJob.objects.filter(pk=old.pk).exists()
    assert BulkJob.objects.filter(pk=kept_one.pk).exists()


@pytest.mark.slow
def test_choosing_hundreds_takes_no_query_for_each(people, django_assert_max_num_queries):
    article = make_article()
    for _n in range(30):
        make_claim(article)

    with django_assert_max_num_queries(12):
        choose_claims(article.claims.all(), "drop", by=people["reporter"])


def test_a_person_without_a_role_chooses_nothing(claim, people):
    with refused(PermissionDenied):
        choose_claims(Claim.objects.all(), "export", by=people["nobody"])
