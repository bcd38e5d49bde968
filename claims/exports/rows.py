"""The rows of an article's claim report: what is published, or all that the desk has but notes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from django.conf import settings

from claims.addresses import ruling_address
from claims.exports.base import Row
from claims.frozen import FrozenEvidence, FrozenPage
from claims.models import Article, Claim, Ruling, User, Verdict


def public_rows(article: Article) -> Iterator[Row]:
    """Yield a row for each claim whose ruling readers can see, from its frozen page."""
    rulings = Ruling.objects.published().current().filter(claim__article=article)
    for ruling in rulings.order_by("claim__start", "claim__end", "claim_id"):
        yield public_row(ruling)


def public_row(ruling: Ruling) -> Row:
    """Return what was published, as a row."""
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
        corrections=correction_notes(ruling),
    )


def correction_notes(ruling: Ruling) -> list[str]:
    """Return the public notes of this version and those before it."""
    older = Ruling.objects.published().filter(claim=ruling.claim_id, version__lte=ruling.version)
    pages = [cast("FrozenPage", page) for page in older.values_list("frozen", flat=True)]
    notes = [page["correction"] for page in sorted(pages, key=lambda page: page["version"])]
    return [f"{note['kind']}: {note['note']}" for note in notes if note]


def cited(piece: FrozenEvidence) -> str:
    """Return a piece of evidence in one line."""
    source = piece["source"]
    named = [source["publisher"], source["title"], source["published_on"], source["url"]]
    return f"{piece['stance']}: {', '.join(filter(None, named))}"


def internal_rows(article: Article, viewer: User | None) -> Iterator[Row]:
    """
    Yield a row for each live claim, ruled or not, with the desk's work on it but no notes.

    Verdicts are those that `viewer` may see; without a viewer, who runs the machine sees all.
    """
    claims = article.claims.live().select_related("article", "body", "split_run", "assignee")
    for claim in claims.in_text_order():
        yield internal_row(claim, viewer)


def internal_row(claim: Claim, viewer: User | None) -> Row:
    """Return a claim as it stands at the desk."""
    rulings = claim.rulings.live().select_related("rating", "written_by", "approved_by")
    ruling = rulings.order_by("-version").first()
    published = rulings.filter(stage__in=["published", "retracted"]).first()
    row = public_row(published) if published else unruled(claim)
    if ruling is not None and ruling != published:
        row = replace(row, **in_hand(ruling))
    return replace(row, **desk_columns(claim, viewer))


def unruled(claim: Claim) -> Row:
    """Return a claim that has no public ruling."""
    names = claim.attributions.live().values_list("claimant__name", flat=True)
    evidence = claim.evidence.live().select_related("source").order_by("number")
    return Row(
        claim_id=claim.public_id,
        claim=claim.text,
        kind=claim.kind,
        claimants=list(names),
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
        evidence=[f"{piece.stance}: {piece.source}" for piece in evidence],
        override="",
        corrections=[],
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


def desk_columns(claim: Claim, viewer: User | None) -> dict[str, Any]:
    """Return the columns that only the desk sees."""
    verdicts = Verdict.objects.visible_to(viewer) if viewer else Verdict.objects.all()
    given = verdicts.live().filter(claim=claim).select_related("reviewer", "rating")
    return {
        "claim": claim.text,
        "state": claim.state,
        "origin": str(claim.split_run or "by hand"),
        "worthiness": claim.worthiness,
        "chosen_because": claim.chosen_because,
        "assignee": str(claim.assignee or ""),
        "drop_reason": claim.drop_reason,
        "verdicts": [f"{v.reviewer}: {v.rating}: {v.reasoning}" for v in given],
        "searches": [f"{s}: {s.get_outcome_display()}" for s in claim.searches.live()],
        "inquiries": [f"{i}: {i.answer}" for i in claim.inquiries.live()],
    }
