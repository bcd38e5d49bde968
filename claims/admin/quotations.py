"""What the check of a quotation found, as the desk shows it beside the evidence."""

from typing import Any, cast

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest, Least, Substr
from django.template.loader import render_to_string

from claims.models import Evidence
from claims.models.evidence import EvidenceQuerySet
from claims.models.redactable import MARK
from claims.text.fragments import passage_link

AROUND = 120  # characters shown on either side of a passage
LONGEST = 1_500  # characters of a passage that are shown


def with_passages(evidence: QuerySet) -> QuerySet:
    """Load each passage with what stands around it in its copy, and whether it is cited twice."""
    begins = Greatest(F("found_start") - AROUND, 0)
    ends = Least(F("found_end"), F("found_start") + LONGEST) + AROUND
    rows = cast("EvidenceQuerySet", evidence).with_twin().annotate(shown_from=begins)
    rows = rows.annotate(shown=Substr("snapshot__text", F("shown_from") + 1, ends - begins))
    rows = rows.select_related("snapshot").defer("snapshot__text", "snapshot__headers")
    return cast("QuerySet", rows)


def checked_quotation(piece: Any) -> str:
    """Return how a quotation stands, loaded by with_passages(), as HTML."""
    fragment = piece.finding.get("fragment", "")
    context = {
        "piece": piece,
        "passage": passage_of(piece),
        "words": piece.finding.get("words", []),
        "link": passage_link(piece.source.url, fragment),
        "likeness": round(100 * (piece.found_score or 0)),
    }
    return render_to_string("admin/claims/_quotation.html", context)


def passage_of(piece: Any) -> dict[str, str] | None:
    """Return a passage as it stands in the copy, with what stands before and behind it."""
    was_found = piece.found in (Evidence.Found.VERBATIM, Evidence.Found.NEAR)
    if not was_found or not piece.shown or MARK.fullmatch(piece.quote):  # or the law removed it
        return None
    start = piece.found_start - piece.shown_from
    end = piece.found_end - piece.shown_from
    shown = piece.shown
    is_cut = end - start > LONGEST
    return {
        "before": shown[:start],
        "words": shown[start : start + LONGEST] + "…" if is_cut else shown[start:end],
        "behind": "" if is_cut else shown[end:],
    }
