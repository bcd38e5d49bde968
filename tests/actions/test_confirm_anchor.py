import pytest
from django.core.exceptions import PermissionDenied

from claims import gate
from claims.actions.confirm_anchor import confirm_anchor
from claims.actions.replace_text import replace_text
from claims.freezing import differs_from_published
from claims.ingestion import from_text
from claims.models import Claim
from tests.actions.outcomes import WORKERS, change, refused, told, who_may
from tests.factories import QUOTE, TEXT, make_article, make_claim, make_editor
from tests.keeping import fresh
from tests.rulings import make_approved_ruling, make_published_ruling, make_researched_claim

pytestmark = pytest.mark.django_db

NOW = QUOTE.replace("1996", "1994")
CHANGED = TEXT.replace("in 1996", "in 1994")


def change_text(article, text=CHANGED):
    replace_text(article, from_text(text), by=make_editor(), reason="They corrected it.")


@pytest.fixture(scope="module")
def changed(kept):
    """A claim whose passage reads otherwise now."""
    claim = make_claim(make_article())
    change_text(claim.article)
    return fresh(claim)


@pytest.fixture
def confirm(changed, people):
    """Confirm the passage as a reporter, unless other things are named."""

    def run(claim=changed, **given):
        return confirm_anchor(claim, **{"by": people["reporter"], "passage": NOW, **given})

    return run


def test_those_who_work_on_claims_confirm_their_passages(confirm, people):
    assert who_may(lambda by: confirm(by=by), people) == WORKERS


def test_the_claim_stands_at_the_changed_passage_in_its_own_wording(confirm, changed, people):
    claim = confirm(reason="Only the year was wrong.")

    assert (claim.quote, claim.anchor, claim.text) == (NOW, Claim.Anchor.EXACT, QUOTE)
    assert claim.body == changed.article.body
    assert told(claim) == (people["reporter"], "Only the year was wrong.")


def test_a_passage_that_is_another_by_now_is_not_confirmed_unread(confirm, changed):
    change_text(changed.article, TEXT.replace("in 1996", "in 1990"))

    with refused(code="stale"):
        confirm()


def test_a_claim_that_somebody_else_saved_meanwhile_is_not_confirmed(confirm, changed):
    read = changed.revision
    change(changed, due_on="2026-12-01")

    with refused(code="stale"):
        confirm(revision=read)


def test_where_nothing_changed_there_is_nothing_to_confirm(confirm, people):
    claim = make_claim()

    with refused(PermissionDenied):
        confirm(claim, passage=QUOTE, by=people["editor"])


@pytest.mark.slow
def test_a_ruling_on_a_changed_passage_cannot_be_published_until_it_is_confirmed(confirm):
    ruling = make_approved_ruling(make_researched_claim())
    change_text(ruling.claim.article)
    ruling = fresh(ruling)
    assert ruling.stage == "approved"
    assert [rule.id for rule in gate.stops(ruling)] == ["passage_stands"]

    confirm(ruling.claim)

    ruling = fresh(ruling)
    assert (ruling.stage, gate.stops(ruling)) == ("in_review", [])


@pytest.mark.slow
def test_a_published_ruling_is_flagged_and_its_page_stays(confirm):
    ruling = make_published_ruling()
    page = ruling.page
    change_text(ruling.claim.article)
    assert not differs_from_published(fresh(ruling))

    with refused(code="reason_required"):
        confirm(ruling.claim)
    confirm(ruling.claim, reason="Only the year was wrong.")

    assert fresh(ruling).page == page
    assert differs_from_published(fresh(ruling))
