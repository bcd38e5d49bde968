"""What redactions removed from history, and whether that alone is gone."""

from collections import defaultdict
from typing import Any

from claims.history import journal
from claims.history.journal import Entry
from claims.models import Recorded, Redaction
from claims.models.redactable import FROZEN, OF_QUOTATION, PAGE
from claims.models.sealing import removal_of, rest_of_values


class Redactions:
    """The redactions on record, by the positions of the rows that they name."""

    def __init__(self) -> None:
        self.by_position: dict[int, list[Redaction]] = defaultdict(list)
        for redaction in Redaction.objects.done().order_by("done_at", "pk"):
            for position in redaction.after:
                self.by_position[int(position)].append(redaction)

    def concern(self, entry: Entry) -> bool:
        """Whether something was removed from this row, or a redaction on record says so."""
        cut = entry.salt is not None and entry.salt.startswith("{")
        return cut or entry.position in self.by_position

    def fault(self, entry: Entry) -> str:
        """Return why what is missing from a row is more, or less, than a redaction tells."""
        found = self.by_position.get(entry.position, [])
        own = [r for r in found if f"historical{r.kind}" == entry.model._meta.model_name]
        if not own:
            return "its content was removed, and no redaction on record says so"
        removal = removal_of(entry.salt)
        if removal is None:
            return "what was removed is there again"
        told = {name for redaction in own for name in columns_of(redaction)}
        more = sorted(set(removal.leaves) - told)
        if more:
            return f"more was removed than its redaction says: {', '.join(more)}"
        names, values = journal.values(entry)
        rest = rest_of_values(entry.model._meta.label, names, values, entry.salt)
        if own[-1].after[str(entry.position)] != rest:
            return "its content was changed after its redaction"
        if journal.digest(entry) not in (None, entry.digest):
            return "what its redaction left is not what was sealed"
        return ""


def columns_of(redaction: Redaction) -> set[str]:
    """Return the columns of history rows that a redaction may have removed contents from."""
    named = {FROZEN if name.startswith(PAGE) else name for name in redaction.names}
    return named | {OF_QUOTATION} if "quote" in named else named


def is_removed(row: Recorded, name: str) -> bool:
    """Whether a redaction on record removed a field of a row that history does not keep."""
    done: Any = Redaction.objects.of_row(row).values_list("names", flat=True)
    return any(name in names for names in done)
