"""Headers of static files: a drawing may hold scripts, which must never run."""

from collections.abc import MutableMapping

DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def safe_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Have browsers take a file for what it says that it is, and a drawing for nothing more."""
    headers["X-Content-Type-Options"] = "nosniff"
    if url.lower().endswith(".svg"):
        headers["Content-Security-Policy"] = DRAWING
