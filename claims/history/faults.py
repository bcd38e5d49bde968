"""What verification reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """
    What does not fit, and where; a row that is named carries its primary key.

    Of a row of history, `of` says what it tells about, as “Evidence 5, of claim 7k2m9xqa”.
    """

    model: str
    why: str
    pk: int | None = None
    position: int | None = None
    of: str = ""

    def __str__(self) -> str:
        place = f" {self.pk}" if self.pk else ""
        position = f" (position {self.position})" if self.position else ""
        told = f", of {self.of}" if self.of else ""
        return f"{self.model}{place}{told}{position}: {self.why}"
