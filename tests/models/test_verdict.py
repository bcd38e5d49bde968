"""Reviewers judge blind: nobody sees another's verdict before giving their own."""

import pytest
from django.utils import timezone

from claims import policy
from claims.models import Verdict
from tests.factories import (
    make_claim,
    make_editor,
    make_reporter,
    make_reviewer,
    make_verdict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return make_claim()


def seen(user):
    return set(Verdict.objects.visible_to(user))


@pytest.mark.parametrize("make_judge", [make_reviewer, make_editor])
def test_who_may_judge_sees_no_verdict_before_their_own(claim, make_judge):
    verdict, judge = make_verdict(claim), make_judge()

    assert seen(judge) == set()
    assert not policy.may_see(judge, verdict)


@pytest.mark.parametrize("make_judge", [make_reviewer, make_editor])
def test_who_judged_sees_the_others_verdicts_on_that_claim_alone(claim, make_judge):
    other, elsewhere, judge = make_verdict(claim), make_verdict(), make_judge()

    own = make_verdict(claim, by=judge)

    assert seen(judge) == {own, other}
    assert elsewhere not in seen(judge)


def test_who_may_not_judge_sees_all(claim):
    verdict = make_verdict(claim)

    assert seen(make_reporter()) == {verdict}


def test_a_verdict_taken_back_blinds_again(claim):
    other, judge = make_verdict(claim), make_reviewer()
    own = make_verdict(claim, by=judge)

    own.retracted_at, own.retracted_by, own.retraction_reason = timezone.now(), judge, "A slip."
    own.save_by(judge)

    assert other not in seen(judge)
    assert own in seen(judge)


def test_two_who_submit_without_having_seen_each_other_both_stand(claim):
    first, second = make_reviewer(), make_reviewer()

    verdicts = {make_verdict(claim, "True", by=first), make_verdict(claim, "False", by=second)}

    assert seen(first) == seen(second) == verdicts
