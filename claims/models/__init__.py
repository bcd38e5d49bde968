"""What the desk keeps, a file each."""

from claims.models.article import Article, Body, SplitRun
from claims.models.attachment import Attachment
from claims.models.attribution import Attribution
from claims.models.base import Recorded, StaleRevision, Tracked
from claims.models.bulk_job import BulkJob, BulkLine
from claims.models.checkpoint import Checkpoint
from claims.models.claim import Claim
from claims.models.claimant import Claimant
from claims.models.distinction import Distinction
from claims.models.evidence import Evidence
from claims.models.fingerprint import Fingerprint
from claims.models.index_entry import IndexEntry
from claims.models.inquiry import Inquiry
from claims.models.journal import Journal
from claims.models.kept_page import KeptPage
from claims.models.listing import Listing, ListingTag, ListingWords
from claims.models.note import Note
from claims.models.notification import Notification
from claims.models.policy import Policy
from claims.models.purge import Purge
from claims.models.rating import Rating
from claims.models.redaction import Redaction
from claims.models.report import Report
from claims.models.rule_set import RuleSet
from claims.models.ruling import Correction, Ruling
from claims.models.scale import Scale
from claims.models.search import Search
from claims.models.sign_in import SignIn
from claims.models.snapshot import Snapshot
from claims.models.snapshot_request import SnapshotRequest
from claims.models.source import Source
from claims.models.source_tie import SourceTie
from claims.models.spelling import Spelling
from claims.models.split_job import SplitJob
from claims.models.standard import Standard
from claims.models.tagging import Tagging
from claims.models.topic import Topic
from claims.models.user import Membership, User
from claims.models.verdict import Verdict
from claims.models.visit import Acknowledgement, Visit

__all__ = [
    "Acknowledgement",
    "Article",
    "Attachment",
    "Attribution",
    "Body",
    "BulkJob",
    "BulkLine",
    "Checkpoint",
    "Claim",
    "Claimant",
    "Correction",
    "Distinction",
    "Evidence",
    "Fingerprint",
    "IndexEntry",
    "Inquiry",
    "Journal",
    "KeptPage",
    "Listing",
    "ListingTag",
    "ListingWords",
    "Membership",
    "Note",
    "Notification",
    "Policy",
    "Purge",
    "Rating",
    "Recorded",
    "Redaction",
    "Report",
    "RuleSet",
    "Ruling",
    "Scale",
    "Search",
    "SignIn",
    "Snapshot",
    "SnapshotRequest",
    "Source",
    "SourceTie",
    "Spelling",
    "SplitJob",
    "SplitRun",
    "StaleRevision",
    "Standard",
    "Tagging",
    "Topic",
    "Tracked",
    "User",
    "Verdict",
    "Visit",
]
