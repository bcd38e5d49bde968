"""The rows of an article's claim report: what is published, or all that the desk has but notes."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from claims.addresses import ruling_address
from claims.exports.base import Row
from claims.frozen import FrozenEvidence, FrozenPage
from claims.models import Article, Claim, Ruling, User, Verdict
from claims.models.claim import ClaimQuerySet
from claims.text.dates import Order, order_to_claim

CHUNK = 500  # claims that are loaded at a time, with what hangs on them
HAND = "hand"  # the origin of a claim that a person added, in place of a splitter's name


def public_rows(article: Article) -> Iterator[Row]:
    """Yield a row for each claim of the article whose ruling readers can see."""
    return published_rows(article.claims.all())


def published_rows(claims: ClaimQuerySet) -> Iterator[Row]:
    """Yield a row for each of the claims whose ruling readers can see, from its frozen page."""
    rulings = Ruling.objects.published().originals().filter(claim__in=claims.order_by())
    order = ("claim__article", "claim__start", "claim__end", "claim_id", "version")
    ordered = rulings.order_by(*order)
    for _claim, versions in groupby(ordered, key=attrgetter("claim_id")):
        row = public_row(list(versions))
        if row is not None:
            yield row


def public_row(versions: list[Ruling]) -> Row | None:
    """Return a claim's public versions, the oldest first, as a row: what stands now, if any."""
    ruling = next((version for version in versions if version.is_current), None)
    if ruling is None:
        return None
    page = ruling.page
    override = page["override"]
    return Row(
        claim_id=page["claim"]["id"],
        claim=page["claim"]["text"],
        kind=page["claim"]["kind"],
        claimants=[claimant["name"] for claimant in page["claim"]["claimants"]],
        quote=page["passage"]["quote"],
        start=page["passage"]["start"],
        end=page["passage"]["end"],
        article_id=page["article"]["id"],
        article_title=page["article"]["title"],
        article_url=page["article"]["url"],
        rating=page["rating"]["label"],
        rating_value=page["rating"]["value"],
        why=page["why"],
        body=page["body"],
        not_known=page["not_known"],
        version=page["version"],
        stage=ruling.stage,
        written_by=", ".join(page["written_by"]),
        approved_by=page["approved_by"],
        published_at=page["published_at"],
        url=settings.SITE_URL + ruling_address(page),
        evidence=[cited(piece) for piece in page["evidence"]],
        override=f"{override['reason']}: {'; '.join(override['rules'])}" if override else "",
        corrections=correction_notes(versions),
        medium=page["claim"]["said_medium"] or page["article"]["medium"],
        said_at=page["claim"]["said_at"],
        later_evidence=[cited(p) for p in page["evidence"] if is_later(p, page)],
        quotations=[checked(piece) for piece in page["evidence"] if piece["quote"]],
    )


def is_later(piece: FrozenEvidence, page: FrozenPage) -> bool:
    """Whether a piece of evidence is from after the claim was made."""
    said_on, printed_on = page["claim"]["said_on"], page["article"]["published_on"]
    return order_to_claim(piece["source"]["published_on"], said_on, printed_on) == Order.LATER


def correction_notes(versions: list[Ruling]) -> list[str]:
    """Return the public notes of these versions."""
    notes = [version.page["correction"] for version in versions]
    return [f"{note['kind']}: {note['note']}" for note in notes if note]


def cited(piece: FrozenEvidence) -> str:
    """Return a piece of evidence in one line."""
    source = piece["source"]
    named = [source["publisher"], source["title"], source["published_on"], source["url"]]
    return f"{piece['stance']}: {', '.join(filter(None, named))}"


def checked(piece: FrozenEvidence) -> str:
    """Return how a quotation stands in its stored copy, in one line."""
    place = f", page {piece['found_page']}" if piece["found_page"] else ""
    copy = f" in the copy of {piece['found_in']}{place}" if piece["found_in"] else ""
    return f"{piece['cite']}: {piece['found']}{copy}"


def internal_rows(article: Article, viewer: User | None) -> Iterator[Row]:
    """
    Yield a row for each live claim of the article, as desk_rows() does.

    Who runs the machine asks without a viewer.
    """
    return desk_rows(article.claims.all(), viewer)


def desk_rows(claims: ClaimQuerySet, viewer: User | None) -> Iterator[Row]:
    """
    Yield a row for each live claim, ruled or not, with the desk's work on it but no notes.

    Verdicts are those that `viewer` may see; without a viewer, who runs the machine sees all.
    """
    verdicts = Verdict.objects.visible_to(viewer) if viewer else Verdict.objects.all()
    given = verdicts.live().select_related("reviewer", "rating")
    stand_ins = Claim.objects.filter(merged_claims__in=claims.order_by())
    seen = set((stand_ins.visible_to(viewer) if viewer else stand_ins).values_list("pk", flat=True))
    loaded = claims.live().for_export().order_by("article", "start", "end", "pk")
    loaded = loaded.prefetch_related(Prefetch("verdicts", given, to_attr="verdicts_shown"))
    for claim in loaded.iterator(chunk_size=CHUNK):
        yield internal_row(claim, seen)


def internal_row(claim: Any, seen: Collection[int]) -> Row:
    """
    Return a claim, loaded as internal_rows() does, as it stands at the desk.

    What it was merged into is named if that is among the claims that were `seen`.
    """
    versions = sorted(claim.live_rulings, key=attrgetter("version"))
    row = public_row([version for version in versions if version.is_public]) or unruled(claim)
    if versions and not versions[-1].is_public:
        row = replace(row, **in_hand(versions[-1]))
    into = claim.merged_into if claim.merged_into_id in seen else None
    return replace(row, **desk_columns(claim), merged_into=public_id_of(into))


def unruled(claim: Any) -> Row:
    """Return a claim that has no public ruling."""
    return Row(
        claim_id=claim.public_id,
        claim=claim.text,
        kind=claim.kind,
        claimants=[row.claimant.name for row in claim.live_attributions],
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        article_id=claim.article.public_id,
        article_title=claim.article.title,
        article_url=claim.article.url,
        rating="",
        rating_value=None,
        why="",
        body="",
        not_known="",
        version=None,
        stage="",
        written_by="",
        approved_by="",
        published_at="",
        url="",
        evidence=[f"{piece.stance}: {piece.source}" for piece in claim.live_evidence],
        override="",
        corrections=[],
        medium=claim.said_medium or claim.article.medium,
        said_at=claim.said_at,
        later_evidence=[
            f"{piece.stance}: {piece.source}"
            for piece in claim.live_evidence
            if claim.order_of(piece.source.published_on) == Order.LATER
        ],
        quotations=[f"{piece.cite}: {piece.found}" for piece in claim.live_evidence if piece.quote],
    )


def in_hand(ruling: Ruling) -> dict[str, Any]:
    """Return the columns of a version that is being worked on."""
    return {
        "rating": ruling.rating.label,
        "rating_value": ruling.rating.value,
        "why": ruling.why,
        "body": ruling.body,
        "not_known": ruling.not_known,
        "version": ruling.version,
        "stage": ruling.stage,
        "written_by": str(ruling.written_by),
        "approved_by": str(ruling.approved_by or ""),
        "override": ruling.override_reason,
    }


def desk_columns(claim: Any) -> dict[str, Any]:
    """Return the columns that only the desk sees."""
    return {
        "claim": claim.text,
        "state": claim.state,
        "origin": str(claim.split_run or HAND),
        "worthiness": claim.worthiness,
        "chosen_because": claim.chosen_because,
        "assignee": str(claim.assignee or ""),
        "drop_reason": claim.drop_reason,
        "verdicts": [f"{v.reviewer}: {v.rating}: {v.reasoning}" for v in claim.verdicts_shown],
        "searches": [f"{s}: {s.get_outcome_display()}" for s in claim.live_searches],
        "inquiries": [f"{i}: {i.answer or i.get_outcome_display()}" for i in claim.live_inquiries],
        "split_from": public_id_of(claim.split_from),
    }


def public_id_of(claim: Claim | None) -> str:
    """Return a claim's public id, or nothing for none."""
    return claim.public_id if claim else ""
