import pytest

from claims.text.pages import page_at, page_named, span_of


@pytest.mark.parametrize(
    ("where", "page"),
    [
        ("p. 12", 12),
        ("pp. 3–4", 3),
        ("Page 7, second paragraph", 7),
        ("S. 40", 40),
        ("paragraph 3", None),
        ("00:12:05", None),
        ("", None),
    ],
)
def test_a_page_is_read_from_what_a_person_wrote(where, page):
    assert page_named(where) == page


def test_a_place_is_on_the_page_that_began_last():
    assert [page_at([0, 10, 20], place) for place in (0, 9, 10, 25)] == [1, 1, 2, 3]
    assert page_at([], 5) is None


def test_a_page_reaches_up_to_the_next_or_to_the_end():
    assert span_of([0, 10, 20], 2, 30) == (10, 20)
    assert span_of([0, 10, 20], 3, 30) == (20, 30)
    assert [span_of([0, 10], page, 30) for page in (None, 0, 3)] == [None] * 3
