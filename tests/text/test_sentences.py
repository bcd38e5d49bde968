import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.sentences import find_sentences
from tests.timing import least_seconds


def sentences(text, **options):
    return [text[start:end] for start, end in find_sentences(text, **options)]


def without_space(text):
    return "".join(text.split())


@pytest.mark.parametrize(
    "expected",
    [
        ["Dr. Smith paid $3.5 million.", "He left."],
        ["Is it true?", "No!", "Yes."],
        ["The U.S. won.", "It rained."],
        ["“We won.”", "They left."],
        ["It cost 1.5 million."],
        ["She joined Warner Bros. Studios in 1921.", "He left Warner Bros.", "He was ill."],
        ["He founded Acme Co. Ltd.", "It failed."],
        ["He made Clap Your Hands! (1964), Up! (2009) and a play.", "It won!", "He left."],
        ["He won!", "(1952 was a good year.)"],
    ],
    ids=str,
)
def test_sentences_end_where_they_end(expected):
    assert sentences(" ".join(expected)) == expected


def test_a_line_break_inside_a_block_ends_no_sentence():
    assert sentences("The mayor\nresigned. He left.") == ["The mayor\nresigned.", "He left."]


def test_repeated_sentences_keep_their_own_places():
    assert find_sentences("He left. He left.  He left.") == [(0, 8), (9, 17), (19, 27)]


def test_offsets_are_those_of_the_whole_text():
    assert find_sentences("Title. One. Two. Rest.", 7, 16) == [(7, 11), (12, 16)]


def test_offsets_count_code_points():
    assert find_sentences("😀 won. 🙂 lost.") == [(0, 6), (7, 14)]


def test_other_languages_have_their_own_marks():
    assert sentences("市长辞职了。他离开了。", language="zh") == ["市长辞职了。", "他离开了。"]
    assert sentences("Es regnete. Er ging.", language="de-AT") == ["Es regnete.", "Er ging."]


def test_a_language_without_rules_is_read_like_english():
    assert sentences("Ka. Bo.", language="tlh") == ["Ka.", "Bo."]


@given(st.text(max_size=300), st.sampled_from(["en", "de", "zh", "ar", "xx"]))
def test_nothing_is_lost_and_nothing_said_twice(text, language):
    spans = find_sentences(text, language=language)

    assert "".join(without_space(text[a:b]) for a, b in spans) == without_space(text)
    assert all(a < b for a, b in spans)
    assert spans == sorted(spans)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ['"', "word ", "A. b. ", "1. ", "“A.” ", "。", "He left. "])
def test_time_grows_with_the_text_and_no_faster(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        return least_seconds(lambda: find_sentences(text))

    assert seconds(80_000) < 40 * max(seconds(10_000), 0.01)


def test_a_sentence_that_lost_its_full_stop_behind_a_quotation_ends_there():
    assert sentences("He spoke of 'a long year' She left. The boys' room is cold.") == [
        "He spoke of 'a long year'",
        "She left.",
        "The boys' room is cold.",
    ]


@pytest.mark.parametrize(
    "expected",
    [
        ["It was called 'a waste'", "Officers found no more of them."],
        ["He branded it a “farce”", "The firm denies this."],
        ["The noise was 'no surprise'", "Mr Lee also asked for a new roof."],
        ["They met at the house.", "He left at noon."],
    ],
    ids=str,
)
def test_what_runs_on_behind_a_quotation_or_a_full_stop_is_told_apart(expected):
    first, second = expected
    between = "" if first.endswith(".") else " "

    assert sentences(between.join(expected)) == [first, second]


@pytest.mark.parametrize(
    "sentence",
    [
        "The teachers' Council of Oslo met at the boys' Court in May.",
        "It was a 'disgrace' Mr Lee said on Monday.",
        "Dwayne 'The Rock' Johnson left.",
        "Despite 'some doubts' Ann Lee and her father left.",
        "The driver 'honked' Det Cherry as he left.",
        "He read “Up” The Guardian gave it four stars.",
        "She wrote to ann.lee@example.The.org about it.",
    ],
)
def test_a_name_behind_a_quotation_begins_no_sentence(sentence):
    assert sentences(sentence) == [sentence]
