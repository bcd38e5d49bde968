"""The command that brings the search up to date."""

import io

import pytest
from django.core.management import CommandError, call_command

from claims.models import IndexEntry
from tests.factories import make_claim, make_note

pytestmark = pytest.mark.django_db


def run(*args):
    out = io.StringIO()
    call_command("rebuild_search", *args, stdout=out)
    return out.getvalue()


def test_what_the_door_wrote_needs_no_rebuilding():
    make_note()

    run("--check")
    assert "0 entries were missing" in run()


@pytest.mark.slow
def test_what_is_missing_or_outdated_is_told_and_mended():
    claim, note = make_claim(), make_note()
    IndexEntry.objects.filter(pk=IndexEntry.for_row(claim).pk).delete()
    IndexEntry.objects.filter(pk=IndexEntry.for_row(note).pk).update(version=99)
    IndexEntry.objects.filter(pk=0).delete()

    with pytest.raises(CommandError, match=r"run manage\.py rebuild_search"):
        run("--check")
    assert "2 entries were missing" in run()

    run("--check")
    assert IndexEntry.objects.is_complete()


def test_the_entry_of_a_row_that_is_not_there_goes():
    entry = IndexEntry.for_row(make_note())
    IndexEntry.objects.create(pk=entry.pk + 1, head="zeppelin")

    run()

    assert not IndexEntry.objects.filter(head="zeppelin").exists()


def test_a_broken_run_goes_on_where_it_was():
    first, second = make_note(), make_note()
    IndexEntry.objects.filter(head__startswith="ask").delete()

    assert "1 entries were missing" in run("--from", f"note:{first.pk}")
    assert IndexEntry.objects.filter(pk=IndexEntry.for_row(second).pk).exists()
    with pytest.raises(CommandError, match="is not KIND:NUMBER"):
        run("--from", "zeppelin:1")
