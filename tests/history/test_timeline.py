from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions.retract_row import retract_row
from claims.actions.save_row import save_row
from claims.history import Timeline, as_it_stood
from claims.history.parts import PARTS
from claims.models import Article, Recorded
from claims.models.guards import history_models
from tests.factories import (
    make_article,
    make_attribution,
    make_claim,
    make_editor,
    make_evidence,
    make_inquiry,
    make_note,
    make_reporter,
    make_reviewer,
    make_search,
    make_snapshot,
    make_tagging,
    make_user,
    make_verdict,
    make_visit,
)
from tests.rulings import make_draft

pytestmark = pytest.mark.django_db


def told(timeline):
    return [(entry.part.name, str(entry.change.kind)) for entry in timeline[:]]


def test_all_that_hangs_on_a_claim_is_told_newest_first():
    claim = make_claim()
    evidence = make_evidence(claim)
    make_attribution(claim)
    make_tagging(claim)
    make_snapshot(evidence.source)
    make_visit(evidence.source)
    make_inquiry(claim)
    make_search(claim)
    make_note(claim)
    make_draft(claim)

    entries = Timeline(claim, make_editor())[:]

    parts = {entry.part.name for entry in entries}
    assert parts >= {"claim", "attribution", "claimant", "tagging", "evidence", "source", "ruling"}
    assert parts >= {"snapshot", "visit", "inquiry", "search", "note"}
    places = [entry.position for entry in entries]
    assert places == sorted(places, reverse=True)


def test_a_change_is_told_with_who_why_and_what_it_was_before():
    claim = make_claim(text="It lapsed in 1995.")
    by = make_reporter(byline="Ada")
    make_note(claim)
    claim.text = "It lapsed in 1996."
    save_row(claim, by=by, reason="The archive says so.")

    change = Timeline(claim, make_editor())[:1][0].change

    assert (change.by, change.reason) == (by, "The archive says so.")
    assert [(f.before, f.after) for f in change.fields] == [
        ("It lapsed in 1995.", "It lapsed in 1996.")
    ]


def test_what_hangs_on_another_claim_is_not_told():
    article = make_article()
    claim, other = make_claim(article), make_claim(article)
    make_note(other)

    assert told(Timeline(claim, make_editor())) == [("claim", "created")]


@pytest.mark.parametrize("make_judge", [make_reviewer, make_editor])
def test_others_verdicts_are_hidden_until_the_own_is_given(make_judge):
    claim, judge = make_claim(), make_judge()
    verdict = make_verdict(claim)

    before = Timeline(claim, judge)
    make_verdict(claim, by=judge)
    after = Timeline(claim, judge)

    assert "verdict" not in {part.name for part in before.kinds()}
    assert verdict.reviewer_id not in before.people()
    assert told(after)[:2] == [("verdict", "created")] * 2


def test_as_it_stood_hides_others_verdicts_too():
    claim, judge = make_claim(), make_reviewer()
    make_verdict(claim)

    stood = as_it_stood(claim, judge, on=timezone.now())

    assert [part.part.name for part in stood] == ["claim"]


def test_a_part_that_a_role_may_not_see_is_left_out():
    claim = make_claim()
    make_note(claim)

    assert len(Timeline(claim, make_user())) == 0


def test_it_is_narrowed_by_part_person_and_time():
    claim, by = make_claim(), make_editor()
    make_note(claim, by=by)
    timeline = Timeline(claim, make_editor())
    soon = timezone.now() + timedelta(minutes=1)

    assert told(timeline.only(part="claim")) == [("claim", "created")]
    assert told(timeline.only(by=by.pk)) == [("note", "created")]
    assert told(timeline.only(since=soon)) == []
    assert len(timeline.only(until=soon)) == 2
    assert len(timeline.only()) == 2


def grow(claim, by, times):
    """Change a note over and over."""
    note = make_note(claim, by=by)
    for number in range(times):
        note.text = f"Asked {number} times."
        note.save_by(by)


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    claim, by = make_claim(), make_editor()
    grow(claim, by, 2)
    by.has_perm("claims.view_note")

    with django_assert_num_queries(7):
        assert len(Timeline(claim, by)[:50]) == 4
    for _n in range(3):
        grow(claim, by, 5)
    with django_assert_num_queries(7):
        assert len(Timeline(claim, by)[:50]) == 22


def test_a_claim_as_it_stood_holds_the_words_of_then_and_not_what_came_later():
    claim, by = make_claim(text="It lapsed in 1995."), make_editor()
    note = make_note(claim, by=by)
    then = timezone.now()
    claim.text = "It lapsed in 1996."
    save_row(claim, by=by)
    retract_row(note, by=by, reason="Mistaken.")
    make_evidence(claim)

    stood = {part.part.name: part.rows for part in as_it_stood(claim, by, on=then)}
    now = {part.part.name: part.rows for part in as_it_stood(claim, by, on=timezone.now())}

    assert dict(stood["claim"][0].values)["wording"] == "It lapsed in 1995."
    assert set(stood) == {"claim", "note"}
    assert dict(now["claim"][0].values)["wording"] == "It lapsed in 1996."
    assert set(now) == {"claim", "evidence", "source"}


def test_as_it_stood_right_after_an_entry():
    claim, by = make_claim(text="It lapsed in 1995."), make_editor()
    (first,) = Timeline(claim, by)[:]
    claim.text = "It lapsed in 1996."
    save_row(claim, by=by)

    (stood,) = as_it_stood(claim, by, position=first.position)

    assert dict(stood.rows[0].values)["wording"] == "It lapsed in 1995."


def test_nothing_stood_before_the_claim_was_found():
    claim = make_claim()

    assert as_it_stood(claim, make_editor(), on=timezone.now() - timedelta(days=1)) == []


def test_every_kind_of_row_that_stands_at_a_claim_is_a_part():
    there = {part.model for part in PARTS}
    with_claim = {
        model.instance_type
        for model in history_models()
        if any(field.name == "claim" for field in model.instance_type._meta.concrete_fields)
    }

    assert with_claim <= there
    assert Article not in there
    assert all(issubclass(model, Recorded) for model in there)
