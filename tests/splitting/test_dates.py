"""Dates that depend on the day of publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.splitting.dates import Calendar
from tests.splitting.reading import proposals, sayable, wordings

DAY = "2024-06-19"  # a Wednesday
EXPLICIT = {
    "Putin arrived on Tuesday.": "Putin arrived on Tuesday 18 June 2024.",
    "The fair was held on Wednesday.": "The fair was held on Wednesday 19 June 2024.",
    "The mayor resigned yesterday.": "The mayor resigned on 18 June 2024.",
    "The club will open tomorrow.": "The club will open on 20 June 2024.",
    "The museum will open on Saturday.": "The museum will open on Saturday 22 June 2024.",
    "The talks began last year.": "The talks began in 2023.",
    "The bill passed late last year.": "The bill passed late in 2023.",
    "Putin will visit Oslo next month.": "Putin will visit Oslo in July 2024.",
    "The law changed last week.": "The law changed in the week of 10 June 2024.",
    "The vote was held on 12 June.": "The vote was held on 12 June 2024.",
    "The vote was held on June 12.": "The vote was held on June 12, 2024.",
    "The ferry sank in December.": "The ferry sank in December 2023.",
    "The mayor spoke on Monday night.": "The mayor spoke on the night of Monday 17 June 2024.",
}
AS_WRITTEN = [
    "Prices rose over the last year.",
    "The paper was printed on Tuesdays.",
    "The paper was printed on Tuesday, 18 June 2024.",
    "Every Tuesday the market was full.",
    "The Tuesday Club met in Oslo.",
    "The May government fell.",
    "Yesterday was hot in Oslo.",
    "“The mayor resigned yesterday,” the council said.",
]
IN_DOUBT = {
    "The council meets on Friday.": "Friday 21 June 2024",
    "Taxes rise today.": "on 19 June 2024",
    "In 2010 the mayor won, and on Tuesday he resigned.": "Tuesday 18 June 2024",
    "The minister was due to speak on Monday.": "Monday 24 June 2024",
}
NOTHING = ["", "2024", "2024-06", "rubbish", "2024-13", "0001-01-01", "9999-12-31"]


@pytest.mark.parametrize(("text", "expected"), EXPLICIT.items())
def test_a_date_is_counted_from_the_day_of_publication(text, expected):
    claim = proposals(text, published=DAY)[-1]

    assert claim.text == expected
    assert claim.atom == text
    assert claim.operations[-1] == "date"


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_is_no_relative_date_stays(text):
    assert [c for c in proposals(text, published=DAY) if "date" in c.operations] == []


@pytest.mark.parametrize(("text", "offered"), IN_DOUBT.items())
def test_a_date_in_doubt_stays_and_is_offered(text, offered):
    claims = proposals(text, published=DAY)

    assert all("date" not in claim.operations for claim in claims)
    assert offered in {one.antecedent for claim in claims for one in claim.suggestions}


@pytest.mark.parametrize("published", NOTHING)
def test_a_day_stays_where_the_day_of_publication_is_not_known(published):
    assert wordings("The mayor resigned yesterday.", published=published) == [
        "The mayor resigned yesterday."
    ]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024", "The talks began in 2023."),
        ("2024-06", "The talks began in 2023."),
        ("", "The talks began last year."),
    ],
)
def test_a_year_needs_no_day(published, expected):
    assert wordings("The talks began last year.", published=published) == [expected]


def test_a_month_goes_back_over_new_year():
    assert wordings("The talks began last month.", published="2024-01") == [
        "The talks began in December 2023."
    ]


@given(published=st.text(max_size=12) | st.dates().map(str))
def test_any_date_of_publication_is_taken(published):
    calendar = Calendar(published)

    assert calendar.day is None or str(calendar.day) == published


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On 3 May, 2021, the council met in Leeds and closed the school.",
            "On 3 May, 2021, the council met in Leeds.",
        ),
        (
            "The treaty was signed on Wednesday, June 19, 2024, in Oslo.",
            "The treaty was signed on Wednesday, June 19, 2024.",
        ),
    ],
)
def test_the_commas_of_a_date_stay(text, expected):
    assert expected in sayable(text)
