"""Work on many claims at the desk: chosen in the list, confirmed, followed, taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from lxml import html

from claims import tasks
from claims.actions.cancel_bulk import cancel_bulk
from claims.models import BulkJob, Claim, Journal
from claims.models.under_way import SILENCE
from claims.tasks import do_to_many
from tests.actions.outcomes import change, hide, take_back, told
from tests.admin.desk import (
    at,
    desk_of,
    errors_of,
    fill,
    form_of,
    list_of,
    messages_of,
    words_of,
)
from tests.admin.test_expired_session import sent_too_late, sign_in
from tests.admin.test_lists import queries_of
from tests.bulk import done, waiting
from tests.factories import make_article, make_claim, make_proposal, make_tagging, make_topic
from tests.keeping import fresh
from tests.rulings import make_draft, make_published_ruling

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk():
    return desk_of("editor")


@pytest.fixture
def article():
    article = make_article()
    for _n in range(3):
        make_claim(article)
    return article


@pytest.fixture
def many(monkeypatch):
    """Leave each work to a worker, however few its claims are."""
    monkeypatch.setattr(tasks, "AT_ONCE", 0)


def choose(desk, kind, *claims, **sent):
    """Choose claims in the list; return where that leads."""
    keys = [claim.pk for claim in claims]
    return desk.post(list_of(Claim), {"action": kind, "_selected_action": keys, **sent})


def confirmed(desk, kind, claims, **typed):
    """Choose claims and confirm the work; return it."""
    fill(desk, choose(desk, kind, *claims).url, **typed)
    return BulkJob.objects.filter(kind=kind).first()


def test_a_deed_on_many_asks_first_and_does_nothing(desk, article):
    before = Journal.position()

    page = desk.get(choose(desk, "drop", *article.claims.all()).url)

    assert "Drop: 3 claims" in words_of(page)
    assert "stays on record with your reason" in words_of(page)
    assert Journal.position() == before
    assert set(article.claims.values_list("state", flat=True)) == {"accepted"}


def test_few_are_done_while_their_editor_waits_in_their_name(desk, article):
    job = confirmed(desk, "drop", article.claims.all(), reason="Trivial.")

    assert job.state == "done"
    assert {told(claim) for claim in article.claims.all()} == {(desk.person, "Trivial.")}
    page = words_of(desk.get(at(job)))
    assert "3 done" in page
    assert f"Confirmed by {desk.person}" in page
    assert "Reason: Trivial." in page


def test_all_of_a_filtered_list_are_chosen_across_its_pages(desk, article):
    other = make_claim(make_article())
    for _n in range(60):
        make_claim(article)
    listed = f"{list_of(Claim)}?article__id__exact={article.pk}"
    first = article.claims.first()

    answer = desk.post(
        listed, {"action": "drop", "_selected_action": [first.pk], "select_across": "1"}
    )

    job = BulkJob.objects.get()
    assert job.total == 63
    assert not job.lines.filter(claim=other).exists()
    assert "63 claims" in words_of(desk.get(answer.url))


def test_a_reason_is_asked_as_for_a_single_claim_and_what_was_typed_stays(desk, article):
    url = choose(desk, "drop", *article.claims.all()).url

    page = fill(desk, url, reason="  ")
    assert "required" in errors_of(page)
    page = fill(desk, url, reason="x" * 301)

    assert "300" in errors_of(page)
    assert "x" * 301 in page.content.decode()
    assert not fresh(BulkJob.objects.get()).is_confirmed


def test_what_will_be_refused_is_told_before_with_its_claims(desk, article):
    ruled = make_draft(make_claim(article), body="").claim
    make_claim(article, state="dropped", drop_reason="Trivial.")
    changed = make_claim(article)
    url = choose(desk, "drop", *article.claims.all()).url
    change(changed, kind="opinion")

    page = words_of(desk.get(url))

    for told_before in (
        "1: dropped, merged or split before",
        "1: there is a ruling on it: it is refused",
        "1: changed since it was chosen",
    ):
        assert told_before in page
    job = BulkJob.objects.get()
    fill(desk, url, reason="Trivial.")
    assert job.lines.filter(outcome="refused").count() == 3
    result = words_of(desk.get(f"{at(job)}?outcome=refused"))
    assert "There is a ruling on" in result
    assert fresh(ruled).state == "accepted"


def test_what_needs_a_reason_is_told_before_topics_are_added(desk):
    claim = make_published_ruling().claim

    page = words_of(desk.get(choose(desk, "tag", claim).url))

    assert "1: a ruling on it is published: it needs a reason" in page


def test_many_are_assigned_with_a_day(desk, article):
    who = desk_of("reviewer").person

    confirmed(desk, "assign", article.claims.all(), to=who.pk, due_on="2090-05-01")

    assert {c.assignee for c in article.claims.all()} == {who}
    assert {c.due_on.isoformat() for c in article.claims.all()} == {"2090-05-01"}


def test_nobody_is_chosen_in_so_many_words_and_not_by_leaving_it_empty(desk, article):
    who = desk_of("reviewer").person
    confirmed(desk, "assign", article.claims.all(), to=who.pk)
    url = choose(desk, "assign", *article.claims.all()).url

    assert "required" in errors_of(fill(desk, url))
    fill(desk, url, to="nobody")

    assert {c.assignee for c in article.claims.all()} == {None}


@pytest.mark.parametrize("to", ["999999", "x", "-1"])
def test_work_goes_to_nobody_who_is_not_at_the_desk(desk, article, to):
    page = fill(desk, choose(desk, "assign", *article.claims.all()).url, to=to)

    assert errors_of(page)
    assert {c.assignee for c in article.claims.all()} == {None}


def test_a_day_that_is_past_is_refused_on_the_form(desk, article):
    page = fill(desk, choose(desk, "assign", *article.claims.all()).url, due_on="2020-01-01")

    assert "past" in errors_of(page)


def test_topics_are_added_and_taken_off(desk, article):
    topic, rest = make_topic(), make_topic()
    confirmed(desk, "tag", article.claims.all(), topics=[topic.pk, rest.pk])
    assert topic.taggings.live().count() == 3

    page = desk.get(choose(desk, "untag", *article.claims.all()).url)
    assert topic.name in words_of(page)
    confirmed(desk, "untag", article.claims.all(), topics=[topic.pk])

    assert topic.taggings.live().count() == 0
    assert rest.taggings.live().count() == 3


def test_only_topics_that_are_there_are_offered_to_be_taken_off(desk, article):
    make_tagging(make_claim(), make_topic(name="Elsewhere"))

    page = words_of(desk.get(choose(desk, "untag", *article.claims.all()).url))

    assert "Elsewhere" not in page
    assert "None of these claims has a topic." in page


def test_many_are_left_to_a_worker_and_followed_with_and_without_a_script(
    desk, article, many, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = confirmed(desk, "drop", article.claims.all(), reason="Trivial.")

    assert fresh(job).state == "queued"
    queued = DBTaskResult.objects.get()
    BulkJob.objects.filter(pk=job.pk).update(state="running", done=1)
    tree = html.fromstring(desk.get(at(job)).content)
    (bar,) = tree.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("1", "3")
    assert tree.xpath('//a[text()="Look again"]')
    assert desk.get(at(job, "progress")).json() == {
        "done": 1,
        "total": 3,
        "told": "At work: 1 of 3 claims are dealt with.",
        "ended": False,
    }
    BulkJob.objects.filter(pk=job.pk).update(state="queued", done=0)
    queued.task.call(*queued.args_kwargs["args"])
    assert desk.get(at(job, "progress")).json()["ended"]
    assert {claim.state for claim in article.claims.all()} == {"dropped"}


@pytest.mark.usefixtures("many")
def test_where_no_worker_is_at_work_the_desk_says_how_to_start_one(desk, article):
    job = confirmed(desk, "drop", article.claims.all(), reason="Trivial.")
    assert "waits for its turn" in words_of(desk.get(at(job)))

    BulkJob.objects.update(heard_at=timezone.now() - timedelta(minutes=1))

    assert "manage.py db_worker" in words_of(desk.get(at(job)))


def press(desk, job, page, **follow):
    """Press a button on the work's page."""
    forms = html.fromstring(desk.get(at(job)).content).forms
    (form,) = (form for form in forms if (form.action or "").endswith(f"/{page}/"))
    return desk.post(form.action, dict(form.form_values()), follow=True, **follow)


@pytest.mark.usefixtures("many")
def test_it_is_stopped_and_gone_on_with(desk, article):
    job = confirmed(desk, "drop", article.claims.all(), reason="Trivial.")

    page = press(desk, job, "stop")
    assert "What was done until then stays done" in messages_of(page)
    assert f"{desk.person} stopped it" in words_of(page)
    do_to_many.call(job.pk)
    assert {claim.state for claim in article.claims.all()} == {"accepted"}

    press(desk, job, "resume")
    do_to_many.call(job.pk)
    assert {claim.state for claim in article.claims.all()} == {"dropped"}


@pytest.mark.usefixtures("many")
def test_a_worker_that_is_gone_is_told_and_the_rest_done_by_another(desk, article):
    job = confirmed(desk, "drop", article.claims.all(), reason="Trivial.")
    silent = timezone.now() - SILENCE - timedelta(seconds=1)
    BulkJob.objects.update(state="running", heard_at=silent)
    assert "its worker is gone" in words_of(desk.get(at(job)))

    press(desk, job, "resume")
    do_to_many.call(job.pk)

    assert (fresh(job).state, fresh(job).done) == ("done", 3)


def test_it_is_taken_back_once_that_is_confirmed(desk, article):
    job = confirmed(desk, "drop", article.claims.all(), reason="Trivial.")
    touched = change(article.claims.first(), kind="opinion")

    page = press(desk, job, "undo")
    assert "Take back: drop: 3 claims" in words_of(page)
    assert "1: changed since it was chosen" in words_of(page)
    assert {claim.state for claim in article.claims.all()} == {"dropped"}
    fill(desk, page.redirect_chain[-1][0])

    assert fresh(touched).state == "dropped"
    assert article.claims.filter(state="accepted").count() == 2
    assert "Taken back by" in words_of(desk.get(at(job)))


def test_what_was_accepted_is_not_taken_back_all_at_once(desk):
    job = confirmed(desk, "accept", [make_proposal()])

    assert "/undo/" not in desk.get(at(job)).content.decode()
    page = desk.post(at(job, "undo"), follow=True)
    assert "cannot be taken back" in messages_of(page)


# Who sees it, and what a forged request gets


@pytest.mark.parametrize("kind", ["drop", "accept", "tag", "untag", "export"])
def test_hidden_claims_that_are_named_are_neither_changed_nor_told(kind):
    hidden, seen = make_proposal(make_article(), text="The secret plan."), make_proposal()
    hide(hidden.article)
    reporter, before = desk_of("reporter"), Journal.position()

    page = reporter.get(choose(reporter, kind, hidden, seen).url)
    choose(reporter, kind, hidden)

    assert ": 1 claim" in words_of(page)
    assert "secret" not in words_of(page)
    assert BulkJob.objects.count() == 1
    assert Journal.position() == before


def test_a_claim_that_gets_hidden_is_left_and_its_words_are_told_no_more():
    claim, other = make_claim(make_article(), text="The secret plan."), make_claim()
    reporter = desk_of("reporter")
    url = choose(reporter, "drop", claim, other).url
    hide(claim.article)
    assert "secret" not in words_of(reporter.get(url))

    fill(reporter, url, reason="Trivial.")

    page = words_of(reporter.get(at(BulkJob.objects.get())))
    assert "secret" not in page
    assert "1 claim is not yours to see any more" in page
    assert fresh(claim).state == "accepted"


PAGES = ["change", "confirm", "progress", "stop", "resume", "undo"]


@pytest.mark.parametrize("page", PAGES)
def test_the_work_of_others_is_not_there_for_a_reporter(desk, article, page):
    job = confirmed(desk, "drop", article.claims.all(), reason="The secret reason.")
    reporter = desk_of("reporter")

    for answer in (reporter.get(at(job, page)), reporter.post(at(job, page))):
        assert answer.status_code == 302
        assert "secret" not in reporter.get(answer.url).content.decode()
    assert article.claims.filter(state="dropped").count() == 3
    assert str(job.pk) not in reporter.get(list_of(BulkJob)).content.decode().split("bulkjob/")[1:]


def test_a_choice_is_seen_and_confirmed_by_who_chose_alone(desk, article):
    url = choose(desk, "drop", *article.claims.all()).url
    other = desk_of("editor")

    assert other.get(url).status_code == 302
    other.post(url, {"reason": "Forged."})

    assert article.claims.filter(state="accepted").count() == 3


@pytest.mark.parametrize("kind", ["drop", "export"])
def test_who_has_no_role_any_more_sees_and_gets_nothing_of_what_they_chose(article, kind):
    reporter = desk_of("reporter")
    choice = choose(reporter, kind, *article.claims.all()).url
    job = done("drop", article.claims.all(), reporter.person, reason="Trivial.")
    take_back(reporter.person.memberships.get())

    assert reporter.get(choice).status_code == 403
    assert reporter.post(choice, {"format": "csv", "what": "internal"}).status_code == 403
    assert {reporter.get(at(job, page)).status_code for page in PAGES} == {403}


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_done_by_opening_a_page(desk, article, page, many):
    job = confirmed(desk, "drop", article.claims.all()[:1], reason="Trivial.")
    choice = choose(desk, "drop", *article.claims.all()[1:])
    before = Journal.position(), list(BulkJob.objects.values())

    desk.get(at(job, page))
    desk.get(choice.url.replace("/confirm/", f"/{page}/"))
    desk.get(list_of(Claim), {"action": "drop", "_selected_action": article.claims.first().pk})

    assert (Journal.position(), list(BulkJob.objects.values())) == before


def test_two_tabs_do_it_once(desk, article):
    url = choose(desk, "drop", *article.claims.all()).url
    sent = {**form_of(desk.get(url)), "reason": "Trivial."}
    desk.post(url, sent)
    before = Journal.position()

    desk.post(url, sent)

    assert Journal.position() == before


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("reader", {"export"}),
        ("reporter", {"accept", "tag", "untag", "drop", "export"}),
        ("editor", {"accept", "assign", "tag", "untag", "drop", "export"}),
    ],
)
def test_the_list_offers_what_a_person_may_do_to_many(role, offered):
    make_claim()

    tree = html.fromstring(desk_of(role).get(list_of(Claim)).content)

    assert {o.get("value") for o in tree.xpath('//select[@name="action"]/option')} - {""} == offered


def test_what_is_typed_when_the_session_ends_is_shown_again_and_nothing_done(desk, article):
    url = choose(desk, "drop", *article.claims.all()).url
    sent_from = sent_too_late(url, desk.person, reason="They are all trivial.")

    page = sign_in(sent_from, desk.person, url)

    assert form_of(page)["reason"] == "They are all trivial."
    assert "You had been signed out" in errors_of(page)
    assert not BulkJob.objects.get().is_confirmed


# Export


def test_the_chosen_claims_are_exported_as_far_as_they_may_be_seen():
    claim, other, hidden = make_claim(text="One."), make_claim(text="Two."), make_claim(text="H.")
    reader = desk_of("reader")
    url = choose(reader, "export", claim, hidden).url
    hide(hidden.article)

    answer = fill(reader, url, format="csv", what="internal")

    text = b"".join(answer.streaming_content).decode()
    assert claim.public_id in text
    assert other.public_id not in text
    assert hidden.public_id not in text
    assert answer["Content-Disposition"] == 'attachment; filename="claims.csv"'


def test_what_is_published_of_them_is_exported_as_readers_see_it(desk):
    ruling, other = make_published_ruling(), make_published_ruling()
    draft = make_claim()

    answer = fill(
        desk, choose(desk, "export", ruling.claim, draft).url, format="json", what="published"
    )

    text = b"".join(answer.streaming_content).decode()
    assert ruling.claim.public_id in text
    assert draft.public_id not in text
    assert other.claim.public_id not in text


# Many


def test_more_claims_ask_no_more_queries(desk, article, many):
    few = choose(desk, "drop", *article.claims.all()).url
    before = queries_of(desk, few)
    for _n in range(40):
        make_claim(article)
    lots = choose(desk, "drop", *article.claims.all()).url

    assert len(queries_of(desk, lots)) == len(before)


def test_the_work_of_hundreds_is_told_a_page_at_a_time(desk):
    article = make_article()
    claims = [make_claim(article) for _n in range(60)]
    few = done("drop", claims[:5], desk.person, reason="Trivial.")
    lots = done("drop", claims, desk.person, reason="Trivial.")

    page = desk.get(at(lots))

    assert len(html.fromstring(page.content).xpath('//ol[contains(@class,"bulk-lines")]/li')) == 50
    assert "1 to 50 of 60" in words_of(page)
    assert len(queries_of(desk, at(lots))) == len(queries_of(desk, at(few)))


def test_the_list_of_works_names_what_who_and_how_far(desk, article):
    job = waiting("drop", article.claims.all(), desk.person, reason="Trivial.")
    cancel_bulk(job, by=desk.person)
    choose(desk, "drop", *article.claims.all())

    page = words_of(desk.get(list_of(BulkJob)))

    assert "Drop: 3 claims" in page
    assert "0 of 3" in page
    assert "1 work on many claims" in page
