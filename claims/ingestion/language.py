"""The language that an article is stored with."""

import re

from django.conf import settings

from claims.text.language import detect_language

UNDETERMINED = "und"
SAMPLE = 5000  # characters
ENOUGH_LETTERS = 60
SURE = 0.6
CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


def language_of(text: str, declared: str = "") -> str:
    """
    Return the ISO 639 code of a text's language: what is declared, or else what is detected.

    Where detection is not sure the answer is "und"; but a few words in plain Latin letters,
    which tell nothing, are taken to be in the desk's own language.
    """
    if found := CODE.fullmatch(declared.strip()):
        return found[1].lower()
    language, probability = detect_language(text)
    if probability >= SURE:
        return language
    letters = "".join(filter(str.isalpha, text[:SAMPLE]))
    tells_nothing = len(letters) < ENOUGH_LETTERS and letters.isascii()
    return settings.LANGUAGE_CODE.partition("-")[0] if tells_nothing else UNDETERMINED
