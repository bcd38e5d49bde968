from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions import split_article as module
from claims.actions.accept_claim import accept_claim
from claims.actions.split_article import split_article
from claims.models import Article, Claim
from claims.splitting import (
    Kind,
    Proposal,
    Reason,
    Skipped,
    Split,
    SplitterError,
    Suggestion,
)
from claims.text.anchors import context_of
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import QUOTE, TEXT, make_article, make_body, make_claim
from tests.keeping import fresh

pytestmark = pytest.mark.django_db
START = TEXT.index(QUOTE)


@pytest.fixture(scope="module")
def article(kept):
    return make_article()


def proposal(text=QUOTE, **fields):
    start, end = START, START + len(QUOTE)
    prefix, suffix = context_of(TEXT, start, end)
    given = {"kind": Kind.FACT, "atom": text, "prefix": prefix, "suffix": suffix, **fields}
    return Proposal(text=text, quote=TEXT[start:end], start=start, end=end, **given)


@pytest.fixture
def splits():
    """Let the splitter find these proposals."""

    def find(*proposals, skipped=(), decomposed=True):
        split = Split(tuple(proposals), tuple(skipped), "fixed", "7", decomposed)
        return patch.object(module, "splitter_at", lambda _alias, _grain: Fixed(split))

    return find


class Fixed:
    """A splitter that finds what it is told, or fails."""

    sends_to = ""
    granularity = None

    def __init__(self, found):
        self.found = found

    def split(self, *_text, **_about):
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def test_those_who_bring_articles_in_and_the_machine_split_them(article, people):
    allowed = who_may(lambda by: split_article(article, by=by, splitter="rules"), people)

    assert allowed == WORKERS | {"machine"}


def test_every_claim_is_a_proposal_that_says_what_made_it(article, people):
    run = split_article(article, by=people["reporter"], splitter="rules")

    claims = article.claims.filter(split_run=run)
    assert run.proposed == claims.count() > 1
    assert run.decomposed
    for claim in claims:
        assert claim.state == Claim.State.PROPOSED
        assert article.body.text[claim.start : claim.end] == claim.quote
        assert told(claim) == (people["reporter"], f"split by {run}")


def test_sentences_without_a_claim_are_told_with_the_reason(article, people):
    run = split_article(article, by=people["machine"], splitter="rules")

    start, end, reason = run.skipped[0]
    assert article.body.text[start:end] == "Two states form an alliance"
    assert reason == Reason.HEADING


def test_splitting_again_proposes_nothing_again(article, people):
    first = split_article(article, by=people["machine"], splitter="rules")
    dropped, accepted, retracted = article.claims.in_text_order()[:3]
    change(dropped, state="dropped", drop_reason="Trivial.")
    change(accept_claim(accepted, by=people["editor"]), text="Reworded by a person.")
    take_back(retracted)
    before = article.claims.count()

    again = split_article(article, by=people["machine"], splitter="rules")

    assert again.proposed == 0
    assert again.skipped == first.skipped
    assert article.claims.count() == before


def test_what_a_person_found_is_not_proposed_again(article, people, splits):
    make_claim(article, QUOTE, text="In a person's own words.", atom=QUOTE)

    with splits(proposal()):
        assert split_article(article, by=people["machine"]).proposed == 0


@pytest.mark.slow
def test_the_grain_is_the_given_one_then_the_articles_own_then_the_settings(article, people):
    def grain_of(**given):
        return split_article(fresh(article), by=people["reporter"], **given).granularity

    assert grain_of() == "medium"
    assert fresh(article).granularity == ""
    assert grain_of(granularity="fine") == "fine"
    assert fresh(article).granularity == "fine"
    assert grain_of() == "fine"
    assert grain_of(splitter="rules") == ""


def test_another_grain_proposes_only_what_is_new(people):
    article = make_article("The treaty with Spain ended in 1996 after a vote in the city.")
    split_article(article, by=people["machine"], granularity="clause")
    before = set(article.claims.values_list("atom", flat=True))

    run = split_article(article, by=people["machine"], granularity="fine")

    atoms = list(article.claims.values_list("atom", flat=True))
    assert len(atoms) == len(set(atoms)) == len(before) + run.proposed
    assert run.proposed > 0
    assert before & {claim.atom for claim in article.claims.exclude(split_run=run)} == before


def test_a_new_version_of_the_text_is_split_anew(article, people):
    split_article(article, by=people["machine"], splitter="rules")
    make_body(article, f"{TEXT}It was signed on a Monday.")

    run = split_article(article, by=people["machine"], splitter="rules")

    assert run.body == article.body
    assert run.proposed > 0


def test_what_is_too_long_for_a_wording_is_reported_not_stored(article, people, splits):
    with splits(proposal(text="W" * 1001), proposal(text="W" * 1000)):
        run = split_article(article, by=people["machine"])

    assert run.proposed == run.claims.count() == 1
    assert run.skipped == [[START, START + len(QUOTE), "too_long"]]


def test_a_claim_stands_under_the_one_that_reports_it(article, people, splits):
    reported = proposal(text="It lapsed.", frame=1, claimant="An aide")
    frame = proposal(text="An aide said that it lapsed.", kind=Kind.ATTRIBUTED)
    with splits(reported, frame):
        run = split_article(article, by=people["machine"])

    inner, outer = run.claims.order_by("text").reverse()
    assert (inner.frame, inner.said_by) == (outer, "An aide")
    assert outer.frame is None
    assert outer.kind == Claim.Kind.ATTRIBUTED


def test_claims_stand_under_each_other_however_they_are_ordered(article, people, splits):
    innermost = proposal(text="It lapsed.", frame=1)
    middle = proposal(text="An aide said that it lapsed.", frame=2)
    outermost = proposal(text="She wrote that an aide said so.")
    with splits(innermost, middle, outermost):
        run = split_article(article, by=people["machine"])

    lapsed = run.claims.get(text="It lapsed.")
    assert lapsed.frame.text == "An aide said that it lapsed."
    assert lapsed.frame.frame.text == "She wrote that an aide said so."


def test_claims_that_report_each_other_in_a_circle_are_stored_without_it(article, people, splits):
    with splits(proposal(text="One.", frame=1), proposal(text="Two.", frame=0)):
        run = split_article(article, by=people["machine"])

    assert set(run.claims.values_list("text", "frame")) == {("One.", None), ("Two.", None)}


def test_a_language_that_the_splitter_does_not_know_is_labelled(people):
    article = make_article("El tratado caducó en 1996. Nadie lo firmó de nuevo.", language="es")

    run = split_article(article, by=people["machine"])

    assert not run.decomposed
    assert sorted(run.claims.values_list("text", flat=True)) == [
        "El tratado caducó en 1996.",
        "Nadie lo firmó de nuevo.",
    ]


def test_skipped_passages_stand_in_the_order_of_the_text(article, people, splits):
    with splits(skipped=[Skipped(5, 9, Reason.FRAGMENT), Skipped(0, 4, Reason.GREETING)]):
        run = split_article(article, by=people["machine"])

    assert run.skipped == [[0, 4, "greeting"], [5, 9, "fragment"]]


def test_a_text_that_was_replaced_while_it_was_split_gets_no_claims(article, people):
    class Slow(Fixed):
        def split(self, *_text, **_about):
            make_body(article, f"{TEXT}Added meanwhile.")
            return self.found

    slow = Slow(Split((proposal(),), (), "fixed", "7", True))
    with (
        patch.object(module, "splitter_at", lambda _alias, _grain: slow),
        pytest.raises(ValidationError),
    ):
        split_article(article, by=people["machine"])

    assert not article.claims.exists()


def test_a_splitter_that_cannot_work_leaves_nothing(article, people):
    failing = Fixed(SplitterError("Its model is missing."))

    with (
        patch.object(module, "splitter_at", lambda _alias, _grain: failing),
        refused(SplitterError),
    ):
        split_article(article, by=people["machine"])


def test_one_proposal_that_breaks_a_rule_leaves_none(article, people, splits):
    with splits(proposal(), proposal(text="")), refused():
        split_article(article, by=people["machine"])


def test_nothing_is_found_in_an_article_that_was_retracted(article, people):
    retracted = take_back(article)

    with refused(PermissionDenied):
        split_article(retracted, by=people["editor"], splitter="rules")


def test_a_confidential_article_is_for_those_at_work_on_it_and_the_machine(article, people):
    hide(article)

    allowed = who_may(lambda by: split_article(article, by=by, splitter="rules"), people)

    assert allowed == {"editor", "machine"}


def test_a_confidential_text_is_not_sent_away(article, people, splits):
    stored = Article.objects.get(pk=article.pk)  # the caller's copy may be older
    stored.confidential = True
    stored.save_by(people["editor"])
    away = Fixed(Split((), (), "fixed", "7", decomposed=True))
    away.sends_to = "model.example"

    with (
        patch.object(module, "splitter_at", lambda _alias, _grain: away),
        refused(SplitterError) as refusal,
    ):
        split_article(article, by=people["editor"])
    assert "confidential" in str(refusal.value)
    assert "model.example" in str(refusal.value)


def test_what_words_may_mean_is_kept_with_the_claim(article, people, splits):
    asked = Suggestion(0, 2, "He", "Vladimir Putin", 0.6)

    with splits(proposal(suggestions=(asked,))):
        split_article(article, by=people["editor"])

    claim = Claim.objects.get(split_run__splitter="fixed")
    assert claim.suggestions == [
        {"start": 0, "end": 2, "words": "He", "antecedent": "Vladimir Putin", "confidence": 0.6}
    ]


def test_the_splitter_is_told_when_the_article_came_out(people):
    article = make_article(published_on="2024-06-19")
    make_body(article, "The mayor resigned yesterday.")

    split_article(article, by=people["editor"])

    assert [claim.text for claim in article.claims.all()] == ["The mayor resigned on 18 June 2024."]
