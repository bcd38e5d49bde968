"""The words by which texts are found."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.text import words as text_words
from claims.text.snippets import snippet
from claims.text.words import LONGEST, Part, beginnings, begun, parts_of, spans, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The TREATY lapsed", "the treaty lapsed"),
        ("treaties", "treaty"),
        ("naciones", "nación"),
        ("Straße", "STRASSE"),
        ("ﬁnance", "finance"),
        ("Russia’s", "Russia"),
        ("Gdańsk Łódź", "gdansk lodz"),
        ("co\u00adoperation", "cooperation"),
        ("café", "cafe\u0301"),
    ],
)
def test_spellings_of_the_same_word_are_found_by_each_other(one, other):
    assert words_of(one) == words_of(other) != []


def test_words_of_other_scripts_keep_their_signs():
    assert words_of("हिन्दी") == ["हिन्दी"]
    assert words_of("日本") == ["日", "本"]
    assert words_of("й") == words_of("и")


@given(st.text(alphabet="abcdeilngstyz", min_size=1))
@example("dying")
@example("Yawning")
def test_a_stem_begins_as_its_word_does(word):
    """By this most words of a text need no stem where a few are looked for."""
    assert {stem[0] for stem in words_of(word)} == {word[0].lower()}


@given(st.text(), st.text(alphabet="aábcde日й7 ", min_size=1))
@example("Dying Ángel, ÁNGEL 7 日本 й", "die angel")
def test_where_words_stand_is_the_same_if_others_are_left_out(text, typed):
    wanted = set(words_of(typed))
    firsts = {word[0] for word in wanted}

    def found(given):
        return [place for *place, words in given if not wanted.isdisjoint(words)]

    assert found(spans(text, firsts)) == found(spans(text))


@given(st.text())
def test_words_are_the_same_in_each_form_of_unicode(text):
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(
        unicodedata.normalize("NFC", text)
    )


@given(st.text())
def test_a_word_has_neither_spaces_nor_what_a_query_could_take_for_its_own(text):
    for word in words_of(text):
        assert word
        assert len(word) <= LONGEST
        assert not set(word) & set(" '\"\\:*&|!()<>-+^{}\x00")


@given(st.text())
def test_what_a_text_says_is_what_is_asked_for_when_it_is_typed(text):
    words = words_of(text)
    for part in parts_of(text):
        assert set(part.words) <= {*words, *part.words}
        assert all(part.words)


@given(st.text())
def test_runs_stand_in_the_text_in_its_order(text):
    runs = list(spans(text))

    assert all(0 <= start < end <= len(text) for start, end, _words in runs)
    assert all(one[1] <= other[0] for one, other in pairwise(runs))


def test_what_is_quoted_stands_side_by_side_and_so_does_an_address():
    assert parts_of("“treaty of 1961” wages") == [Part(("treati", "of", "1961")), Part(("wag",))]
    (address,) = parts_of("https://www.archive.example/treaty")
    assert list(address.words) == words_of("archive.example/treaty")


def test_only_words_of_some_letters_are_taken_for_beginnings():
    assert [part.begun for part in begun(parts_of("of treat"))] == [False, True]


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_snippet_marks_only_what_was_asked_for(text, typed):
    parts = parts_of(typed)
    pieces = snippet(text, parts)

    asked = {word for part in parts for word in part.words}
    assert all(asked & set(words_of(piece.text)) for piece in pieces if piece.is_hit)
    assert "".join(piece.text for piece in pieces).strip("…") in text or "…" in text


def test_a_snippet_begins_near_the_first_word_found():
    pieces = snippet(
        "Nothing here. " * 40 + "The treaty lapsed. " + "More. " * 90, parts_of("lapse")
    )

    (hit,) = [piece.text for piece in pieces if piece.is_hit]
    assert hit == "lapsed"
    assert pieces[0].text.startswith("…") or pieces[0].text == "…"
    assert sum(len(piece.text) for piece in pieces) < 260


@given(
    st.text(
        st.sampled_from([*"aZ1_ -'é\n", "\u0301", "\u0e49", "\u00ad", "ก", "’", "中"]), max_size=20
    )
)
def test_a_run_of_plain_letters_ends_where_any_run_would(text):
    any_run = re.compile(text_words.ANY)

    assert text_words.RUN.findall(text) == any_run.findall(text)


def test_what_its_stem_shortened_to_few_letters_is_whole_or_begins_as_it_was_typed():
    nato, tensi = Part(("nat",)), Part(("tensi",), begun=True)

    assert beginnings("Nato") == [[Part(("nato",), begun=True)]]
    assert beginnings("Nato tensi") == [[nato, tensi], [Part(("nato",), begun=True), tensi]]
    assert beginnings("tensi") == [[tensi]]
    assert beginnings("of") == []
