"""Translations for tests, taken through their stages by the desk's own actions."""

from claims.actions.translate_ruling import translate_ruling
from tests.factories import somebody
from tests.rulings import approve, make_published_ruling, publish, submit

SPANISH = {
    "language": "es",
    "wording": "El tratado de 1961 había caducado en 1996.",
    "why": "El registro del archivo dice otra cosa.",
}
ARABIC = {
    "language": "ar",
    "wording": "انتهت معاهدة 1961 في عام 1996.",
    "why": "سجل الأرشيف يقول غير ذلك.",
    "rating_word": "خطأ",
}


def make_translation(original=None, *, by=None, **words):
    """Return a translation, into Spanish unless another language is named, that is a draft."""
    original = original or make_published_ruling()
    return translate_ruling(original, by=by or somebody(), **(SPANISH | words))


def make_published_translation(original=None, *, by=None, approver=None, **words):
    """Return a translation that readers see."""
    return publish(approve(submit(make_translation(original, by=by, **words)), by=approver))
