"""Rows as comma-separated values."""

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, fields
from typing import IO, Any

from claims.exports.base import Exporter, Row

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what spreadsheets run


class CsvExporter(Exporter):
    """A header and one line for each row, in UTF-8."""

    name = "csv"
    content_type = "text/csv; charset=utf-8"

    def write(self, rows: Iterable[Row], out: IO[bytes]) -> None:
        """Write the rows; a cell that a spreadsheet would run is quoted."""
        text = io.TextIOWrapper(
            out, encoding="utf-8", errors="replace", newline="", write_through=True
        )
        writer = csv.writer(text)
        writer.writerow(field.name for field in fields(Row))
        writer.writerows([inert(flat(cell)) for cell in astuple(row)] for row in rows)
        text.detach()


def flat(cell: Any) -> Any:
    """Return a cell as one value: lists joined, nothing for what is not known."""
    if isinstance(cell, list | tuple):
        return " | ".join(map(str, cell))
    return "" if cell is None else cell


def inert(cell: Any) -> Any:
    """Return the cell so that no spreadsheet takes it for a formula, full-width forms included."""
    if not isinstance(cell, str):
        return cell
    seen = unicodedata.normalize("NFKC", cell).lstrip(" \ufeff\u200b\u00a0")
    starts = cell.startswith(FORMULA_STARTS) or seen.startswith(FORMULA_STARTS)
    return f"'{cell}" if starts else cell
