"""Who typed which words, and what a row said when, by history."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from claims.models.base import Recorded

END = "\x1f"  # between the words of a row, where they are one text


def typists(kinds: Sequence["QuerySet[Any]"]) -> set[int]:
    """
    Return the ids of all who ever typed or changed a word (model.WORDS) of these rows.

    Which rows there are is asked at once, then history only of kinds that have any.
    """
    numbered = [
        rows.order_by().annotate(one_of=Value(number)).values_list("one_of", "pk")
        for number, rows in enumerate(kinds)
    ]
    there: defaultdict[type[Recorded], set[int]] = defaultdict(set)
    for number, pk in numbered[0].union(*numbered[1:], all=True):
        there[kinds[number].model].add(pk)
    return set().union(*(typists_of(model, keys) for model, keys in there.items()))


def typists_of(model: type[Recorded], keys: Collection[int]) -> set[int]:
    """Return the ids of all who ever typed or changed a word of the rows of one kind."""
    versions = (
        versions_of(model)
        .filter(id__in=keys)
        .order_by("id", "history_id")
        .values("id", "history_user_id", *model.WORDS)
    )
    found: set[int] = set()
    for _pk, of_one in groupby(versions, key=lambda row: row["id"]):
        found |= changers(of_one, model.WORDS)
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


def typed_by(rows: "QuerySet[Any]", person: Any) -> "QuerySet[Any]":
    """Return those of the rows of which this person typed or changed a word: typists() in SQL."""
    versions, words = versions_of(rows.model), as_text(rows.model)
    earlier = versions.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = earlier.order_by("-history_id").annotate(typed=words).values("typed")[:1]
    nothing = Value(END * (len(rows.model.WORDS) - 1), output_field=TextField())
    own = versions.filter(id=OuterRef("pk"), history_user=person)
    compared = own.annotate(typed=words, typed_before=Coalesce(Subquery(before), nothing))
    return rows.filter(Exists(compared.exclude(typed=F("typed_before"))))


def changed_since(rows: "QuerySet[Any]", moment: Any) -> "QuerySet[Any]":
    """
    Return those of the rows that tell readers something else by now than they did at a moment.

    What was taken back, or is not public, tells them nothing.
    """
    told = as_told(rows.model)
    then = versions_of(rows.model).filter(id=OuterRef("pk"), history_date__lte=moment)
    words = then.order_by("-history_id").annotate(told=told).values("told")[:1]
    now = rows.annotate(
        told=told, told_then=Coalesce(Subquery(words), Value("", output_field=TextField()))
    )
    return now.exclude(told=F("told_then"))  # type: ignore[no-any-return]


def versions_of(model: Any) -> "QuerySet[Any]":
    """Return the history rows of a kind."""
    return model.history.model._default_manager.all()  # type: ignore[no-any-return]


class Words(Func):
    """
    All words of a row, or of a version of it, as one text; nothing and none are one.

    One expression, where Concat over Cast would be eighty: pages that ask for it stay quick, and
    SQLite's parser, which goes a hundred levels deep, can read it.
    """

    template = "(COALESCE(CAST(%(expressions)s AS text), ''))"
    arg_joiner = f" AS text), '') || '{END}' || COALESCE(CAST("
    output_field = TextField()


def as_text(model: type[Recorded]) -> Words:
    """Return the words of a kind of row."""
    return Words(*model.WORDS)


def as_told(model: type[Recorded]) -> Case:
    """Return the words of a row, or of a version of it, that readers are told."""
    fields = {field.name for field in model._meta.concrete_fields}
    told = Q(retracted_at=None) & (Q(public=True) if "public" in fields else Q())
    return Case(When(told, then=as_text(model)), default=Value(""), output_field=TextField())
