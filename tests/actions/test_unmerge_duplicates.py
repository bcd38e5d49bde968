"""Putting a merge back."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.merge_duplicates import merge_duplicates
from claims.actions.unmerge_duplicates import unmerge_duplicates
from claims.history import verify
from claims.models import Evidence, SourceTie, StaleRevision
from tests.actions.outcomes import WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import (
    make_attribution,
    make_claim,
    make_claimant,
    make_evidence,
    make_snapshot,
    make_source,
    make_source_tie,
    make_tagging,
    make_topic,
)
from tests.keeping import fresh
from tests.rulings import make_approved_ruling, make_published_ruling

pytestmark = pytest.mark.django_db

MAKERS = [make_claimant, make_source, make_topic]


@pytest.fixture
def editor(people):
    return people["editor"]


def merged(row, into, by):
    """Merge a row into another; return it as it is stored now."""
    merge_duplicates(fresh(row), into, by=by, reason="The same.", revision=fresh(row).revision)
    return fresh(row)


def back(row, by, reason="Two people."):
    """Put a merge back; return the row."""
    return unmerge_duplicates(row, by=by, reason=reason, revision=row.revision)


@pytest.mark.parametrize("make", MAKERS)
def test_those_who_work_with_them_put_a_merge_back(make, people, editor):
    gone = merged(make(), make(), editor)

    assert who_may(lambda by: back(gone, by), people) == WORKERS


@pytest.mark.parametrize("make", MAKERS)
def test_it_is_in_use_again_and_its_history_says_who_and_why(make, editor):
    gone = merged(make(), make(), editor)

    back(gone, editor)

    row = fresh(gone)
    assert (row.merged_into, row.is_retracted) == (None, False)
    assert told(row) == (editor, "Two people.")
    assert list(verify()) == []


@pytest.mark.slow
def test_claims_name_it_again_that_did_before_and_no_others(editor):
    gone, kept = make_claimant(), make_claimant()
    moved, twice = make_attribution(claimant=gone), make_attribution(claimant=gone)
    make_attribution(twice.claim, kept)
    own = make_attribution(claimant=kept)
    row = merged(gone, kept, editor)
    later = make_attribution(claimant=kept)

    back(row, editor)

    assert {a.pk for a in gone.attributions.live()} == {moved.pk, twice.pk}
    assert {own.pk, later.pk} <= {a.pk for a in kept.attributions.live()}
    assert twice.claim.attributions.live().count() == 2
    assert told(fresh(moved)) == (editor, "Two people.")


def test_claims_carry_the_topic_again(editor):
    gone, kept = make_topic(), make_topic()
    tagging = make_tagging(topic=gone)
    row = merged(gone, kept, editor)

    back(row, editor)

    assert fresh(tagging).topic == gone


@pytest.mark.slow
def test_evidence_cites_its_source_again_and_words_on_sources_speak_of_it(editor):
    gone, kept, third = make_source(), make_source(), make_source()
    make_snapshot(gone, "The treaty of 1961 lapsed in 1996.")
    piece = make_evidence(source=gone)
    apart = make_source_tie(gone, third)
    between = make_source_tie(gone, kept)
    row = merged(gone, kept, editor)
    assert fresh(between).is_retracted

    back(row, editor)

    assert Evidence.objects.get(pk=piece.pk).source == gone
    tie = SourceTie.objects.get(pk=apart.pk)
    assert {tie.one, tie.other} == {gone, third}
    assert not fresh(between).is_retracted
    assert kept.snapshots.count() == 1  # a stored copy never changes


def name_another(join):
    change(join, claimant=make_claimant())


@pytest.mark.parametrize("touch", [name_another, take_back])
def test_what_was_changed_since_is_named_and_nothing_is_put_back(touch, editor):
    gone, kept = make_claimant(), make_claimant()
    moved, other = make_attribution(claimant=gone), make_attribution(claimant=gone)
    row = merged(gone, kept, editor)
    touch(moved)

    with refused(code="changed") as caught:
        back(row, editor)

    assert str(fresh(moved)) in caught.value.messages[0]
    assert fresh(other).claimant == kept


@pytest.mark.slow
def test_the_newest_of_two_merges_is_put_back_and_not_the_first(editor):
    gone, first, second = make_claimant(), make_claimant(), make_claimant()
    moved = make_attribution(claimant=gone)
    back(merged(gone, first, editor), editor)
    added = make_attribution(claimant=gone)
    row = merged(gone, second, editor)

    back(row, editor)

    assert {a.pk for a in gone.attributions.live()} == {moved.pk, added.pk}


def test_what_is_not_merged_has_nothing_to_put_back(editor):
    row = make_claimant()

    with refused(code="not_merged"):
        back(row, editor)


def test_the_one_that_stays_has_to_be_in_use(editor):
    gone, kept, third = make_claimant(), make_claimant(), make_claimant()
    row = merged(gone, kept, editor)
    merged(kept, third, editor)

    with refused(code="retracted"):
        back(row, editor)

    back(fresh(kept), editor)
    back(fresh(row), editor)
    assert not fresh(gone).is_retracted


def test_a_row_that_was_saved_since_it_was_read_is_refused(editor):
    row = merged(make_claimant(), make_claimant(), editor)

    with refused(StaleRevision):
        unmerge_duplicates(row, by=editor, reason="Two.", revision=row.revision - 1)


def test_what_hangs_on_a_claim_that_is_hidden_is_not_moved_past_who_may_not(people, editor):
    gone = make_claimant()
    hidden = make_attribution(claimant=gone)
    row = merged(gone, make_claimant(), editor)
    hide(hidden.claim.article)

    with refused(PermissionDenied):
        back(row, people["reporter"])


@pytest.mark.slow
def test_an_approval_of_what_it_changes_is_void(editor):
    ruling = make_approved_ruling()
    gone, kept = make_claimant(), make_claimant()
    make_attribution(ruling.claim, gone)
    row = merged(gone, kept, editor)
    assert fresh(ruling).stage != "published"

    back(row, editor)

    assert fresh(ruling).stage != "approved"


@pytest.mark.slow
def test_published_pages_stay_as_they_were_frozen(editor):
    ruling = make_published_ruling()
    source = ruling.claim.evidence.first().source
    before = fresh(ruling).frozen
    row = merged(source, make_source(), editor)

    back(row, editor)

    assert fresh(ruling).frozen == before


def test_a_claim_made_anew_by_hand_is_no_part_of_it(editor):
    gone, kept = make_topic(), make_topic()
    claim = make_claim()
    row = merged(gone, kept, editor)
    make_tagging(claim, kept)

    back(row, editor)

    assert [t.topic for t in claim.taggings.live()] == [kept]
