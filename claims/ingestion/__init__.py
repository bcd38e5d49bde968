"""Bringing articles in, from whatever the desk has them in: values out, nothing stored."""

from claims.ingestion.rules import check_size
from claims.ingestion.sources import from_file, from_text, from_url
from claims.ingestion.values import Details, Ingested, IngestionError

__all__ = [
    "Details",
    "Ingested",
    "IngestionError",
    "check_size",
    "from_file",
    "from_text",
    "from_url",
]
