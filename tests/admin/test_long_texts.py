"""A long text at the desk: left to a worker, followed, stopped, and told how it ended."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from lxml import html

from claims.models import Article, SplitJob
from claims.models.under_way import SILENCE
from claims.tasks import split
from tests.actions.outcomes import hide
from tests.admin.desk import (
    at,
    desk_of,
    errors_of,
    fill,
    list_of,
    messages_of,
    words_of,
)
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
TEXT = "Rents fell in May.\n\nThe mayor left the city in 2010.\n\nTaxes rose."


@pytest.fixture(autouse=True)
def _everything_is_long(settings):
    settings.SPLIT_AT_ONCE_CHARACTERS = 10


@pytest.fixture
def desk():
    return desk_of("reporter")


def ask(client, article):
    """Ask for the claims of the article; return its job."""
    fill(client, at(article, "split"))
    return SplitJob.objects.get(body__article=article, state="queued")


def set_back(job, **ages):
    """Let something on the job have happened that long ago."""
    SplitJob.objects.filter(pk=job.pk).update(**{n: timezone.now() - a for n, a in ages.items()})


def told(client, article):
    return client.get(at(article, "progress")).json()


def test_a_short_text_is_split_while_its_reader_waits(desk, settings):
    settings.SPLIT_AT_ONCE_CHARACTERS = len(TEXT)
    article = make_article(TEXT)

    fill(desk, at(article, "split"))

    assert article.claims.count() == 3
    assert not SplitJob.objects.exists()


def test_a_long_text_is_left_to_a_worker_once_the_transaction_is_done(
    desk, django_capture_on_commit_callbacks
):
    article = make_article(TEXT)

    with django_capture_on_commit_callbacks(execute=True):
        job = ask(desk, article)

    assert not article.claims.exists()
    queued = DBTaskResult.objects.get()
    assert queued.args_kwargs == {"args": [job.pk], "kwargs": {}}
    queued.task.call(*queued.args_kwargs["args"])
    assert article.claims.count() == 3


@pytest.mark.slow
def test_the_page_shows_how_far_it_is_without_a_script(desk):
    article = make_article(TEXT)
    job = ask(desk, article)
    SplitJob.objects.filter(pk=job.pk).update(state="running", done=20)

    response = desk.get(at(article))

    tree = html.fromstring(response.content)
    (bar,) = tree.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("20", str(len(TEXT)))
    assert f"{2000 // len(TEXT)} % of the text is read" in words_of(response)
    assert tree.xpath('//a[text()="Look again"]')
    assert not tree.xpath('//*[@value="split"]')  # asking again would be refused


def test_the_address_for_the_script_tells_the_same(desk):
    article = make_article(TEXT)
    job = ask(desk, article)
    SplitJob.objects.filter(pk=job.pk).update(state="running", done=20)

    answer = desk.get(at(article, "progress"))

    assert "no-store" in answer["Cache-Control"]
    assert (answer.json()["done"], answer.json()["total"]) == (20, len(TEXT))
    assert not answer.json()["ended"]


@pytest.mark.slow
def test_the_end_is_told_with_what_came_of_it(desk):
    article = make_article(TEXT)
    split.call(ask(desk, article).pk)

    assert told(desk, article)["told"] == "Done: 3 claims are new."
    assert told(desk, article)["ended"]
    page = desk.get(at(article))
    assert "3 claims were new" in words_of(page)
    assert not html.fromstring(page.content).xpath("//progress")


@pytest.mark.slow
def test_somebody_stops_it_and_is_named(desk):
    article = make_article(TEXT)
    job = ask(desk, article)
    page = desk.get(at(article))
    (form,) = (f for f in html.fromstring(page.content).forms if "/cancel/" in (f.action or ""))

    response = desk.post(form.action, dict(form.form_values()), follow=True)

    assert "no longer looked for" in messages_of(response)
    assert f"{desk.person} stopped looking for claims" in words_of(response)
    assert split.call(job.pk) is None
    assert not article.claims.exists()
    ask(desk, article)  # it can be asked for again


@pytest.mark.slow
def test_asking_twice_is_refused_in_words(desk):
    article = make_article(TEXT)
    ask(desk, article)

    response = fill(desk_of("editor"), at(article, "split"))

    assert f"{desk.person} asked for it" in errors_of(response)
    assert SplitJob.objects.count() == 1


@pytest.mark.slow
def test_stopping_what_is_done_is_refused_in_words(desk):
    article = make_article(TEXT)

    response = fill(desk, at(article, "cancel"))

    assert "nothing to stop" in errors_of(response)


@pytest.mark.slow
def test_where_no_worker_is_at_work_the_desk_says_how_to_start_one(desk):
    article = make_article(TEXT)
    job = ask(desk, article)
    assert "waits for its turn" in told(desk, article)["told"]

    set_back(job, asked_at=timedelta(minutes=1))

    assert "manage.py db_worker" in told(desk, article)["told"]
    assert "manage.py db_worker" in words_of(desk.get(at(article)))


@pytest.mark.slow
def test_a_worker_busy_with_another_text_is_at_work(desk):
    waiting = ask(desk, make_article(TEXT))
    other = ask(desk, make_article(f"{TEXT} Prices fell."))
    SplitJob.objects.filter(pk=other.pk).update(state="running")

    set_back(waiting, asked_at=timedelta(minutes=1))

    assert "waits for its turn" in told(desk, waiting.body.article)["told"]


@pytest.mark.slow
def test_a_worker_that_is_gone_is_told_and_the_split_begun_anew(desk):
    article = make_article(TEXT)
    lost = ask(desk, article)
    SplitJob.objects.filter(pk=lost.pk).update(state="running", done=20)
    set_back(lost, heard_at=SILENCE + timedelta(seconds=1))

    assert "stopped without a word" in words_of(desk.get(at(article)))
    assert told(desk, article)["ended"]

    again = ask(desk, article)
    lost.refresh_from_db()
    assert (lost.state, lost.ended_by) == ("lost", desk.person)
    split.call(again.pk)
    assert article.claims.count() == 3


@pytest.mark.slow
def test_a_splitter_that_cannot_work_says_why_on_the_page(desk, settings):
    missing = {
        "BACKEND": "claims.splitting.spacy.ClauseSplitter",
        "OPTIONS": {"model": "no_such_model"},
    }
    settings.SPLITTERS = {**settings.SPLITTERS, "default": missing}
    article = make_article(TEXT)
    fill(desk, at(article, "split"))

    split.call(SplitJob.objects.get().pk)

    page = words_of(desk.get(at(article)))
    assert "No claims were found: The parser 'no_such_model' is not installed" in page
    assert not article.body.split_runs.exists()


@pytest.mark.slow
def test_an_old_failure_is_not_told_beside_a_later_split(desk):
    article = make_article(TEXT)
    job = ask(desk, article)
    SplitJob.objects.filter(pk=job.pk).update(state="failed", error="Broken.")
    assert "Broken." in words_of(desk.get(at(article)))

    split.call(ask(desk, article).pk)

    assert "Broken." not in words_of(desk.get(at(article)))


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_only_reads_sees_it_and_cannot_stop_it(desk, role):
    article = make_article(TEXT)
    ask(desk, article)
    reader = desk_of(role)

    page = reader.get(at(article))

    assert html.fromstring(page.content).xpath("//progress")
    assert not [f for f in html.fromstring(page.content).forms if "/cancel/" in (f.action or "")]
    assert reader.post(at(article, "cancel")).status_code == 403
    assert SplitJob.objects.get().state == "queued"


def test_of_a_confidential_article_nothing_is_told_to_others(desk):
    article = make_article(TEXT, by=desk.person)
    ask(desk, article)
    hide(article)
    other = desk_of("reporter")

    assert other.get(at(article, "progress")).status_code == 404
    assert other.get("/admin/claims/article/999999/progress/").status_code == 404
    other.post(at(article, "cancel"))
    assert SplitJob.objects.get().state == "queued"
    assert told(desk, article)["total"] == len(TEXT)


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(at(make_article(TEXT), "progress")).status_code == 302


def test_an_article_that_was_never_split_has_no_progress(desk):
    assert desk.get(at(make_article(TEXT), "progress")).status_code == 404


@pytest.mark.slow
def test_a_long_text_is_left_to_a_worker_when_it_is_brought_in(desk):
    response = desk.post(
        list_of(Article, "add"),
        {"text": f"A title\n\n{TEXT}", "origin": "external", "shown": "passages"},
        follow=True,
    )

    assert "found while you go on" in messages_of(response)
    assert SplitJob.objects.get().body.article.title == "A title"


def test_who_has_no_role_is_told_nothing(desk):
    article = make_article(TEXT, by=desk.person)
    ask(desk, article)
    stranger = desk_of(make_user())

    assert stranger.get(at(article, "progress")).status_code == 404
