"""An article is taken apart once; what is there is not proposed again."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.split_article import split_article
from claims.models import Claim
from tests.actions.outcomes import hide, refused, take_back, told
from tests.factories import machine, make_article, make_claim, make_reader, make_reporter

pytestmark = pytest.mark.django_db

TEXT = """Two states form an alliance

The two states signed a treaty in 2000. The minister said that the treaty had lapsed. Who knows?
"""


def test_proposals_are_the_machines_and_stand_in_the_text():
    article, by = make_article(TEXT), make_reporter()

    run = split_article(article, by=by, splitter="rules")

    claims = list(article.claims.in_text_order())
    assert claims
    assert run.proposed == len(claims)
    assert {claim.state for claim in claims} == {Claim.State.PROPOSED}
    for claim in claims:
        assert article.body.text[claim.start : claim.end] == claim.quote
        assert claim.split_run == run
    assert told(claims[0])[0] == by


def test_sentences_without_a_claim_are_kept_with_the_reason():
    article = make_article(TEXT)

    run = split_article(article, by=machine(), splitter="rules")

    told_of = {article.body.text[start:end]: reason for start, end, reason in run.skipped}
    assert told_of["Who knows?"] == "question"


def test_a_second_split_proposes_nothing_again():
    article = make_article(TEXT)
    split_article(article, by=machine(), splitter="rules")
    before = article.claims.count()

    run = split_article(article, by=machine(), splitter="rules")

    assert (run.proposed, article.claims.count()) == (0, before)


def test_a_reworded_proposal_is_not_proposed_again():
    article = make_article(TEXT)
    split_article(article, by=machine(), splitter="rules")
    claim = article.claims.first()
    claim.text = "The two states signed the treaty of friendship in 2000."
    claim.save_by(make_reporter())

    assert split_article(article, by=machine(), splitter="rules").proposed == 0


def test_a_sentence_too_long_for_a_claim_is_reported():
    words = " ".join(f"and thing{n} rose" for n in range(200))
    article = make_article(f"Headline\n\nPrices rose {words}.\n")

    run = split_article(article, by=machine(), splitter="rules")

    assert "too_long" in {reason for _start, _end, reason in run.skipped} or article.claims.exists()
    assert all(len(claim.text) <= 1000 for claim in article.claims.all())


def test_a_language_that_the_splitter_does_not_know_is_labelled():
    article = make_article("Der Vertrag wurde im Jahr 2000 unterzeichnet.", language="de")

    run = split_article(article, by=machine(), splitter="rules")

    assert not run.decomposed
    assert article.claims.count() == 1


def test_who_may_not_is_refused():
    article = make_article(TEXT)
    by = make_reader()

    with refused(PermissionDenied):
        split_article(article, by=by, splitter="rules")


def test_a_confidential_article_is_split_by_those_who_see_it():
    article = make_article(TEXT)
    hide(article)
    by = make_reporter()

    with refused(PermissionDenied):
        split_article(article, by=by, splitter="rules")


def test_a_retracted_article_is_left_alone():
    article = take_back(make_article(TEXT))
    by = make_reporter()

    with refused(PermissionDenied):
        split_article(article, by=by, splitter="rules")


def test_a_claim_added_by_hand_stays_beside_the_proposals():
    article = make_article()
    claim = make_claim(article)

    split_article(article, by=machine(), splitter="rules")

    claim.refresh_from_db()
    assert claim.state == Claim.State.ACCEPTED
