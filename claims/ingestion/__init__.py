"""Bringing articles in, from whatever the desk has them in: values out, nothing stored."""

from claims.ingestion.carrying import packed, unpacked
from claims.ingestion.citations import cited_file, cited_page
from claims.ingestion.rules import check_size, restated
from claims.ingestion.sources import from_file, from_text, from_url
from claims.ingestion.values import Details, Ingested, IngestionError

__all__ = [
    "Details",
    "Ingested",
    "IngestionError",
    "check_size",
    "cited_file",
    "cited_page",
    "from_file",
    "from_text",
    "from_url",
    "packed",
    "restated",
    "unpacked",
]
