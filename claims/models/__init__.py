"""What the desk keeps, a file each."""

from claims.models.article import Article, Body, SplitRun
from claims.models.attribution import Attribution
from claims.models.base import Recorded, StaleRevision, Tracked
from claims.models.claim import Claim
from claims.models.claimant import Claimant
from claims.models.evidence import Evidence
from claims.models.inquiry import Inquiry
from claims.models.journal import Journal
from claims.models.note import Note
from claims.models.rating import Rating
from claims.models.report import Report
from claims.models.ruling import Correction, Ruling
from claims.models.search import Search
from claims.models.snapshot import Snapshot
from claims.models.snapshot_request import SnapshotRequest
from claims.models.source import Source
from claims.models.split_job import SplitJob
from claims.models.tagging import Tagging
from claims.models.topic import Topic
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
    "SnapshotRequest",
    "Source",
    "SplitJob",
    "SplitRun",
    "StaleRevision",
    "Tagging",
    "Topic",
    "Tracked",
    "User",
    "Verdict",
]
