"""What nobody translated says its language, to eyes as to screen readers."""

import pytest
from lxml import html

from claims.actions.correct_ruling import correct_ruling
from claims.actions.edit_ruling import edit_ruling
from claims.actions.override_rules import override_rules
from claims.gate import RULES
from tests.factories import make_claim, make_editor, make_evidence, make_inquiry, make_search
from tests.rulings import approve, make_draft, publish, submit
from tests.translations import make_published_translation
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def noted(kept):
    """Return a translation of a ruling with notes of all kinds, and a rule that was set aside."""
    claim = make_claim(chosen_because="Chosen.", said_where="In Moscow")
    make_search(claim, public=True, remark="Looked.")
    make_inquiry(claim, public=True, question="Asked.")
    make_evidence(claim, note="Noted.")
    draft = make_draft(claim)
    given = {"revision": draft.revision, "by": make_editor(), "reason": "Nobody else was there."}
    ruling = override_rules(draft, list(RULES), **given)
    return make_published_translation(publish(approve(submit(ruling))))


def told_in(client, ruling, text):
    """Return the language of words on a page, and the label that says it, if there is one."""
    tree = html.fromstring(client.get(ruling.get_absolute_url()).text)
    (found,) = [e for e in tree.iter() if text in "".join([e.text or "", *e.xpath("text()")])]
    around = found.xpath("ancestor-or-self::*[self::p or self::dd][1]")[0]
    return found.get("lang"), [
        (e.get("lang"), e.text) for e in around.iter("span") if e.get("class") == "label"
    ]


NOTES = ["Chosen.", "In Moscow", "Looked.", "Asked.", "Noted.", "Nobody else was there."]


@pytest.mark.parametrize("note", wide(NOTES, every=3))
def test_eyes_are_told_the_language_of_what_was_left_untranslated(client, noted, note):
    assert told_in(client, noted, note) == ("en", [("es", "inglés")])


@pytest.mark.parametrize("note", NOTES)
def test_a_page_in_one_language_names_none(client, noted, note):
    assert told_in(client, noted.original(), note)[1] == []


@pytest.mark.slow
def test_a_translated_note_names_no_language(client, noted):
    notes = {"e1.note": "Anotado.", "chosen_because": "Elegida."}
    after = correct_ruling(noted, kind="minor", note="Notas.", by=make_editor())
    after = edit_ruling(after, revision=after.revision, by=after.written_by, notes=notes)
    publish(approve(submit(after)))

    assert told_in(client, noted, "Anotado.") == ("es", [])
    assert told_in(client, noted, "Elegida.") == ("es", [])


def test_rules_that_were_set_aside_say_their_language(client, noted):
    tree = html.fromstring(client.get(noted.get_absolute_url()).text)
    (rules,) = tree.xpath("//section[@data-kind='override']/ul")
    assert rules.get("lang") == "en"
