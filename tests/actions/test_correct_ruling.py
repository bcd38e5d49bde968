import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.correct_ruling import CARRIED, correct_ruling
from claims.actions.edit_ruling import edit_ruling
from claims.models import Claim, Correction, Ruling
from tests.actions.outcomes import EDITORS, change, refused, take_back, told, who_may
from tests.factories import rating
from tests.keeping import fresh
from tests.rulings import approve, make_next_version, make_published_ruling, publish, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def published(kept):
    return make_published_ruling(key_points=["1996."], not_known="Who signed.")


@pytest.fixture
def correct(published, people):
    """Begin a correction as an editor, unless other things are named."""

    def run(ruling=published, **given):
        given = {"kind": "minor", "note": "A comma.", "by": people["editor"], **given}
        return correct_ruling(ruling, **given)

    return run


def test_editors_correct(correct, people):
    assert who_may(lambda by: correct(by=by), people) == EDITORS


def test_the_next_version_begins_with_the_words_of_this_one(correct, published, people):
    after = correct()

    assert (after.version, after.stage) == (2, Ruling.Stage.DRAFT)
    assert after.written_by == people["editor"]
    assert [getattr(after, name) for name in CARRIED] == [
        getattr(published, name) for name in CARRIED
    ]
    assert not after.is_public
    assert after.approved_by is None


def test_its_note_joins_the_two_versions(correct, published, people):
    after = correct(kind="substantive", note="The year was wrong.")

    note = after.correction
    assert (note.before, note.after, note.kind) == (published, after, "substantive")
    assert note.note == "The year was wrong."
    assert told(note)[0] == told(after)[0] == people["editor"]


@pytest.mark.slow
def test_readers_see_the_version_before_until_the_next_is_published(correct, published):
    after = correct(note="A comma was missing.")
    assert list(Ruling.objects.published()) == [published]

    after = publish(approve(submit(after)))

    assert list(Ruling.objects.published().current()) == [after]
    assert after.page["correction"] == {
        "kind": "minor",
        "note": "A comma was missing.",
        "version_before": 1,
        "version_after": 2,
    }
    assert fresh(published).page["correction"] is None


def test_readers_are_told_what_changed(correct):
    with refused(code="blank"):
        correct(note="")


def test_the_kind_is_one_of_those_that_readers_know(correct):
    with refused():
        correct(kind="cosmetic")


def test_one_version_is_in_hand_at_a_time(correct, people):
    correct()

    with refused(code="in_hand"):
        correct()


def test_a_discarded_correction_leaves_its_number_to_the_next(correct):
    take_back(correct())
    take_back(correct())

    assert correct().version == 2


@pytest.mark.slow
def test_only_what_readers_see_now_is_corrected(correct, published):
    make_next_version(published)

    with refused(PermissionDenied):
        correct(published)


def test_a_draft_is_edited_not_corrected(correct):
    draft = correct()

    with refused(PermissionDenied):
        correct(draft)


def test_a_ruling_can_be_corrected_whose_evidence_was_taken_back(correct, published, people):
    take_back(published.claim.evidence.first())

    after = correct()

    assert "[^e1]" in after.body
    with refused(code="citation"):
        submit(after)


def test_of_a_claim_that_is_no_longer_checked_a_ruling_is_only_retracted(correct, published):
    change(published.claim, state=Claim.State.DROPPED, drop_reason="Trivial.")

    with refused(code="not_open"):
        correct()
    assert correct(kind=Correction.Kind.RETRACTION).retracts


@pytest.mark.parametrize("kind", ["minor", "clarification"])
def test_the_rating_stays_where_readers_are_told_so(correct, people, kind):
    after = correct(kind=kind)

    with refused(ValidationError, code="rating_stays"):
        edit_ruling(after, revision=after.revision, by=people["editor"], rating=rating("True"))


def test_a_substantive_correction_may_change_the_rating(correct, people):
    after = correct(kind="substantive")

    after = edit_ruling(after, revision=after.revision, by=people["editor"], rating=rating("True"))

    assert after.rating.label == "True"
