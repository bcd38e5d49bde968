"""A report of many claims asks the database no more often than one of a few."""

import pytest

from claims.exports.rows import internal_rows, public_rows
from tests.factories import (
    make_article,
    make_attribution,
    make_claim,
    make_evidence,
    make_inquiry,
    make_proposal,
    make_reviewer,
    make_search,
    make_verdict,
)
from tests.views.pages import make_page

pytestmark = pytest.mark.django_db


def make_claims(number):
    """Return an article with so many claims: ruled in two versions, some with a third in hand."""
    article, reviewer = make_article(), make_reviewer()
    for place in range(number - 1):
        claim = make_claim(article)
        make_attribution(claim, by=article.added_by)
        make_search(claim, by=article.added_by)
        make_inquiry(claim, by=article.added_by)
        make_evidence(claim, by=article.added_by)
        make_verdict(claim, by=reviewer)
        make_page(claim, stage="superseded")
        make_page(claim, version=2)
        if place % 2 == 0:
            make_page(claim, stage="draft", version=3)
    make_proposal(article)
    return article


@pytest.mark.slow
@pytest.mark.parametrize("number", [2, 20])
def test_the_number_of_queries_stays_the_same(number, django_assert_max_num_queries):
    article, reviewer = make_claims(number), make_reviewer()

    with django_assert_max_num_queries(1):
        assert len(list(public_rows(article))) == number - 1
    with django_assert_max_num_queries(8):
        assert len(list(internal_rows(article, None))) == number
    with django_assert_max_num_queries(11):  # what the reviewer may see is asked once
        assert len(list(internal_rows(article, reviewer))) == number
