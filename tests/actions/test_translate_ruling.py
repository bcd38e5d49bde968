import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation as languages

from claims.actions.correct_ruling import correct_ruling
from claims.actions.drop_claim import drop_claim
from claims.actions.edit_ruling import edit_ruling
from claims.actions.merge_claims import merge_claims
from claims.actions.retract_ruling import retract_ruling
from claims.actions.save_row import save_row
from claims.actions.translate_ruling import translate_ruling
from claims.freezing import digest_of_words, words_of
from claims.models import Correction, Ruling
from tests.actions.outcomes import WORKERS, change, refused, take_back, told, who_may
from tests.factories import make_claim, make_editor, make_reporter, rating
from tests.keeping import fresh
from tests.rulings import (
    approve,
    make_approved_ruling,
    make_next_version,
    make_published_ruling,
    make_researched_claim,
    make_submitted_ruling,
    publish,
    submit,
)
from tests.translations import ARABIC, SPANISH, make_published_translation, make_translation
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def published(kept):
    return make_published_ruling()


def test_who_may_draft_may_translate(published, people):
    assert who_may(lambda by: translate_ruling(published, by=by, **SPANISH), people) == WORKERS


def test_it_is_a_draft_of_its_own_joined_to_the_version_that_it_translates(published, people):
    made = translate_ruling(published, by=people["reporter"], **SPANISH)

    assert (made.stage, made.version, made.edition, made.translates) == ("draft", 1, "es", 1)
    assert made.language == "es"
    assert made.original() == published
    assert made.written_by == people["reporter"]
    assert told(made) == (people["reporter"], "translation begun")
    assert fresh(published).revision == published.revision


def test_the_rating_is_the_original_s_in_the_words_of_the_catalogue(published):
    with languages.override("en"):
        made = make_translation(published)

    assert (made.rating, made.rating_word) == (published.rating, "Falso")


@pytest.mark.slow
def test_a_rating_is_called_as_it_was_called_in_this_language_before(published):
    make_translation(published, **ARABIC)

    other = make_translation(**(ARABIC | {"rating_word": ""}))

    assert other.rating_word == ARABIC["rating_word"]


def test_a_rating_that_nobody_worded_yet_has_to_be_worded(published):
    with refused(code="rating_word"):
        make_translation(published, **(ARABIC | {"rating_word": ""}))


@pytest.mark.parametrize("language", ["en", "tlh", "", "e s"])
def test_only_another_language_that_the_desk_offers(published, language):
    with refused():
        make_translation(published, language=language)


def test_the_settings_say_which_languages(published, settings):
    settings.TRANSLATION_LANGUAGES = ["fr", "tlh"]

    with refused(code="language"):
        make_translation(published)
    assert make_translation(published, language="tlh", rating_word="teHbe'").edition == "tlh"


def test_one_translation_in_a_language(published):
    make_translation(published)

    with refused(code="language_taken"):
        make_translation(published)


@pytest.mark.slow
def test_none_beside_one_that_is_published_or_was_retracted(published):
    public = make_published_translation(published)

    with refused(code="language_taken"):
        make_translation(published)
    publish(approve(retract_ruling(public, note="It misleads.", by=make_editor())))
    with refused(code="language_taken"):
        make_translation(published)


def test_a_discarded_one_leaves_its_place(published):
    take_back(make_translation(published))

    assert make_translation(published).version == 1


@pytest.mark.slow
def test_an_approved_ruling_is_translated_before_its_publication():
    ruling = make_approved_ruling()

    made = make_translation(ruling)

    assert words_of(made)["claim"]["text"] == SPANISH["wording"]
    assert words_of(made)["translation"]["claim_text"] == ruling.claim.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    wide(
        [{"why": "Another sentence."}, {"body": "It lapsed.[^e1]"}, {"label": "First check"}],
        every=3,
    ),
)
def test_what_was_approved_beside_other_words_of_the_original_is_read_again(words):
    original = make_approved_ruling()
    made = approve(submit(make_translation(original)))

    edit_ruling(original, revision=original.revision, by=original.written_by, **words)

    assert fresh(made).stage == "in_review"
    assert (made.version, fresh(original).version) == (1, 1)


@pytest.mark.slow
def test_a_note_of_the_original_that_is_translated_is_read_again_too():
    claim = make_researched_claim(make_claim(chosen_because="Many read it."))
    original = make_approved_ruling(claim)
    notes = {"chosen_because": "Muchos la leyeron."}
    made = make_translation(original)
    made = edit_ruling(made, revision=made.revision, by=made.written_by, notes=notes)
    made = approve(submit(made))

    claim = fresh(claim)
    claim.chosen_because = "Few read it."
    save_row(claim, by=make_editor())

    assert fresh(made).stage == "in_review"


@pytest.mark.slow
def test_what_was_approved_before_the_original_was_published_stays_so():
    original = make_approved_ruling()
    made = approve(submit(make_translation(original)))

    publish(original)

    assert publish(fresh(made)).stage == "published"


def test_what_is_not_approved_is_not_translated():
    ruling = make_submitted_ruling()

    with refused(PermissionDenied):
        make_translation(ruling)


def test_a_translation_is_not_translated(published):
    made = make_published_translation(published)

    with refused(PermissionDenied):
        make_translation(made, **ARABIC)


@pytest.mark.slow
def test_a_retracted_ruling_is_not_translated(published):
    gone = make_next_version(published, Correction.Kind.RETRACTION)

    for ruling in (gone, published):
        with refused(PermissionDenied):
            make_translation(ruling)


@pytest.mark.slow
def test_its_four_eyes_are_its_own(published):
    writer, translator = published.written_by, make_editor()
    made = submit(make_translation(published, by=translator))

    with refused(PermissionDenied):
        approve(made, by=translator)
    with refused(PermissionDenied):
        approve(made, by=published.claim.evidence.first().history.latest().history_user)
    made = publish(approve(made))

    assert (made.page["written_by"], made.page["approved_by"]) == (
        [str(writer)],
        str(made.approved_by),
    )
    assert made.page["translation"]["translated_by"] == [str(translator)]


@pytest.mark.slow
def test_a_program_s_words_are_told_as_such(published):
    made = make_published_translation(published, machine="Rosetta 2")

    assert made.page["translation"]["machine"] == "Rosetta 2"
    assert make_published_translation().page["translation"]["machine"] == ""


def test_who_names_or_hides_the_program_typed_a_word(published):
    made, other = make_translation(published), make_editor()

    made = edit_ruling(made, revision=made.revision, by=other, machine="Rosetta 2")

    assert other.pk in made.writer_ids()


def test_its_page_is_the_original_s_in_other_words(published):
    made = make_published_translation(published)

    page, original = made.page, published.page
    assert (page["claim"]["text"], page["why"]) == (SPANISH["wording"], SPANISH["why"])
    assert page["rating"] == original["rating"] | {"label": "Falso"}
    assert page["passage"] == original["passage"]
    assert [piece["quote"] for piece in page["evidence"]] == [
        piece["quote"] for piece in original["evidence"]
    ]
    assert page["translation"]["claim_text"] == original["claim"]["text"]
    assert page["translation"]["rating"] == "False"


@pytest.mark.slow
def test_what_was_edited_since_the_original_shows_in_no_language_alone(published):
    piece = published.claim.evidence.first()
    piece.note = "Typed after the publication."
    save_row(piece, by=make_reporter(), reason="more exact")

    made = make_published_translation(published)

    assert made.page["evidence"] == published.page["evidence"]


@pytest.mark.slow
def test_notes_are_translated_one_by_one(published):
    claim = make_researched_claim(make_claim(chosen_because="Many read it."))
    change(claim.evidence.first(), note="From the archive.")
    made = make_translation(make_published_ruling(claim))
    assert words_of(made)["translation"]["untranslated"] == ["chosen_because", "e1.note", "e2.note"]

    notes = {"chosen_because": "Muchos la leyeron."}
    made = edit_ruling(made, revision=made.revision, by=made.written_by, notes=notes)

    words = words_of(made)
    assert words["claim"]["chosen_because"] == "Muchos la leyeron."
    assert words["evidence"][0]["note"] == "From the archive."
    assert words["translation"]["untranslated"] == ["e1.note", "e2.note"]


@pytest.mark.parametrize("notes", [{"e1.note": 3}, ["e1.note"], {"e1.note": "x" * 2001}])
def test_notes_are_short_texts_by_name(published, notes):
    made = make_translation(published)

    with refused(code="notes"):
        edit_ruling(made, revision=made.revision, by=made.written_by, notes=notes)


@pytest.mark.parametrize("name", ["rating", "language", "edition", "translates"])
def test_rating_and_language_are_not_its_to_change(published, name):
    made = make_translation(published)

    with pytest.raises(TypeError, match=name):
        edit_ruling(made, revision=made.revision, by=made.written_by, **{name: rating("True")})


@pytest.mark.slow
def test_the_words_of_a_translation_are_none_of_the_original_s(published):
    draft = make_approved_ruling()

    with pytest.raises(TypeError, match="wording"):
        edit_ruling(draft, revision=draft.revision, by=make_editor(), wording="Otra.")


@pytest.mark.slow
def test_a_ruling_does_not_take_the_language_of_its_translation(published):
    make_published_translation(published)
    editor = make_editor()
    after = correct_ruling(published, kind="minor", note="A comma.", by=editor)

    with refused(code="language_taken"):
        edit_ruling(after, revision=after.revision, by=editor, language="es")


@pytest.mark.slow
def test_a_claim_is_not_dropped_or_merged_under_its_translation():
    original = make_published_ruling()
    made = make_published_translation(original)
    publish(approve(retract_ruling(original, note="Wrong.", by=make_editor())))
    claim, editor = fresh(original.claim), make_editor()
    other = make_claim(claim.article)

    with refused():
        drop_claim(claim, reason="Trivial.", by=editor)
    with refused():
        merge_claims(claim, into=other, by=editor)
    publish(approve(retract_ruling(made, note="Wrong too.", by=editor)))

    assert not Ruling.objects.binding().filter(claim=claim).exists()


@pytest.mark.slow
def test_the_original_s_own_versions_count_apart(published):
    make_published_translation(published)

    after = make_next_version(published)

    assert (after.version, after.edition) == (2, "")
    assert digest_of_words(words_of(after)) != digest_of_words(words_of(published))
