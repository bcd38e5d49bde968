"""Fields with a meaning of their own: partial dates, web addresses, names, public ids."""

import secrets
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from claims.languages import FORM
from claims.text.dates import is_partial_date
from claims.text.marks import unbalanced_overrides
from claims.text.places import moments_of, pages_of, tidy

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
LONGEST_SLUG = 80
REMEMBERED = 5000  # words in each process as addresses show them
IDS = 2**40  # eight characters of five bits
SCRAMBLE = (0x9E3779B97F, 0xC2B2AE3D27)  # odd, so that each step can be undone


def new_public_id() -> str:
    """Return eight random base-32 characters: 2^40 ids, none of which tells an order."""
    return "".join(secrets.choice(ALPHABET) for _n in range(8))


def public_id_of(number: int) -> str:
    """
    Return eight base-32 characters that stand for a row's number, and tell no order.

    For rows that need an address and have no column for it: a sealed history has no room for one.
    """
    for step in SCRAMBLE:
        number = ((number ^ (number >> 20)) * step) % IDS
    return "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))


def number_of(public_id: str) -> int | None:
    """Return the number for which a public id stands, or nothing for what cannot be one."""
    if len(public_id) != 8 or not set(public_id) <= set(ALPHABET):  # noqa: PLR2004
        return None
    number = 0
    for character in public_id:
        number = number << 5 | ALPHABET.index(character)
    for step in reversed(SCRAMBLE):
        number = number * pow(step, -1, IDS) % IDS
        number ^= number >> 20
    return number


@lru_cache(maxsize=REMEMBERED)
def slug_of(words: str, otherwise: str) -> str:
    """Return words as an address shows them; they may change, old addresses redirect."""
    return slugify(words)[:LONGEST_SLUG].strip("-") or otherwise


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless the value is a year, a month or a day that exists."""
    if not is_partial_date(value):
        message = _("“%(value)s” is no date: write 2000, 2000-02 or 2000-02-09.")
        raise ValidationError(message, code="partial_date", params={"value": value})


def validate_language(value: str) -> None:
    """Raise ValidationError unless the value has the form of a language tag (RFC 5646)."""
    if not FORM.fullmatch(value):
        message = _("“%(value)s” is no language tag: write en, es or pt-BR, or und if unknown.")
        raise ValidationError(message, code="language", params={"value": value})


def validate_directions(value: str) -> None:
    """Raise ValidationError if marks of writing direction are opened and never closed."""
    if unbalanced_overrides(value):
        message = _(
            "This contains invisible marks of writing direction that are not closed and would "
            "turn the text around them: type it anew instead of pasting it."
        )
        raise ValidationError(message, code="directions")


def validate_pages(value: str) -> None:
    """Raise ValidationError unless the value is a page or a stretch of pages, as printed."""
    if pages_of(value) is None:
        message = _("“%(value)s” is no page: write 12, 12-14 or xii.")
        raise ValidationError(message, code="pages", params={"value": value})


def validate_time_code(value: str) -> None:
    """Raise ValidationError unless the value is a moment or a stretch of a recording."""
    if moments_of(value) is None:
        message = _("“%(value)s” is no time code: write 1:02, 1:02:03 or 1:02-1:30.")
        raise ValidationError(message, code="time_code", params={"value": value})


def validate_past(value: date) -> None:
    """Refuse a day that has not come anywhere on earth: what was done was done by now."""
    if value > timezone.now().date() + timedelta(days=1):
        message = _("This day is still to come.")
        raise ValidationError(message, code="to_come")


class PartialDateField(models.CharField):
    """A date of the outside world, as exact as it is known: ISO 8601 with reduced precision."""

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("As exact as it is known: 2000, 2000-02 or 2000-02-09."))
        super().__init__(*args, **kwargs)


class PlaceField(models.CharField):
    """A place in a source as data; it is kept in one spelling."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("max_length", 30)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the place as it is kept: hyphens for dashes, no spaces."""
        return tidy(value) if isinstance(value, str) else super().to_python(value)


class PagesField(PlaceField):
    """Pages of a document, as printed."""

    default_validators = [validate_pages]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As printed: 12, 12-14, xii."))
        super().__init__(*args, **kwargs)


class TimeCodeField(PlaceField):
    """A moment or a stretch of a recording."""

    default_validators = [validate_time_code]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("From the start: 1:02, 1:02:03, 1:02-1:30."))
        super().__init__(*args, **kwargs)


class LanguageField(models.CharField):
    """
    A language tag, whose form is checked when somebody types it.

    A row that was stored with another one can still be saved: a public ruling must stay
    correctable. For migrations it is the text column that it is stored in.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("default", "en")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Return what a migration needs to make the column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Return its form field, which checks the tag."""
        field = super().formfield(*args, **kwargs)
        if field is not None:
            field.validators.append(validate_language)
        return field


class NameField(models.CharField):
    """A name or a title, on one line, whose writing direction cannot be turned around."""

    default_validators = [validate_directions]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)


class ProseField(models.TextField):
    """A longer text whose greatest length, in characters, holds everywhere, not in forms only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))


class WebField(models.URLField):
    """A web address, http or https, without a name and password in it."""

    default_validators = [URLValidator(schemes=["http", "https"]), validate_directions]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 2000
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Return its form field, which takes an address without a scheme to be https."""
        kwargs.setdefault("assume_scheme", "https")
        return super().formfield(*args, **kwargs)


def public_id_field() -> "models.CharField[str, str]":
    """Return the field of a public id, made when the row is."""
    return models.CharField(
        _("public id"), max_length=8, unique=True, default=new_public_id, editable=False
    )
