"""The one door for writes."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from claims.models import Body, Claim, Snapshot, StaleRevision, User
from tests.factories import (
    make_article,
    make_body,
    make_claim,
    make_editor,
    make_note,
    make_reporter,
    make_snapshot,
    make_user,
)
from tests.models.rows import DESK, MAKERS, name_of
from tests.width import wide

pytestmark = pytest.mark.django_db

DOORED = [model for model in DESK if model is not User]  # Django's sign-in saves users itself


@pytest.mark.parametrize("model", wide(DOORED), ids=name_of)
def test_a_row_is_saved_through_the_door_only(model):
    row = MAKERS[model]()
    before = row.history.count()

    with pytest.raises((TypeError, ValidationError), match=r"leaves no history|never changed"):
        row.save()

    assert row.history.count() == before


@pytest.mark.parametrize("model", wide(DESK), ids=name_of)
def test_a_row_is_never_deleted(model):
    row = MAKERS[model]()

    with pytest.raises(TypeError, match=r"delete.. leaves no history"):
        row.delete()
    with pytest.raises(TypeError, match=r"delete.. leaves no history"):
        model.objects.filter(pk=row.pk).delete()

    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", wide(DESK), ids=name_of)
def test_what_changes_many_rows_at_once_is_refused(model):
    row = MAKERS[model]()

    with pytest.raises(TypeError, match=r"update.. leaves no history"):
        model.objects.update(revision=9)
    with pytest.raises(TypeError, match=r"bulk_update.. leaves no history"):
        model.objects.bulk_update([row], ["revision"])
    with pytest.raises(TypeError, match=r"bulk_create.. leaves no history"):
        model.objects.bulk_create([row])


def test_a_row_made_by_its_manager_needs_the_door_too():
    claim = make_claim()
    kept = Claim.objects.count()

    with pytest.raises(TypeError, match="leaves no history"):
        Claim.objects.create(article=claim.article, body=claim.body, text="A", start=0, end=1)

    assert Claim.objects.count() == kept


def test_the_door_closes_behind_a_save():
    claim = make_claim()
    claim.save_by(make_reporter())

    with pytest.raises(TypeError, match="leaves no history"):
        claim.save()


def test_the_door_closes_behind_a_failed_save():
    claim = make_claim()
    claim.text = ""
    with pytest.raises(ValidationError):
        claim.save_by(make_reporter())

    with pytest.raises(TypeError, match="leaves no history"):
        claim.save()


def test_each_save_keeps_who_and_why_and_counts_the_revision():
    first, second = make_reporter(), make_editor()
    claim = make_claim(by=first)
    claim.text = "Another wording."

    claim.save_by(second, "Clearer.")

    kept = list(claim.history.order_by("history_id"))
    assert [(v.revision, v.history_user, v.history_change_reason) for v in kept] == [
        (1, first, ""),
        (2, second, "Clearer."),
    ]
    assert [v.history_type for v in kept] == ["+", "~"]


def test_the_second_of_two_to_save_is_told_and_overwrites_nothing():
    pk = make_claim(text="As both read it.").pk
    mine, theirs = Claim.objects.get(pk=pk), Claim.objects.get(pk=pk)
    theirs.text = "Theirs."
    theirs.save_by(make_reporter())

    mine.text = "Mine."
    with pytest.raises(StaleRevision, match="Somebody else changed"):
        mine.save_by(make_reporter())

    stored = Claim.objects.get(pk=pk)
    assert (stored.text, stored.revision, stored.history.count()) == ("Theirs.", 2, 2)
    assert mine.text == "Mine."  # nothing that was typed is lost


def test_a_stale_row_can_be_saved_once_its_reader_has_looked():
    claim = make_claim()
    Claim.objects.get(pk=claim.pk).save_by(make_reporter())
    with pytest.raises(StaleRevision):
        claim.save_by(make_reporter())

    claim.revision = Claim.objects.get(pk=claim.pk).revision
    claim.save_by(make_reporter())

    assert claim.revision == 3


@pytest.mark.parametrize("adding", [True, False])
def test_a_refused_row_can_be_put_right_and_saved(adding):
    claim = make_claim()
    row = Claim(article=claim.article, body=claim.body) if adding else claim
    row.quote, row.start, row.end, row.text = claim.quote, claim.start, claim.end, ""
    with pytest.raises(ValidationError, match="blank"):
        row.save_by(make_reporter())

    row.text = "Put right."
    row.save_by(make_reporter())

    assert (row.revision, row.history.count()) == ((1, 1) if adding else (2, 2))


def test_a_body_is_never_changed():
    body = make_article().body
    body.text = "Another text."

    with pytest.raises(ValidationError, match="never changed"):
        body.save_by(make_reporter())


def test_a_person_who_signs_in_changes_their_own_row():
    user = make_user()
    user.byline = "Another byline"

    user.save()

    kept = user.history.latest()
    assert (kept.history_user, kept.history_change_reason, kept.revision) == (user, "account", 2)


def test_passwords_and_times_of_sign_in_are_no_history():
    user = make_user()
    user.set_password("another horse staple")

    user.save(update_fields=["password"])

    assert (user.history.count(), User.objects.get(pk=user.pk).revision) == (1, 1)
    assert not {"password", "last_login"} & {f.name for f in User.history.model._meta.fields}


def test_what_the_database_refuses_is_said_in_the_words_of_its_rule():
    claim = make_claim()
    claim.state = Claim.State.DROPPED

    with pytest.raises(ValidationError, match="reason") as refusal:
        claim.save_by(make_reporter())

    assert isinstance(refusal.value.__context__, IntegrityError)
    assert Claim.objects.get(pk=claim.pk).state == Claim.State.ACCEPTED


def test_no_file_is_left_of_a_row_that_is_refused():
    kept = make_snapshot()
    copy = Snapshot(source=kept.source, media_type="text/plain", status=7, sha256="0" * 64)
    copy.raw = ContentFile(b"raw", name="raw")
    before = stored_files()

    with pytest.raises(ValidationError):
        copy.save_by(make_reporter())

    assert stored_files() == before


def stored_files():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_row_at_hand_is_not_asked_for_again(django_assert_num_queries):
    note = make_note()

    with django_assert_num_queries(0):
        note.full_clean(validate_unique=False, validate_constraints=False)


def test_a_reference_to_a_row_that_is_not_there_is_refused():
    note = make_note()
    note.claim_id = 999_999

    with pytest.raises(ValidationError) as refused:
        note.save_by(note.author)

    assert set(refused.value.message_dict) == {"claim"}


def test_a_reference_to_a_row_that_was_never_saved_is_refused():
    unsaved = make_user()
    unsaved.pk, unsaved._state.adding = 999_999, True
    note = make_note()
    note.author = unsaved

    with pytest.raises(ValidationError) as refused:
        note.full_clean()

    assert set(refused.value.message_dict) == {"author"}


def test_all_checks_of_a_row_with_a_file_are_asked_at_once():
    body = make_body()

    with CaptureQueriesContext(connection) as asked:
        body.validate_constraints()

    assert len([query for query in asked if "_check" in query["sql"]]) == 1


def test_each_broken_rule_of_a_row_with_a_file_has_its_words():
    body = make_body()
    again = Body(article=body.article, version=1, sha256="short", text="")

    with pytest.raises(ValidationError) as refused:
        again.validate_constraints()

    assert "The text is empty." in refused.value.messages
    assert len(refused.value.messages) == 4  # its digests, and its version that is there already
