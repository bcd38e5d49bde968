"""When somebody was born and died, from the brackets behind a name."""

import pytest

from tests.splitting.reading import sayable

LIVES = {
    "Takeo Miki (1907-1988) was a Japanese politician.": [
        "Takeo Miki was born in 1907.",
        "Takeo Miki died in 1988.",
    ],
    "Julia Faye (September 24, 1893 – April 6, 1966) was an American actress.": [
        "Julia Faye was born on September 24, 1893.",
        "Julia Faye died on April 6, 1966.",
    ],
    "Anna Berg (born 5 May 1958) is a Norwegian writer.": ["Anna Berg was born on 5 May 1958."],
    "Peter Lund (died 2010) was a poet in Leeds.": ["Peter Lund died in 2010."],
}
NO_LIVES = [
    "Volvo (1927-1999) was a Swedish company.",
    "Anna Berg (1990) is a Norwegian writer.",
    "Anna Berg (1958-1940) was a Norwegian writer.",
    "Anna Berg, mayor of Lund (2001-2010), was a Norwegian writer.",
]


@pytest.mark.parametrize(("sentence", "expected"), LIVES.items())
def test_a_life_in_brackets_is_told(sentence, expected):
    assert {*expected} <= {*sayable(sentence)}


def test_half_a_day_of_birth_is_never_told():
    told = sayable("Anna Berg (born 5 May 1958) is a Swedish politician.")

    assert not [claim for claim in told if "(born 5)" in claim]


@pytest.mark.parametrize("sentence", NO_LIVES)
def test_other_years_in_brackets_are_no_life(sentence):
    assert not [claim for claim in sayable(sentence) if " died " in claim or "born" in claim]
