import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.actions.attach_picture import LARGEST, attach_picture
from claims.actions.save_row import save_row
from claims.models import Attachment, StaleRevision
from tests.actions.outcomes import WORKERS, refused, who_may
from tests.actions.test_attach_file import stored_files
from tests.factories import make_evidence
from tests.keeping import fresh
from tests.pictures import PIXEL, SECRET, WITH_SECRETS, jpeg
from tests.rulings import make_published_ruling

pytestmark = pytest.mark.django_db
ALT = "The two leaders sign at a long table."


@pytest.fixture(scope="module")
def piece(kept):
    return make_evidence()


def attach(piece, by, content=PIXEL, **given):
    given = {"alternative": ALT, **given}
    return attach_picture(piece, file=SimpleUploadedFile("still.png", content), by=by, **given)


def test_those_who_keep_records_attach_pictures(piece, people):
    assert who_may(lambda by: attach(piece, by), people) == WORKERS


def test_a_picture_is_described_and_readers_do_not_see_it_yet(piece, people):
    found = attach(piece, people["reporter"], WITH_SECRETS["jpeg exif"])

    assert (found.picture.width, found.picture.height) == (2, 3)
    assert (found.picture_alt, found.picture_shown) == (ALT, False)
    assert found.picture.claim == piece.claim
    with found.picture.raw.open("rb") as raw:
        assert SECRET in raw.read()  # the desk keeps it as it came


def test_another_picture_is_not_shown_before_somebody_says_so(piece, people):
    first = attach(piece, people["reporter"])
    first.picture_credit, first.picture_shown = "The archive", True
    save_row(first, by=people["reporter"])

    second = attach(fresh(first), people["reporter"], jpeg(5, 5))

    assert second.picture.width == 5
    assert not second.picture_shown
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Dear desk", "picture"),
        (b"GIF89a" + bytes(40), "picture"),
        (PIXEL[:-4], "picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (PIXEL + bytes(LARGEST), "too_large"),
    ],
)
def test_what_no_page_can_show_is_refused_and_leaves_nothing(piece, people, content, code):
    before = stored_files()

    with refused(code=code) as caught:
        attach(piece, people["reporter"], content)

    assert list(caught.value.message_dict) == ["file"]
    assert stored_files() == before


def test_a_picture_without_words_is_refused_and_leaves_nothing(piece, people):
    before = stored_files()

    with refused(code="alternative"):
        attach(piece, people["reporter"], alternative=" ")

    assert stored_files() == before


@pytest.mark.slow
def test_a_picture_on_a_public_claim_needs_a_reason(kept, people):
    piece = make_published_ruling().claim.evidence.first()

    with refused(code="reason_required"):
        attach(piece, people["editor"])

    assert attach(piece, people["editor"], reason="A still.").picture


def test_a_piece_that_somebody_changed_meanwhile_keeps_its_picture(piece, people):
    read = piece.revision
    attach(piece, people["reporter"])

    with pytest.raises(StaleRevision):
        attach(fresh(piece), people["editor"], jpeg(5, 5), revision=read)
