"""Hold what was read from a file or an address until the person has looked at it."""

import secrets
from contextlib import suppress
from datetime import timedelta

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from claims import policy
from claims.models import User

FOLDER = "held"
KEPT = timedelta(hours=12)
SALT = "claims.held"


def hold_file(content: bytes, *, by: User, purpose: str) -> str:
    """
    Return a token with which this person, and nobody else, gets the content again.

    It serves one purpose, and for some hours; what was held longer is thrown away. Raises
    PermissionDenied if `by` may bring nothing in.
    """
    if not policy.may_ingest(by):
        raise PermissionDenied
    throw_away_old()
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content))
    return signing.dumps(name, salt=salt_of(by, purpose))


def held_file(token: str, *, by: User, purpose: str) -> bytes | None:
    """Return what is held under a token, or nothing if it is not theirs or not there any more."""
    name = name_of(token, by, purpose)
    if name is None:
        return None
    try:
        with default_storage.open(name) as held:
            return bytes(held.read())
    except FileNotFoundError:
        return None


def let_go(token: str, *, by: User, purpose: str) -> None:
    """Throw away what is held under a token, once it is stored in its place."""
    if name := name_of(token, by, purpose):
        default_storage.delete(name)


def name_of(token: str, by: User, purpose: str) -> str | None:
    """Return the name of the file that a token stands for, if it is this person's."""
    try:
        return str(signing.loads(token, salt=salt_of(by, purpose), max_age=KEPT))
    except signing.BadSignature:
        return None


def salt_of(by: User, purpose: str) -> str:
    """Return what binds a token to a person and a purpose."""
    return f"{SALT}:{by.pk}:{purpose}"


def throw_away_old() -> None:
    """Delete what nobody came back for."""
    with suppress(FileNotFoundError):
        for name in default_storage.listdir(FOLDER)[1]:
            path = f"{FOLDER}/{name}"
            with suppress(FileNotFoundError):  # somebody else was quicker
                if default_storage.get_modified_time(path) < timezone.now() - KEPT:
                    default_storage.delete(path)
