import pytest
from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.move_anchor import move_anchor
from claims.actions.replace_text import replace_text
from claims.ingestion import from_text
from claims.models import Claim
from claims.text.anchors import anchor
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import QUOTE, TEXT, make_article, make_claim, make_editor
from tests.keeping import fresh
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_published_ruling,
    make_researched_claim,
    submit,
)

pytestmark = pytest.mark.django_db

NEXT = "The two states signed a treaty in 2000."
GONE = TEXT.replace(f" {QUOTE}", "") + "It rained. It rained.\n"


@pytest.fixture(scope="module")
def orphan(kept):
    """A claim whose passage is no longer in the article."""
    claim = make_claim(make_article())
    replace_text(claim.article, from_text(GONE), by=claim.article.added_by)
    return fresh(claim)


@pytest.fixture
def move(orphan, people):
    """Move the orphan's anchor as a reporter, unless other things are named."""

    def run(claim=orphan, **given):
        return move_anchor(claim, **{"by": people["reporter"], "quote": NEXT, **given})

    return run


def test_those_who_work_on_claims_move_their_anchors(move, people):
    assert who_may(lambda by: move(by=by), people) == WORKERS


def test_the_claim_stands_at_the_passage_in_the_newest_text(move, orphan, people):
    claim = move(reason="It says so there.")

    body = orphan.article.body
    assert (claim.body, claim.anchor, claim.text) == (body, Claim.Anchor.EXACT, orphan.text)
    stands = claim.quote, claim.start, claim.end, claim.prefix, claim.suffix
    assert stands == anchor(body.text, claim.start, claim.end)
    assert claim.quote == NEXT
    assert told(claim) == (people["reporter"], "It says so there.")
    assert not Claim.objects.adrift().exists()


@pytest.mark.parametrize("quote", ["", QUOTE, NEXT.lower(), f"{NEXT} "])
def test_a_passage_that_is_not_in_the_newest_text_word_for_word_is_refused(move, quote):
    with refused(code="passage"):
        move(quote=quote)


def test_a_passage_that_stands_twice_is_told_by_its_place(move):
    with refused(code="ambiguous"):
        move(quote="It rained.")
    claim = move(quote="It rained.", start=GONE.rindex("It rained."))

    assert claim.start == GONE.rindex("It rained.")


@pytest.mark.parametrize("start", [0, 10_000])
def test_a_place_where_the_passage_does_not_stand_is_refused(move, start):
    with refused(code="passage"):
        move(start=start)


def test_a_claim_that_somebody_else_saved_meanwhile_is_not_moved(move, orphan):
    read = orphan.revision
    change(orphan, due_on="2026-12-01")

    with refused(code="stale"):
        move(revision=read)


@pytest.mark.slow
def test_an_approval_of_the_page_with_the_old_passage_is_void(move):
    ruling = make_approved_ruling(make_researched_claim())

    move(ruling.claim)

    assert (fresh(ruling).stage, fresh(ruling).approved_by) == ("in_review", None)


@pytest.mark.slow
def test_once_a_ruling_is_published_it_needs_a_reason(move):
    ruling = make_published_ruling()
    page = ruling.page

    with refused(code="reason_required"):
        move(ruling.claim)
    move(ruling.claim, reason="The wrong sentence was marked.")

    assert fresh(ruling).page == page


def test_a_claim_that_was_retracted_or_merged_stays_where_it_is(move, orphan, people):
    merged = change(
        make_claim(orphan.article, NEXT),
        state="merged",
        merged_into=make_claim(orphan.article, NEXT),
    )
    for claim in (merged, take_back(orphan)):
        with refused(PermissionDenied):
            move(claim, by=people["editor"])


def test_a_confidential_article_is_for_those_at_work_on_it(move, orphan, people):
    hide(orphan.article)

    assert who_may(lambda by: move(by=by), people) == {"editor"}


@pytest.mark.slow
def test_who_chose_the_passage_that_readers_see_does_not_approve_the_page(kept, people):
    claim = make_researched_claim(make_claim(make_article()))
    ruling = submit(make_draft(claim))
    editor = make_editor()
    assert policy.may_approve(editor, ruling)

    move_anchor(claim, by=editor, quote=NEXT)

    assert not policy.may_approve(editor, fresh(ruling))
