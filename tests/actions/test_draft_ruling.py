import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.draft_ruling import draft_ruling
from claims.models import Ruling
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import make_claim, make_evidence, make_proposal, rating
from tests.rulings import make_published_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    claim = make_claim()
    make_evidence(claim)
    return claim


@pytest.fixture
def draft(claim, people):
    """Draft a ruling on the claim as its reporter, unless other things are named."""

    def run(claim=claim, **given):
        given = {"by": people["reporter"], "rating": rating(), "why": "It lapsed.", **given}
        return draft_ruling(claim, **given)

    return run


def test_those_who_work_on_claims_draft_and_the_machine_never(draft, people):
    assert who_may(lambda by: draft(by=by), people) == WORKERS


def test_who_drafts_is_the_writer(draft, people):
    ruling = draft(body="It **lapsed**.[^e1]", key_points=["1996."], reason="Ready to write.")

    assert (ruling.stage, ruling.version) == (Ruling.Stage.DRAFT, 1)
    assert ruling.written_by == people["reporter"]
    assert ruling.writer_ids() >= {people["reporter"].pk}
    assert told(ruling) == (people["reporter"], "Ready to write.")


def test_the_language_is_the_articles_unless_it_is_named(draft, claim):
    change(claim.article, language="es")

    ruling = draft(type(claim).objects.get(pk=claim.pk))

    assert ruling.language == "es"


def test_no_claim_has_two_rulings_in_hand(draft, people):
    draft()

    with refused() as caught:
        draft(by=people["editor"])
    assert "Somebody is working on a ruling of this claim already." in caught.value.messages


def test_a_discarded_draft_leaves_its_number_to_the_next(draft):
    take_back(draft())

    assert draft().version == 1


@pytest.mark.slow
def test_a_claim_with_a_public_ruling_is_corrected_instead(draft):
    published = make_published_ruling()

    with refused(code="published"):
        draft(published.claim)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"why": ""}, "blank"),
        ({"why": "W" * 301}, "max_length"),
        ({"key_points": ["1", "2", "3", "4"]}, "key_points"),
        ({"key_points": ["W" * 301]}, "key_points"),
        ({"body": "See [^e9]."}, "citation"),
        ({"not_known": "See [^e9]."}, "citation"),
        ({"body": "B" * 20_001}, "max_length"),
    ],
)
def test_words_that_break_a_rule_are_refused(draft, words, code):
    with refused(code=code):
        draft(**words)


@pytest.mark.parametrize("field", ["stage", "approved_by", "approved_digest", "frozen", "version"])
def test_nothing_but_words_can_be_given(draft, field):
    with refused(TypeError):
        draft(**{field: "x"})


def test_nobody_rules_on_what_a_machine_proposed(draft, claim, people):
    proposal = make_proposal(claim.article)

    with refused(PermissionDenied):
        draft(proposal, by=people["editor"])


def test_nobody_rules_on_a_claim_that_was_retracted(draft, people):
    claim = make_claim()
    take_back(claim)

    with refused(PermissionDenied):
        draft(claim, by=people["editor"])


def test_a_confidential_article_is_for_those_at_work_on_it(draft, claim, people):
    hide(claim.article)

    assert who_may(lambda by: draft(by=by), people) == {"editor"}
