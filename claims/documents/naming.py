"""What a file is called, by whoever gave it and by itself."""

import re

from django.utils.translation import gettext as _

# What programs write where a person gave no title.
NO_TITLE = re.compile(
    r"untitled.*|(?:microsoft )?(?:word|powerpoint|excel)(?: -.*| presentation| document)?"
    r"|document ?\d*|presentation ?\d*|layout \d+|.*\.(?:docx?|pdf|indd|odt|tex|dvi|html?|qxp)",
    re.IGNORECASE,
)


def called(name: str) -> str:
    """Return what to call a file in a sentence about it."""
    return f"“{name}”" if name else _("The file")


def plausible_title(title: str) -> str:
    """Return a title that a file gives itself, or nothing if a program filled it in."""
    return "" if NO_TITLE.fullmatch(title.strip()) else title
