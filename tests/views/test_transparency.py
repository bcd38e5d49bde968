"""What outsiders can fetch: enough to prove what the journal was, and no word of what is in it."""

import hashlib
import json

import pytest
from django.urls import reverse

from claims.actions.publish_checkpoint import publish_checkpoint
from claims.actions.redact_history import redact_history
from claims.history import journal
from claims.models import Journal, Note
from claims.models.sealing import digest_of
from claims.views import transparency
from factcheck.environment import checkpoint_key
from tests.factories import machine, make_administrator, make_claim, make_note, make_redaction

pytestmark = pytest.mark.django_db


def page(client, **query):
    response = client.get(reverse("claims:transparency"), query)
    assert response.status_code == 200
    return response.json()


def chain(client, first, last):
    return client.get(reverse("claims:chain", args=[first, last]))


def test_it_tells_the_head_and_when_it_moved(client):
    make_claim()
    head = Journal.objects.get()

    told = page(client)["journal"]

    assert told == {"length": head.length, "seal": head.seal, "time": head.moved_at.isoformat()}


@pytest.mark.slow
def test_checkpoints_are_listed_newest_first_and_all_can_be_reached(client, monkeypatch):
    monkeypatch.setattr(transparency, "CHECKPOINTS", 2)
    made = []
    for _n in range(5):
        make_note()
        made.append(publish_checkpoint(by=machine()).length)

    found, answer = [], page(client)
    while True:
        found += [checkpoint["length"] for checkpoint in answer["checkpoints"]]
        assert len(answer["checkpoints"]) <= 2
        assert answer["count"] == 5
        if answer["next"] is None:
            break
        answer = client.get(answer["next"].removeprefix("http://127.0.0.1:8000")).json()

    assert found == made[::-1]


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "1e9"])
def test_a_page_that_is_not_there_is_not_found(client, number):
    assert client.get(reverse("claims:transparency"), {"page": number}).status_code == 404


def test_a_new_checkpoint_shows_at_once(client):
    make_note()
    publish_checkpoint(by=machine())
    before = page(client)["count"]

    publish_checkpoint(by=machine())

    assert page(client)["count"] == before + 1


def test_an_unchanged_page_costs_two_queries(client, django_assert_num_queries):
    publish_checkpoint(by=machine())
    page(client)

    with django_assert_num_queries(2):
        page(client)


def test_every_key_is_told_and_kept_when_another_signs(client, settings, tmp_path):
    first = publish_checkpoint(by=machine())
    settings.CHECKPOINT_KEY = checkpoint_key(tmp_path)
    second = publish_checkpoint(by=machine())

    keys = page(client)["keys"]

    assert {key["id"] for key in keys} == {first.key_id, second.key_id}
    assert all(key["pem"].startswith("-----BEGIN PUBLIC KEY-----") for key in keys)
    assert "PRIVATE" not in json.dumps(keys)


@pytest.mark.slow
def test_an_old_seal_leads_to_todays_by_digests_alone(client):
    make_note()
    old = publish_checkpoint(by=machine())
    for _n in range(4):
        make_claim()
    today = page(client)["journal"]

    answer = chain(client, old.length + 1, today["length"]).json()
    seal = old.seal
    for position, digest in answer["digests"]:
        seal = hashlib.sha256(f"{seal}\n{position}\n{digest}".encode()).hexdigest()

    assert seal == today["seal"] == answer["seal"]
    assert [p for p, _d in answer["digests"]] == [*range(old.length + 1, today["length"] + 1)]


def test_the_chain_is_given_in_pieces(client, monkeypatch):
    monkeypatch.setattr(transparency, "LONGEST", 3)
    make_claim()

    assert chain(client, 1, 3).status_code == 200
    assert chain(client, 1, 4).status_code == 404


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 2), (1, 10**9), (10**30, 10**30)])
def test_positions_that_are_not_there_are_not_found(client, first, last):
    assert chain(client, first, last).status_code == 404


def test_digests_without_a_salt_are_never_shown(client, monkeypatch):
    make_claim()
    monkeypatch.setattr(journal, "last_unsalted_position", lambda: 3)

    assert page(client)["chain"]["from"] == 4
    assert chain(client, 3, 5).status_code == 404
    assert chain(client, 4, 5).status_code == 200


def test_where_every_row_has_a_salt_the_whole_chain_is_shown():
    make_claim()

    assert journal.last_unsalted_position() == 0


def test_the_same_words_have_another_digest_each_time():
    one, two = make_note(), make_note()
    same = {"id": 1, "text": "Yes.", "history_change_reason": ""}
    digests = set()
    for row in (one.history.latest(), two.history.latest()):
        for name, value in same.items():
            setattr(row, name, value)
        digests.add(digest_of(row, [*same]))

    assert len(digests) == 2


@pytest.mark.slow
def test_what_was_removed_is_counted_and_not_told(client):
    note = make_note(text="Her name is Jane Roe.")
    asked = make_redaction(note, because="About Jane")
    redact_history(asked, revision=asked.revision, by=make_administrator())

    answer = client.get(reverse("claims:transparency"))
    (told,) = answer.json()["redactions"]

    assert told["law"] == "GDPR, article 17"
    assert (told["kind"], told["fields"]) == ("note", ["text"])
    assert told["positions"] == [Note.history.earliest().journal_position]
    assert "Jane" not in answer.content.decode()


def test_what_is_only_asked_for_is_nobody_elses_business(client):
    make_redaction()

    assert page(client)["redactions"] == []


def test_no_word_of_the_desk_is_in_it(client):
    make_claim(text="A confidential wording.")
    publish_checkpoint(by=machine())
    shown = client.get(reverse("claims:transparency")).content
    shown += chain(client, 1, Journal.position()).content

    assert b"confidential" not in shown
    assert b"somebody" not in shown
