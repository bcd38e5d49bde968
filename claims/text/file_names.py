"""Names of files from outside, made fit to be shown and offered for saving."""

import unicodedata

LONGEST = 120
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # controls, writing direction, line breaks
RESERVED = frozenset('<>:"/\\|?*%;')


def clean_name(name: str) -> str:
    """
    Return the last part of a name, in NFC, without what is hidden or means something to a system.

    Its end, which says what it is, outlives a name that is too long. Empty where nothing is left.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = (
        "_" if letter in RESERVED else letter
        for letter in last
        if unicodedata.category(letter) not in HIDDEN
    )
    whole = " ".join("".join(shown).split()).strip(". ")
    stem, dot, ending = whole.rpartition(".")
    if len(whole) <= LONGEST or not dot or len(ending) > LONGEST // 2:
        return whole[:LONGEST].strip(". ")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending}"
