"""The index of words follows the rows."""

import pytest

from claims.actions.rebuild_search import faults, rebuild_search
from claims.actions.redact_history import redact_history
from claims.models import IndexEntry
from tests.factories import machine, make_administrator, make_note, make_redaction

pytestmark = pytest.mark.django_db


def test_it_tells_how_far_it_is_and_leaves_nothing_wrong():
    note, told = make_note(), []
    IndexEntry.objects.of("note").delete()

    mended = rebuild_search(by=machine(), told=lambda *line: told.append(line))

    assert mended == 1
    assert ("note", note.pk, 1) in told
    assert not any(wrong for _kind, _seen, wrong in faults())


def test_what_is_redacted_leaves_the_index():
    note = make_note(text="The zeppelin of Ada.")
    redaction = make_redaction(note)

    redact_history(redaction, revision=redaction.revision, by=make_administrator())

    entry = IndexEntry.objects.get(pk=IndexEntry.for_row(note).pk)
    assert "zeppelin" not in entry.head
    assert "remov" in entry.head
