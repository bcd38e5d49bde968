"""Copies of cited pages: values in, values out; nothing is stored here."""

from claims.archiving.capture import Capture, CaptureError, capture
from claims.fetching import Redirect

__all__ = ["Capture", "CaptureError", "Redirect", "capture"]
