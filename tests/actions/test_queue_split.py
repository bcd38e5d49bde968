from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.actions.queue_split import queue_split
from claims.models import SplitJob
from claims.models.under_way import SILENCE
from tests.actions.outcomes import WORKERS, hide, refused, take_back, who_may
from tests.factories import make_article, make_body
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def article(kept):
    return make_article()


def test_those_who_split_and_the_machine_may_ask(article, people):
    allowed = who_may(lambda by: queue_split(article, by=by), people)

    assert allowed == WORKERS | {"machine"}


def test_it_waits_with_who_asked_and_all_that_is_to_be_read(article, people):
    job = fresh(queue_split(article, by=people["reporter"], splitter="rules"))

    assert (job.state, job.asked_by, job.splitter) == ("queued", people["reporter"], "rules")
    assert (job.done, job.total, job.granularity) == (0, len(article.body.text), "")


def test_the_grain_is_kept_on_the_article_and_the_job(article, people):
    job = queue_split(article, by=people["reporter"], granularity="fine")

    assert job.granularity == fresh(article).granularity == "fine"


def test_without_a_choice_the_grain_of_now_is_noted(article, people):
    assert queue_split(article, by=people["reporter"]).granularity == "medium"


def test_one_at_a_time_is_under_way_in_a_text(article, people):
    job = queue_split(article, by=people["reporter"])

    with refused(code="under_way"):
        queue_split(article, by=people["editor"])
    job.begin()
    with refused(code="under_way"):
        queue_split(article, by=people["editor"])


def test_a_second_one_fails_even_past_the_action(article, people):
    queue_split(article, by=people["reporter"])
    second = SplitJob(body=article.body, splitter="rules", asked_by=people["editor"], total=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_another_version_of_the_text_is_another_matter(article, people):
    queue_split(article, by=people["reporter"])
    make_body(article, "Another text.")

    assert queue_split(article, by=people["reporter"]).total == len("Another text.")


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_what_ended_is_in_nobodys_way(article, people, state):
    job = queue_split(article, by=people["reporter"])
    failed, cancelled = {"error": "Broken."}, {"ended_by": people["editor"]}
    besides = failed if state == "failed" else cancelled
    SplitJob.objects.filter(pk=job.pk).update(state=state, **besides)

    assert queue_split(article, by=people["editor"]).pk != job.pk


def test_one_whose_worker_is_gone_is_written_off_by_who_asks_again(article, people):
    lost = queue_split(article, by=people["reporter"])
    silent_since = timezone.now() - SILENCE - timedelta(seconds=1)
    SplitJob.objects.filter(pk=lost.pk).update(state="running", heard_at=silent_since)

    queue_split(article, by=people["editor"])

    assert (fresh(lost).state, fresh(lost).ended_by) == ("lost", people["editor"])


def test_nothing_is_asked_of_an_article_that_was_retracted(article, people):
    retracted = take_back(article)

    with refused(PermissionDenied):
        queue_split(retracted, by=people["editor"])


def test_a_confidential_article_is_for_those_at_work_on_it(article, people):
    hide(article)

    allowed = who_may(lambda by: queue_split(article, by=by), people)

    assert allowed == {"editor", "machine"}
