import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.actions.approve_ruling import approve_ruling
from claims.freezing import digest_of_words, words_of
from claims.models import Claim, Ruling, StaleRevision
from tests.actions.outcomes import EDITORS, change, codes, hide, refused, take_back, told, who_may
from tests.factories import make_claim, make_evidence, make_user
from tests.keeping import fresh
from tests.rulings import make_submitted_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def submitted(kept):
    claim = make_claim()
    make_evidence(claim)
    return make_submitted_ruling(claim)


def sign(ruling, by, **given):
    """Approve what the ruling says now, unless other words are named."""
    words = digest_of_words(words_of(fresh(ruling)))
    given = {"revision": ruling.revision, "words": words, **given}
    return approve_ruling(ruling, by=by, **given)


def test_editors_approve_and_the_machine_never(submitted, people):
    assert who_may(lambda by: sign(submitted, by), people) == EDITORS


def test_approval_is_kept_with_who_and_why_and_which_words(submitted, people):
    ruling = sign(submitted, people["editor"], reason="Figures match.")

    assert (ruling.stage, ruling.approved_by) == (Ruling.Stage.APPROVED, people["editor"])
    assert ruling.approved_digest == digest_of_words(words_of(submitted))
    assert told(ruling) == (people["editor"], "Figures match.")
    assert not ruling.is_public


def test_who_approves_is_no_writer_by_that(submitted, people):
    assert people["editor"].pk not in sign(submitted, people["editor"]).writer_ids()


def test_whose_words_they_are_is_asked_of_history_once(submitted, people):
    with CaptureQueriesContext(connection) as asked:
        sign(submitted, people["editor"])

    of_evidence = 'FROM "claims_historicalevidence"'
    assert len([query for query in asked if of_evidence in query["sql"]]) == 1


def test_what_was_saved_since_it_was_read_is_not_approved(submitted, people):
    change(submitted, why="Other words.")

    with refused(StaleRevision):
        sign(submitted, people["editor"])


def test_words_of_other_rows_that_changed_since_are_not_approved(submitted, people):
    read = digest_of_words(words_of(submitted))
    change(submitted.claim.evidence.get().source, title="Another title")

    with refused(StaleRevision):
        sign(submitted, people["editor"], words=read)
    assert sign(submitted, people["editor"]).approved_by == people["editor"]


@pytest.mark.parametrize("words", ["", "0" * 64])
def test_nobody_approves_a_page_they_did_not_read(submitted, people, words):
    with refused(StaleRevision):
        sign(submitted, people["editor"], words=words)


def test_a_draft_is_not_approved(submitted, people):
    draft = change(submitted, stage=Ruling.Stage.DRAFT)

    with refused(PermissionDenied):
        sign(draft, people["editor"])


def test_what_was_discarded_is_not_approved(submitted, people):
    discarded = take_back(submitted)

    with refused(PermissionDenied):
        sign(discarded, people["editor"])


def test_nothing_goes_on_for_a_claim_that_the_desk_no_longer_checks(submitted, people):
    change(submitted.claim, state=Claim.State.DROPPED, drop_reason="Trivial.")

    with refused(PermissionDenied):
        sign(submitted, people["editor"])


def test_who_sees_nothing_of_the_article_approves_nothing(submitted, people):
    hide(submitted.claim.article)

    assert who_may(lambda by: sign(submitted, by), people) == EDITORS


@pytest.mark.parametrize("is_superuser", [True, False])
def test_the_writer_never_approves_not_even_as_a_superuser(kept, people, is_superuser):
    writer = make_user("editor", is_superuser=is_superuser)
    ruling = make_submitted_ruling(make_claim(), by=writer, body="")

    with refused(PermissionDenied):
        sign(ruling, writer)


@pytest.mark.parametrize("is_superuser", [True, False])
def test_past_the_action_the_row_itself_refuses_who_typed_a_word(submitted, is_superuser):
    helper = make_user("editor", is_superuser=is_superuser)
    change(submitted.claim.evidence.get(), by=helper, note="Typed by the helper.")
    ruling = approved_by(submitted, helper)

    with pytest.raises(ValidationError) as refusal:
        ruling.full_clean()
    assert "four_eyes" in codes(refusal.value)
    with refused(code="four_eyes"):
        ruling.save_by(helper)


def test_past_the_row_the_database_refuses_the_writer(submitted):
    ruling = approved_by(submitted, submitted.written_by)

    with pytest.raises(ValidationError, match="Somebody else must approve your ruling"):
        ruling.full_clean()
    with (
        pytest.raises(IntegrityError, match="ruling_four_eyes"),
        transaction.atomic(),
        ruling.door(submitted.written_by, "past every rule"),
    ):
        ruling.save()


def approved_by(ruling, person):
    """Return the ruling as approved by this person, unsaved."""
    ruling = fresh(ruling)
    ruling.stage, ruling.approved_by = Ruling.Stage.APPROVED, person
    ruling.approved_digest = digest_of_words(words_of(ruling))
    return ruling
