"""What counts as a change of a page, and how a quoted passage stands in its text of today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.comparison import SLIGHT, Standing, compare
from tests.timing import least_seconds

PROSE = "\n\n".join(
    f"The treaty of {year} lapsed after {year % 40} years, as both of the sides knew by then."
    for year in range(1900, 1960)
)
QUOTE = "The treaty of 1931 lapsed after 11 years"
TEXTS = st.text(st.sampled_from("ab1 .,\n“”-…é"), max_size=80)


def standing(quote, before, after):
    return compare(before, after, [quote]).passages[quote]


@given(TEXTS)
def test_a_text_is_like_itself(text):
    assert compare(text, text).share == 0


@given(TEXTS, TEXTS)
def test_what_differs_is_a_share(one, other):
    assert 0 <= compare(one, other).share <= 1


@given(TEXTS, st.data())
def test_a_passage_of_whole_words_stands_in_its_own_text(text, data):
    words = text.split()
    first = data.draw(st.integers(0, len(words)))
    passage = " ".join(words[first : data.draw(st.integers(first, len(words)))])
    if any(c.isalnum() for c in passage) and "…" not in passage:
        assert standing(passage, text, text) in {Standing.THERE, Standing.UNKNOWN}
        assert standing(passage, f"a. {passage} .a", f"a. {passage} .a") != Standing.GONE


@pytest.mark.parametrize(
    "after",
    [
        PROSE.replace("\n\n", "\n"),
        PROSE.replace(" lapsed", "\nlapsed"),
        PROSE.replace("'", "’"),
        f"News\n\nSport\n\nLog in\n\n{PROSE}\n\n14 comments\n\nUpdated 3 hours ago",
        f"{PROSE}\n\nRead also: what became of the fleet.",
    ],
    ids=["lines", "wrapped", "quotes", "menu", "teaser"],
)
def test_what_surrounds_a_text_and_how_it_is_set_is_no_change(after):
    assert compare(PROSE, after, [QUOTE]).is_slight


def test_a_new_paragraph_is_a_change():
    added = " ".join(
        f"A new paragraph says {n} things that were not told before." for n in "123456"
    )

    assert not compare(PROSE, f"{PROSE}\n\n{added}").is_slight


@pytest.mark.parametrize(("old", "new"), [("1931", "1932"), ("lapsed", "had not lapsed")])
def test_a_quoted_passage_that_reads_otherwise_is_a_change_however_slight(old, new):
    after = PROSE.replace(QUOTE, QUOTE.replace(old, new))
    found = compare(PROSE, after, [QUOTE])

    assert found.share < SLIGHT
    assert found.passages == {QUOTE: Standing.CHANGED}
    assert not found.is_slight


def test_a_passage_that_went_elsewhere_in_the_text_is_there():
    paragraphs = PROSE.split("\n\n")

    assert standing(QUOTE, PROSE, "\n\n".join(paragraphs[::-1])) == Standing.THERE


def test_a_passage_that_is_left_out_is_gone():
    after = "\n\n".join(line for line in PROSE.split("\n\n") if "1931" not in line)

    assert standing(QUOTE, PROSE, after) == Standing.GONE


def test_a_figure_within_another_is_not_the_passage():
    assert standing("lapsed in 199", "It lapsed in 199 days.", "It lapsed in 1996.") != "there"


@pytest.mark.parametrize("quote", ["“The treaty of 1931 … after 11 years”", "treaty of 1931"])
def test_a_passage_with_words_left_out_is_found_by_its_pieces(quote):
    assert standing(quote, PROSE, PROSE) == Standing.THERE


def test_a_passage_that_the_copy_has_nearly_is_followed_by_the_words_of_the_copy():
    quote = QUOTE.replace("lapsed", "ended")

    assert standing(quote, PROSE, f"News\n\n{PROSE}") == Standing.THERE
    assert standing(quote, PROSE, PROSE.replace(QUOTE, "It did not lapse")) != Standing.THERE


@pytest.mark.parametrize("quote", ["Nobody said this.", "…", " . "])
def test_what_was_never_there_is_not_called_lost(quote):
    assert standing(quote, PROSE, "Another page altogether.") == Standing.UNKNOWN


def test_a_figure_in_a_table_counts():
    table = "\n".join(f"Region {n}\n{1000 + n}" for n in range(20))

    assert not compare(table, table.replace("1003", "2003").replace("1004", "9")).is_slight


def test_another_page_is_strange():
    assert compare(PROSE, "Sorry, we have nothing to show for this address today.").is_strange


@pytest.mark.slow
def test_the_time_grows_with_the_text_and_no_faster():
    def seconds(times):
        text = "\n\n".join(f"{n} {PROSE}" for n in range(times))
        later = text.replace("lapsed after 3", "ended after 3")
        return least_seconds(lambda: compare(text, later, [QUOTE]))

    assert seconds(200) < 8 * seconds(50) + 0.5
