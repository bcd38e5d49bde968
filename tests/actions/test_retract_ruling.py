import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.retract_ruling import retract_ruling
from claims.models import Ruling
from tests.actions.outcomes import EDITORS, refused, take_back, who_may
from tests.factories import make_claim
from tests.keeping import fresh
from tests.rulings import (
    approve,
    make_draft,
    make_next_version,
    make_published_ruling,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def published(kept):
    return make_published_ruling()


@pytest.fixture
def retraction(published, people):
    """The version that retracts the ruling, in review."""
    return retract_ruling(published, note="The record was forged.", by=people["editor"])


def test_editors_retract(published, people):
    def deed(by):
        return retract_ruling(published, note="It was wrong.", by=by)

    assert who_may(deed, people) == EDITORS


def test_it_waits_for_somebody_else(retraction, people):
    assert retraction.stage == Ruling.Stage.IN_REVIEW
    assert retraction.retracts
    with refused(PermissionDenied):
        approve(retraction, by=people["editor"])


def test_until_then_the_ruling_stands(published, retraction):
    assert list(Ruling.objects.published().standing()) == [published]


@pytest.mark.slow
def test_the_page_stays_at_its_address_and_says_so(published, retraction):
    version = publish(approve(retraction))

    assert version.stage == Ruling.Stage.RETRACTED
    assert version.page["correction"]["kind"] == "retraction"
    assert version.page["correction"]["note"] == "The record was forged."
    assert fresh(published).stage == Ruling.Stage.SUPERSEDED
    assert list(Ruling.objects.published().current()) == [version]
    assert not Ruling.objects.published().standing().exists()
    assert version.get_absolute_url() == published.get_absolute_url()


@pytest.mark.slow
def test_the_gate_keeps_nobody_from_retracting(published, retraction):
    for verdict in published.claim.verdicts.all():
        take_back(verdict)

    assert publish(approve(retraction)).stage == Ruling.Stage.RETRACTED


@pytest.mark.slow
def test_it_is_possible_when_its_evidence_is_what_was_wrong(published, people):
    for piece in published.claim.evidence.all():
        take_back(piece)

    version = retract_ruling(published, note="The record was forged.", by=people["editor"])

    assert publish(approve(version)).stage == Ruling.Stage.RETRACTED


def test_readers_are_told_why(published, people):
    with refused(code="blank"):
        retract_ruling(published, note="", by=people["editor"])


def test_what_is_not_public_is_discarded_not_retracted(kept, people):
    draft = make_draft(make_claim(), body="")

    with refused(PermissionDenied):
        retract_ruling(draft, note="It was wrong.", by=people["editor"])


def test_a_version_in_hand_comes_first(published, retraction, people):
    with refused(code="in_hand"):
        retract_ruling(published, note="Again.", by=people["editor"])


@pytest.mark.slow
def test_what_was_retracted_can_be_ruled_on_anew(retraction):
    version = publish(approve(retraction))

    again = make_next_version(version, "substantive", why="The true record says so.")

    assert (again.version, again.stage) == (3, Ruling.Stage.PUBLISHED)
