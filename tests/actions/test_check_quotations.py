from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from claims.actions import check_quotations as module
from claims.actions.check_quotations import check_quotations
from claims.actions.restore_row import restore_row
from claims.actions.retract_row import retract_row
from claims.actions.save_row import save_row
from claims.actions.store_snapshot import store_snapshot
from claims.freezing import digest_of_words, words_of
from claims.history import verify
from claims.models import Ruling, StaleRevision
from tests.actions.outcomes import change, told
from tests.factories import (
    machine,
    make_claim,
    make_editor,
    make_evidence,
    make_snapshot,
    make_source,
)
from tests.keeping import fresh
from tests.rulings import make_approved_ruling, make_published_ruling

pytestmark = pytest.mark.django_db

COPY = "The archive notes it.\nThe treaty of 1961 lapsed in 1996, thirty-five years on."
QUOTE = "The treaty of 1961 lapsed in 1996"


@pytest.fixture
def source():
    return make_source()


@pytest.fixture
def piece(source):
    return make_evidence(make_claim(), source, quote=QUOTE)


@pytest.fixture
def through(django_capture_on_commit_callbacks):
    """Run what waits for the end of a transaction, as it is run outside of tests."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def check(piece):
    check_quotations([fresh(piece)], by=machine())
    return fresh(piece)


def on(day):
    return datetime(2026, 10, day, 12, tzinfo=UTC)


def test_a_passage_is_found_with_its_place(source, piece):
    copy = make_snapshot(source, COPY)

    found = check(piece)

    assert (found.found, found.found_score, found.snapshot) == ("verbatim", 1.0, copy)
    assert COPY[found.found_start : found.found_end] == QUOTE
    assert found.finding["fragment"] == "text=The%20treaty%20of%201961%20lapsed%20in%201996"


def test_what_is_found_nearly_keeps_the_differing_words(source):
    piece = make_evidence(make_claim(), source, quote=QUOTE.replace("1961", "1962"))
    make_snapshot(source, COPY)

    found = check(piece)

    assert found.found == "near"
    assert {"kind": "added", "text": "1962 "} in found.finding["words"]
    assert {"kind": "removed", "text": "1961 "} in found.finding["words"]


def test_what_is_not_there_has_no_place(source, piece):
    make_snapshot(source, "Nothing of the kind stands here, nor anywhere near it.")

    found = check(piece)

    assert (found.found, found.found_start, found.finding["fragment"]) == ("absent", None, "")


def test_the_best_of_the_copies_counts_and_of_equals_the_newest(source, piece):
    copies = [
        make_snapshot(source, text, fetched_at=on(day))
        for day, text in ((1, f"{COPY} First."), (2, f"{COPY} Second."), (3, "It was taken down."))
    ]

    assert check(piece).snapshot == copies[1]


def test_a_copy_that_cannot_be_read_proves_nothing(source, piece):
    make_snapshot(source, "")

    assert (check(piece).found, check(piece).snapshot) == ("unchecked", None)


def test_without_a_passage_there_is_nothing_to_check(source):
    piece = make_evidence(make_claim(), source, quote="")
    make_snapshot(source, COPY)

    assert check(piece).found == "unchecked"


def test_the_page_that_is_named_is_looked_at_first(source):
    text = f"{COPY}\n{COPY}\n{COPY}"
    pages = [0, len(COPY) + 1, 2 * len(COPY) + 2]
    make_snapshot(source, text, pages=pages, media_type="application/pdf")
    piece = make_evidence(make_claim(), source, quote=QUOTE, where="p. 3")

    found = check(piece)

    assert (found.found_page, found.finding["places"]) == (3, 3)
    assert found.finding["fragment"] == "page=3"


def test_the_check_is_told_as_the_machines_with_its_copy(source, piece):
    make_snapshot(source, COPY, fetched_at=on(3))

    assert told(check(piece)) == (machine(), "checked against the copy of 2026-10-03")
    assert not list(verify())


def test_a_second_check_that_finds_the_same_writes_nothing(source, piece):
    make_snapshot(source, COPY)
    rows = check(piece).history.count()

    assert check(piece).history.count() == rows


def test_whoever_has_the_evidence_open_can_still_save_it(source, piece, through):
    opened = fresh(piece)
    make_snapshot(source, COPY)
    check(piece)

    opened.note = "Read on paper."
    with through():
        save_row(opened, by=make_editor())

    assert (fresh(piece).found, fresh(piece).note) == ("verbatim", "Read on paper.")


def test_two_people_still_cannot_overwrite_each_other(source, piece):
    one, other = fresh(piece), fresh(piece)
    save_row(one, by=make_editor())
    check(piece)

    with pytest.raises(StaleRevision):
        save_row(other, by=make_editor())


def test_another_passage_is_unchecked_at_once_and_checked_when_it_is_saved(source, piece, through):
    make_snapshot(source, COPY)
    row = check(piece)
    row.quote = "The treaty of 1962 lapsed in 1996"

    with through() as waiting:
        save_row(row, by=make_editor())
        assert fresh(piece).found == "unchecked"
        assert fresh(piece).found_start is None

    assert len(waiting) >= 1
    assert fresh(piece).found == "near"


def test_a_copy_stored_by_hand_has_the_passages_checked(source, piece, through):
    with through():
        upload = SimpleUploadedFile("copy.txt", COPY.encode())
        store_snapshot(source, file=upload, by=make_editor())

    assert fresh(piece).found == "verbatim"


def test_a_passage_brought_back_is_checked(source, piece, through):
    make_snapshot(source, COPY)
    editor = make_editor()
    first = piece.history.latest().pk
    row = change(piece, quote="Something else entirely, that nobody wrote down.")
    row = retract_row(row, by=editor, reason="Wrong passage.")

    with through():
        restore_row(row, history_id=first, by=editor, revision=row.revision)

    assert (fresh(piece).quote, fresh(piece).found) == (QUOTE, "verbatim")


def test_a_check_that_fails_spoils_nothing_that_was_saved(piece):
    waited = len(connection.run_on_commit)

    save_row(fresh(piece), by=make_editor())

    assert [robust for _ids, _check, robust in connection.run_on_commit[waited:]] == [True]


def test_a_check_that_fails_is_logged_once_the_change_is_stored(
    piece, through, monkeypatch, caplog
):
    def fail(*_given, **_more):
        message = "the copy cannot be read"
        raise OSError(message)

    monkeypatch.setattr(module, "check_quotations", fail)

    with through():
        save_row(fresh(piece), by=make_editor())

    assert "the copy cannot be read" in caplog.text


def test_what_changed_while_the_text_was_read_is_left_to_the_next_check(source, piece, monkeypatch):
    make_snapshot(source, COPY)
    plain = module.check

    def and_meanwhile(*args, **kwargs):
        change(piece, quote="Something else entirely, that nobody wrote down.")
        return plain(*args, **kwargs)

    monkeypatch.setattr(module, "check", and_meanwhile)

    assert check(piece).found == "unchecked"


def test_a_copy_that_came_while_the_text_was_read_is_left_to_the_next_check(
    source, piece, monkeypatch
):
    make_snapshot(source, "It was taken down, and nothing is left of what stood here before.")
    plain = module.check

    def and_meanwhile(*args, **kwargs):
        make_snapshot(source, COPY)
        return plain(*args, **kwargs)

    monkeypatch.setattr(module, "check", and_meanwhile)

    assert check(piece).found == "unchecked"


def test_the_machine_becomes_no_writer_and_no_approval_is_void_for_a_true_quotation():
    ruling = make_approved_ruling()
    piece = ruling.claim.evidence.first()
    make_snapshot(piece.source, f"{piece.quote} And more.")

    found = check(piece)

    assert found.found_start == 0
    assert fresh(ruling).stage == Ruling.Stage.APPROVED
    assert machine().pk not in fresh(ruling).writer_ids()


def test_an_approval_is_void_once_a_quotation_is_not_found_as_it_is_typed():
    ruling = make_approved_ruling()
    piece = ruling.claim.evidence.first()
    change(piece, quote="The treaty never lapsed in 1996.")
    ruling = change(ruling, approved_digest=digest_now(ruling))

    assert check(piece).found == "near"

    assert fresh(ruling).stage == Ruling.Stage.IN_REVIEW
    assert told(fresh(ruling)) == (machine(), module.VOID)


def digest_now(ruling):
    return digest_of_words(words_of(fresh(ruling)))


def test_a_published_page_stays_as_it_was():
    ruling = make_published_ruling()
    before = ruling.page["evidence"]
    piece = ruling.claim.evidence.first()
    make_snapshot(piece.source, "It was taken down.")

    check(piece)

    assert fresh(ruling).page["evidence"] == before


def test_whoever_may_not_change_evidence_has_nothing_checked(source, piece, people):
    make_snapshot(source, COPY)

    with pytest.raises(PermissionDenied):
        check_quotations([piece], by=people["reader"])

    assert fresh(piece).found == "unchecked"
    assert check_quotations([piece], by=people["reporter"]) == 1
    assert told(piece)[0] == machine()
