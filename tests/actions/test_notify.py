"""Who is told of a deed, how, and who is not; and that each deed tells whom it concerns."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from claims.actions.add_user import add_user
from claims.actions.choose_notices import choose_notices
from claims.actions.correct_ruling import correct_ruling
from claims.actions.notify import notify
from claims.actions.publish_scheduled import publish_scheduled
from claims.actions.retract_ruling import retract_ruling
from claims.actions.return_ruling import return_ruling
from claims.actions.save_row import save_row
from claims.actions.schedule_publication import schedule_publication
from claims.models import Correction, Notification
from tests.actions.outcomes import change, hide, take_back
from tests.admin.desk import make_person
from tests.factories import machine, make_claim, make_note, make_user
from tests.notices import told_to
from tests.rulings import (
    approve,
    make_approved_ruling,
    make_draft,
    make_published_ruling,
    make_submitted_ruling,
    publish,
    submit,
)

pytestmark = pytest.mark.django_db
Kind = Notification.Kind


@pytest.fixture
def claim():
    return make_claim()


def test_a_notice_says_what_happened_where_and_who_did_it(claim):
    reader, note = make_person("reader", email="r@desk.example"), make_note(claim)

    (notice,) = notify(Kind.MENTIONED, claim, to=[reader, reader, None], by=note.author, note=note)

    stored = Notification.objects.get()
    assert (stored.pk, stored.recipient, stored.actor) == (notice.pk, reader, note.author)
    assert (stored.at_desk, stored.mail, stored.read_at) == (True, "digest", None)
    assert stored.get_absolute_url().endswith(f"/claims/claim/{claim.pk}/change/#notes-{note.pk}")


@pytest.mark.parametrize("why", ["no role", "left", "no desk", "role taken back", "their own deed"])
def test_who_is_told_nothing(claim, why):
    person = {
        "no role": make_person,
        "left": lambda: make_person("editor", is_active=False),
        "no desk": lambda: make_user("editor"),
    }.get(why, lambda: make_person("reporter"))()
    if why == "role taken back":
        take_back(person.memberships.get())

    assert notify(Kind.ASSIGNED, claim, to=[person], by=person if "own" in why else machine()) == []


def test_of_a_confidential_article_those_are_told_who_may_see_it(claim):
    hide(claim.article)
    claim.refresh_from_db()
    people = {role: make_person(role) for role in ("reporter", "editor")}
    assigned = make_person("reviewer")
    claim = change(claim, assignee=assigned)

    told = notify(Kind.PUBLISHED, claim, to=[*people.values(), assigned], by=machine())

    assert {notice.recipient for notice in told} == {people["editor"], assigned}


@pytest.mark.parametrize(
    ("wish", "address", "got"),
    [
        ((True, ""), "a@desk.example", [(True, "")]),
        ((False, "at_once"), "a@desk.example", [(False, "at_once")]),
        ((True, "digest"), "", [(True, "")]),
        ((False, "digest"), "", [(True, "")]),  # there is nowhere to mail to
        ((False, ""), "a@desk.example", []),
    ],
)
def test_each_gets_what_they_chose(claim, wish, address, got):
    person = make_person("reporter", email=address)
    choose_notices(person, by=person, wishes={"assigned": wish})

    notify(Kind.ASSIGNED, claim, to=[person], by=machine())

    assert list(person.notices.values_list("at_desk", "mail")) == got


def test_a_deed_that_fails_tells_nobody(claim):
    person = make_person("reporter")

    with transaction.atomic():
        notify(Kind.ASSIGNED, claim, to=[person], by=machine())
        transaction.set_rollback(True)

    assert told_to(person) == []


def test_more_people_cost_no_more_queries(claim, django_assert_max_num_queries):
    few = [make_person("editor") for _n in range(2)]
    many = [make_person("editor") for _n in range(8)]

    by = machine()
    with django_assert_max_num_queries(5) as first:
        notify(Kind.SUBMITTED, claim, to=few, by=by)

    with django_assert_max_num_queries(len(first)):
        notify(Kind.SUBMITTED, claim, to=many, by=by)


# What the deeds on rulings tell


@pytest.fixture
def writer():
    return make_person("editor")


def test_who_can_approve_hears_that_a_ruling_waits(writer):
    second, reporter = make_person("editor"), make_person("reporter")

    make_submitted_ruling(by=writer)

    assert told_to(second) == ["submitted"]
    assert told_to(writer) == told_to(reporter) == []


def test_the_writer_hears_that_it_came_back(writer):
    ruling = make_submitted_ruling(by=writer)
    editor = make_person("editor")

    return_ruling(ruling, revision=ruling.revision, by=editor, reason="Which year?")

    assert told_to(writer) == ["returned"]
    assert told_to(editor) == []


@pytest.mark.slow
def test_who_approved_hears_that_it_is_returned_or_void(writer):
    approver = make_person("editor")
    ruling = make_approved_ruling(by=writer, approver=approver)
    piece = ruling.claim.evidence.first()
    piece.note = "Other words."
    save_row(piece, by=make_person("reporter"))
    assert told_to(approver)[-1:] == told_to(writer) == ["approval_void"]

    again = approve(type(ruling).objects.get(pk=ruling.pk), by=approver)
    return_ruling(again, revision=again.revision, by=make_person("editor"), reason="Which year?")
    assert told_to(approver)[-1] == "returned"


@pytest.mark.slow
def test_who_worked_on_it_hears_that_it_is_published(writer):
    assignee, approver = make_person("reporter"), make_person("editor")
    ruling = make_approved_ruling(by=writer, approver=approver)
    change(ruling.claim, assignee=assignee)

    publish(ruling, by=approver)

    assert told_to(writer) == told_to(assignee) == ["published"]
    assert "published" not in told_to(approver)


@pytest.mark.parametrize("fails", [False, True])
def test_who_scheduled_it_hears_what_became_of_it(writer, fails, monkeypatch):
    approver = make_person("editor")
    ruling = make_approved_ruling(by=writer, approver=approver)
    at = timezone.now() + timedelta(minutes=5)
    ruling = schedule_publication(ruling, at=at, revision=ruling.revision, by=approver)
    now = at + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: now)
    if fails:
        change(ruling.claim, chosen_because="")

    publish_scheduled(ruling, by=machine())

    kind = "not_published" if fails else "published"
    assert told_to(writer) == [kind]
    assert told_to(approver)[-1] == kind


@pytest.mark.parametrize("deed", ["correct", "retract"])
def test_who_worked_on_it_hears_that_it_is_corrected(writer, deed):
    approver = make_person("editor")
    ruling = make_published_ruling(by=writer, approver=approver)
    editor = make_person("editor")

    if deed == "correct":
        correct_ruling(ruling, kind=Correction.Kind.CLARIFICATION, note="A date.", by=editor)
    else:
        retract_ruling(ruling, note="It was wrong.", by=editor)

    assert "corrected" in told_to(writer)
    assert "corrected" in told_to(approver)
    assert told_to(editor).count("corrected") == 0


@pytest.mark.slow
def test_no_notice_holds_a_word_of_a_ruling_a_verdict_or_a_note(writer):
    reader = make_person("editor")
    ruling = submit(make_draft(by=writer, why="Zebras decide."))

    (notice,) = reader.notices.all()

    told = " ".join([notice.sentence, str(notice), notice.get_absolute_url()])
    assert "Zebra" not in told
    assert str(ruling.rating) not in told
    assert {f.name for f in Notification._meta.fields if f.get_internal_type() == "TextField"} == (
        set()
    )


def test_a_new_person_is_told_of_nothing_that_was_before(claim):
    person = add_user("new", password="x", roles=["editor"], by=machine())

    assert told_to(person) == []
