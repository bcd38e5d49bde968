"""The digests under which texts, blocks and files are kept: SHA-256, in hex."""

import hashlib
import json
from typing import Any

from django.core.files import File


def digest_of_text(text: str) -> str:
    """Return the digest of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of_json(value: Any) -> str:
    """Return the digest of a value in the one form that its JSON has, before storing and after."""
    return digest_of_text(
        json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    )


def digest_of_file(file: "File[bytes]") -> str:
    """Return the digest of a file's bytes. Raises OSError if it is gone."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
