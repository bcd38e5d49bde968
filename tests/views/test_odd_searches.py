"""What a search is asked by nobody who looks for something: each is answered, or told."""

import pytest

from claims.catalogue import search as searching
from tests.views.pages import Seen, make_page
from tests.width import wide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page")]

SEARCH = "/search/"


TYPED = {
    "nothing": " ",
    "long": "treaty " * 1500,
    "one long word": "x" * 10_000,
    "quotes": '"\'“”«»""',
    "operators": 'treaty AND NOT (1961 OR *) NEAR/2 head:x ^a "b" -c +d {e} & | ! <-> :*',
    "sql": "'; DROP TABLE claims_ruling; --",
    "nul": "tre\x00aty\x00",
    "controls": "\x01\x1b[31m\x7f\ttreaty\r\n",
    "script": "</script><script>alert(1)</script>",
    "marks": "\u202eytaert\u2066\u200b\ufeff",
    "percent": "100% _ \\",
    "emoji": "🎈 \U0001f468\u200d\U0001f469",
    "chinese": "条约1961年",
    "arabic": "معاهدة",
    "combining": "e" + "\u0301" * 500,
}


@pytest.fixture(scope="module")
def page(kept):
    """A ruling that could be found."""
    return make_page()


@pytest.mark.parametrize("name", wide([*searching.Wanted.__slots__[:1], "claimant"], every=5))
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_whatever_is_typed_is_answered(client, name, typed):
    response = client.get(SEARCH, {"q" if name == "words" else name: typed})

    assert response.status_code == 200
    seen = Seen(response)
    assert not seen.all("script")
    assert "\x00" not in response.text


@pytest.mark.parametrize("name", wide(["rating", "topic", "language", "from", "to"], every=5))
@pytest.mark.parametrize("typed", [v for k, v in TYPED.items() if k != "nothing"])
def test_a_filter_that_means_nothing_is_told(client, name, typed):
    response = client.get(SEARCH, {"q": "treaty", name: typed})

    assert response.status_code == 400
    assert f'id="{name}-wrong"' in response.text
    assert response.context["hits"] == []
