"""What a text and its details must be before anything of them is stored."""

import textwrap
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.documents import Document
from claims.fetching import FetchError
from claims.fetching.targets import read_target
from claims.ingestion.language import language_of
from claims.ingestion.values import Details, IngestionError
from claims.text.blocks import normalise
from claims.text.marks import unbalanced_overrides

NAME_CHARACTERS = 300
SHORT_TITLE = 100
ONE_LINERS: dict[str, Promise] = {
    "title": gettext_lazy("title"),
    "byline": gettext_lazy("byline"),
    "publisher": gettext_lazy("publisher"),
    "url": gettext_lazy("address"),
}


def completed(document: Document, details: Details, *, url: str = "") -> Document:
    """
    Return the document with the details given, a title and a language.

    Raises IngestionError if the text is empty or too long, or a detail is not fit to be shown.
    """
    check_text(document)
    typed = {**details, "url": url or document.url}
    given: dict[str, Any] = {name: _on_one_line(str(value)) for name, value in typed.items()}
    document = replace(document, **{name: value for name, value in given.items() if value})
    document = replace(document, title=document.title or _opening(document))
    check_details(document)
    return replace(document, language=language_of(document.text, document.language))


def restated(document: Document, details: Details, *, url: str) -> Document:
    """
    Return the document with exactly these details, which a person has looked at.

    Only a title and a language that are left empty are found in the text. Raises IngestionError.
    """
    typed = {**details, "url": url}
    stated: dict[str, Any] = {name: _on_one_line(str(value)) for name, value in typed.items()}
    document = replace(document, **stated)
    document = replace(document, title=document.title or _opening(document))
    check_details(document)
    return replace(document, language=language_of(document.text, document.language))


def check_size(size: int, limit: int | None = None) -> None:
    """Refuse more bytes than an article's text can have, or than another limit."""
    most = settings.ARTICLE_MAX_BYTES if limit is None else limit
    if size > most:
        message = _("This is larger than %(limit)s MB. Give only the part that you want to check.")
        raise IngestionError(message % {"limit": f"{most / 1_000_000:g}"}, code="too_large")


def check_text(document: Document) -> None:
    """Refuse a text without words, and one that is too long to work on."""
    if not document.blocks:
        message = _("There is no text in this. Paste the article's text, or choose another file.")
        raise IngestionError(message, code="empty")
    length, limit = len(document.text), settings.ARTICLE_MAX_CHARACTERS
    if length > limit:
        message = _(
            "The text is %(length)s characters long; at most %(limit)s can be taken in."
            " Give only the part that you want to check."
        )
        raise IngestionError(message % {"length": length, "limit": limit}, code="too_long")


def check_details(document: Document) -> None:
    """Refuse names that are too long or turn their surroundings around, and wrong addresses."""
    for name, label in ONE_LINERS.items():
        value = getattr(document, name)
        if unbalanced_overrides(value):
            message = _(
                "The %(what)s contains invisible marks that turn the direction of writing and do"
                " not turn it back. Type the %(what)s anew instead of pasting it."
            )
            raise IngestionError(message % {"what": label}, code="directions")
        if name != "url" and len(value) > NAME_CHARACTERS:
            message = _(
                "The %(what)s is %(length)s characters long; at most %(limit)s fit. Shorten it."
            )
            params = {"what": label, "length": len(value), "limit": NAME_CHARACTERS}
            raise IngestionError(message % params, code=f"{name}_too_long")
    if document.url:
        check_address(document.url)


def check_address(url: str) -> None:
    """Refuse what is not a plain web address."""
    try:
        read_target(url)
    except FetchError as error:
        raise IngestionError(str(error), code=error.code) from error


def _on_one_line(value: str) -> str:
    """Return a detail in normal form, without line breaks."""
    return " ".join(normalise(value).split())


def _opening(document: Document) -> str:
    """Return the first words of a text that has no title."""
    first = document.blocks[0]
    return textwrap.shorten(document.text[first.start : first.end], SHORT_TITLE, placeholder="…")
