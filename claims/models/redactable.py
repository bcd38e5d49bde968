"""What can be removed from a row, and what then stands in its place."""

import re
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from claims.models.base import Recorded
from claims.models.fields import LanguageField, PartialDateField

HISTORY_ALONE = {"history_change_reason"}
FILES = {"raw", "original"}
FROZEN = "frozen"
PAGE = f"{FROZEN}."
IN_PLACE = {("body", "text"), ("snapshot", "text")}  # others point into them by offsets
IN_PLACE |= {("claim", name) for name in ("quote", "prefix", "suffix")}
BOOKKEEPING = {"public_id", "receipt", "approved_digest", "media_type", "username", "edition"}
STRUCTURE = {"blocks", "pages", "overridden_rules", "names", "positions", "after", FROZEN}
PAGE_WORDS = {  # of a frozen page, what can go without the page losing its shape
    *("text", "said_where", "appearances", "chosen_because", "name", "role", "affiliation"),
    *("same_as", "title", "url", "publisher", "byline", "quote", "prefix", "suffix", "why"),
    *("key_points", "body", "not_known", "where", "note", "archived_url", "interests", "whom"),
    *("question", "answer", "reason", "by", "written_by", "approved_by", "label"),
    *("found_link", "found_words", "said_words", "terms", "remark", "later_because"),
    *("no_primary_because", "not_asked_because", "differed_because", "picture_alt"),
    *("claim_text", "translated_by", "machine"),
}
# What a program made of a quotation goes with it: the words that differ, the link to the passage.
OF_QUOTATION, FOUND_IN_PAGE = "finding", {"found_link": "", "found_words": []}
SHORTEST = len("[removed 1000]")
MARK = re.compile(r"\[removed \d+\]|https://removed\.invalid/\d+")


def redactable_models() -> dict[str, type[Recorded]]:
    """Return the models whose rows can be redacted, by name; redactions themselves cannot."""
    return {
        str(model._meta.model_name): model
        for model in apps.get_app_config("claims").get_models()
        if issubclass(model, Recorded) and model._meta.model_name != "redaction"
    }


def is_redactable(model: type[Recorded], name: str) -> bool:
    """Whether a field of such a row, or a part of its frozen page, can be removed."""
    if name.startswith(PAGE):
        return model._meta.model_name == "ruling" and name.rpartition(".")[2] in PAGE_WORDS
    if name in HISTORY_ALONE:
        return True
    field = next((field for field in model._meta.concrete_fields if field.name == name), None)
    return field is not None and holds_words(field)


def holds_words(field: "models.Field[Any, Any]") -> bool:
    """Whether what a person typed, or a file, is in a field."""
    if field.name in BOOKKEEPING | STRUCTURE or field.name.endswith("sha256"):
        return False
    if isinstance(field, models.FileField | models.JSONField | PartialDateField):
        return True
    if field.choices or field.unique or isinstance(field, models.SlugField | LanguageField):
        return False
    roomy = field.max_length is None or field.max_length >= SHORTEST
    return isinstance(field, models.CharField | models.TextField) and roomy


class Marks:
    """
    The marks that take the place of a row's contents, version by version.

    Each different content of a column has a number, so that history still shows where it was
    changed and by whom; nothing of the content can be read from it.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = [name for name in names if not name.startswith(PAGE)]
        paths = [name.split(".")[1:] for name in names if name.startswith(PAGE)]
        self.paths = [same for path in paths for same in (path, *made_of(path))]
        self.seen: dict[str, dict[str, int]] = {}

    def changes(self, row: Any) -> dict[str, Any]:
        """Return the columns of a row, or of a history row, that get a mark, each with it."""
        found = {}
        for field in row._meta.concrete_fields:
            marked = self.marked(row, field)
            if marked != field.value_from_object(row):
                found[field.attname] = marked
        return found

    def marked(self, row: Any, field: Any) -> Any:
        """Return what a column holds once what is to go is gone."""
        value = field.value_from_object(row)
        if field.name == FROZEN:
            return self.marked_page(value) if value and self.paths else value
        if field.name == OF_QUOTATION and "quote" in self.names:
            return {}
        if field.name not in self.names or field.name in FILES or not value:
            return value
        model = getattr(row, "instance_type", type(row))._meta.model_name
        if (model, field.name) in IN_PLACE:
            return covered(value)
        if isinstance(field, PartialDateField):
            return ""
        return self.replaced(value, field.name)

    def marked_page(self, page: dict[str, Any]) -> Any:
        """Return a frozen page without the words that the paths lead to."""
        for path in self.paths:
            page = self.without(page, path, ".".join([FROZEN, *path]))
        return page

    def without(self, part: Any, path: list[str], column: str) -> Any:
        """Return a part of a page without what the path leads to; of a list, in all its rows."""
        if not path:
            gone = column.rpartition(".")[2]
            return FOUND_IN_PAGE[gone] if gone in FOUND_IN_PAGE else self.replaced(part, column)
        first, *rest = path
        if isinstance(part, list):
            cites = {row.get("cite") for row in part if isinstance(row, dict)}
            if first in cites:
                return [self.without(r, rest, column) if r["cite"] == first else r for r in part]
            return [self.without(row, path, column) for row in part]
        if isinstance(part, dict) and first in part:
            return {**part, first: self.without(part[first], rest, column)}
        return part

    def replaced(self, value: Any, column: str) -> Any:
        """Return a value with a mark in the place of each text in it."""
        if isinstance(value, str):
            return self.mark(value, column) if value else value
        if isinstance(value, list):
            return [self.replaced(entry, column) for entry in value]
        if isinstance(value, dict):
            return {key: self.replaced(entry, column) for key, entry in value.items()}
        return value

    def mark(self, text: str, column: str) -> str:
        """Return the mark for a text: the same again for the same, in the form of an address."""
        if MARK.fullmatch(text):
            return text
        numbers = self.seen.setdefault(column, {})
        number = numbers.setdefault(text, len(numbers) + 1)
        if "://" in text and " " not in text:
            return f"https://removed.invalid/{number}"
        return f"[removed {number}]"


def made_of(path: list[str]) -> list[list[str]]:
    """Return the paths of what a page has beside a piece's quotation that was made from it."""
    is_quotation = path[0] == "evidence" and path[-1] == "quote"
    return [[*path[:-1], name] for name in FOUND_IN_PAGE] if is_quotation else []


def covered(text: str) -> str:
    """Return a text of the same length and lines of which nothing can be read."""
    return "".join("\n" if character == "\n" else "█" for character in text)
