"""Copies of cited pages: values in, values out; nothing is stored here."""

from claims.archiving.capture import Capture, CaptureError, capture
from claims.archiving.media_types import media_type_of
from claims.fetching import Redirect

__all__ = ["Capture", "CaptureError", "Redirect", "capture", "media_type_of"]
