"""Text that nobody wrote as sentences: an answer in time, and places that are true."""

import time

import pytest

from claims.splitting import Reason
from claims.splitting.granularity import Granularity
from claims.text.blocks import normalise
from tests.splitting.reading import SPLITTERS
from tests.width import wide

LIMIT = 10  # seconds of the processor, for some 10 kB
SHORT = 1_500  # characters of each in the default run; the slow run takes all
SENTENCES = (
    "The mayor of Leeds, Anna Berg, said on Monday that she would resign in May. Rents fell by 5% "
    "in Oslo and rose in Bergen, and the council, which had opposed her, left. "
)
PLAIN = SENTENCES * 40
BAD = {
    "no punctuation": PLAIN.replace(".", "").replace(",", "").lower(),
    "one sentence of 5,000 words": "The mayor " + "left the city and " * 1_250 + "slept.",
    "one list of 5,000 words": "The mayor sold " + "a house, " * 2_500 + "and a farm.",
    "one chain of clauses": "The mayor " + "who knew the man " * 1_000 + "left.",
    "one nest of reports": "The mayor " + "said that the man " * 1_000 + "left.",
    "a table with tabs": "Year\tRents\tTaxes\n" + "2021\t5.2\t-3\n" * 1_500,
    "a table in one line": "Year Rents Taxes " + "2021 5.2 -3 " * 1_500,
    "a table with bars": "| Year | Rents |\n|---|---|\n" + "| 2021 | 5.2 |\n" * 1_000,
    "all capitals": PLAIN.upper(),
    "glued words": PLAIN.replace(" ", ""),
    "glued sentences": PLAIN.replace(". ", ".").replace(", ", ","),
    "words glued here and there": PLAIN.replace(" and ", "and").replace("of Leeds", "ofLeeds"),
    "emoji": PLAIN[:3_000].replace(" ", " 🙂👩‍👩‍👧 "),
    "code": 'def said(x):\n    return {"a": [1, 2], "b": f"{x!r}"}  # he said\n' * 300,
    "HTML leftovers": "<p class='a'>The&nbsp;mayor &amp; the man left.</p><br/><!-- x -->" * 300,
    "mixed languages": (SENTENCES + "Die Mieten fielen. 市长辞职了。 غادر العمدة. Мэр ушёл. ") * 80,
    "100,000 quotation marks": '"' * 100_000,
    "quotation marks of all kinds": "“‘«„\"'”’»“ a " * 2_000,
    "quotation marks around each word": PLAIN.replace(" ", '" "'),
    "brackets around each word": PLAIN.replace(" ", ") ("),
    "marks of direction and of no width": PLAIN.replace(" ", "\u202e \u200b"),
    "line breaks of all kinds": PLAIN.replace(". ", ".\r\n").replace(", ", ",\r"),
    "characters beyond the plane": PLAIN.replace("a", "𝒶"),
    "letters with loose accents": PLAIN.replace("e", "e\u0301"),
}


@pytest.mark.parametrize("length", wide([SHORT, None]))
@pytest.mark.parametrize("kind", wide(BAD, every=2))
def test_bad_text_gets_an_answer_in_time_with_true_places(kind, length):
    text = normalise(BAD[kind])[:length]
    start = time.process_time()

    split = SPLITTERS[Granularity.FINE].split(text)

    assert time.process_time() - start < LIMIT
    assert all(text[p.start : p.end] == p.quote for p in split.proposals)
    assert all(0 <= s.start < s.end <= len(text) for s in split.skipped)
    assert split.proposals or split.skipped or not any(map(str.isalnum, text))


@pytest.mark.parametrize("kind", ["one sentence of 5,000 words", "a table in one line"])
def test_what_is_too_long_for_a_sentence_says_so(kind):
    split = SPLITTERS[Granularity.MEDIUM].split(BAD[kind])

    assert {passage.reason for passage in split.skipped} == {Reason.TOO_LONG}


@pytest.mark.parametrize("mark", ["\r\n", "\r", "\x85", "\u2028"])
def test_a_text_is_split_alike_whichever_line_breaks_it_has(mark):
    text = (
        "# Leeds\n\nThe mayor left the city.\nShe slept.\n\n- Rents fell in May.\n- Taxes rose.\n"
    )
    other = text.replace("\n", mark)
    plain, broken = (SPLITTERS[Granularity.MEDIUM].split(t).proposals for t in (text, other))

    assert [p.text for p in plain] == [p.text for p in broken] != []
    assert all(other[p.start : p.end] == p.quote for p in broken)
