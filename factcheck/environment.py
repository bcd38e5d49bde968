"""Reading the settings' values from the environment, with a safe value on one's own machine."""

import base64
import contextlib
import gettext
import os
import re
import secrets
import struct
import tempfile
from pathlib import Path

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

PRODUCTION = os.environ.get("FACTCHECK_ENV", "local") == "production"


def env(name: str, local: str) -> str:
    """
    Return a variable; on one's own machine `local` serves, in production it must be set.

    Raises ImproperlyConfigured with the variable's name.
    """
    value = os.environ.get(f"FACTCHECK_{name}", None if PRODUCTION else local)
    if value is None:
        message = f"Set the environment variable FACTCHECK_{name}."
        raise ImproperlyConfigured(message)
    return value


def optional_env(name: str, default: str) -> str:
    """Return a variable that has a sensible value everywhere."""
    return os.environ.get(f"FACTCHECK_{name}", default)


def chosen_env(name: str, default: str, *others: str) -> str:
    """Return a variable that takes one of a few words. Raises ImproperlyConfigured for another."""
    value = optional_env(name, default)
    if value not in (default, *others):
        message = f"FACTCHECK_{name} is {value!r}: write one of {', '.join((default, *others))}."
        raise ImproperlyConfigured(message)
    return value


FRAMING = re.compile(r"\*|'self'|'none'|https?://[A-Za-z0-9.*-]+(:(\d+|\*))?", re.ASCII)


def framing_env(name: str, default: str) -> list[str]:
    """
    Return a variable that lists who may show a page in a frame.

    Raises ImproperlyConfigured for a word that a browser would not understand, or take for more.
    """
    sources = optional_env(name, default).replace(",", " ").split()
    wrong = [source for source in sources if not FRAMING.fullmatch(source)]
    if wrong or not sources:
        message = f"FACTCHECK_{name} has {wrong}: write *, 'self', 'none' or https://HOST."
        raise ImproperlyConfigured(message)
    return sources


def folder_env(name: str) -> Path | None:
    """Return a variable that names a folder, whole, or None; whether it is there is checked."""
    named = optional_env(name, "").strip()
    return Path(named).expanduser().resolve() if named else None


def languages_in(folder: Path | None) -> list[tuple[str, str]]:
    """
    Return the languages whose catalogue lies in a folder, each with its name in itself.

    Raises ImproperlyConfigured for a catalogue that cannot be read: no page could be made.
    """
    catalogues = sorted(folder.glob("locale/*/LC_MESSAGES/django.mo")) if folder else []
    for path in catalogues:
        try:
            with path.open("rb") as file:
                gettext.GNUTranslations(file)
        except (OSError, ValueError, UnicodeDecodeError, struct.error) as error:
            message = f"{path} is no catalogue: make it with msgfmt ({error})."
            raise ImproperlyConfigured(message) from error
    tags = [path.parent.parent.name.replace("_", "-").lower() for path in catalogues]
    return [(tag, str(LANG_INFO.get(tag, {}).get("name_local", tag))) for tag in tags]


def languages_env(name: str, first: str, known: list[str]) -> list[str]:
    """
    Return a variable that lists languages, or else all that are known, one of them first.

    Raises ImproperlyConfigured for a language without a catalogue, with those that have one.
    """
    asked = optional_env(name, "").replace(",", " ").lower().split()
    if unknown := [tag for tag in asked if tag not in known]:
        message = (
            f"FACTCHECK_{name} has {unknown}: write some of {', '.join(known)}, or put a catalogue "
            f"into FACTCHECK_BRAND_DIR, as locale/{unknown[0]}/LC_MESSAGES/django.mo."
        )
        raise ImproperlyConfigured(message)
    return list(dict.fromkeys(asked or [first, *known]))


def secret_key(data_dir: Path) -> str:
    """Return the secret key: from the environment, or made once for this machine and kept."""
    if PRODUCTION or "FACTCHECK_SECRET_KEY" in os.environ:
        return env("SECRET_KEY", "")
    path = data_dir / "secret_key"
    if not path.exists():
        keep_new_key(path, get_random_secret_key())
    return path.read_text(encoding="ascii")


PKCS8_ED25519 = bytes.fromhex(
    "302e020100300506032b657004220420"
)  # RFC 8410, before the key's bytes


def checkpoint_key(data_dir: Path) -> str:
    """
    Return the file of the key that signs checkpoints of the journal, or nothing if none is named.

    On one's own machine it is made once, in the data folder, as openssl would make it.
    """
    named = optional_env("CHECKPOINT_KEY", "")
    if PRODUCTION or named:
        return named
    path = data_dir / "checkpoint_key.pem"
    if not path.exists():
        key = base64.b64encode(PKCS8_ED25519 + secrets.token_bytes(32)).decode()
        keep_new_key(path, f"-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\n")
    return str(path)


def keep_new_key(path: Path, key: str) -> None:
    """
    Put a new key there whole, for its owner alone.

    Of two processes that start at once, the second takes the first one's key.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent) as file:
        file.write(key)
        file.flush()
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(file.name)
