"""What verification reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit, and where; a row that is named carries its primary key."""

    model: str
    why: str
    pk: int | None = None
    position: int | None = None

    def __str__(self) -> str:
        place = f" {self.pk}" if self.pk else ""
        position = f" (position {self.position})" if self.position else ""
        return f"{self.model}{place}{position}: {self.why}"
