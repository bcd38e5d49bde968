"""What waits for whom, asked of all rulings at once: it says what policy says of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import policy
from claims.actions.split_claim import Part, split_claim
from claims.models import Ruling, ruling
from tests.factories import (
    give_role,
    make_article,
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_reporter,
    make_user,
    make_verdict,
)
from tests.rulings import make_submitted_ruling

pytestmark = pytest.mark.django_db

TEXT = "Wages rose. Prices fell. Rents stayed."


def in_review(claim=None):
    return make_submitted_ruling(claim or make_claim(), body="It lapsed in 1996.")


def parts_of(claim, *wordings, by):
    return split_claim(claim, [Part(text) for text in wordings], by=by).parts.order_by("pk")


def agreed(submitted, editor):
    """Return whether the ruling waits for this editor; policy must say the same."""
    listed = submitted in Ruling.objects.awaiting(editor)
    assert listed is policy.may_approve(editor, submitted)
    return listed


def test_who_worded_a_claim_cannot_approve_what_it_was_split_into_however_far():
    worded, named, splitting = make_editor(), make_editor(), make_editor()
    whole = make_claim(make_article(TEXT), TEXT, by=worded)
    make_attribution(whole, make_claimant(by=named), by=make_reporter())
    half = parts_of(whole, "Wages rose. Prices fell.", "Rents stayed.", by=splitting)[0]
    part = parts_of(half, "Wages rose.", "Prices fell.", by=make_reporter())[0]
    submitted = in_review(part)

    assert not agreed(submitted, worded)
    assert not agreed(submitted, named)
    assert not agreed(submitted, splitting)
    assert agreed(submitted, make_editor())


def test_words_of_a_verdict_bar_whoever_gave_it_and_nobody_else():
    reasoning = "The archive's own record names the year in which the treaty lapsed."
    claim, quoted, other = make_claim(), make_user("reviewer"), make_user("reviewer")
    for reviewer, words in ((quoted, reasoning), (other, "I asked the ministry.")):
        make_verdict(claim, by=reviewer, reasoning=words)
        give_role(reviewer, "editor")
    submitted = make_submitted_ruling(claim, body=reasoning)

    people = [type(person).objects.get(pk=person.pk) for person in (quoted, other)]

    assert [agreed(submitted, person) for person in people] == [False, True]


def test_whose_words_they_are_is_asked_again_once_anything_was_written():
    submitted, helper = in_review(), make_editor()
    evidence = make_evidence(submitted.claim)
    assert helper.pk not in submitted.writer_ids()

    evidence.note = "Another note."
    evidence.save_by(helper)

    assert helper.pk in submitted.writer_ids()


def test_words_that_are_not_saved_yet_are_looked_for_in_the_verdicts():
    reasoning = "The archive's own record names the year in which the treaty lapsed."
    claim, quoted = make_claim(), make_user("reviewer")
    make_verdict(claim, by=quoted, reasoning=reasoning)
    submitted = in_review(claim)
    assert quoted.pk not in submitted.writer_ids()

    submitted.body = reasoning

    assert quoted.pk in submitted.writer_ids()


def test_whose_words_they_are_is_not_asked_again_while_nothing_was_written(
    django_assert_num_queries,
):
    submitted = in_review()
    found = submitted.writer_ids()

    with django_assert_num_queries(1):  # how far the journal is
        found.clear()
        assert submitted.writer_ids() == {
            submitted.written_by_id,
            submitted.claim.article.added_by_id,
        }


def test_what_one_may_not_see_waits_for_nobody():
    hidden = make_claim(make_article(confidential=True), by=make_reporter())
    submitted = make_submitted_ruling(hidden, body="It lapsed in 1996.", by=make_editor())

    assert agreed(submitted, make_editor())
    assert submitted not in Ruling.objects.awaiting(make_user("reviewer"))


def test_of_a_very_long_queue_the_oldest_are_looked_through(monkeypatch):
    monkeypatch.setattr(ruling, "LONGEST_QUEUE", 2)
    submitted = [in_review() for _n in range(3)]

    assert set(Ruling.objects.awaiting(make_editor())) == set(submitted[:2])


@pytest.mark.slow
def test_a_longer_queue_asks_no_more_queries():
    editor = make_editor()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            list(Ruling.objects.awaiting(editor))
        return len(captured)

    in_review()
    queries()  # the first time also asks what the editor may
    few = queries()
    for _n in range(4):
        in_review()

    assert queries() == few
