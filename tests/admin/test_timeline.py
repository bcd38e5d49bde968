from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from claims.actions.edit_ruling import edit_ruling
from claims.actions.save_row import save_row
from claims.models import Note
from tests.admin.desk import at, desk_of, errors_of, words_of
from tests.factories import (
    machine,
    make_article,
    make_claim,
    make_note,
    make_proposal,
    make_verdict,
)
from tests.history.test_timeline import grow
from tests.rulings import make_draft, make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db

SECRET = "Seen in the ledger of the archive"


@pytest.fixture
def desk():
    return desk_of("editor")


def reworded(by):
    claim = make_claim(text="It lapsed in 1995 without any notice.")
    claim.text = "It lapsed in 1996 without any notice."
    return save_row(claim, by=by, reason="The archive says so.")


def test_the_page_of_a_claim_leads_to_its_time_line(desk):
    claim = make_claim()

    assert desk.get(at(claim)).context["pages"]["timeline"] == at(claim, "timeline")


@pytest.mark.slow
def test_the_time_line_says_who_changed_which_words_and_why(desk):
    page = desk.get(at(reworded(desk.person), "timeline"))

    assert "The archive says so." in words_of(page)
    assert "<del>1995 </del><ins>1996 </ins>" in page.content.decode()
    assert str(desk.person) in words_of(page)


@pytest.mark.slow
def test_what_a_machine_did_is_labelled_so(desk):
    proposal = make_proposal()
    by_hand = make_claim()

    assert "Claimbench machine ·" in words_of(desk.get(at(proposal, "timeline")))
    assert str(machine()) == "Claimbench"
    assert "machine ·" not in words_of(desk.get(at(by_hand, "timeline")))


@pytest.mark.slow
def test_it_is_narrowed_and_says_what_to_do_when_nothing_fits(desk):
    claim = make_claim()
    make_note(claim, text="Ask the ministry.")
    page = at(claim, "timeline")

    assert "Ask the ministry." not in words_of(desk.get(f"{page}?part=claim"))
    assert "Ask the ministry." in words_of(desk.get(f"{page}?part=note"))
    assert "Nothing fits" in words_of(desk.get(f"{page}?until=2001-01-01"))
    assert "Enter a valid date" in errors_of(desk.get(f"{page}?since=yesterday"))


@pytest.mark.slow
def test_today_counts_whole(desk):
    page = at(make_claim(), "timeline")
    today = f"{timezone.localdate():%Y-%m-%d}"

    assert "Nothing fits" not in words_of(desk.get(f"{page}?since={today}&until={today}"))


@pytest.mark.slow
def test_it_is_paged_and_keeps_what_was_chosen(desk):
    claim = make_claim()
    grow(claim, desk.person, 60)

    first = desk.get(f"{at(claim, 'timeline')}?part=note")
    last = desk.get(f"{at(claim, 'timeline')}?part=note&page=2")

    assert "Page 1 of 2" in words_of(first)
    assert "?page=2&amp;part=note" in first.content.decode()
    assert len(last.context["entries"]) == 11


@pytest.mark.slow
def test_the_page_takes_the_same_queries_whatever_hangs_on_the_claim(
    desk, django_assert_max_num_queries
):
    claim = make_claim()
    grow(claim, desk.person, 1)
    with django_assert_max_num_queries(40) as first:
        desk.get(at(claim, "timeline"))
    for _n in range(3):
        grow(claim, desk.person, 5)

    with django_assert_max_num_queries(len(first)):
        desk.get(at(claim, "timeline"))


@pytest.mark.parametrize("role", wide(["reviewer", "editor", "superuser"], every=3))
@pytest.mark.parametrize("page", ["timeline", "stood"])
def test_neither_page_tells_another_s_verdict_nor_who_gave_it(role, page):
    claim = make_claim()
    verdict = make_verdict(claim, reasoning=SECRET)
    desk = desk_of(role)
    later = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    url = f"{at(claim, page)}?on={later}"

    hidden = desk.get(url).content.decode()
    make_verdict(claim, by=desk.person)
    told = desk.get(url).content.decode()

    assert SECRET not in hidden
    assert escape(str(verdict.reviewer)) not in hidden
    assert SECRET in told


@pytest.mark.slow
def test_a_part_of_a_hidden_verdict_is_not_offered_as_a_choice():
    claim = make_claim()
    make_verdict(claim, reasoning=SECRET)

    page = desk_of("reviewer").get(f"{at(claim, 'timeline')}?part=verdict").content.decode()

    assert 'value="verdict"' not in page
    assert SECRET not in page


@pytest.mark.parametrize("page", ["timeline", "stood"])
def test_a_confidential_claim_is_as_if_it_did_not_exist(page):
    claim = make_claim(make_article(confidential=True))

    response = desk_of("reporter").get(at(claim, page))

    assert response.status_code == 302
    assert response.url == reverse("admin:index")


@pytest.mark.slow
def test_an_entry_leads_to_the_claim_as_it_stood_then(desk):
    claim = reworded(desk.person)
    newest, first = desk.get(at(claim, "timeline")).context["entries"]

    then = words_of(desk.get(f"{at(claim, 'stood')}?after={first[0].position}"))

    assert "It lapsed in 1995" in then
    assert "It lapsed in 1996 without any notice. quote" not in then
    assert "To read only" in then
    assert newest[0].is_newest


@pytest.mark.slow
def test_a_moment_is_asked_for_with_its_time_zone(desk):
    claim = make_claim()

    asked = words_of(desk.get(at(claim, "stood")))
    before = words_of(desk.get(f"{at(claim, 'stood')}?on=2001-01-01T12:00"))
    wrong = errors_of(desk.get(f"{at(claim, 'stood')}?on=noon"))

    assert "Times are in the zone UTC (UTC+00:00)" in asked
    assert "Choose a date and a time" in asked
    assert "was not at the desk yet" in before
    assert "valid date/time" in wrong


@pytest.mark.slow
def test_an_earlier_version_leads_back_to_it_with_a_reason(desk):
    claim = reworded(desk.person)
    (_newest, none), (first, back) = desk.get(at(claim, "timeline")).context["entries"]
    history = desk.get(back)

    desk.post(
        at(claim, "restore"),
        {"version": first.version, "revision": claim.revision, "reason": "It was right."},
    )

    claim.refresh_from_db()
    assert none == ""
    assert f'id="version-{first.version}"' in history.content.decode()
    assert claim.text == "It lapsed in 1995 without any notice."
    assert claim.history.latest().history_change_reason == "It was right."


@pytest.mark.slow
def test_a_note_s_way_back_is_offered_to_its_author_alone(desk):
    claim = make_claim()
    grow(claim, desk.person, 1)
    page = f"{at(claim, 'timeline')}?part=note"

    own = [back for _entry, back in desk.get(page).context["entries"]]
    others = [back for _entry, back in desk_of("editor").get(page).context["entries"]]

    note = Note.objects.get()
    assert own[1].startswith(at(note, "history"))
    assert others == ["", ""]


@pytest.mark.slow
def test_a_way_back_is_offered_on_a_ruling_in_hand_and_not_on_a_public_one(desk):
    draft = make_draft()
    edit_ruling(draft, why="Other words.", by=desk.person, revision=draft.revision)
    public = make_published_ruling()

    ways = [
        [
            back
            for _entry, back in desk.get(f"{at(row.claim, 'timeline')}?part=ruling").context[
                "entries"
            ]
        ]
        for row in (draft, public)
    ]

    assert ways[0] == ["", f"{at(draft, 'history')}#version-{draft.history.earliest().pk}"]
    assert set(ways[1]) == {""}


@pytest.mark.slow
def test_a_way_back_without_a_reason_is_refused_under_a_published_ruling_and_asks_again(desk):
    claim = make_published_ruling().claim
    claim.said_where = "In a speech"
    save_row(claim, by=desk.person, reason="Where it was said.")
    version = claim.history.earliest().pk
    sent = {"version": version, "revision": claim.revision}

    refused = desk.post(at(claim, "restore"), {**sent, "reason": ""})
    done = desk.post(at(claim, "restore"), {**sent, "reason": "Not said there."})

    assert "give a reason" in errors_of(refused)
    assert 'name="reason"' in refused.content.decode()
    assert done.status_code == 302
