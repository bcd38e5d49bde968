"""The language that an article is stored with."""

import re

from django.conf import settings

from claims.text.language import detect_language

UNDETERMINED = "und"
SAMPLE = 5000  # characters
ENOUGH_LETTERS = 60
SURE = 0.8
CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


def language_of(text: str, declared: str = "") -> str:
    """
    Return the ISO 639 code of a text's language: what is declared, or else what is detected.

    Where detection is not sure the answer is "und"; but a text of a few words, which tell
    nothing, is taken to be in the desk's own language.
    """
    if found := CODE.fullmatch(declared.strip()):
        return found[1].lower()
    language, probability = detect_language(text)
    if probability >= SURE:
        return language
    is_short = sum(character.isalpha() for character in text[:SAMPLE]) < ENOUGH_LETTERS
    return settings.LANGUAGE_CODE.partition("-")[0] if is_short else UNDETERMINED
