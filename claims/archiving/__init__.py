"""Copies of cited pages: values in, values out; nothing is stored here."""

from claims.archiving.capture import Capture, CaptureError, capture
from claims.archiving.revisiting import Doubt, Look, look_again
from claims.fetching import Redirect

__all__ = ["Capture", "CaptureError", "Doubt", "Look", "Redirect", "capture", "look_again"]
