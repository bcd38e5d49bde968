from unittest.mock import patch

import pytest

from claims.actions import run_split as module
from claims.actions.cancel_split import cancel_split
from claims.actions.queue_split import queue_split
from claims.actions.run_split import run_split
from claims.history import verify
from claims.models import Journal, SplitJob, under_way
from claims.splitting import SplitterError, get_splitter
from tests.actions.outcomes import hide, take_back, told
from tests.factories import make_article
from tests.keeping import fresh

pytestmark = pytest.mark.django_db
TEXT = "\n\n".join(f"The mayor of town {n} left the city in {1900 + n}." for n in range(20))


@pytest.fixture(scope="module")
def article(kept):
    return make_article(TEXT)


@pytest.fixture
def job(article, people):
    return queue_split(article, by=people["reporter"], splitter="rules")


@pytest.fixture
def every_word(monkeypatch):
    """Let the worker tell at each block how far it is, not only once a second."""
    monkeypatch.setattr(under_way, "BEAT", 0.0)


class Watched:
    """The splitter by rules, which lets something happen when it is that far."""

    granularity = None
    sends_to = ""

    def __init__(self, at, event):
        self.at, self.event = at, event

    def split(self, text, *, progress, **about):
        def tell(done, total):
            if self.at is not None and done >= self.at * total:
                self.at = None
                self.event()
            progress(done, total)

        return get_splitter("rules").split(text, progress=tell, **about)


def run_with(job, by, at, event):
    with patch.object(module, "splitter_at", lambda _alias, _grain: Watched(at, event)):
        return run_split(job, by=by)


def test_the_claims_are_stored_as_the_work_of_who_asked(article, people, job):
    run = run_split(job, by=people["reporter"])

    assert run.proposed == article.claims.count() == 20
    assert told(run)[0] == people["reporter"]
    assert told(article.claims.first())[0] == people["reporter"]
    stored = fresh(job)
    assert (stored.state, stored.run, stored.done) == ("done", run, stored.total)
    assert queue_split(article, by=people["editor"]).pk != job.pk  # what is done is in nobody's way


@pytest.mark.usefixtures("every_word")
def test_how_far_it_is_can_be_read_while_it_works(people, job):
    seen = []

    run_with(job, people["reporter"], 0.5, lambda: seen.append(fresh(job)))

    (half,) = seen
    assert half.state == "running"
    assert 0.4 * half.total < half.done < 0.6 * half.total


def test_it_is_written_once_a_second_at_most(people, job, django_assert_max_num_queries):
    job.begin()
    job.tell(1, job.total)

    with django_assert_max_num_queries(0):
        job.tell(2, job.total)


def test_one_worker_takes_it(article, people, job):
    assert run_split(job, by=people["reporter"])

    assert run_split(fresh(job), by=people["reporter"]) is None
    assert article.body.split_runs.count() == 1


@pytest.mark.usefixtures("every_word")
@pytest.mark.parametrize("at", [0.1, 0.5, 1.0])
def test_stopped_halfway_nothing_is_stored(article, people, job, at):
    before = Journal.position()

    run = run_with(job, people["reporter"], at, lambda: cancel_split(article, by=people["editor"]))

    assert run is None
    assert (fresh(job).state, fresh(job).ended_by) == ("cancelled", people["editor"])
    assert not article.claims.exists()
    assert Journal.position() == before


@pytest.mark.slow
def test_stopped_after_its_last_word_nothing_is_stored_either(article, people, job):
    run_with(job, people["reporter"], 1.0, lambda: cancel_split(article, by=people["editor"]))

    assert fresh(job).state == "cancelled"
    assert not article.claims.exists()
    assert list(verify()) == []


@pytest.mark.usefixtures("every_word")
def test_a_worker_that_was_written_off_stores_nothing_when_it_comes_back(article, people, job):
    def begin_anew():
        job.end(SplitJob.State.LOST, people["editor"])
        queue_split(article, by=people["editor"], splitter="rules")

    assert run_with(job, people["reporter"], 0.5, begin_anew) is None

    assert not article.claims.exists()
    assert sorted(SplitJob.objects.values_list("state", flat=True)) == ["lost", "queued"]


def fail(error):
    def event():
        raise error

    return event


def test_what_the_splitter_cannot_do_is_noted_in_its_words(article, people, job):
    assert run_with(job, people["reporter"], 0.5, fail(SplitterError("No model."))) is None

    assert (fresh(job).state, fresh(job).error) == ("failed", "No model.")
    assert not article.claims.exists()


@pytest.mark.parametrize("error", [RuntimeError("A bug."), MemoryError(), KeyboardInterrupt()])
def test_what_nobody_foresaw_is_noted_and_raised_for_the_log(article, people, job, error):
    with pytest.raises(type(error)):
        run_with(job, people["reporter"], 0.5, fail(error))

    assert fresh(job).state == "failed"
    assert "log of the worker" in fresh(job).error
    assert "bug" not in fresh(job).error


@pytest.mark.parametrize("change", [hide, take_back])
def test_who_may_no_longer_when_it_is_read_stores_nothing(article, people, job, change):
    assert run_with(job, people["reporter"], 0.5, lambda: change(article)) is None

    assert fresh(job).state == "failed"
    assert f"{people['reporter']} may no longer" in fresh(job).error
    assert not article.claims.exists()
