"""An editor sets the time at which an approved ruling is published, and the desk tells of it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from claims.actions.keep_preferences import keep_preferences
from claims.actions.publish_scheduled import note_failure
from claims.models import Ruling
from tests.admin.desk import at, desk_of, errors_of, fill, list_of, messages_of, words_of
from tests.factories import machine
from tests.rulings import make_approved_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of("editor")


def typed(**delta):
    """Return a time as a browser sends it, in the zone of the person."""
    return f"{timezone.localtime() + timedelta(**delta):%Y-%m-%dT%H:%M}"


def test_a_time_is_set_in_the_zone_of_the_person_and_shown(desk):
    ruling = make_approved_ruling()
    keep_preferences(desk.person, by=desk.person, time_zone="America/New_York")
    with timezone.override("America/New_York"):
        tomorrow = typed(days=1)

    answer = fill(desk, at(ruling, "schedule"), at=tomorrow)
    page = desk.get(answer.url)

    ruling.refresh_from_db()
    assert abs(ruling.publish_at - timezone.now() - timedelta(days=1)) < timedelta(minutes=2)
    assert "To be published at" in messages_of(page)
    assert "America/New_York" in words_of(page)
    listed = desk.get(f"{list_of(Ruling)}?schedule=waits")
    assert "to be published at" in words_of(listed)


@pytest.mark.slow
def test_a_time_that_is_past_is_refused_beside_the_field(desk):
    ruling = make_approved_ruling()

    answer = fill(desk, at(ruling, "schedule"), at=typed(minutes=-5))

    assert "still to come, or publish it now" in errors_of(answer)


@pytest.mark.slow
def test_of_what_has_a_time_it_is_said_that_this_goes_first(desk):
    ruling = make_approved_ruling()
    fill(desk, at(ruling, "schedule"), at=typed(days=1))

    answer = fill(desk, at(ruling, "reschedule"), at=typed(minutes=-5))

    assert "To publish it now, take its time back." in errors_of(answer)
    assert "or publish it now" not in errors_of(answer)


def test_a_stale_page_of_scheduling_loses_nothing_and_leads_to_what_can_be_done(desk):
    ruling = make_approved_ruling()
    read, later = ruling.revision, typed(days=2)
    fill(desk_of("editor"), at(ruling, "schedule"), at=typed(days=1))

    page = desk.post(at(ruling, "schedule"), {"at": later, "revision": read})

    told = words_of(page)
    assert "As things stand now, this cannot be done." in told
    assert "What you typed is still below." in told
    assert later in page.text
    assert "any more" not in told
    assert "Set another time" in words_of(desk.get(at(ruling)))


@pytest.mark.slow
def test_what_missed_its_time_is_told_on_its_page_and_found_by_the_list(desk):
    ruling = make_approved_ruling()
    fill(desk, at(ruling, "schedule"), at=typed(days=1))
    ruling.refresh_from_db()
    note_failure(ruling, revision=ruling.revision, why="Not met: two verdicts.", by=machine())

    assert "Not met: two verdicts." in words_of(desk.get(at(ruling)))
    assert "not published at" in words_of(desk.get(f"{list_of(Ruling)}?schedule=missed"))


def deeds_of(desk, ruling):
    """Return the names of what the page offers to do, and what stands out of it."""
    page = html.fromstring(desk.get(at(ruling)).text)
    buttons = page.xpath('//ul[@class="deeds"]//*[contains(@class, "button")]')
    told = [button.text_content().strip() for button in buttons]
    return told, [b.text_content().strip() for b in buttons if "default" in b.get("class")]


@pytest.mark.slow
def test_what_is_approved_is_published_or_scheduled(desk):
    told, weighty = deeds_of(desk, make_approved_ruling())

    assert {"Publish", "Schedule publication"} <= set(told)
    assert weighty == ["Publish"]


@pytest.mark.slow
def test_what_has_its_time_is_published_sooner_once_that_is_taken_back(desk):
    ruling = make_approved_ruling()
    fill(desk, at(ruling, "schedule"), at=typed(days=1))

    told, weighty = deeds_of(desk, ruling)

    assert {"Set another time", "Take the time back"} <= set(told)
    assert not {"Publish", "Schedule publication"} & set(told)
    assert weighty == []
    assert "To publish it sooner, take the time back." in words_of(desk.get(at(ruling)))
    fill(desk, at(ruling, "unschedule"))
    told, weighty = deeds_of(desk, ruling)
    assert {"Publish", "Schedule publication"} <= set(told)
    assert weighty == ["Publish"]


def test_a_stale_page_that_still_offers_publication_is_told_of_the_time(desk):
    ruling = make_approved_ruling()
    fill(desk, at(ruling, "schedule"), at=typed(days=1))
    ruling.refresh_from_db()

    refused = desk.post(at(ruling, "publish"), {"revision": ruling.revision})

    assert "take that back to publish it now" in errors_of(refused)
    assert 'class="button default"' not in refused.text


@pytest.mark.slow
def test_what_missed_its_time_is_published_as_any_other(desk):
    ruling = make_approved_ruling()
    fill(desk, at(ruling, "schedule"), at=typed(days=1))
    ruling.refresh_from_db()
    note_failure(ruling, revision=ruling.revision, why="Not met: two verdicts.", by=machine())

    told, weighty = deeds_of(desk, ruling)

    assert weighty == ["Publish"]
    assert "Set another time" not in told


@pytest.mark.slow
def test_another_time_takes_the_place_of_the_first(desk):
    ruling = make_approved_ruling()
    fill(desk, at(ruling, "schedule"), at=typed(days=1))

    fill(desk, at(ruling, "reschedule"), at=typed(days=2))

    ruling.refresh_from_db()
    assert ruling.publish_at - timezone.now() > timedelta(days=1, hours=12)


@pytest.mark.slow
def test_what_is_due_and_was_not_published_is_told_and_published_by_hand(desk, monkeypatch):
    ruling = make_approved_ruling()
    fill(desk, at(ruling, "schedule"), at=typed(days=1))
    waiting = list(Ruling.objects.to_publish())
    later = timezone.now() + timedelta(days=1, minutes=5)

    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    told, weighty = deeds_of(desk, ruling)
    page = words_of(desk.get(at(ruling)))

    assert "nothing has published it yet" in page
    assert weighty == ["Publish"]
    assert "Set another time" not in told
    assert waiting == []
    assert list(Ruling.objects.to_publish()) == [ruling]
