"""
Reads an e-mail: the message on standard input, JSON on standard output.

Runs in a child process (see sandbox.py), imports nothing of the project, and may die. The JSON
has what the message says of itself, its `text` or its `html`, and the names of its attachments,
none of which is opened.
"""

import json
import sys
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

NAMED = 50  # attachments
PARTS = 1000
BROKEN = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RuntimeError)


def main() -> None:
    """Read a message, write what was found in it."""
    try:
        found = read(BytesParser(policy=policy.default).parsebytes(sys.stdin.buffer.read()))
    except BROKEN:  # RecursionError among them: parts within parts within parts
        found = {"refused": "damaged"}
    json.dump(found, sys.stdout)


def read(message: Any) -> dict[str, object]:
    """Return the message's details, its words and the names of what hangs on it."""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return {"refused": "no_text"}
    sender = message["from"].addresses if message["from"] else ()
    sent = message["date"].datetime if message["date"] else None
    return {
        "title": str(message["subject"] or ""),
        "byline": ", ".join(one.display_name or one.addr_spec for one in sender),
        "publisher": str(message["organization"] or ""),
        "published_on": sent.date().isoformat() if sent else "",
        "language": str(message["content-language"] or ""),
        body.get_content_subtype(): words(body),
        "attachments": list(attachments(message))[:NAMED],
    }


def words(part: EmailMessage) -> str:
    """Return a part's text; a wrong word on its encoding is passed over."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""


def attachments(message: EmailMessage) -> Iterator[str]:
    """Yield the names of the parts that are files."""
    for number, part in enumerate(message.walk()):
        if number > PARTS:
            return
        if part.is_attachment() or (part.get_filename() and not part.is_multipart()):
            yield str(part.get_filename() or part.get_content_type())


if __name__ == "__main__":
    main()
