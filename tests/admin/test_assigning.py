"""Giving, taking and giving back claims at the desk: by a deed, on the form, at the workbench."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim
from tests.actions.outcomes import change, hide
from tests.admin.desk import (
    at,
    desk_of,
    errors_of,
    fill,
    form_of,
    make_person,
    messages_of,
    words_of,
)
from tests.factories import make_claim
from tests.keeping import fresh
from tests.notices import told_to
from tests.rulings import make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return make_claim()


@pytest.fixture
def ada():
    return make_person("reporter", byline="Ada Lovelace")


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def follow(desk, response):
    return desk.get(response["Location"])


def test_an_editor_assigns_and_the_page_says_who_checks_it(claim, ada):
    desk = desk_of("editor")

    done = fill(desk, at(claim, "assign"), to=ada.pk, due_on=tomorrow().isoformat())

    page = follow(desk, done)
    assert "Ada Lovelace is to check it by" in messages_of(page)
    assert words_of(page).count("Ada Lovelace is to check it by") == 2
    assert (fresh(claim).assignee, fresh(claim).due_on) == (ada, tomorrow())
    assert told_to(ada) == ["assigned"]


@pytest.mark.slow
def test_an_editor_takes_it_away(claim, ada):
    claim = change(claim, assignee=ada)
    desk = desk_of("editor")

    done = fill(desk, at(claim, "assign"), to="")

    assert "Nobody is to check it now." in messages_of(follow(desk, done))
    assert fresh(claim).assignee is None


@pytest.mark.parametrize("page", ["assign", "change"])
def test_those_alone_are_offered_who_can_work_on_claims(claim, ada, page):
    make_person("reader", byline="Rita Reader")
    make_person("reporter", byline="Lea Left", is_active=False)

    shown = desk_of("editor").get(at(claim, page)).content.decode()

    assert ">Ada Lovelace</option>" in shown
    assert "Rita Reader</option>" not in shown
    assert "Lea Left</option>" not in shown


@pytest.mark.parametrize("page", wide(["assign", "change"], every=2))
def test_a_reader_whose_number_is_sent_gets_no_claim(claim, page):
    reader = make_person("reader")

    refused = fill(desk_of("editor"), at(claim, page), to=reader.pk, assignee=reader.pk)

    assert refused.status_code == 200
    assert errors_of(refused)
    assert fresh(claim).assignee is None


@pytest.mark.slow
@pytest.mark.parametrize("page", wide(["assign", "change"], every=2))
def test_a_day_that_is_over_is_refused_in_words_and_what_was_typed_stays(claim, ada, page):
    name = "to" if page == "assign" else "assignee"

    refused = fill(desk_of("editor"), at(claim, page), **{name: ada.pk, "due_on": "2020-01-01"})

    assert "This day is over: choose today or a day to come." in errors_of(refused)
    assert form_of(refused)["due_on"] == "2020-01-01"
    assert form_of(refused)[name] == str(ada.pk)


@pytest.mark.slow
def test_the_form_tells_who_gets_the_claim_too(claim, ada):
    fill(desk_of("editor"), at(claim), assignee=ada.pk)

    assert told_to(ada) == ["assigned"]


@pytest.mark.slow
def test_who_has_it_stays_on_the_form_also_after_they_left(claim, ada):
    claim = change(claim, assignee=ada)
    change(ada, is_active=False)

    saved = fill(desk_of("editor"), at(claim), text="The treaty lapsed in 1996.")

    assert saved.status_code == 302
    assert fresh(claim).assignee == ada


@pytest.mark.slow
def test_what_nobody_checks_is_taken_by_one_click(claim):
    desk = desk_of("reporter")
    page = desk.get(at(claim))
    assert "nobody checks it so far" in words_of(page)

    done = desk.post(at(claim), {**form_of(page), "_then": "take"})

    assert "You check it now" in messages_of(follow(desk, done))
    assert fresh(claim).assignee == desk.person


@pytest.mark.slow
def test_the_second_to_take_it_is_told_who_was_first(claim, ada):
    desk = desk_of("reporter")
    asked = form_of(desk.get(at(claim, "take")))
    change(claim, assignee=ada)

    refused = desk.post(at(claim, "take"), asked)

    assert "Ada Lovelace has taken it already." in errors_of(refused)
    assert "Nobody checks it so far" not in words_of(refused)
    assert 'class="button default"' not in refused.text
    assert fresh(claim).assignee == ada


def test_a_stale_tab_assigns_nothing_until_the_changes_were_read(claim, ada):
    desk = desk_of("editor")
    asked = form_of(desk.get(at(claim, "assign")))
    change(claim, text="Other words entirely.")

    refused = desk.post(at(claim, "assign"), asked | {"to": ada.pk})

    assert "Changed since you opened this page" in words_of(refused)
    assert fresh(claim).assignee is None
    assert desk.post(at(claim, "assign"), form_of(refused)).status_code == 302
    assert fresh(claim).assignee == ada


@pytest.mark.slow
def test_it_is_given_back_with_a_reason(ada, claim):
    change(claim, assignee=ada)
    desk = desk_of(ada)

    assert "Give it back" in words_of(desk.get(at(claim)))
    fill(desk, at(claim, "give_back"), reason="I know the minister.")

    assert fresh(claim).assignee is None


def test_who_gives_back_a_confidential_claim_is_warned_before(ada, claim):
    hide(claim.article)
    change(claim, assignee=ada)

    page = desk_of(ada).get(at(claim, "give_back"))

    assert "you may not see it any more afterwards" in words_of(page)


@pytest.mark.parametrize(
    ("role", "offered"),
    wide(
        [("reader", set()), ("reporter", {"Take it"}), ("editor", {"Take it", "Assign"})], every=2
    ),
)
def test_each_is_offered_what_they_may(claim, role, offered):
    buttons = desk_of(role).get(at(claim)).content.decode()

    for label in ("Take it", "Assign"):
        assert (f">{label}</button>" in buttons) is (label in offered)


@pytest.mark.slow
def test_it_is_done_at_the_workbench_and_leads_back_there(claim, ada):
    desk = desk_of("editor")
    bench = at(claim.article, "workbench", claim=claim.public_id)
    form = form_of(desk.get(bench), "/assign/?from=workbench")

    done = desk.post(f"{at(claim, 'assign')}?from=workbench", form | {"to": ada.pk})

    assert done["Location"] == f"{bench}#opened"
    assert Claim.objects.get().assignee == ada


@pytest.mark.slow
def test_a_claim_that_is_ruled_on_can_be_assigned_without_a_reason(ada):
    claim = make_published_ruling().claim

    assert fill(desk_of("editor"), at(claim, "assign"), to=ada.pk).status_code == 302
