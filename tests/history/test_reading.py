from datetime import UTC, datetime

import pytest
from django.utils import timezone

from claims.actions.override_rules import override_rules
from claims.actions.retract_row import retract_row
from claims.history import Change, changes
from claims.history.reading import _localised
from claims.models import Evidence
from tests.factories import (
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_reporter,
    make_snapshot,
    make_source,
    make_user,
    rating,
)
from tests.rulings import approve, make_draft, make_next_version, make_published_ruling, submit

pytestmark = pytest.mark.django_db


def test_history_says_who_changed_what_and_why_newest_first():
    first, second = make_user(byline="Ada"), make_user(byline="Ben")
    claim = make_claim(by=first, text="The treaty lapsed in 1995.")
    claim.text = "The treaty lapsed in 1996."
    claim.save_by(second, "The archive says 1996.")

    latest, oldest = changes(claim)

    assert (latest.kind, latest.by, latest.reason) == ("changed", second, "The archive says 1996.")
    assert [(f.name, f.before, f.after) for f in latest.fields] == [
        ("wording", "The treaty lapsed in 1995.", "The treaty lapsed in 1996.")
    ]
    assert (oldest.kind, oldest.by) == ("created", first)
    assert latest.at > oldest.at


def test_a_change_is_shown_word_by_word():
    claim = make_claim(text="It lapsed in 1995 without notice.")
    claim.text = "It lapsed in 1996 without notice."
    claim.save_by(make_reporter())

    words = changes(claim)[0].fields[0].words

    assert [c.text.strip() for c in words if c.kind != "same"] == ["1995", "1996"]


def test_values_read_as_people_say_them():
    article = make_article(title="Alliance")
    row = make_claim(article, kind="attributed", worthiness=0.5)
    row.assignee = make_user(byline="Carla")
    row.save_by(make_editor())

    assigned, created = changes(row)

    shown = {field.name: field.after for field in created.fields}
    assert shown["kind"] == "attributed statement"
    assert shown["article"] == "Alliance"
    assert shown["text"] == "Alliance, version 1"
    assert [(f.name, f.before, f.after) for f in assigned.fields] == [("assigned to", "", "Carla")]


def test_lists_and_answers_read_as_lines_and_words():
    ruling = make_draft(key_points=["It lapsed.", "It was signed in 1961."])
    article = make_article()
    article.confidential = True
    article.save_by(make_editor())

    points = {f.name: f.after for f in changes(ruling)[0].fields}["key points"]
    flag = changes(article)[0].fields[0]

    assert points == "It lapsed.\nIt was signed in 1961."
    assert (flag.before, flag.after) == ("no", "yes")


def test_rules_set_aside_and_reasons_of_deeds_read_as_labels():
    draft = make_draft(make_claim(), body="")
    given = {"revision": draft.revision, "by": make_editor(), "reason": "A first check."}
    ruling = approve(submit(override_rules(draft, ["independent_sources"], **given)))

    approved, submitted, aside, _created = changes(ruling)

    rules = {field.name: field.after for field in aside.fields}["rules set aside"]
    assert rules == "Two independent sources or more, for or against the claim"
    assert approved.reason == "Approved as its second reader"
    assert submitted.reason == "Submitted for review"
    assert aside.reason == "A first check."


def test_a_version_of_a_ruling_is_discarded_not_retracted():
    draft = make_draft(make_claim(), body="")

    retract_row(draft, by=draft.written_by, reason="Begun twice.")

    assert [change.kind for change in changes(draft)] == [
        Change.Kind.DISCARDED,
        Change.Kind.CREATED,
    ]


def test_bookkeeping_is_left_out():
    ruling = make_published_ruling()

    names = {field.name for change in changes(ruling) for field in change.fields}

    assert "stage" in names
    assert names.isdisjoint({"revision", "public id", "the page as published", "created at", "ID"})


def test_a_retraction_and_its_end_are_told_apart_from_other_changes():
    editor = make_editor()
    evidence = make_evidence()
    evidence.retracted_at, evidence.retracted_by = timezone.now(), editor
    evidence.retraction_reason = "Another treaty."
    evidence.save_by(editor)
    evidence.retracted_at, evidence.retracted_by, evidence.retraction_reason = None, None, ""
    evidence.save_by(editor)

    assert [change.kind for change in changes(evidence)] == [
        Change.Kind.RESTORED,
        Change.Kind.RETRACTED,
        Change.Kind.CREATED,
    ]


def test_more_changes_and_more_people_cost_no_more_queries(django_assert_num_queries):
    evidence = make_evidence()
    for _n in range(5):
        source = make_source()
        evidence.source, evidence.snapshot = source, make_snapshot(source)
        evidence.save_by(make_editor())
    evidence = Evidence.objects.get(pk=evidence.pk)

    with django_assert_num_queries(5):  # the versions; claims, sources, copies by name; redactions
        assert len(changes(evidence)) == 6


@pytest.mark.slow
def test_names_made_of_other_names_cost_no_more_queries(django_assert_num_queries):
    before = make_published_ruling()
    correction = make_next_version(before).correction

    with django_assert_num_queries(3):
        shown = {f.name: f.after for f in changes(correction)[0].fields}

    assert shown["version before"] == f"{rating()}: {before.claim.text}"


def test_a_time_at_the_end_of_the_calendar_is_read_in_every_zone():
    with timezone.override("Pacific/Kiritimati"):
        assert "9999" in _localised(datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
