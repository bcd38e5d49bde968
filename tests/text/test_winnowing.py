"""What two stored copies share: found where it is long, and not made up where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.winnowing import (
    LONG_PASSAGE,
    WINDOW,
    Fingerprints,
    K,
    fingerprints_of,
    shared_words,
    winnow,
)
from tests.text.shared_texts import AGENCY, OTHER, OWN, PAIRS
from tests.timing import least_seconds
from tests.width import wide

WORDS = st.lists(st.sampled_from([f"w{n}" for n in range(40)]), max_size=80)


def shared(one, other):
    """Return how many words two texts share, or nothing if that does not make them one."""
    return shared_words({1: fingerprints_of(one), 2: fingerprints_of(other)}).get((1, 2))


def unlike(name, count):
    return " ".join(f"{name}{n}" for n in range(count))


@pytest.mark.parametrize("case", PAIRS)
def test_two_copies_are_one_voice_by_a_long_passage_of_their_own_words(case):
    one, other, same = PAIRS[case]

    assert (shared(one, other) is not None) is same
    assert (shared(other, one) is not None) is same


@pytest.mark.parametrize("length", range(LONG_PASSAGE + WINDOW, 400, 13))
def test_a_long_passage_is_found_wherever_it_stands_and_its_length_is_about_told(length):
    passage = unlike("passage", length)
    one = f"{unlike('a', 120)} {passage} {unlike('b', 90)}"
    other = f"{unlike('c', 7)} {passage} {unlike('d', 333)}"

    found = shared(one, other)

    assert found is not None
    assert abs(found - length) < WINDOW


@pytest.mark.parametrize("length", range(LONG_PASSAGE - WINDOW + 1))
def test_a_short_passage_is_nobodys(length):
    passage = unlike("passage", length)

    assert shared(f"{unlike('a', 300)} {passage}", f"{passage} {unlike('b', 300)}") is None


@given(WORDS, WORDS, WORDS)
def test_every_shared_run_of_k_and_window_words_shares_a_fingerprint(before, after, run):
    if len(run) < K + WINDOW - 1:
        return
    one, other = (fingerprints_of(" ".join(words)) for words in (before + run, run + after))

    assert set(one.hashes) & set(other.hashes)


@given(st.text(max_size=3000))
def test_any_text_has_fingerprints_in_order_that_can_be_stored(text):
    prints = fingerprints_of(text)

    stored = Fingerprints.from_bytes(prints.to_bytes())
    assert list(stored.places) == sorted(set(prints.places))
    assert (list(stored.hashes), stored.words) == (list(prints.hashes), prints.words)


@given(st.lists(st.integers(0, 9), max_size=60))
def test_no_window_is_without_a_fingerprint(hashes):
    kept = {place for _hash, place in winnow(iter(hashes))}

    for at in range(len(hashes) - WINDOW + 1):
        assert kept & set(range(at, at + WINDOW))


def test_a_text_without_spaces_is_read_character_by_character():
    line = (
        "两国政府周三在首都签署了一项关于互助的条约取代了大约"
        "三十年前失效的协议双方承诺一旦一方处于战争状态另一方"
        "将立即提供军事及其他援助邻国官员召开紧急会议"
    )

    assert shared(line, "标题" + line)
    assert shared(line, line[::-1]) is None


def test_three_copies_are_compared_two_by_two():
    texts = {7: AGENCY, 3: OWN, 5: f"{OTHER}\n\n{AGENCY}"}
    prints = {key: fingerprints_of(text) for key, text in texts.items()}

    assert list(shared_words(prints)) == [(5, 7)]


@pytest.mark.parametrize("evil", wide(["“ a ", '"', "„", "cookie ", "same ", "« "], every=3))
def test_time_is_linear_in_the_text_whatever_it_holds(evil):
    short, long = (evil * 5_000)[:20_000], (evil * 40_000)[:160_000]

    quick = least_seconds(lambda: fingerprints_of(short))
    assert least_seconds(lambda: fingerprints_of(long)) < 8 * 2 * quick + 0.05


@pytest.mark.slow
def test_twenty_copies_of_100_kb_are_compared_in_a_moment():
    long = {n: fingerprints_of(unlike(f"{n}x", 13_000)) for n in range(20)}

    assert least_seconds(lambda: shared_words(long)) < 1
