"""
What a seal is made of: the digest of a history row, and how a digest is bound to the one before.

A row's digest is made in one of two formats. Rows written by today's release have a random salt
of their own (`journal_salt`); without it nobody can tell what a published digest speaks of by
trying likely contents. The salt is stretched to 16 bytes for each sealed column, in their order:

    leaf   = SHA-256(the column's 16 bytes + "name\nvalue")
    digest = SHA-256("label\nname,name,…\n" + leaf + leaf + …)

So a column's content can go for good, its leaf stays, and the digest still proves the others.
Rows of earlier releases have no salt: their digest is SHA-256 over the label and all columns as
JSON. A row from which a redaction removed something names the leaves of what was removed, and
the salts of the rest, in place of its salt.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import models

FIRST_SEAL = "0" * 64
SALT = 16  # bytes
canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
AS_THEY_ARE = {str, int, bool, type(None), list, dict}
CODES = {type(None): "n", bool: "b", int: "i", str: "s"}


class Removal(NamedTuple):
    """What a redaction left of a row's salt."""

    salts: dict[str, str]  # of the columns that stayed, in hex; empty in a row without salt
    leaves: dict[str, str]  # of the columns that were removed, in hex

    def __str__(self) -> str:
        return canonical(self._asdict())


def removal_of(salt: str | None) -> Removal | None:
    """Return what a redaction left of a row's salt, or nothing where none touched the row."""
    return Removal(**json.loads(salt)) if salt and salt.startswith("{") else None


def primitive(field: "models.Field[Any, Any]", value: Any) -> Any:
    """Return a field's value as JSON knows it, the same before saving and after loading."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(value, models.Model):
        return value.pk
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return plain(target.to_python(value))


def plain(value: Any) -> Any:
    """Return a loaded value as JSON knows it."""
    kind = type(value)
    if kind in AS_THEY_ARE:
        return value
    if kind is datetime.datetime:
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, bool | int) else str(value)


def text_of(value: Any) -> str:
    """Return a value as a leaf has it: a letter for its kind, then the value."""
    code = CODES.get(type(value))
    return f"j{canonical(value)}" if code is None else f"{code}{value}"


def leaf_of(salt: bytes, name: str, value: Any) -> bytes:
    """Return the digest of one column."""
    text = f"{name}\n{text_of(value)}"
    return hashlib.sha256(salt + text.encode("utf-8", "surrogatepass")).digest()


def salts_of(salt: str, count: int) -> list[bytes]:
    """Return a salt for each column, stretched from the row's own."""
    stretched = hashlib.shake_256(salt.encode()).digest(SALT * count)
    return [stretched[start : start + SALT] for start in range(0, len(stretched), SALT)]


def digest_of_leaves(label: str, names: Sequence[str], leaves: Iterable[bytes]) -> str:
    """Return a row's digest, in hex, from those of its columns."""
    head = f"{label}\n{','.join(names)}\n".encode()
    return hashlib.sha256(head + b"".join(leaves)).hexdigest()


def unsalted_digest(label: str, names: Sequence[str], values: Sequence[Any]) -> str:
    """Return the digest, in hex, of a row without a salt."""
    text = canonical([label, dict(zip(names, values, strict=True))])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def salted_digest(label: str, names: Sequence[str], values: Sequence[Any], salt: str) -> str:
    """
    Return the digest, in hex, of a row with a salt.

    The leaves are made in place: verification asks for millions of them.
    """
    salts, leaves, sha256 = salts_of(salt, len(names)), [], hashlib.sha256
    for own, name, value in zip(salts, names, values, strict=True):
        text = f"{name}\ns{value}" if type(value) is str else f"{name}\n{text_of(value)}"
        leaves.append(sha256(own + text.encode("utf-8", "surrogatepass")).digest())
    return digest_of_leaves(label, names, leaves)


def digest_of_values(
    label: str, names: Sequence[str], values: Sequence[Any], salt: str | None
) -> str | None:
    """Return a row's digest, in hex, or nothing where what was removed would be needed for it."""
    if not salt:
        return unsalted_digest(label, names, values)
    removal = removal_of(salt)
    if removal is None:
        return salted_digest(label, names, values, salt)
    return digest_after(label, names, values, removal) if removal.salts else None


def digest_after(
    label: str, names: Sequence[str], values: Sequence[Any], removal: Removal
) -> str | None:
    """Return the digest of a row from which columns were removed; nothing where it is no row's."""
    leaves: list[bytes] = []
    for name, value in zip(names, values, strict=True):
        if name in removal.leaves:
            leaves.append(bytes.fromhex(removal.leaves[name]))
        elif name in removal.salts:
            leaves.append(leaf_of(bytes.fromhex(removal.salts[name]), name, value))
        else:
            return ""
    return digest_of_leaves(label, names, leaves)


def values_of(row: models.Model, names: Sequence[str]) -> list[Any]:
    """Return the named columns of a row as JSON knows them."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    return [primitive(fields[name], getattr(row, name)) for name in names]


def digest_of(row: models.Model, names: Sequence[str]) -> str | None:
    """Return the digest, in hex, of the named columns of a history row, in the row's own format."""
    return digest_of_values(row._meta.label, names, values_of(row, names), row.journal_salt)  # type: ignore[attr-defined]


def rest_of_values(label: str, names: Sequence[str], values: Sequence[Any], salt: Any) -> str:
    """Return the digest of a row as a redaction left it, marks and kept leaves included."""
    return unsalted_digest(label, [*names, "journal_salt"], [*values, salt])


def digest_of_rest(row: models.Model) -> str:
    """Return the digest of a history row as a redaction left it."""
    names = row.journal_fields.split(",")  # type: ignore[attr-defined]
    return rest_of_values(row._meta.label, names, values_of(row, names), row.journal_salt)  # type: ignore[attr-defined]


def seal_of(before: str, position: int, digest: str) -> str:
    """Return the SHA-256, in hex, that binds a digest to its place and to the seal before it."""
    return hashlib.sha256(f"{before}\n{position}\n{digest}".encode()).hexdigest()
