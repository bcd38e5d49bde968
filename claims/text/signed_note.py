"""
Signed notes: a few lines of text with Ed25519 signatures, as transparency logs publish them.

The form is C2SP's "signed note" (https://c2sp.org/signed-note), which Go's checksum database,
Sigstore and others read: the text, an empty line, and for each signature a line of the key's
name, its id and the signature. A key's id is the start of SHA-256 over its name and itself.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"  # the algorithm's byte in C2SP's list
ID_BYTES = 4
DASH = "\N{EM DASH} "


class NoteError(ValueError):
    """A text is no signed note, or its signature does not hold."""


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text and its first signature."""

    text: str  # ends in a line break
    key_name: str
    key_id: str  # in hex
    signature: bytes

    def __str__(self) -> str:
        signed = base64.b64encode(bytes.fromhex(self.key_id) + self.signature).decode()
        return f"{self.text}\n{DASH}{self.key_name} {signed}\n"


def key_id(name: str, public_key: bytes) -> str:
    """Return the id, in hex, of a public key under its name."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:ID_BYTES].hex()


def verifier_key(name: str, public_key: bytes) -> str:
    """Return a public key as C2SP writes it in one line."""
    key = base64.b64encode(ED25519 + public_key).decode()
    return f"{name}+{key_id(name, public_key)}+{key}"


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """Return the 32 bytes of the public key that belongs to a private one."""
    return key.public_key().public_bytes_raw()


def pem_of(public_key: bytes) -> str:
    """Return a public key as openssl reads it."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def private_key(pem: bytes) -> Ed25519PrivateKey:
    """Return the Ed25519 key in a PEM file. Raises NoteError if it is none."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        message = "it is no private key in PEM without a password"
        raise NoteError(message) from error
    if not isinstance(key, Ed25519PrivateKey):
        message = "it is no Ed25519 key"
        raise NoteError(message)
    return key


def sign(text: str, name: str, key: Ed25519PrivateKey) -> SignedNote:
    """Return the text, which ends in a line break, signed under the key's name."""
    signature = key.sign(text.encode())
    return SignedNote(text, name, key_id(name, public_bytes(key)), signature)


def holds(note: SignedNote, public_key: bytes) -> bool:
    """Whether the note was signed by this key."""
    if note.key_id != key_id(note.key_name, public_key):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(note.signature, note.text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def read(note: str) -> SignedNote:
    """Return a signed note from its text. Raises NoteError if it is none."""
    text, gap, lines = note.rpartition("\n\n")
    name, space, signed = lines.partition("\n")[0].removeprefix(DASH).partition(" ")
    try:
        raw = base64.b64decode(signed, validate=True)
    except (binascii.Error, ValueError) as error:
        message = "its signature cannot be read"
        raise NoteError(message) from error
    if not (gap and space and lines.startswith(DASH) and len(raw) > ID_BYTES):
        message = "it is no signed note"
        raise NoteError(message)
    return SignedNote(f"{text}\n", name, raw[:ID_BYTES].hex(), raw[ID_BYTES:])
