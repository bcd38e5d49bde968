"""Who changed what, when and why, for people; and whether that record is whole."""

from claims.history.faults import Fault
from claims.history.reading import Change, FieldChange, changes
from claims.history.since import looked_back
from claims.history.standing import as_it_stood
from claims.history.timeline import Timeline
from claims.history.verification import verify

__all__ = [
    "Change",
    "Fault",
    "FieldChange",
    "Timeline",
    "as_it_stood",
    "changes",
    "looked_back",
    "verify",
]
