"""What an export writes: one row a claim, the same columns in every format."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, ClassVar


@dataclass(frozen=True, slots=True)
class Row:
    """
    One claim with its ruling: the columns of every export, in their order.

    Columns are added at the end and never renamed. Lists are joined by " | " in flat formats.
    Internal exports fill the columns from `state` to `merged_into`; public ones leave them empty.
    """

    claim_id: str
    claim: str
    kind: str
    claimants: list[str]
    quote: str
    start: int
    end: int
    article_id: str
    article_title: str
    article_url: str
    rating: str
    rating_value: int | None
    why: str
    body: str
    not_known: str
    version: int | None
    stage: str
    written_by: str
    approved_by: str
    published_at: str
    url: str
    evidence: list[str]
    override: str
    corrections: list[str]
    state: str = ""
    origin: str = ""
    worthiness: float | None = None
    chosen_because: str = ""
    assignee: str = ""
    drop_reason: str = ""
    verdicts: list[str] | None = None
    searches: list[str] | None = None
    inquiries: list[str] | None = None
    split_from: str = ""
    merged_into: str = ""
    medium: str = ""
    said_at: str = ""
    later_evidence: list[str] | None = None
    quotations: list[str] | None = None


class Exporter(ABC):
    """Writes rows to a file. To add one: one module here, one name in EXPORTERS."""

    name: ClassVar[str]
    content_type: ClassVar[str]

    @abstractmethod
    def write(self, rows: Iterable[Row], out: IO[bytes]) -> None:
        """Write the rows to `out` one by one, without holding all of them."""
