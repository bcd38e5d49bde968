"""Attached files at the desk: adding them, finding them, taking them home without danger."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Article, Attachment, Inquiry
from tests.actions.outcomes import hide
from tests.admin.desk import at, desk_of, errors_of, fill, list_of, words_of
from tests.factories import (
    make_attachment,
    make_claim,
    make_evidence,
    make_inquiry,
    make_search,
    make_source,
)
from tests.keeping import fresh
from tests.pictures import PIXEL
from tests.width import wide

pytestmark = pytest.mark.django_db

HOSTILE = b"<!doctype html><script>fetch('/admin/')</script>"


@pytest.fixture
def desk():
    return desk_of("reporter")


@pytest.mark.parametrize("make", wide([make_inquiry, make_search], every=2))
def test_a_file_is_attached_on_the_page_of_its_record_and_found_at_the_claim(desk, make):
    row = make()
    file = SimpleUploadedFile("letter.txt", b"Dear desk, both end.")

    response = fill(desk, at(row, "attach"), file=file, about="The letter")

    assert response.status_code == 302
    kept = row.attachments.get()
    for page in (at(row), at(row.claim)):
        assert at(kept, "download") in desk.get(page).text


@pytest.mark.slow
def test_a_file_that_is_refused_is_told_beside_its_field(desk):
    row = make_inquiry()

    response = fill(desk, at(row, "attach"), file=SimpleUploadedFile("x.exe", b"MZ\x90"))

    assert "This is a program" in errors_of(response)
    assert not Attachment.objects.exists()


def test_a_download_cannot_run(desk):
    kept = make_attachment(raw=HOSTILE, name="page.html", media_type="text/html")

    response = desk.get(at(kept, "download"))

    assert b"".join(response.streaming_content) == HOSTILE
    assert response.headers["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    response.close()


def test_whoever_may_not_see_the_claim_downloads_nothing(desk):
    kept = make_attachment()
    hide(kept.claim.article)

    assert desk.get(at(kept, "download")).status_code == 302
    seen = desk_of("editor").get(at(kept, "download"))
    assert seen.status_code == 200
    seen.close()


def test_a_file_that_is_gone_from_the_disk_is_no_traceback(desk):
    kept = make_attachment()
    kept.raw.storage.delete(kept.raw.name)

    assert desk.get(at(kept, "download")).status_code == 404


@pytest.mark.slow
def test_a_picture_is_attached_described_and_shown_when_somebody_says_so(desk):
    piece = make_evidence()
    file = SimpleUploadedFile("still.png", PIXEL)
    fill(desk, at(piece, "picture"), file=file, alternative="The leaders sign.")
    shown = fill(desk, at(piece), picture_shown="on")
    assert "say whose it is" in errors_of(shown)

    fill(desk, at(piece), picture_shown="on", picture_credit="The archive")

    assert fresh(piece).picture_shown
    assert "readers see it: The leaders sign." in words_of(desk.get(at(piece)))


@pytest.mark.slow
def test_a_picture_without_words_for_it_is_refused(desk):
    piece = make_evidence()

    response = fill(desk, at(piece, "picture"), file=SimpleUploadedFile("still.png", PIXEL))

    assert "required" in errors_of(response)
    assert fresh(piece).picture is None


@pytest.mark.slow
def test_each_piece_says_whether_it_was_known_at_the_time(desk):
    claim = make_claim(said_on="2024-06-12")
    for day in ("2024-06-11", "2024-06-12", "2024-06-13", "2024-06"):
        make_evidence(claim, make_source(published_on=day))

    page = words_of(desk.get(at(claim)))

    for told in (
        "yes: from before the claim was made",
        "from the day on which the claim was made",
        "no: from after the claim was made",
        "nobody can tell: the dates of claim and source overlap",
    ):
        assert page.count(told) == 1


PASSED = date(2026, 10, 2)
DUE = {
    "overdue": (lambda _today: {"due_on": PASSED}, True),
    "due today": (lambda today: {"asked_on": today, "due_on": today}, False),
    "due tomorrow": (lambda today: {"due_on": today + timedelta(days=1)}, False),
    "no deadline": (lambda _today: {}, False),
    "answered": (lambda _today: {"due_on": PASSED, "answer": "Both."}, False),
    "closed": (lambda _today: {"due_on": PASSED, "outcome": "silent"}, False),
}


@pytest.mark.parametrize("case", wide(DUE, every=3))
def test_an_overdue_answer_is_told_on_the_claim_and_found_in_the_list(desk, case):
    given, overdue = DUE[case]
    today = timezone.localdate()
    inquiry = make_inquiry(whom="The ministry", **given(today))

    told = "The ministry was to answer by" in words_of(desk.get(at(inquiry.claim)))
    listed = at(inquiry) in desk.get(f"{list_of(Inquiry)}?answer=overdue").text

    assert (told, listed) == (overdue, overdue)
    assert inquiry.is_overdue(today) is overdue


@pytest.mark.slow
def test_what_came_back_makes_an_inquiry_answered(desk):
    inquiry = make_inquiry()

    fill(desk, at(inquiry), answer="Both of them.")

    assert fresh(inquiry).outcome == "answered"


@pytest.mark.slow
def test_a_place_is_kept_in_one_spelling_and_nonsense_is_told_beside_it(desk):
    piece = make_evidence()
    refused = fill(desk, at(piece), pages="page 3", time_code="90 s")
    assert "write 12, 12-14 or xii" in errors_of(refused)
    assert "write 1:02, 1:02:03 or 1:02-1:30" in errors_of(refused)

    fill(desk, at(piece), pages="XII – XIV", time_code="1:02 – 1:30")

    assert (fresh(piece).pages, fresh(piece).time_code) == ("xii-xiv", "1:02-1:30")


@pytest.mark.slow
def test_more_files_cost_the_claims_page_no_more_queries(desk):
    claim = make_claim()
    rows = [make_inquiry(claim), make_search(claim), make_search(claim)]
    for row in rows:
        make_attachment(claim, **{row._meta.model_name: row})
    count = queries_of(desk, claim)
    for row in rows * 2:
        make_attachment(claim, **{row._meta.model_name: row})

    assert queries_of(desk, claim) == count


def queries_of(desk, claim):
    """Return how many queries a claim's page takes, where what a process keeps is known."""
    desk.get(at(claim))
    with CaptureQueriesContext(connection) as captured:
        desk.get(at(claim))
    return len(captured)


@pytest.mark.slow
def test_a_transcript_is_brought_in_as_the_video_that_it_is_of(desk):
    text = "The minister steps out of the car. “Both treaties end today,” he says to the cameras."

    fill(desk, list_of(Article, "add"), text=text, title="Arrival", medium="video", language="en")

    article = Article.objects.get(title="Arrival")
    assert article.medium == "video"
    assert make_claim(article).medium == "video"
    assert make_claim(article, said_medium="spoken").medium == "spoken"
