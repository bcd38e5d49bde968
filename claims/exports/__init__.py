"""What goes out: an article's claim report, one file a format."""

import tempfile
from typing import IO

from claims.exports.base import Exporter, Row
from claims.exports.csv import CsvExporter
from claims.exports.json import JsonExporter
from claims.exports.rows import internal_rows, public_rows
from claims.exports.warc import copies_on, export_warc
from claims.models import Article, User

__all__ = ["EXPORTERS", "Exporter", "Row", "copies_on", "export", "export_warc"]

EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter for exporter in (CsvExporter(), JsonExporter())
}


def export(
    article: Article, name: str, *, internal: bool = False, viewer: User | None = None
) -> tuple[IO[bytes], Exporter]:
    """
    Return the article's claim report as an open file at its beginning, and who wrote it.

    Raises KeyError for a format that is not in EXPORTERS.
    """
    exporter = EXPORTERS[name]
    rows = internal_rows(article, viewer) if internal else public_rows(article)
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    exporter.write(rows, file)
    file.seek(0)
    return file, exporter
