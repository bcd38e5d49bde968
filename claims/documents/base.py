"""What a reader of a foreign format takes and gives."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from claims.text.blocks import Block


@dataclass(frozen=True, slots=True)
class Document:
    """
    The text of a file in normal form, its blocks, and what the file says of itself.

    `published_on` is an ISO 8601 date, maybe partial; what the file does not tell is empty.
    `pages` are the code points at which each page begins, if there are pages; `attachments` the
    names of files within the file, which were not opened.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    byline: str = ""
    publisher: str = ""
    published_on: str = ""
    language: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()
    attachments: tuple[str, ...] = ()


class DocumentError(Exception):
    """
    A file that cannot be read; str() says what was wrong and what to do.

    `code` is a stable word for the reason.
    """

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class Reader(ABC):
    """
    Reads one format.

    To add one: a module with a subclass here, and its instance in READERS. What parses a
    foreign format runs in a child process, see claims.documents.sandbox.
    """

    name: ClassVar[str]
    media_type: ClassVar[str]
    is_text: ClassVar[bool] = True  # files of the format are text, with signs of any encoding

    @abstractmethod
    def recognises(self, raw: bytes, *, name: str = "", media_type: str = "") -> bool:
        """
        Whether the content is of this reader's format.

        The file's name and a server's word are hints, for formats that bytes cannot tell apart.
        """

    @abstractmethod
    def read(self, raw: bytes, *, name: str = "", charset: str | None = None) -> Document:
        """Return the document; `charset` is what was said of it elsewhere, as by a server."""
