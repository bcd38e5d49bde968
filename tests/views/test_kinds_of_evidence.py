"""What a ruling page tells of time, place, medium, inquiries, searches and pictures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims import addresses
from claims.actions.attach_picture import attach_picture
from claims.actions.save_row import save_row
from claims.views.comparison import compare
from tests.actions.outcomes import hide
from tests.actions.test_attach_picture import ALT
from tests.admin.desk import desk_of
from tests.factories import make_attachment, make_claim, make_editor, make_reporter
from tests.frozen_pages import PAGE
from tests.pictures import PIXEL, SECRET, WITH_SECRETS
from tests.rulings import make_published_ruling, make_researched_claim
from tests.views.pages import Seen, make_page
from tests.width import wide

pytestmark = pytest.mark.django_db


def seen(client, ruling):
    return Seen(client.get(addresses.ruling_address(ruling.page)))


def words(client, ruling):
    return " ".join(seen(client, ruling).words.split())


def with_evidence(*changes, **page):
    """Return the example with these changes to its pieces of evidence and their sources."""
    pieces = [
        {**piece, **{k: v for k, v in given.items() if k in piece}}
        | {"source": {**piece["source"], **given.get("source", {})}}
        for piece, given in zip(PAGE["evidence"], changes, strict=True)
    ]
    return make_page(evidence=pieces, **page)


def test_later_facts_stand_apart_and_say_why_they_count(client):
    later = {"source": {"published_on": "2025"}, "later_because": "It prints what was signed."}
    told = words(client, with_evidence(later, {}, claim__said_on="2024-06-17"))

    group = "Evidence for the claim From after the claim was made"
    assert group in told
    assert "From after the claim was made. It prints what was signed." in told


def test_of_a_claim_without_a_date_what_is_from_after_the_article_is_later(client):
    later = {"source": {"published_on": "2025"}, "later_because": "It prints what was signed."}
    before = {"source": {"published_on": "2023"}}
    dates = {"claim__said_on": "", "article__published_on": "2024-06-19"}
    told = words(client, with_evidence(later, before, **dates))

    assert "From after the claim was made. It prints what was signed." in told
    assert "Known when the claim was made" not in told


def test_what_was_known_then_stands_before_what_came_later_and_is_numbered_so(client):
    before = {"source": {"published_on": "2023"}, "stance": "supports"}
    later = {"source": {"published_on": "2025"}, "stance": "supports"}
    ruling = with_evidence(later, before, body="Nothing is cited.", not_known="")
    text = client.get(addresses.ruling_address(ruling.page)).text

    assert text.index('id="e2"') < text.index('id="e1"')
    assert text.index('<span class="number">[1]') < text.index('<span class="number">[2]')
    told = words(client, ruling)
    assert told.index("Known when the claim was made") < told.index("From after the claim")


def test_dates_that_overlap_are_told_to_be_neither(client):
    told = words(client, with_evidence({}, {}, claim__said_on="2024-06-17"))

    assert "From after the claim was made" not in told
    assert "Known when the claim was made" not in told


def test_a_place_is_told_and_leads_there_where_the_source_can_open_at_it(client):
    film = {"time_code": "1:02-1:30", "where": "", "source": {"url": "https://a.example/x.mp4"}}
    book = {"pages": "xii-xiv"}
    page = seen(client, with_evidence(film, book))

    assert "https://a.example/x.mp4#t=62,90" in [link.get("href") for link in page.all("a")]
    told = " ".join(page.words.split())
    assert "June 2024, at 1:02–1:30" in told
    assert "pp. xii–xiv" in told


def test_the_json_has_the_place_as_w3c_writes_it(client):
    ruling = with_evidence({"time_code": "1:02", "pages": "12"}, {})

    data = client.get(reverse("claims:ruling_json", args=[ruling.claim.public_id])).json()

    values = [one["value"] for one in data["evidence"][0]["selectors"]]
    assert values == ["t=62", "page=12"]


def test_a_source_without_an_address_reads_as_what_it_is(client):
    call = {
        "title": "Interview with H. Park",
        "publisher": "",
        "consulted": "by telephone",
        "accessed_on": "2026-10-03",
    }
    told = words(client, with_evidence({}, {"source": call}))

    assert "Interview with H. Park, 3 October 2026 · secondary source · by telephone" in told
    assert "undated · by telephone" not in told


@pytest.mark.parametrize(
    ("medium", "at", "said"),
    wide(
        [
            ("video", "1:02", "A briefing in Moscow · in a video, at 1:02"),
            ("audio", "", "A briefing in Moscow · in a recording"),
            ("picture", "", "A briefing in Moscow · in a picture"),
            ("spoken", "", "A briefing in Moscow · spoken, not recorded"),
        ],
        every=2,
    ),
)
def test_a_claim_from_a_recording_says_so(client, medium, at, said):
    changes = {"claim__said_medium": medium, "claim__said_at": at}
    told = words(client, make_page(claim__said_words="He waves.", **changes))

    assert said in told
    assert "He waves." in told


@pytest.mark.slow
def test_a_transcript_is_called_one_and_a_text_is_not(client):
    assert "In the transcript of the video" in words(client, make_page(article__medium="video"))
    assert "In the article" in words(client, make_page())


def test_where_it_was_said_opens_at_the_moment(client):
    film = "https://www.youtube.com/watch?v=abc"
    ruling = make_page(claim__appearances=[film], claim__said_at="1:02", article__medium="video")

    assert f"{film}&t=62s" in [link.get("href") for link in seen(client, ruling).all("a")]


@pytest.mark.parametrize(
    ("given", "expected"),
    wide(
        [
            ({"due_on": "2026-10-08"}, "1 October 2026, to answer by 8 October 2026"),
            ({}, "No answer had come by the time of publication."),
            ({"outcome": "silent"}, "No answer came."),
            ({"outcome": "withdrawn"}, "We withdrew the question."),
            (
                {"outcome": "declined", "answered_on": "2026-10-02"},
                "They declined to answer. answered on 2 October 2026",
            ),
            ({"answer": "Both.", "outcome": "answered"}, "Both."),
            ({"answer": "Both."}, "Both."),  # as pages of an earlier format have it
        ],
        every=3,
    ),
)
def test_an_inquiry_tells_what_came_back_or_that_nothing_did(client, given, expected):
    told = words(client, make_page(inquiries=[{**PAGE["inquiries"][0], **given}]))

    assert expected in told
    waits = "No answer had come by the time of publication." in told
    assert waits is not bool({"answer", "outcome"} & given.keys())


@pytest.mark.slow
def test_searches_that_carry_the_ruling_are_listed(client):
    search = {
        "where": "Treaty Collection",
        "terms": "1961 treaty",
        "searched_on": "2026-10-02",
        "outcome": "nothing",
        "remark": "No entry.",
    }
    told = words(client, make_page(searches=[search]))

    expected = "Treaty Collection, searched for “1961 treaty” on 2 October 2026: nothing was found."
    assert f"{expected} No entry." in told
    assert "Where we looked" not in words(client, make_page())


def published_with_picture(raw, *, shown):
    """Return a published ruling whose first piece of evidence has a picture."""
    claim, by = make_researched_claim(make_claim()), make_reporter()
    upload = SimpleUploadedFile("still", raw)
    piece = attach_picture(claim.evidence.first(), file=upload, alternative=ALT, by=by)
    piece.picture_credit, piece.picture_shown = "The archive", shown
    save_row(piece, by=by)
    return make_published_ruling(claim)


@pytest.mark.slow
def test_a_picture_that_readers_may_see_is_shown_without_what_it_hides(client):
    ruling = published_with_picture(WITH_SECRETS["jpeg exif"], shown=True)
    (image,) = seen(client, ruling).all("img")

    response = client.get(image["src"])

    assert image["alt"] == ALT
    assert (image["width"], image["height"]) == ("2", "3")
    assert response.status_code == 200
    assert SECRET not in response.content
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert client.get(image["src"], HTTP_IF_NONE_MATCH=response.headers["ETag"]).status_code == 304


def test_a_picture_that_readers_may_not_see_is_nowhere(client):
    ruling = published_with_picture(PIXEL, shown=False)
    kept = ruling.claim.evidence.first().picture
    address = reverse("claims:picture", args=[ruling.claim.public_id, kept.sha256])

    assert not seen(client, ruling).all("img")
    assert ALT not in words(client, ruling)
    assert client.get(address).status_code == 404


@pytest.mark.slow
def test_whoever_reads_the_page_before_it_is_public_sees_its_picture(client):
    ruling = published_with_picture(PIXEL, shown=False)
    kept = ruling.claim.evidence.first().picture
    address = reverse("claims:picture", args=[ruling.claim.public_id, kept.sha256])
    desk = desk_of("reporter")

    assert desk.get(address).headers["Cache-Control"] == "no-store, private"
    hide(ruling.claim.article)
    assert desk.get(address).status_code == 404


def test_no_other_file_is_had_by_its_digest(client):
    ruling = published_with_picture(PIXEL, shown=True)
    letter = make_attachment(ruling.claim)
    shown = ruling.claim.evidence.first().picture.sha256

    for public_id, sha256 in [
        (ruling.claim.public_id, letter.sha256),
        (make_page().claim.public_id, shown),
        ("zzzzzzzz", shown),
        (ruling.claim.public_id, "x" * 64),
    ]:
        assert client.get(reverse("claims:picture", args=[public_id, sha256])).status_code == 404


@pytest.mark.slow
def test_a_picture_on_a_page_that_is_confidential_by_now_is_nowhere(client):
    ruling = published_with_picture(PIXEL, shown=True)
    (image,) = seen(client, ruling).all("img")
    article = ruling.claim.article
    article.confidential = True
    article.save_by(make_editor(), "Asked for.")

    assert client.get(image["src"]).status_code == 404


def test_what_changed_tells_of_places_searches_and_deadlines(client):
    before, after = dict(PAGE), dict(PAGE)
    after["searches"] = [
        {"where": "Archive", "terms": "1961", "searched_on": "2026", "outcome": "nothing"}
        | {"remark": ""}
    ]
    assert [part.heading for part in compare(before, after)] == ["Looked: Archive"]
