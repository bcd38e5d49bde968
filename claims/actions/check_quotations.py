"""Look quoted passages up in the stored copies of their sources."""

import logging
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from claims import policy
from claims.actions.void_approvals import void_approvals
from claims.models import Evidence, Recorded, Snapshot, Source, User
from claims.models.evidence import UNCHECKED
from claims.models.journal import recorded
from claims.text.fragments import page_fragment, text_fragment
from claims.text.pages import page_at, page_named, span_of
from claims.text.quotations import Found, State, check

logger = logging.getLogger(__name__)

MOST_COPIES = 10  # the newest ones with different texts
RANK = {State.ABSENT: 0, State.NEAR: 1, State.VERBATIM: 2}
PDF = "application/pdf"
VOID = "the approval is void: a check found a quotation otherwise than it was when it was read"


def check_quotations(evidence: Iterable[Evidence], *, by: User) -> int:
    """
    Look each passage up in its source's copies, keep what was found, and return how many changed.

    What is kept is the machine's doing, whoever asks. Texts are read before the journal is held;
    what changed meanwhile is left to the check that follows that change. It is no transaction.
    Raises PermissionDenied if `by` may not change the evidence.
    """
    changed = 0
    for piece in evidence:
        if not (by.is_machine or policy.may_change(by, piece)):
            raise PermissionDenied
        newest = newest_copy(piece)
        findings, reason = look_up(piece)
        changed += keep(piece, findings, newest=newest, reason=reason)
    return changed


def recheck(row: Recorded) -> None:
    """
    Check what a change of this row unsettles once the transaction is through: call it within one.

    Of a source that gained a copy that is every passage from it, of evidence its own; other rows
    unsettle nothing. What fails is logged, and spoils nothing that was saved.
    """
    if isinstance(row, Source):
        rows = Evidence.objects.quoting().filter(source=row)
    elif isinstance(row, Evidence):
        rows = Evidence.objects.live().filter(pk=row.pk).select_related("source")
    else:
        return
    waiting = rows.all()

    def check_as_machine() -> None:  # has a name by which Django logs what fails, unlike a partial
        check_quotations(waiting, by=User.objects.machine())

    transaction.on_commit(check_as_machine, robust=True)


def newest_copy(piece: Evidence) -> int | None:
    """Return the id of the copy of a source that was stored last."""
    newest: int | None = piece.source.snapshots.aggregate(newest=Max("pk"))["newest"]
    return newest


def look_up(piece: Evidence) -> tuple[dict[str, Any], str]:
    """Return what to keep of a check, and why: the best over the copies, of equals the newest."""
    best: tuple[Snapshot, Found] | None = None
    for copy in copies_of(piece):
        found = check(piece.quote, copy.text, within=hinted(piece, copy))
        if best is None or worth(found) > worth(best[1]):
            best = copy, found
        if found.state == State.VERBATIM:
            break
    if best is None:
        return UNCHECKED, "there is nothing to check, or nothing to check it against"
    return findings_of(*best), f"checked against the copy of {best[0].fetched_at:%Y-%m-%d}"


def copies_of(piece: Evidence) -> Iterable[Snapshot]:
    """Yield the source's newest copies that can be read, each text once, one in memory."""
    copies = piece.source.snapshots.exclude(text="").order_by("-fetched_at", "-pk")
    known = copies.values_list("pk", "text_sha256") if piece.quote.strip() else []
    texts: dict[str, int] = {}
    for pk, digest in known:
        texts.setdefault(digest, pk)
    for pk in [*texts.values()][:MOST_COPIES]:
        yield Snapshot.objects.get(pk=pk)


def hinted(piece: Evidence, copy: Snapshot) -> tuple[int, int] | None:
    """Return the stretch of a copy that the evidence names as a page."""
    return span_of(
        copy.pages, page_named(f"p. {piece.pages}" if piece.pages else piece.where), len(copy.text)
    )


def worth(found: Found) -> tuple[int, float]:
    """Return by what one find is better than another."""
    return RANK[found.state], found.score


def findings_of(copy: Snapshot, found: Found) -> dict[str, Any]:
    """Return what to keep of a find, by column."""
    page = None if found.start is None else page_at(copy.pages, found.start)
    finding = {
        "words": [asdict(change) for change in found.words],
        "declared": found.declared,
        "places": found.places,
        "slight": found.is_slight,
        "fragment": fragment_of(copy, found, page),
    }
    return {
        "snapshot_id": copy.pk,
        "found": str(found.state),
        "found_score": found.score,
        "found_start": found.start,
        "found_end": found.end,
        "found_page": page,
        "finding": finding,
    }


def fragment_of(copy: Snapshot, found: Found, page: int | None) -> str:
    """Return the fragment of an address that opens the source at the passage, if it was found."""
    if found.start is None or found.end is None:
        return ""
    if copy.media_type == PDF:
        return page_fragment(page) if page else ""
    return text_fragment(copy.text, found.start, found.end, is_unique=found.places == 1)


@recorded
def keep(piece: Evidence, findings: dict[str, Any], *, newest: int | None, reason: str) -> bool:
    """Note what was found, unless it is known, or the passage or the copies changed meanwhile."""
    row = Evidence.objects.select_for_update().select_related("source").get(pk=piece.pk)
    outdated = row.asks != piece.asks or newest_copy(row) != newest
    if outdated or row.is_retracted or row.findings == findings:
        return False
    row.take(findings)
    machine = User.objects.machine()
    row.save_by(machine, reason, aside=True)
    void_approvals(row, by=machine, reason=VOID)
    number, state = row.pk, row.found
    transaction.on_commit(lambda: logger.info("evidence %s: quotation %s", number, state))
    return True
