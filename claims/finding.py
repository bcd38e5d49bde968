"""
What is found at the desk for what somebody types, best first, as far as they may see it.

The words and their index stand below, in claims/models/index_entry.py. A search for readers goes
the same way, from published() instead of visible_to().
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from claims.models import Article, IndexEntry, User
from claims.models.index_entry import LOOKED_AT, ROOM, SEARCHED, matches
from claims.text.words import Part, begun, parts_of

MOST = 200  # rows of a kind that are ranked; more are only said to be there
MOST_LISTED = LOOKED_AT  # rows that a list's search finds
MOST_OFFERED = 200  # rows that are offered to be chosen, while somebody types
MOST_RELATED = 200  # rows of another kind on which those of a list may hang


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a kind that were found: their numbers, best first, and whether there are more."""

    kind: str
    numbers: list[int]
    more: bool
    parts: list[Part]  # as they were looked for: perhaps as beginnings of words
    cut: bool = False  # only the newest rows that have the words were looked at


def model_of(kind: str) -> Any:
    """Return the model of a kind of row."""
    return apps.get_model("claims", kind)


def kinds_for(user: User) -> list[str]:
    """Return the kinds of rows that this person may look at."""
    return [kind for kind in SEARCHED if user.has_perm(f"claims.view_{kind}")]


def find(kinds: Sequence[str], typed: str, *, user: User, most: int = MOST) -> list[Found]:
    """
    Return what of each kind has all that was typed and may be seen, where names match first.

    Where no row of a kind has the words themselves, they are taken for beginnings of words; but
    not words that very many rows of another kind have.
    """
    exact = parts_of(typed)
    if not exact:
        return [Found(kind, [], False, []) for kind in kinds]
    found = [find_parts(kind, exact, user=user, most=most) for kind in kinds]
    if any(answer.cut for answer in found):
        return found
    beginnings = begun(exact)
    return [
        answer if answer.numbers else find_parts(answer.kind, beginnings, user=user, most=most)
        for answer in found
    ]


def find_parts(kind: str, parts: list[Part], *, user: User, most: int) -> Found:
    """Return what of a kind has all parts and may be seen, best first."""
    there = matches(kind, parts, limit=most + 1, hidden=hidden_from(user))
    numbers = visible(kind, there.numbers, user=user)
    best = ranked(kind, numbers[:most], parts) if numbers else []
    return Found(kind, best, len(numbers) > most, parts, there.cut)


def visible(kind: str, numbers: Sequence[int], *, user: User) -> list[int]:
    """Return those of the rows that this person may see, in their order."""
    if not numbers:
        return []
    rows = model_of(kind).objects.visible_to(user).filter(pk__in=numbers)
    seen = set(rows.values_list("pk", flat=True))
    return [number for number in numbers if number in seen]


def hidden_from(user: User) -> "QuerySet[Any] | None":
    """Return the articles of which this person sees nothing, or none if they see all."""
    if user.has_perm("claims.see_confidential"):
        return None
    return Article.objects.hidden_from(user)


def ranked(kind: str, numbers: Sequence[int], parts: Sequence[Part]) -> list[int]:
    """
    Return rows best first: live before retracted, all in the name, side by side, short, new.

    The order of `numbers` counts where all else is equal.
    """
    model, base = model_of(kind), SEARCHED[kind].number * ROOM
    asked = " ".join(word for part in parts for word in part.words)
    entries = IndexEntry.objects.filter(pk__in=[base + number for number in numbers])
    words = {key - base: head for key, head in entries.values_list("pk", "head")}
    gone: set[int] = set()
    if any(field.name == "retracted_at" for field in model._meta.concrete_fields):
        taken_back = model.objects.filter(pk__in=numbers).exclude(retracted_at=None)
        gone = set(taken_back.values_list("pk", flat=True))

    def worth(number: int) -> tuple[bool, bool, bool, int]:
        head = words.get(number, "")
        within = all(f" {part.words[0]}" in f" {head}" for part in parts)
        side_by_side = f" {asked}" in f" {head}"
        return number in gone, not within, not side_by_side, len(head) if within else 0

    return sorted(numbers, key=worth)


def narrowed(
    rows: "QuerySet[Any]", typed: str, through: Sequence[str], *, user: User, start: bool
) -> "tuple[QuerySet[Any], bool]":
    """
    Return those of a list's rows that have what was typed, or hang on a row that has it.

    `through` names the relations that count; with `start`, as while somebody types, words may
    only be begun. The newest 1,000 are looked at, 200 while somebody types, and the newest 200 of
    each relation; the answer says whether there are more. What hangs on an article of which this
    person sees nothing neither counts nor takes the place of what they see.
    """
    exact = parts_of(typed)
    if not exact:
        return rows if not typed.strip() else rows.none(), False
    most, cut = MOST_OFFERED if start else MOST_LISTED, False
    hidden = hidden_from(user)
    for parts in (begun(exact),) if start else (exact, begun(exact)):
        numbers, some_left = having(rows.model, parts, through, most=most, hidden=hidden)
        cut = cut or some_left
        if numbers:
            break
    return rows.filter(pk__in=numbers), cut


def having(
    model: type[Model],
    parts: Sequence[Part],
    through: Sequence[str],
    *,
    most: int,
    hidden: "QuerySet[Any] | None",
) -> tuple[list[int], bool]:
    """
    Return the newest of a model's rows that have all parts, or whose relations have them.

    As numbers, of which there are few: a database that reckons with many reads the whole table.
    The answer says whether there are rows that were not looked at.
    """
    name = str(model._meta.model_name)
    found: set[int] = set()
    cut = False
    if name in SEARCHED:
        own = matches(name, parts, limit=most + 1, hidden=hidden)
        found, cut = set(own.numbers), own.cut
    for relation in through:
        other: Any = model._meta.get_field(relation).related_model
        kind = str(other._meta.model_name)
        theirs = matches(kind, parts, limit=MOST_RELATED + 1, hidden=hidden)
        wanted = Q(**{f"{relation}__in": theirs.numbers[:MOST_RELATED]})
        found.update(newest(model, wanted, most + 1))
        cut = cut or theirs.cut or len(theirs.numbers) > MOST_RELATED
    return sorted(found, reverse=True)[:most], cut or len(found) > most


def newest(model: type[Model], wanted: Q, most: int) -> list[int]:
    """Return the numbers of the newest rows of a model that are wanted."""
    rows = model._base_manager.filter(wanted).order_by("-pk")
    return list(rows.values_list("pk", flat=True)[:most])
