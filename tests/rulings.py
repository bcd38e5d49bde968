"""Rulings for tests, at each of their stages."""

from django.utils import timezone

from claims.models import Ruling
from tests.factories import make_claim, make_editor, make_reporter, rating
from tests.frozen_pages import frozen_page

Stage = Ruling.Stage


def make_draft(claim=None, label="False", *, by=None, **fields):
    """Return a ruling that somebody began to write."""
    by = by or make_reporter()
    given = {
        "why": "The archive's record says otherwise.",
        "body": "It **lapsed** in 1996.",
        **fields,
    }
    ruling = Ruling(claim=claim or make_claim(), rating=rating(label), written_by=by, **given)
    ruling.save_by(by)
    return ruling


def make_submitted_ruling(claim=None, label="False", *, by=None, **fields):
    """Return a ruling that waits for its second reader."""
    ruling = make_draft(claim, label, by=by, **fields)
    ruling.stage = Stage.IN_REVIEW
    ruling.save_by(ruling.written_by)
    return ruling


def make_approved_ruling(claim=None, label="False", *, by=None, approver=None, **fields):
    """Return a ruling whose words somebody else approved."""
    ruling = make_submitted_ruling(claim, label, by=by, **fields)
    ruling.stage, ruling.approved_by = Stage.APPROVED, approver or make_editor()
    ruling.approved_digest = "0" * 64
    ruling.save_by(ruling.approved_by)
    return ruling


def make_published_ruling(claim=None, label="False", *, by=None, approver=None, **fields):
    """Return a ruling that readers see."""
    ruling = make_approved_ruling(claim, label, by=by, approver=approver, **fields)
    ruling.stage, ruling.published_at = Stage.PUBLISHED, timezone.now()
    ruling.frozen = frozen_page(claim__id=ruling.claim.public_id)
    ruling.save_by(ruling.approved_by)
    return ruling
