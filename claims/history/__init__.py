"""Who changed what, when and why, for people; and whether that record is whole."""

from claims.history.reading import Change, FieldChange, changes
from claims.history.verification import Fault, verify

__all__ = ["Change", "Fault", "FieldChange", "changes", "verify"]
