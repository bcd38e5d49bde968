import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claims.text.quotations import State, check
from claims.text.quotations.words import key_of, keys_and_places

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).resolve().parents[2] / "fixtures/quotations/pairs.jsonl")
    .read_text()
    .splitlines()
]
TEXT = """The inter-
national treaty “was signed” in 1,000 days. It is the non-violent party’s 20% share of −5.
We will not pay the bill on Monday, whatever the president says. He said it twice.
The year 2010 was good. In 1999 people died in 50 places, and it rained.
"""


def those(expected):
    return [pair for pair in PAIRS if pair["expected"] == expected]


def differing(found):
    return [change.text.strip() for change in found.differing]


def test_the_set_is_large_enough_and_has_every_kind():
    assert len(PAIRS) >= 300
    assert all(len(those(kind)) > 40 for kind in ("verbatim", "altered", "absent"))
    assert len({pair["kind"] for pair in PAIRS}) > 50


def test_every_true_quotation_is_found_in_its_place():
    missed = [
        (pair["kind"], pair["quote"])
        for pair in those("verbatim")
        if (found := check(pair["quote"], pair["text"])).state != State.VERBATIM
        or (found.start, found.end) != (pair["start"], pair["end"])
    ]
    assert missed == []


def test_no_altered_quotation_reads_as_verbatim():
    taken_in = [
        (pair["kind"], pair["quote"])
        for pair in those("altered")
        if check(pair["quote"], pair["text"]).state == State.VERBATIM
    ]
    assert taken_in == []


@pytest.mark.slow
def test_what_is_found_nearly_names_the_words_that_differ():
    unnamed = []
    for pair in those("altered"):
        found = check(pair["quote"], pair["text"])
        told = "".join(differing(found))
        if found.state == State.NEAR and not (told and all(n in told for n in pair["named"])):
            unnamed.append((pair["kind"], pair["quote"], told))
    assert unnamed == []


def test_nothing_is_found_of_what_is_not_there():
    found = {check(pair["quote"], pair["text"]).state for pair in those("absent")}
    assert found == {State.ABSENT}


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("The international treaty", "The inter-\nnational treaty"),
        ("national treaty was", None),
        ("violent party's", None),
        ("the non-violent party's", "the non-violent party’s"),
        ("20 share", None),
        ("5", None),
        ("−5", "−5"),
        ("-5", None),
        ("the bill", "the bill"),
        ("The bill", None),
        ("Monday. whatever", None),
        ("[W]hatever the president", "whatever the president"),
        ("[w]hatever the president", None),
        ("We will [gladly] pay", None),
        ("We will … pay the bill", None),
        ("We will not … on Monday", "We will not pay the bill on Monday"),
        ("[The president] said it", None),
        ("He [the president] said it", None),
        ("He said it [sic]", "He said it"),
        ("people died in … places", None),
        ("people died in [fewer than] 20 places", None),
        ("In 1999 people died in [70] places", None),
        ("[In 2001] people died", None),
        ("The year [2011] was good", None),
        ("people died in [70]", None),
        ("", None),
        ("“”", None),
        ("…", None),
    ],
)
def test_what_counts_as_word_for_word(quote, place):
    found = check(quote, TEXT)

    assert (TEXT[found.start : found.end] if found.state == State.VERBATIM else None) == place


SAID = "He spoke on Monday. He said the treaty would be signed. The minister denied it."


@pytest.mark.parametrize(
    ("quote", "place", "added"),
    [
        ("[Putin] said the treaty", "said the treaty", "[Putin]"),
        ("[Vladimir Putin] said the treaty", "said the treaty", "[Vladimir Putin]"),
        ("[the minister] denied it", "denied it", "[the minister]"),
        ("“[the minister] denied it”", "denied it", "[the minister]"),
        ("said the treaty [of 2000]", "said the treaty", "[of 2000]"),
        ("[They say] the treaty would […] signed", "the treaty would be signed", "[They say]"),
    ],
)
def test_a_short_quotation_with_words_in_brackets_is_near_and_names_these(quote, place, added):
    found = check(quote, SAID)

    assert found.state == State.NEAR
    assert SAID[found.start : found.end] == place
    assert added in [change.text.strip() for change in found.words if change.kind == "added"]


@pytest.mark.parametrize(
    "quote", ["[Putin] said", "[Putin] lied about it", "[He spoke] on Sunday", "[He] [it]", "[He]"]
)
def test_words_in_brackets_help_nothing_that_is_not_there(quote):
    assert check(quote, SAID).state == State.ABSENT


def test_what_is_declared_is_told():
    found = check("[W]hatever […] says … [sic]", TEXT)

    assert found.declared == ["[W]hatever", "[…]", "…", "[sic]"]
    assert [TEXT[start:end] for start, end in found.parts] == ["whatever", "says"]
    assert found.is_slight


def test_an_omission_reaches_about_a_page_and_no_further():
    near, far = (f"It began here {'and so on ' * n}and ended there." for n in (90, 110))

    assert check("It began here … ended there", near).state == State.VERBATIM
    assert check("It began here … ended there", far).state != State.VERBATIM


def test_the_parts_of_a_quotation_stand_in_its_order():
    text = "First they came for supper. Then they left for good. Later it rained again."

    assert check("came for supper … rained again", text).state == State.VERBATIM
    assert check("rained again … came for supper", text).state != State.VERBATIM


def test_of_several_places_the_one_on_the_page_is_taken():
    text = "It is so.\nPage two. It is so.\nIt is so."

    found = check("It is so.", text, within=(10, 29))

    assert (found.start, found.places) == (20, 3)
    assert check("It is so.", text).start == 0
    assert check("Page two.", text, within=(29, 40)).start == 10


def test_a_word_or_two_prove_little_and_are_told_so():
    assert check("the bill", TEXT).is_slight
    assert not check("pay the bill on Monday", TEXT).is_slight


def test_the_nearest_place_is_told_with_its_likeness():
    found = check("We will pay the bill on Monday, whatever the president says.", TEXT)

    assert found.state == State.NEAR
    assert 0.9 < found.score < 1
    assert [(change.kind, change.text) for change in found.differing] == [("removed", "not ")]
    assert TEXT[found.start : found.end].startswith("We will not pay")


WORDS = st.text(
    st.sampled_from("abcdeéèßIi019٣７½²äñ語ﬁ'’\"“”-–—−.,;:%€$()#/\u00ad\u200be\u0301"),
    min_size=1,
    max_size=9,
)
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", "\t", "\u2009"])
PROSE = st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=40).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
BETWEEN_SPACES = re.compile(r"\S+")
CROSSED = re.compile(r"\s*[%‰°]")  # what belongs to the figure before it, space or not


@given(PROSE, st.data())
@example("a-\nb c ", None)
def test_any_slice_on_word_borders_is_verbatim(text, data):
    if data is None:
        start, end = 0, 4
    else:
        start, end = slice_of(text, data)
    quote = text[start:end]
    assume(any(letter.isalnum() for letter in quote))
    assume(not CROSSED.match(text, end) and not re.match(r"[%‰°]", quote))
    assume(not re.search(r"[-‐\u00ad]\s*\n\s*$", text[:start]))
    assume(not re.search(r"\.\s?$", text[:start]) and not re.match(r"\s?\.", text[end:]))
    assume(not re.search(r"--?\s*$", text[:start]) or text[start - 1 : start].isspace())

    found = check(quote, text)

    assert found.state == State.VERBATIM
    keys = [key for key, *_ in keys_and_places(text[found.start : found.end], joined=True)]
    wanted = [key for key, *_ in keys_and_places(quote, joined=True)]
    assert "".join(keys).replace('"', "").replace("-", "") == "".join(wanted).replace(
        '"', ""
    ).replace("-", "")


def slice_of(text, data):
    borders = [match.span() for match in BETWEEN_SPACES.finditer(text)]
    first = data.draw(st.integers(0, len(borders) - 1))
    last = data.draw(st.integers(first, len(borders) - 1))
    return borders[first][0], borders[last][1]


@pytest.mark.slow
@given(PROSE, st.data())
def test_one_digit_changed_is_never_verbatim(text, data):
    start, end = slice_of(text, data)
    digits = [at for at in range(start, end) if text[at] in "0123456789"]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    changed = text[start:at] + other + text[at + 1 : end]
    word = next(m[0] for m in BETWEEN_SPACES.finditer(changed) if m.start() <= at - start < m.end())
    assume(other not in text)
    assert word

    assert check(changed, text).state != State.VERBATIM


@given(st.text(max_size=30))
@example("ʼ")
def test_what_words_are_compared_by_is_settled(raw):
    for key, start, end in keys_and_places(raw):
        assert 0 <= start < end <= len(raw)
        assert key
        assert key_of(key) == key


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(quote, text):
    found = check(quote, text)

    assert 0 <= found.score <= 1
    assert (found.start is None) == (found.state == State.ABSENT)
    assert found.start is None or 0 <= found.start < found.end <= len(text)
    assert (found.state == State.NEAR) == bool(found.differing)
