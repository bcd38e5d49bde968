import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.places import (
    MEDIA_FRAGMENTS,
    PDF_FRAGMENTS,
    address_at,
    leaves_out,
    moments_of,
    page_number,
    pages_of,
    seconds_of,
    selectors_of,
    tidy,
)

seconds = st.integers(0, 999 * 3600)


def clock(second):
    hours, rest = divmod(second, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


@given(seconds)
def test_a_moment_is_so_many_seconds_from_the_start(second):
    assert seconds_of(clock(second)) == second


@given(seconds, seconds)
def test_a_stretch_ends_no_earlier_than_it_begins(one, other):
    found = moments_of(f"{clock(one)}-{clock(other)}")

    assert found == ((one, other) if one <= other else None)


@given(st.text())
def test_whatever_is_typed_is_a_place_or_none(text):
    for read in (pages_of, moments_of):
        assert read(text) is None or read(text) == read(tidy(text))
    assert tidy(tidy(text)) == tidy(text)


ROMAN = {"i": 1, "iv": 4, "ix": 9, "xii": 12, "xlix": 49, "xciv": 94, "mcmxcix": 1999}


@pytest.mark.parametrize("page", ROMAN)
def test_roman_figures_are_numbers(page):
    assert page_number(page) == ROMAN[page]


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("12", ("12", "12")),
        ("12-14", ("12", "14")),
        ("12 – 14", ("12", "14")),
        ("XII", ("xii", "xii")),
        ("xii-xiv", ("xii", "xiv")),
    ],
)
def test_pages_are_as_printed(typed, pages):
    assert pages_of(typed) == pages


@pytest.mark.parametrize(
    "typed", ["", "0", "-", "12-", "-12", "14-12", "xii-14", "iiii", "p. 12", "1.5", "٣", "1-2-3"]
)
def test_what_no_page_is_called_is_none(typed):
    assert pages_of(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["", "90", "1:60", "1:2", "1:60:00", "1:02-", "-1:02", "2:00-1:00", "1:02:03:04", "١:٠٢"],
)
def test_what_no_clock_shows_is_no_time_code(typed):
    assert moments_of(typed) is None


@pytest.mark.parametrize(
    ("pages", "page", "out"),
    [
        *[("12", 12, False), ("12-14", 13, False), ("12", 11, True), ("12-14", 15, True)],
        *[("xii", 3, False), ("", 3, False), ("none", 3, False)],
    ],
)
def test_a_page_is_left_out_by_figures_alone(pages, page, out):
    assert leaves_out(pages, page) is out


def test_a_place_is_told_in_w3cs_selectors():
    kind = "FragmentSelector"

    assert selectors_of("12-14", "1:02:03-1:04:10") == [
        {"type": kind, "conformsTo": MEDIA_FRAGMENTS, "value": "t=3723,3850"},
        {"type": kind, "conformsTo": PDF_FRAGMENTS, "value": "page=12"},
    ]
    assert selectors_of("xii", "0:09")[0]["value"] == "t=9"
    assert selectors_of("xii", "") == selectors_of("", "") == []


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://a.example/talk.mp4", "https://a.example/talk.mp4#t=62,90"),
        ("https://a.example/talk.MP3?x=1#y", "https://a.example/talk.MP3?x=1#t=62,90"),
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=62s"),
        ("https://youtu.be/abc?t=5s", "https://youtu.be/abc?t=62s"),
        ("https://youtube.com.evil.example/watch?v=abc", ""),
        ("https://a.example/page", ""),
        ("https://a.example/report.pdf", "https://a.example/report.pdf#page=12"),
        ("", ""),
    ],
)
def test_an_address_opens_at_the_place_where_its_kind_can(url, leads):
    assert address_at(url, pages="12", time_code="1:02-1:30") == leads
