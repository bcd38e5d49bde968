import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.actions.attach_file import attach_file
from claims.actions.retract_row import retract_row
from claims.models import Attachment
from tests.actions.outcomes import WORKERS, hide, refused, told, who_may
from tests.factories import make_claim, make_inquiry, make_search
from tests.pictures import PIXEL

pytestmark = pytest.mark.django_db

LETTER = b"Dear desk, both treaties end when the new one enters into force.\n"


@pytest.fixture(scope="module")
def inquiry(kept):
    return make_inquiry()


def upload(content=LETTER, name="letter.txt"):
    return SimpleUploadedFile(name, content)


def stored_files():
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_those_who_keep_records_attach_files(inquiry, people):
    assert who_may(lambda by: attach_file(inquiry, file=upload(), by=by), people) == WORKERS


def test_the_file_is_kept_as_it_is_with_its_text(inquiry, people):
    assert attach_file(inquiry, file=upload(), by=people["reporter"], about="Reply") == inquiry

    kept = inquiry.attachments.get()
    with kept.raw.open("rb") as raw:
        assert raw.read() == LETTER
    assert kept.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert kept.sha256 in kept.raw.name
    assert "letter" not in kept.raw.name
    assert "both treaties end" in kept.text
    assert (kept.name, kept.media_type, kept.size) == ("letter.txt", "text/plain", len(LETTER))
    assert (kept.claim, kept.search, str(kept)) == (inquiry.claim, None, "Reply")
    assert told(kept) == (people["reporter"], "file attached")


def test_a_search_and_a_claim_keep_files_too(people):
    search = attach_file(make_search(), file=upload(PIXEL, "shot.png"), by=people["editor"])
    claim = attach_file(make_claim(), file=upload(), by=people["editor"])

    shot = search.attachments.get()
    assert (shot.media_type, shot.width, shot.height, shot.text) == ("image/png", 1, 1, "")
    assert claim.attachments.get().inquiry is None


@pytest.mark.slow
def test_a_name_from_outside_leads_nowhere_and_its_type_is_what_it_holds(inquiry, people):
    attach_file(inquiry, file=upload(b"<script>1</script>", "x\u202egnp.html"), by=people["editor"])

    kept = inquiry.attachments.get()
    assert kept.name == "xgnp.html"
    assert kept.media_type == "text/html"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"\0" * 40, "empty"), (b"MZ\x90\0", "program"), (b"#!/bin/sh\n", "program")],
)
def test_what_is_empty_or_would_run_leaves_nothing(inquiry, people, content, code):
    before = stored_files()

    with refused(code=code) as caught:
        attach_file(inquiry, file=upload(content), by=people["reporter"])

    assert list(caught.value.message_dict) == ["file"]
    assert stored_files() == before


class Unread(SimpleUploadedFile):
    """A file that must not be read."""

    def read(self, *args):
        pytest.fail("It was read.")


def test_what_is_too_large_or_not_theirs_is_not_read(inquiry, people, settings):
    settings.ATTACHMENT_MAX_BYTES = len(LETTER) - 1

    with refused(code="too_large"):
        attach_file(inquiry, file=Unread("a.txt", LETTER), by=people["reporter"])
    with pytest.raises(PermissionDenied):
        attach_file(inquiry, file=Unread("a.txt", LETTER), by=people["reader"])


def test_what_hides_keeps_its_files_too(inquiry, people):
    hide(inquiry.claim.article)

    with pytest.raises(PermissionDenied):
        attach_file(inquiry, file=upload(), by=people["reporter"])


def test_what_was_taken_back_takes_no_files(people):
    gone = retract_row(make_inquiry(), by=people["editor"], reason="Asked the wrong one.")

    with pytest.raises(PermissionDenied):
        attach_file(gone, file=upload(), by=people["editor"])


def test_a_file_is_never_changed(inquiry, people):
    attach_file(inquiry, file=upload(), by=people["reporter"])
    kept = Attachment.objects.get()
    kept.about = "Another letter"

    with pytest.raises(ValidationError, match="never changed"):
        kept.save_by(people["editor"])
