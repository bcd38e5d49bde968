"""What XML can hold: it has no way to write some characters that a text can have."""

import re

IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return IMPOSSIBLE.sub("", text)
