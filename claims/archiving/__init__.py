"""Copies of cited pages: values in, values out; nothing is stored here."""

from claims.archiving.archives import Archived, is_copy_of, read_archived
from claims.archiving.capture import Capture, CaptureError, capture
from claims.archiving.media_types import media_type_of
from claims.fetching import Redirect

__all__ = [
    "Archived",
    "Capture",
    "CaptureError",
    "Redirect",
    "capture",
    "is_copy_of",
    "media_type_of",
    "read_archived",
]
