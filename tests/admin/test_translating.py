"""A translation at the desk: begun from a ruling, written beside its words, kept up to date."""

import pytest
from django.urls import reverse
from lxml import html

from claims.actions.bring_up_to_date import bring_up_to_date
from claims.actions.correct_ruling import correct_ruling
from claims.models import Correction, Ruling
from tests.actions.outcomes import change
from tests.admin.desk import at, desk_of, errors_of, fill, list_of, messages_of, words_of
from tests.factories import make_editor
from tests.rulings import approve, make_next_version, make_published_ruling, publish, submit
from tests.translations import ARABIC, SPANISH, make_published_translation, make_translation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SPOKEN = SPANISH | {"rating_word": "Falso"}


@pytest.fixture
def desk():
    return desk_of("editor")


@pytest.fixture
def original():
    return make_published_ruling()


def test_it_is_begun_beside_the_words_of_the_original(desk, original):
    shown = words_of(desk.get(at(original, "translate")))
    assert original.claim.text in shown
    assert "It **lapsed** in 1996.[^e1]" in shown

    answer = fill(desk, at(original, "translate"), **SPOKEN, machine="Rosetta 2")

    made = Ruling.objects.get(edition="es")
    assert answer.url == at(made)
    assert (made.written_by, made.machine) == (desk.person, "Rosetta 2")
    page = desk.get(answer.url)
    assert "The translation is a draft now" in messages_of(page)
    assert original.claim.text in words_of(page)
    assert "A translation into Spanish of version 1" in words_of(page)


def test_a_language_that_is_there_is_not_offered(desk, original):
    make_translation(original, rating_word="Falso")

    page = desk.get(at(original, "translate")).text

    assert 'value="ar"' in page
    assert 'value="es"' not in page
    assert 'value="en"' not in page


def test_what_a_rating_is_called_is_asked_where_nobody_knows(desk, original):
    answer = fill(desk, at(original, "translate"), **(ARABIC | {"rating_word": ""}))

    assert "Say what the rating “False” is called" in errors_of(answer)
    assert not Ruling.objects.exclude(edition="").exists()


def test_its_page_asks_for_its_own_words_alone(desk, original):
    made = make_translation(original, rating_word="Falso")
    page = desk.get(at(made))
    assert 'name="rating"' not in page.text
    assert 'name="language"' not in page.text
    assert "[e1.note]" in page.text

    notes = "[e1.note] Del archivo.\n\n[e2.note]"
    answer = fill(desk, at(made), body="Caducó en 1996.[^e1]", notes=notes)

    assert answer.status_code == 302, errors_of(answer)
    made.refresh_from_db()
    assert (made.body, made.notes) == ("Caducó en 1996.[^e1]", {"e1.note": "Del archivo."})


def test_of_a_note_that_is_typed_twice_neither_is_lost(desk, original):
    made = make_translation(original, rating_word="Falso")

    answer = fill(desk, at(made), notes="[e1.note] Del archivo.\n[e1.note] En papel.")

    made.refresh_from_db()
    assert made.notes is None
    assert "The note [e1.note] stands here twice" in words_of(answer)
    assert "[e1.note] Del archivo. [e1.note] En papel." in words_of(answer)


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ("Of nothing.", "behind its name in brackets"),
        ("x [e1.note] y", "behind its name in brackets"),
        ("[e9.note] Of no evidence.", "The original has no note [e9.note]"),
    ],
)
def test_notes_of_nothing_are_refused_and_kept(desk, original, notes, told):
    made = make_translation(original, rating_word="Falso")

    answer = fill(desk, at(made), notes=notes)

    assert told in errors_of(answer)
    assert notes in words_of(answer)


def test_the_page_of_a_ruling_that_translates_none_asks_for_no_wording(desk, original):
    page = desk.get(at(original)).text

    assert 'name="wording"' not in page
    assert 'name="notes"' not in page


def test_a_change_of_the_original_stands_on_its_page_on_my_desk_and_in_the_list(desk, original):
    made = make_published_translation(original, by=desk.person, rating_word="Falso")
    make_next_version(original)

    assert "version 2 of it is in force" in words_of(desk.get(at(made)))
    mine = words_of(desk.get(reverse("admin:index")))
    assert f"{SPANISH['wording']} [es]" in mine
    assert "the original changed since it was translated" in mine
    listed = words_of(desk.get(f"{list_of(Ruling)}?translation=behind"))
    assert "[es]" in listed
    assert "1 ruling" in listed


def test_so_does_its_withdrawal(desk, original):
    made = make_published_translation(original, rating_word="Falso")
    make_next_version(original, Correction.Kind.RETRACTION)

    page = words_of(desk.get(at(made)))

    assert "The original was withdrawn since" in page
    assert "No ClaimReview is given to machines" in page


def test_what_is_in_hand_is_brought_up_to_date_by_one_button(desk, original):
    made = approve(submit(make_translation(original, rating_word="Falso")))
    make_next_version(original)
    assert "not met, and must be" in words_of(desk.get(at(made)))

    page = desk.post(at(made, "bring-up-to-date"), {"revision": made.revision}, follow=True)

    assert "It translates what is in force now" in messages_of(page)
    made.refresh_from_db()
    assert (made.translates, made.stage) == (2, "in_review")


def differences(response):
    """Return what a page marks of the original: what went and what came, part by part."""
    tree = html.fromstring(response.text)
    section = tree.find(".//section[@aria-labelledby='original-changed']")
    if section is None:
        return None
    parts = zip(section.iter("dt"), section.iter("dd"), strict=True)
    return {
        what.text: {tag: [e.text.strip() for e in words.iter(tag)] for tag in ("del", "ins")}
        for what, words in parts
    }


def test_what_changed_in_the_original_is_marked_word_by_word(desk, original):
    draft = make_translation(original)
    assert differences(desk.get(at(draft))) is None

    make_next_version(original, body="It lapsed in 1997.[^e1]", not_known="By whom.")

    marked = {
        "Reasoning": {"del": ["**lapsed** in 1996"], "ins": ["lapsed in 1997"]},
        "What is not known": {"del": [], "ins": ["By whom."]},
    }
    assert differences(desk.get(at(draft))) == marked
    draft = bring_up_to_date(draft, revision=draft.revision, by=draft.written_by)
    for page in (at(draft), at(draft, "preview")):  # still, to be read against
        assert differences(desk.get(page)) == marked


def test_a_correction_marks_what_changed_since_what_readers_have(desk, original):
    first = make_published_translation(original)
    second = make_next_version(original, why="Two words.")
    behind = differences(desk.get(at(first)))
    assert list(behind) == ["Why, in one sentence"]
    make_next_version(second, not_known="By whom.")

    after = correct_ruling(first, kind="clarification", note="Al día.", by=make_editor())

    told = differences(desk.get(at(after)))
    assert list(told) == ["Why, in one sentence", "What is not known"]
    assert differences(desk.get(at(publish(approve(submit(after)))))) is None


def test_a_change_of_no_word_that_is_translated_says_so(desk, original):
    draft = make_translation(original)
    make_next_version(original)

    response = desk.get(at(draft))
    assert differences(response) == {}
    assert "None of the words that are translated." in response.text


def test_a_withdrawn_original_marks_nothing(desk, original):
    draft = make_translation(original)
    make_next_version(original, Correction.Kind.RETRACTION)

    assert differences(desk.get(at(draft))) is None


def test_each_page_of_the_group_leads_to_the_others(desk, original):
    made = make_translation(original, rating_word="Falso")

    assert at(made) in desk.get(at(original)).text
    assert at(original) in desk.get(at(made)).text
    assert "[es]" in words_of(desk.get(at(original.claim)))


def test_the_preview_shows_the_translation(desk, original):
    made = submit(make_translation(original, rating_word="Falso"))

    page = desk.get(at(made, "preview"))

    assert SPANISH["wording"] in words_of(page)
    assert '<html lang="es"' in page.text
    assert "Dictamen:" in words_of(page)
    assert "Back to the desk" in words_of(page)


def test_a_stale_tab_begins_no_second_one(desk, original):
    page = at(original, "translate")
    form = desk.get(page)
    assert form.status_code == 200
    make_translation(original, rating_word="Falso")

    answer = desk.post(page, SPOKEN)

    assert "not one of the available choices" in errors_of(answer)
    assert Ruling.objects.filter(edition="es").count() == 1


def test_what_is_set_aside_of_a_ruling_is_told_on_its_translation(desk, original):
    change(original.claim, chosen_because="Many read it.")
    made = make_translation(original, rating_word="Falso")

    assert "Set rules aside" not in words_of(desk.get(at(made)))
