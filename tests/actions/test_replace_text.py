import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.approve_ruling import approve_ruling
from claims.actions.drop_claim import drop_claim
from claims.actions.replace_text import replace_text
from claims.actions.split_article import split_article
from claims.anchoring import foreseen
from claims.freezing import differs_from_published, digest_of_words, words_of
from claims.history import changes, verify
from claims.ingestion import from_file, from_text
from claims.models import Claim, Journal
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import QUOTE, TEXT, make_article, make_claim, make_reporter
from tests.keeping import fresh
from tests.rulings import (
    make_approved_ruling,
    make_published_ruling,
    make_researched_claim,
    make_submitted_ruling,
)

pytestmark = pytest.mark.django_db

NEW_LINE = f"Updated on Tuesday.\n{TEXT}"
CHANGED = TEXT.replace("in 1996", "in 1994")
GONE = TEXT.replace(f" {QUOTE}", "")
NEXT = "The two states signed a treaty in 2000."


@pytest.fixture(scope="module")
def article(kept):
    return make_article()


@pytest.fixture
def replace(article, people):
    """Replace the article's text as its reporter, unless other things are named."""

    def run(text, article=article, **given):
        given = {"by": people["reporter"], **given}
        return replace_text(article, from_text(text), **given)

    return run


def test_those_who_bring_articles_in_and_the_machine_replace_their_texts(replace, people):
    assert who_may(lambda by: replace(NEW_LINE, by=by), people) == WORKERS | {"machine"}


def test_the_new_text_is_the_next_version_and_the_old_one_stays(article, people):
    raw = NEW_LINE.encode()

    body, is_new = replace_text(
        article, from_file("b.txt", raw), by=people["reporter"], reason="They corrected it."
    )

    assert is_new
    assert (body.version, article.body, article.bodies.get(version=1).text) == (2, body, TEXT)
    with body.original.open() as original:
        assert original.read() == raw
    assert told(body) == (people["reporter"], "They corrected it.")


@pytest.mark.parametrize(("text", "anchor"), [(f"{TEXT}Added.\n", "exact"), (NEW_LINE, "moved")])
def test_a_claim_whose_passage_stands_goes_to_the_new_text(replace, article, people, text, anchor):
    claim = make_claim(article)

    body, _is_new = replace(text)

    claim = fresh(claim)
    assert (claim.body, claim.anchor, claim.quote) == (body, anchor, QUOTE)
    assert body.text[claim.start : claim.end] == QUOTE
    assert told(claim)[0] == people["reporter"]
    first = changes(claim)[-1].version
    assert (first.body.version, first.body.text[first.start : first.end]) == (1, QUOTE)


@pytest.mark.parametrize(("text", "anchor"), [(CHANGED, "changed"), (GONE, "orphaned")])
def test_a_claim_whose_passage_changed_or_went_keeps_its_own_until_a_person_decides(
    replace, article, text, anchor
):
    claim, other = make_claim(article), make_claim(article, NEXT)
    before = claim.body, claim.start, claim.end, claim.quote

    replace(text, reason="They corrected it.")

    claim = fresh(claim)
    assert (claim.body, claim.start, claim.end, claim.quote) == before
    assert claim.anchor == anchor
    assert told(claim)[1] == "They corrected it."
    assert list(Claim.objects.adrift()) == [claim]
    assert fresh(other).anchor == Claim.Anchor.EXACT


def test_claims_in_every_state_are_anchored_again_but_only_those_at_work_wait(replace, article):
    dropped = change(make_claim(article), state="dropped", drop_reason="Trivial.")
    retracted = take_back(make_claim(article))

    replace(CHANGED)

    assert fresh(dropped).anchor == Claim.Anchor.CHANGED
    assert fresh(retracted).anchor == Claim.Anchor.EXACT
    assert not Claim.objects.adrift().exists()


def test_the_text_that_is_there_changes_nothing(replace, article):
    make_claim(article)
    before = Journal.position()

    assert replace(TEXT) == (article.body, False)
    assert Journal.position() == before


@pytest.mark.slow
def test_going_back_to_an_earlier_text_brings_its_claims_back(replace, article):
    claim = make_claim(article)
    replace(CHANGED)

    body, is_new = replace(TEXT)

    assert (is_new, body.version) == (True, 3)
    claim = fresh(claim)
    assert (claim.anchor, claim.body) == (Claim.Anchor.EXACT, body)
    assert list(verify()) == []


@pytest.mark.slow
def test_an_approval_is_void_and_says_why(replace, article):
    ruling = make_approved_ruling(make_researched_claim(make_claim(article)))

    replace(NEW_LINE)

    ruling = fresh(ruling)
    assert (ruling.stage, ruling.approved_by) == ("in_review", None)
    assert "the article has a new text" in told(ruling)[1]


@pytest.mark.slow
def test_an_approval_of_a_page_that_is_no_longer_the_same_is_refused(replace, article, people):
    ruling = make_submitted_ruling(make_researched_claim(make_claim(article)))
    words = digest_of_words(words_of(ruling))

    replace(NEW_LINE)

    with refused(code="stale"):
        approve_ruling(ruling, revision=ruling.revision, words=words, by=people["editor"])


@pytest.mark.slow
def test_a_published_page_stays_as_it_was_frozen(replace, article):
    ruling = make_published_ruling(make_claim(article))
    page = ruling.page

    replace(NEW_LINE, reason="They added a line.")

    ruling = fresh(ruling)
    assert ruling.page == page
    assert not differs_from_published(ruling)


@pytest.mark.slow
def test_once_a_ruling_is_published_a_new_text_needs_a_reason(replace, article):
    make_published_ruling(make_claim(article))

    with refused(code="reason_required"):
        replace(CHANGED)
    replace(CHANGED, reason="They corrected it.")


def test_a_text_that_somebody_else_replaced_meanwhile_is_not_replaced_again(replace):
    replace(NEW_LINE, version=1)

    with refused(code="stale"):
        replace(CHANGED, version=1)


def test_what_was_found_before_is_not_proposed_again(replace, article, people):
    split_article(article, by=people["machine"], splitter="rules")
    first, *_others = article.claims.in_text_order()
    drop_claim(first, by=people["reporter"], reason="Trivial.")
    retracted = take_back(article.claims.in_text_order()[1])
    replace(f"{NEW_LINE}Nobody else was there on that day.\n")

    run = split_article(article, by=people["machine"], splitter="rules")

    assert sorted(run.claims.values_list("text", flat=True)) == [
        "Nobody else was there on that day.",
        "Updated on Tuesday.",
    ]
    assert fresh(retracted).is_retracted


def test_a_changed_passage_is_proposed_as_it_reads_now(replace, article, people):
    split_article(article, by=people["machine"], splitter="rules")
    replace(CHANGED)

    run = split_article(article, by=people["machine"], splitter="rules")

    assert list(run.claims.values_list("text", flat=True)) == [QUOTE.replace("1996", "1994")]


def test_a_claim_by_hand_on_a_changed_passage_is_not_proposed_in_its_own_words(
    replace, article, people
):
    make_claim(article, text=QUOTE.replace("1996", "1994"), atom="")
    replace(CHANGED)

    run = split_article(article, by=people["machine"], splitter="rules")

    assert QUOTE.replace("1996", "1994") not in run.claims.values_list("text", flat=True)


def test_a_text_is_not_replaced_in_an_article_that_was_retracted(replace, article, people):
    take_back(article)

    with refused(PermissionDenied):
        replace(NEW_LINE, by=people["editor"])


def test_a_confidential_article_is_for_those_at_work_on_it_and_the_machine(
    replace, article, people
):
    hide(article)

    assert who_may(lambda by: replace(NEW_LINE, by=by), people) == {"editor", "machine"}


def test_more_claims_cost_no_more_readings_of_their_text(
    article, people, django_assert_num_queries
):
    for _n in range(5):
        make_claim(article, by=make_reporter())

    with django_assert_num_queries(3):
        assert len(foreseen(article, CHANGED)) == 5
