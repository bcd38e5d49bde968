import pytest

from claims.text.fragments import page_fragment, passage_link, text_fragment

TEXT = "It began, well-known & loved, in 1961.\nThen it lapsed: so it is told. It began again."


def fragment(passage, **given):
    start = TEXT.index(passage)
    return text_fragment(TEXT, start, start + len(passage), **given)


def test_what_the_syntax_would_take_for_its_own_is_encoded():
    assert fragment("well-known & loved, in") == "text=well%2Dknown%20%26%20loved%2C%20in"


def test_a_passage_over_lines_is_given_by_its_ends():
    assert fragment(TEXT[3:69]) == (
        "text=began%2C%20well%2Dknown%20%26%20loved%2C%20in,lapsed%3A%20so%20it%20is%20told."
    )


def test_a_long_passage_is_given_by_its_ends():
    text = " ".join(f"word{n}" for n in range(50))

    assert text_fragment(text, 0, len(text)) == (
        "text=word0%20word1%20word2%20word3%20word4,word45%20word46%20word47%20word48%20word49"
    )


def test_a_passage_that_stands_there_twice_comes_with_its_neighbours():
    assert fragment("It began", is_unique=False) == ("text=It%20began,-%2C%20well%2Dknown%20%26")
    assert fragment("it lapsed", is_unique=False) == "text=Then-,it%20lapsed,-%3A%20so%20it"


@pytest.mark.parametrize(
    ("url", "part", "link"),
    [
        ("https://a.example/", "text=x", "https://a.example/#:~:text=x"),
        ("https://a.example/#part", "text=x", "https://a.example/#part:~:text=x"),
        ("https://a.example/#:~:text=old", "text=x", "https://a.example/#:~:text=x"),
        ("https://a.example/b.pdf#page=1", page_fragment(7), "https://a.example/b.pdf#page=7"),
        ("https://a.example/", "", ""),
        ("", "text=x", ""),
    ],
)
def test_a_link_opens_the_page_at_the_passage(url, part, link):
    assert passage_link(url, part) == link
