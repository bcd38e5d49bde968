"""What the desk keeps, a file each."""

from claims.models.article import Article, Body, SplitRun
from claims.models.base import Recorded, StaleRevision, Tracked
from claims.models.claim import Claim
from claims.models.claimant import Attribution, Claimant
from claims.models.deskwork import Inquiry, Note, Report, Search
from claims.models.evidence import Evidence
from claims.models.journal import Journal
from claims.models.rating import Rating
from claims.models.ruling import Correction, Ruling
from claims.models.source import Snapshot, Source
from claims.models.topic import Tagging, Topic
from claims.models.user import Membership, User
from claims.models.verdict import Verdict

__all__ = [
    "Article",
    "Attribution",
    "Body",
    "Claim",
    "Claimant",
    "Correction",
    "Evidence",
    "Inquiry",
    "Journal",
    "Membership",
    "Note",
    "Rating",
    "Recorded",
    "Report",
    "Ruling",
    "Search",
    "Snapshot",
    "Source",
    "SplitRun",
    "StaleRevision",
    "Tagging",
    "Topic",
    "Tracked",
    "User",
    "Verdict",
]
