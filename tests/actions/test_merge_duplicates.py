"""Merging what the desk has twice."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.merge_duplicates import merge_duplicates
from claims.actions.restore_row import restore_row
from claims.models import Evidence, SourceTie, StaleRevision
from tests.actions.outcomes import refused
from tests.factories import (
    make_article,
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_reader,
    make_reporter,
    make_snapshot,
    make_source,
    make_source_tie,
    make_tagging,
    make_topic,
)
from tests.keeping import fresh
from tests.rulings import make_approved_ruling, make_published_ruling, make_researched_claim

pytestmark = pytest.mark.django_db

MAKERS = [make_claimant, make_source, make_topic]


@pytest.fixture
def merge():
    """Return how an editor merges a row into another."""
    editor = make_editor()

    def merge(row, into, *, by=editor, reason="The same, spelled twice.", revision=None):
        revision = row.revision if revision is None else revision
        return merge_duplicates(row, into, by=by, reason=reason, revision=revision)

    return merge


@pytest.mark.parametrize("make", MAKERS)
def test_the_one_that_goes_stays_on_record_and_leads_to_the_one_that_stays(make, merge):
    gone, kept, editor = make(), make(), make_editor()
    assert merge(gone, kept, by=editor) == kept
    gone = fresh(gone)
    assert (gone.merged_into, gone.retracted_by) == (kept, editor)
    assert gone.history.first().history_change_reason == "The same, spelled twice."


def test_claims_name_the_other_claimant_and_none_of_them_twice(merge):
    gone, kept = make_claimant(), make_claimant()
    alone = make_attribution(claimant=gone)
    twice = make_attribution(claimant=gone)
    make_attribution(twice.claim, kept)
    merge(gone, kept)
    assert fresh(alone).claimant == kept
    assert fresh(twice).is_retracted
    assert [a.claimant for a in twice.claim.attributions.live()] == [kept]
    assert fresh(alone).history.first().history_change_reason == "The same, spelled twice."


def test_claims_carry_the_other_topic(merge):
    gone, kept = make_topic(), make_topic()
    tagging = make_tagging(topic=gone)
    merge(gone, kept)
    assert fresh(tagging).topic == kept


def test_evidence_cites_the_other_source_which_has_the_copies_of_both(
    merge, django_capture_on_commit_callbacks
):
    gone, kept = make_source(), make_source()
    copy = make_snapshot(gone, "The treaty of 1961 lapsed in 1996.")
    make_snapshot(kept, "Something else.")
    piece = make_evidence(source=gone, quote="The treaty of 1961 lapsed")
    with django_capture_on_commit_callbacks(execute=True):
        merge(gone, kept)
    moved = Evidence.objects.get(pk=piece.pk)
    assert (moved.source, moved.found) == (kept, "verbatim")
    taken = kept.snapshots.get(sha256=copy.sha256)
    assert (taken.fetched_at, taken.text) == (copy.fetched_at, copy.text)
    assert gone.snapshots.count() == 1


def test_a_copy_that_both_have_is_kept_once(merge):
    gone, kept = make_source(), make_source()
    make_snapshot(gone, "The same.")
    make_snapshot(kept, "The same.")
    merge(gone, kept)
    assert kept.snapshots.count() == 1


def test_a_word_on_two_sources_goes_along_unless_it_would_be_about_one(merge):
    gone, kept, third = make_source(), make_source(), make_source()
    between = make_source_tie(gone, kept)
    beside = make_source_tie(gone, third)
    merge(gone, kept)
    assert fresh(between).is_retracted
    beside = SourceTie.objects.get(pk=beside.pk)
    assert {beside.one, beside.other} == {kept, third}


@pytest.mark.parametrize("make", MAKERS)
def test_into_itself_or_in_a_circle_is_refused(make, merge):
    one, other = make(), make()
    with refused(code="itself"):
        merge(one, one)
    merge(one, other)
    one, other = fresh(one), fresh(other)
    with refused(code="retracted"):
        merge(other, one)


def test_of_two_who_merge_at_once_the_second_is_refused(merge):
    one, other = make_claimant(), make_claimant()
    read = other.revision
    merge(one, other)
    with refused(code="retracted"):
        merge(other, one, revision=read)


def test_one_that_somebody_saved_meanwhile_is_read_again(merge):
    one, other = make_claimant(), make_claimant()
    one.save_by(make_editor())
    with refused(StaleRevision):
        merge(one, other, revision=one.revision - 1)


def test_it_wants_a_reason(merge):
    one, other = make_topic(), make_topic()
    with refused(code="retraction"):
        merge(one, other, reason="  ")


def test_who_only_reads_merges_nothing(merge):
    one, other, reader = make_topic(), make_topic(), make_reader()
    with refused(PermissionDenied):
        merge(one, other, by=reader)


def test_what_hangs_on_a_claim_that_one_may_not_see_keeps_it_where_it_is(merge):
    hidden = make_claim(make_article(confidential=True))
    gone, kept = make_attribution(hidden).claimant, make_claimant()
    reporter = make_reporter()
    with refused(PermissionDenied):
        merge(gone, kept, by=reporter)


@pytest.mark.slow
def test_a_published_page_stays_as_it_was_frozen(merge):
    claim = make_researched_claim()
    gone = make_attribution(claim, make_claimant(name="V. Putin")).claimant
    ruling = make_published_ruling(claim, not_asked_because="He died in 1994.")
    before = ruling.frozen
    merge(gone, make_claimant(name="Vladimir Putin"))
    assert fresh(ruling).frozen == before


@pytest.mark.slow
def test_an_approval_of_words_that_are_others_by_now_is_void(merge):
    claim = make_researched_claim()
    gone = make_attribution(claim, make_claimant(name="V. Putin")).claimant
    ruling = make_approved_ruling(claim, not_asked_because="He died in 1994.")
    merge(gone, make_claimant(name="Vladimir Putin"))
    assert fresh(ruling).stage == "in_review"


def test_its_history_brings_it_back_without_what_went_over(merge):
    gone, kept, editor = make_claimant(), make_claimant(), make_editor()
    attribution = make_attribution(claimant=gone)
    first = gone.history.first()
    merge(gone, kept)
    gone = fresh(gone)
    restore_row(gone, history_id=first.pk, by=editor, revision=gone.revision, reason="Two people.")
    back = fresh(gone)
    assert (back.is_retracted, back.merged_into) == (False, None)
    assert fresh(attribution).claimant == kept
