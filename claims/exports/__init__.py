"""What goes out: the claim report of an article, or of chosen claims, one file a format."""

import tempfile
from collections.abc import Iterable
from typing import IO

from claims.exports.base import Exporter, Row
from claims.exports.csv import CsvExporter
from claims.exports.json import JsonExporter
from claims.exports.rows import desk_rows, internal_rows, public_rows, published_rows
from claims.exports.warc import copies_on, export_warc
from claims.models import Article, User
from claims.models.claim import ClaimQuerySet

__all__ = ["EXPORTERS", "Exporter", "Row", "copies_on", "export", "export_claims", "export_warc"]

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
    rows = internal_rows(article, viewer) if internal else public_rows(article)
    return written(rows, EXPORTERS[name])


def export_claims(
    claims: ClaimQuerySet, name: str, *, internal: bool, viewer: User
) -> tuple[IO[bytes], Exporter]:
    """
    Return the report of these claims, which the viewer may see, as export() does.

    Raises KeyError for a format that is not in EXPORTERS.
    """
    rows = desk_rows(claims, viewer) if internal else published_rows(claims)
    return written(rows, EXPORTERS[name])


def written(rows: Iterable[Row], exporter: Exporter) -> tuple[IO[bytes], Exporter]:
    """Return the rows as an open file at its beginning, and who wrote it."""
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    exporter.write(rows, file)
    file.seek(0)
    return file, exporter
