import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.take_suggestion import LEAVE, take_suggestion
from claims.models import StaleRevision
from tests.actions.outcomes import WORKERS, change, refused, told, who_may
from tests.factories import make_proposal
from tests.keeping import fresh

pytestmark = pytest.mark.django_db

ASKED = [
    {"start": 0, "end": 2, "words": "He", "antecedent": "Vladimir Putin", "confidence": 0.6},
    {"start": 10, "end": 12, "words": "it", "antecedent": "the treaty", "confidence": 0.5},
]


@pytest.fixture
def claim(db):
    return make_proposal(text="He signed it.", suggestions=ASKED)


@pytest.fixture
def take(claim, people):
    def run(which=0, **given):
        by = given.pop("by", people["reporter"])
        return take_suggestion(claim, which, revision=given.pop("revision", claim.revision), by=by)

    return run


def test_those_who_work_on_claims_say_who_is_meant(take, people):
    assert who_may(lambda by: take(by=by), people) == WORKERS


def test_the_name_is_written_in_as_the_persons_own_word_and_the_rest_is_still_asked(take, people):
    claim = take(0)

    assert claim.text == "Vladimir Putin signed it."
    assert told(claim) == (people["reporter"], "“He” means Vladimir Putin")
    assert [one["words"] for one in fresh(claim).suggestions] == ["it"]
    assert take(0, revision=claim.revision).text == "Vladimir Putin signed the treaty."


def test_whoever_leaves_the_words_is_not_asked_again(take, claim):
    left = take(LEAVE)

    assert (left.text, fresh(claim).suggestions) == ("He signed it.", [])


@pytest.mark.parametrize("which", [2, -2, 99])
def test_what_is_not_suggested_cannot_be_taken(take, which):
    with refused(code="suggestion"):
        take(which)


def test_a_claim_that_was_saved_meanwhile_is_read_again_first(take, claim):
    read = claim.revision
    change(claim, kind="opinion")

    with refused(StaleRevision):
        take(revision=read)


def test_nothing_is_asked_about_a_claim_that_is_laid_aside(take, claim):
    change(claim, state="dropped", drop_reason="Not a claim.")

    with refused(PermissionDenied):
        take(revision=fresh(claim).revision)
