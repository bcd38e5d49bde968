"""What ingestion takes and gives."""

from dataclasses import dataclass
from typing import TypedDict

from claims.documents import Document


class Details(TypedDict, total=False):
    """What a person knows of a text; what is not empty goes before what the text says of itself."""

    title: str
    byline: str
    publisher: str
    published_on: str
    language: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """A text that may be stored, beside the bytes that it came in."""

    document: Document
    original: bytes
    media_type: str
    file_name: str = ""
    final_url: str = ""


class IngestionError(ValueError):
    """
    A text that cannot be taken in; str() says, for a journalist, what was wrong and what to do.

    `code` is a stable word for the reason.
    """

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code
