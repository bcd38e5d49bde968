"""`manage.py export_warc`: a claim's stored copies as a file."""

import pytest
from django.core.management import CommandError, call_command
from warcio.archiveiterator import ArchiveIterator

from tests.admin.desk import at, desk_of, messages_of, words_of
from tests.factories import make_article, make_claim, make_evidence, make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    claim = make_claim()
    make_snapshot(make_evidence(claim).source, text="A copy for the web archive.")
    return claim


def types(file):
    return [record.rec_type for record in ArchiveIterator(file)]


def test_the_copies_are_written_to_the_file(claim, tmp_path):
    call_command("export_warc", claim=claim.public_id, output=tmp_path / "a.warc")

    with (tmp_path / "a.warc").open("rb") as file:
        assert types(file) == ["warcinfo", "resource"]


@pytest.mark.parametrize("output", ["missing/a.warc", "."])
def test_a_file_that_cannot_be_written_is_told(claim, tmp_path, output):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_warc", claim=claim.public_id, output=tmp_path / output)


def test_a_claim_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="no claim 'nothing'"):
        call_command("export_warc", claim="nothing", output=tmp_path / "a.warc")


@pytest.mark.slow
def test_a_copy_whose_file_is_gone_is_told_and_nothing_is_written(claim, tmp_path):
    copy = claim.evidence.get().source.snapshots.get()
    copy.raw.storage.delete(copy.raw.name)

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("export_warc", claim=claim.public_id, output=tmp_path / "a.warc")
    assert not (tmp_path / "a.warc").exists()

    response = desk_of("reporter").get(at(claim, "copies"), follow=True)
    assert "cannot be read" in messages_of(response)


@pytest.mark.slow
def test_the_desk_hands_it_to_those_who_may_export(claim):
    desk = desk_of("reader")
    assert "1 stored copy of what is cited" in words_of(desk.get(at(claim)))

    response = desk.get(at(claim, "copies"))

    assert response["Content-Type"] == "application/warc"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"A copy for the web archive." in b"".join(response.streaming_content)


def test_what_is_confidential_stays_with_those_who_may_see_it():
    claim = make_claim(make_article(confidential=True))
    make_snapshot(make_evidence(claim).source)

    assert desk_of("reader").get(at(claim, "copies")).status_code == 302
    seen = desk_of("editor").get(at(claim, "copies"))
    assert seen.status_code == 200
    seen.close()
