import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.add_claim import add_claim
from claims.models import Claim
from tests.actions.outcomes import WORKERS, hide, refused, take_back, told, who_may
from tests.factories import QUOTE, TEXT, make_article, make_body

pytestmark = pytest.mark.django_db

TWICE = "It rained. It rained again. Nobody came."


@pytest.fixture(scope="module")
def article(kept):
    return make_article()


@pytest.fixture
def add(article, people):
    """Add a claim to the article as its reporter, unless other things are named."""

    def run(article=article, **given):
        given = {"by": people["reporter"], "quote": QUOTE, "text": "It lapsed in 1996.", **given}
        return add_claim(article, **given)

    return run


def test_those_who_work_on_claims_and_the_machine_add_them(add, people):
    assert who_may(lambda by: add(by=by), people) == WORKERS | {"machine"}


def test_the_claim_is_accepted_and_anchored_in_the_newest_text(add, article, people):
    make_body(article, f"First of all. {TEXT}")

    claim = add(reason="The splitter missed it.", kind="prediction")

    assert (claim.state, claim.kind) == (Claim.State.ACCEPTED, "prediction")
    assert claim.body == article.body
    assert article.body.text[claim.start : claim.end] == claim.quote == QUOTE
    assert article.body.text[: claim.start].endswith(claim.prefix)
    assert article.body.text[claim.end :].startswith(claim.suffix)
    assert told(claim) == (people["reporter"], "The splitter missed it.")


def test_a_passage_that_stands_twice_is_told_by_its_place(add):
    article = make_article(TWICE)

    with refused(code="ambiguous"):
        add(article, quote="It rained")
    claim = add(article, quote="It rained", start=11)

    assert (claim.start, claim.end) == (11, 20)


@pytest.mark.parametrize("quote", ["", "It never lapsed.", QUOTE.lower(), f"{QUOTE} "])
def test_a_passage_that_is_not_in_the_text_word_for_word_is_refused(add, quote):
    with refused(code="passage"):
        add(quote=quote)


@pytest.mark.parametrize("start", [0, 10_000])
def test_a_place_where_the_passage_does_not_stand_is_refused(add, start):
    with refused(code="passage"):
        add(start=start)


def test_a_claim_needs_a_wording(add):
    with refused():
        add(text="")


def test_nothing_is_added_to_an_article_that_was_retracted(add, article, people):
    take_back(article)

    with refused(PermissionDenied):
        add(article=type(article).objects.get(pk=article.pk), by=people["editor"])


def test_a_confidential_article_is_for_those_at_work_on_it(add, article, people):
    hide(article)

    assert who_may(lambda by: add(by=by), people) == {"editor", "machine"}
