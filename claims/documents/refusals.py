"""Why a reader in a child process refused a file, in words for whoever gave it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.documents.base import DocumentError

REFUSALS: dict[str, Promise] = {
    "password": _(
        "%(file)s is locked with a password. Open it with the password and save it without one,"
        " or paste the part that matters as text."
    ),
    "scanned": _(
        "%(file)s has no text in it: its pages are pictures, as from a scanner. Run it through"
        " text recognition (OCR) and give the result, or type the part that matters."
    ),
    "damaged": _(
        "%(file)s is damaged and cannot be read. Open it in the program that it comes from and"
        " save it anew, or paste the part that matters as text."
    ),
    "damaged_page": _(
        "Page %(page)s of %(file)s is damaged and cannot be read. Save the file anew, give it"
        " without that page, or paste the part that matters as text."
    ),
    "too_slow": _(
        "%(file)s has %(pages)s pages; %(read)s of them could be read in the time that a file"
        " has. Give only the pages that matter, as a file of their own."
    ),
    "too_long": _(
        "%(file)s holds more than %(limit)s characters. Give only the part that matters, as a"
        " file of its own."
    ),
    "swells": _(
        "%(file)s unpacks to far more than a document holds, as files do that are made to fill a"
        " machine. Paste the part that matters as text."
    ),
    "declares": _(
        "%(file)s declares entities, which no Word document has and attacks use. It is not"
        " opened: paste the part that matters as text."
    ),
    "no_text": _("%(file)s holds no text. Paste the part that matters as text."),
}


def refusal(found: dict[str, Any], called: str) -> DocumentError:
    """Return the refusal that a script told by its code, with what else it told."""
    code = str(found["refused"])
    return DocumentError(str(REFUSALS[code]) % {**found, "file": called}, code=code)
