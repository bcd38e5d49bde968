"""A translation when its original changes: at the desk, at the gate, before readers."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import policy
from claims.actions.bring_up_to_date import bring_up_to_date
from claims.actions.correct_ruling import correct_ruling
from claims.actions.edit_ruling import edit_ruling
from claims.actions.publish_ruling import publish_ruling
from claims.actions.retract_ruling import retract_ruling
from claims.concerns import changed_under
from claims.models import Correction, Listing, Notification, Ruling
from tests.actions.outcomes import EDITORS, WORKERS, refused, told, who_may
from tests.admin.desk import make_person
from tests.factories import make_editor, rating
from tests.keeping import fresh
from tests.notices import told_to
from tests.rulings import approve, make_approved_ruling, make_next_version, publish, submit
from tests.rulings import make_published_ruling as make_original
from tests.translations import ARABIC, make_published_translation, make_translation

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def original(kept):
    return make_original()


@pytest.fixture(scope="module")
def translation(original):
    return make_published_translation(original, rating_word="Falso")


def corrected(original, **words):
    kind = Correction.Kind.SUBSTANTIVE if "rating" in words else Correction.Kind.CLARIFICATION
    why = {"differed_because": "One read the treaty otherwise."}
    return make_next_version(original, kind, **why, **words)


@pytest.mark.slow
def test_a_correction_of_the_original_leaves_the_translation_behind(original, translation):
    assert not translation.is_behind

    corrected(original)

    assert translation.is_behind
    assert list(Ruling.objects.behind()) == [translation]
    assert list(Ruling.objects.standing().of_edition("es")) == [translation]


def test_its_translator_finds_it_under_what_changed(original, translation):
    corrected(original)

    mine = Ruling.objects.concerning(translation.written_by).originals()
    changed = changed_under(Ruling.objects.concerning(translation.written_by), [])

    assert translation not in mine
    assert [one.pk for one in changed if one.is_left_behind] == [translation.pk]


@pytest.mark.slow
def test_its_translator_and_its_approver_are_told():
    translator, approver, original = make_person("reporter"), make_person("editor"), make_original()
    make_published_translation(original, by=translator, approver=approver)

    corrected(original)

    assert told_to(translator)[-1] == Notification.Kind.PUBLISHED
    assert told_to(approver)[-1] == Notification.Kind.PUBLISHED


@pytest.mark.slow
def test_a_retraction_of_the_original_takes_the_translation_out_of_what_stands(
    original, translation
):
    assert Listing.objects.filter(ruling=translation).exists()

    make_next_version(original, Correction.Kind.RETRACTION)

    assert list(Ruling.objects.published().standing()) == []
    assert list(Ruling.objects.published().current().of_edition("es")) == [translation]
    assert not Listing.objects.exists()
    assert translation.is_behind


@pytest.mark.slow
def test_one_that_comes_back_brings_its_translation_back(original, translation):
    gone = make_next_version(original, Correction.Kind.RETRACTION)

    back = make_next_version(gone, Correction.Kind.SUBSTANTIVE)

    assert set(Ruling.objects.published().standing()) == {back, translation}
    assert set(Listing.objects.values_list("ruling", flat=True)) == {back.pk, translation.pk}
    assert translation.is_behind


@pytest.mark.slow
def test_its_next_version_translates_what_is_in_force(original, translation):
    corrected(original)
    editor = make_editor()

    after = correct_ruling(translation, kind="clarification", note="Se añade.", by=editor)
    after = publish(approve(submit(after)))

    assert (after.version, after.translates, after.edition) == (2, 2, "es")
    assert after.page["translation"]["of_version"] == 2
    assert not after.is_behind
    assert fresh(translation).stage == "superseded"


@pytest.mark.slow
def test_its_rating_follows_the_original_s(original, translation):
    corrected(original, rating=rating("Half true"))
    editor = make_editor()

    with refused(code="rating_stays"):
        correct_ruling(translation, kind="minor", note="Nada.", by=editor)
    after = correct_ruling(translation, kind="substantive", note="Otra.", by=editor)

    assert after.rating == rating("Half true")
    assert after.rating_word != "Falso"


@pytest.mark.slow
def test_of_a_withdrawn_one_a_translation_can_only_be_retracted(original, translation):
    make_next_version(original, Correction.Kind.RETRACTION)
    editor = make_editor()

    with refused(code="original_withdrawn"):
        correct_ruling(translation, kind="minor", note="Nada.", by=editor)
    after = publish(approve(retract_ruling(translation, note="Retirado.", by=editor)))

    assert after.stage == "retracted"
    assert not Ruling.objects.behind().exists()


@pytest.mark.slow
def test_an_approved_one_is_not_published_once_its_original_was_withdrawn(original):
    made = approve(submit(make_translation(original, **ARABIC)))
    make_next_version(original, Correction.Kind.RETRACTION)

    with refused(code="original_stands"):
        publish_ruling(made, revision=made.revision, by=made.approved_by)


@pytest.mark.slow
def test_nor_once_its_original_was_corrected(original):
    made = approve(submit(make_translation(original, **ARABIC)))
    corrected(original)

    with refused(code="translates_newest"):
        publish_ruling(made, revision=made.revision, by=made.approved_by)


def test_nor_before_its_original_is():
    ruling = make_approved_ruling()
    made = approve(submit(make_translation(ruling)))

    with refused(code="original_stands"):
        publish_ruling(made, revision=made.revision, by=made.approved_by)
    publish(ruling)
    assert publish(approve(made) if made.stage == "in_review" else made).is_public


@pytest.mark.slow
def test_words_of_the_original_that_change_before_its_publication_void_the_approval():
    ruling = make_approved_ruling()
    made = approve(submit(make_translation(ruling)))

    edit_ruling(ruling, revision=ruling.revision, by=ruling.written_by, rating=rating("True"))

    assert fresh(made).stage == "in_review"


@pytest.mark.slow
def test_another_rating_is_refused_at_the_gate(original):
    made = approve(submit(make_translation(original, **ARABIC)))
    made.rating = rating("True")
    made.save_by(make_editor(), "past the desk")

    with refused(code="same_rating"):
        publish_ruling(made, revision=made.revision, by=made.approved_by)


def test_what_is_asked_of_a_translation_cannot_be_set_aside(original):
    made = make_translation(original, **ARABIC)

    assert not policy.may_override(make_editor(), made)


@pytest.mark.slow
def test_workers_bring_one_in_hand_up_to_date(original, people):
    made = make_translation(original, **ARABIC)
    corrected(original)

    def deed(by):
        return bring_up_to_date(made, revision=made.revision, by=by)

    assert who_may(deed, people) == WORKERS
    assert EDITORS < WORKERS


@pytest.mark.slow
def test_brought_up_to_date_it_has_to_be_approved_anew(original):
    made = approve(submit(make_translation(original, **ARABIC)))
    editor = make_editor()
    corrected(original, rating=rating("Half true"))

    made = bring_up_to_date(made, revision=made.revision, by=editor)

    assert (made.stage, made.translates, made.rating) == ("in_review", 2, rating("Half true"))
    rows = made.history.values_list("history_user", "history_change_reason")
    assert (editor.pk, "read against version 2 of the original") in list(rows)
    assert told(made)[0] == editor


def test_nothing_is_to_bring_up_to_date_where_nothing_changed(original):
    made = make_translation(original, **ARABIC)

    with refused(PermissionDenied):
        bring_up_to_date(made, revision=made.revision, by=made.written_by)


@pytest.mark.slow
def test_not_to_what_was_withdrawn(original):
    made = make_translation(original, **ARABIC)
    make_next_version(original, Correction.Kind.RETRACTION)

    with refused(code="original_withdrawn"):
        bring_up_to_date(made, revision=made.revision, by=made.written_by)
