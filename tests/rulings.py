"""Rulings for tests, taken through their stages by the desk's own actions."""

from claims.actions.approve_ruling import approve_ruling
from claims.actions.correct_ruling import correct_ruling
from claims.actions.draft_ruling import draft_ruling
from claims.actions.edit_ruling import edit_ruling
from claims.actions.publish_ruling import publish_ruling
from claims.actions.submit_ruling import submit_ruling
from claims.freezing import digest_of_words, words_of
from claims.models import Correction, Evidence, Ruling
from tests.factories import (
    make_claim,
    make_editor,
    make_evidence,
    make_reporter,
    make_snapshot,
    make_source,
    make_verdict,
    rating,
)


def make_researched_claim(claim=None, label="False"):
    """Return a claim with all that the gate asks for: sources on both sides, two verdicts."""
    claim = claim or make_claim()
    for host, stance in (("archive", "supports"), ("ministry", "refutes")):
        url = f"https://{host}.example/treaty"
        source = make_source(publisher=f"The {host}".title(), url=url)
        snapshot = make_snapshot(source, "The treaty lapsed in 1996.")
        found = Evidence.Found.VERBATIM
        make_evidence(claim, source, stance=stance, snapshot=snapshot, found=found)
    for _n in range(2):
        make_verdict(claim, label)
    return claim


def make_draft(claim=None, label="False", *, by=None, **words):
    """Return a ruling that somebody began to write."""
    given = {"why": "The archive's record says otherwise.", "body": "It **lapsed** in 1996.[^e1]"}
    if claim is None:
        claim = make_researched_claim(label=label)
    return draft_ruling(claim, by=by or make_reporter(), rating=rating(label), **(given | words))


def make_submitted_ruling(claim=None, label="False", *, by=None, **words):
    """Return a ruling that waits for its second reader."""
    return submit(make_draft(claim, label, by=by, **words))


def make_approved_ruling(claim=None, label="False", *, by=None, approver=None, **words):
    """Return a ruling whose words somebody else approved."""
    return approve(make_submitted_ruling(claim, label, by=by, **words), by=approver)


def make_published_ruling(claim=None, label="False", *, by=None, approver=None, **words):
    """Return a ruling that readers see; a claim that nobody researched is researched first."""
    if claim is not None and not claim.evidence.exists():
        make_researched_claim(claim, label)
    return publish(make_approved_ruling(claim, label, by=by, approver=approver, **words))


def make_next_version(
    before, kind=Correction.Kind.CLARIFICATION, *, note="A date is added.", **words
):
    """Return the published version that corrects, or retracts, this one."""
    writer = make_editor()
    ruling = correct_ruling(before, kind=kind, note=note, by=writer)
    if words:
        ruling = edit_ruling(ruling, revision=ruling.revision, by=writer, **words)
    return publish(approve(submit(ruling)))


def submit(ruling, *, by=None):
    """Hand a draft to a second reader, as its writer."""
    return submit_ruling(ruling, revision=ruling.revision, by=by or ruling.written_by)


def approve(ruling, *, by=None):
    """Approve what the ruling says now, as an editor who wrote none of it."""
    words = digest_of_words(words_of(ruling))
    return approve_ruling(ruling, revision=ruling.revision, words=words, by=by or make_editor())


def publish(ruling, *, by=None):
    """Publish an approved ruling."""
    by = by or ruling.approved_by
    ruling = publish_ruling(ruling, revision=ruling.revision, by=by)
    return Ruling.objects.get(pk=ruling.pk)
