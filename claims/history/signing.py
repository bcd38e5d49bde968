"""The key that signs checkpoints: read from its file for each signature, never kept."""

from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils.translation import gettext as _

from claims.text.signed_note import NoteError, private_key


class NoKeyError(Exception):
    """There is no key to sign with; its message says what to do."""


def signing_key() -> Ed25519PrivateKey:
    """Return the key that settings.CHECKPOINT_KEY names. Raises NoKeyError, in words."""
    if not settings.CHECKPOINT_KEY:
        raise NoKeyError(_("No key signs checkpoints: set FACTCHECK_CHECKPOINT_KEY to its file."))
    try:
        return private_key(Path(settings.CHECKPOINT_KEY).read_bytes())
    except (OSError, NoteError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        message = _("The file that FACTCHECK_CHECKPOINT_KEY names cannot be used: %(why)s.")
        raise NoKeyError(message % {"why": why}) from error


def key_name() -> str:
    """Return the name under which this desk signs: its site, and what is signed."""
    return f"{urlsplit(settings.SITE_URL).netloc}/journal"


def missing_key() -> str:
    """Return what keeps checkpoints from being signed, in words, or nothing."""
    try:
        signing_key()
    except NoKeyError as error:
        return str(error)
    return ""
