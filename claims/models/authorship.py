"""Who typed which words, by history."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from claims.models.base import Recorded


def typists(model: type[Recorded], pks: Iterable[int]) -> set[int]:
    """Return the ids of all who ever typed or changed a word (model.WORDS) of these rows."""
    rows = (
        model.history.filter(id__in=list(pks))  # type: ignore[attr-defined]
        .order_by("id", "history_id")
        .values("id", "history_user_id", *model.WORDS)
    )
    found: set[int] = set()
    for _pk, versions in groupby(rows, key=lambda row: row["id"]):
        found |= changers(versions, model.WORDS)
    return found


def changers(versions: Iterable[dict[str, Any]], words: Iterable[str]) -> set[int]:
    """Return who changed a word from one version to the next; the first counts if it has any."""
    found: set[int] = set()
    before: list[Any] = ["" for _word in words]
    for version in versions:
        now = [version[word] or "" for word in words]
        if now != before:
            found.add(version["history_user_id"])
        before = now
    return found
