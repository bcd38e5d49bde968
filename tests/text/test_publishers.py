"""One publisher in several spellings, and the agencies that others print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.publishers import AGENCIES, agency_called, credits_in, plain_publisher
from tests.timing import least_seconds

ONE = [
    ("The Guardian", "guardian"),
    ("BBC", "B.B.C."),
    ("Example News Ltd", "Example News Limited."),
    ("Der Spiegel GmbH & Co. KG", "DER SPIEGEL"),
    ("El País", "EL PAIS"),
    ("Smith & Sons, Inc.", "Smith and Sons"),
    ("City of Springfield", "City of Springfield Press Office"),
    ("City of Springfield", "Press Office of the City of Springfield"),
    ("Acme Ltd", "Acme Ltd newsroom online"),
]
TWO = [
    ("The Times", "The New York Times"),
    ("Die Zeit", "Die Welt"),
    ("Ltd", "Inc"),
    ("Press Office", "Newsroom"),
    ("Home Office", "Home Department"),
    ("Associated Press", "Associated"),
]
CREDITED = {
    "WASHINGTON (Reuters) - The president said": ["Reuters"],
    "PYONGYANG, June 19 (Xinhua) -- Two governments": ["Xinhua"],
    "MOSCOW, June 19. /TASS/. Two governments": ["TASS"],
    "PARIS, AFP — Two governments": ["AFP"],
    "Berlin (dpa/AFP) - Zwei Regierungen": ["AFP", "dpa"],
    "By JANE DOE, Associated Press\nTwo governments": ["AP"],
    "Two governments.\n\nAP": ["AP"],
    "Two governments.\n\nQuelle: dpa": ["dpa"],
    "Two governments.\n\n© 2024 AFP": ["AFP"],
    "Two governments.\n\n(EFE)": ["EFE"],
    "Two governments.\n\n(Reporting by Jane Doe; Editing by John Roe)": ["Reuters"],
    "新华社 (新华社)": ["Xinhua"],
}
NOT_CREDITED = [
    "He told Reuters that it was over.",
    "According to AFP, two governments signed.",
    "(AP Photo/Jane Doe)\nTwo governments",
    "Photo: AFP\nTwo governments",
    "Two governments (Foto: dpa)",
    "The firm TT — makes things",
    "by the way",
    "Sana\nwas asked",
    "",
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_a_publisher_is_one_in_each_spelling(one, other):
    assert plain_publisher(one) == plain_publisher(other)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_publishers_stay_two(one, other):
    assert plain_publisher(one) != plain_publisher(other)


@given(st.text(max_size=60))
def test_a_plain_name_stays_as_it_is(name):
    plain = plain_publisher(name)

    assert plain_publisher(plain_publisher(plain)) == plain_publisher(plain)


@pytest.mark.parametrize("text", CREDITED)
def test_an_agency_is_credited_at_the_head_or_foot(text):
    assert credits_in(text) == CREDITED[text]


@pytest.mark.parametrize("text", NOT_CREDITED)
def test_who_is_quoted_or_took_the_picture_is_not_credited(text):
    assert credits_in(text) == []


def test_what_stands_in_the_middle_of_a_long_text_credits_nothing():
    filler = "Two governments signed.\n" * 200

    assert credits_in(f"{filler}(AFP)\n{filler}") == []
    assert credits_in(f"{filler}(AFP)") == ["AFP"]


def test_an_agency_is_known_by_each_of_its_names():
    for agency, others in AGENCIES.items():
        assert {agency_called(name) for name in (agency, *others)} == {agency}
    assert agency_called("The Archive") == ""


@pytest.mark.parametrize(
    "evil", ["(", "-", " ", "\n", "AFP/", "(AFP", "by ", "© - ", "Reporting by "]
)
def test_a_hostile_line_is_soon_read(evil):
    assert least_seconds(lambda: credits_in(evil * 100_000)) < 0.5
