"""How a ruling becomes the page that readers see: its words, their digest, the frozen version."""

import hashlib
import json
from typing import Any

from django.db.models import Min
from django.utils import timezone, translation

from claims.frozen import (
    FORMAT,
    FrozenArticle,
    FrozenClaim,
    FrozenClaimant,
    FrozenCorrection,
    FrozenEvidence,
    FrozenInquiry,
    FrozenJournal,
    FrozenOverride,
    FrozenPage,
    FrozenPassage,
    FrozenRating,
    FrozenSource,
    FrozenWords,
)
from claims.gate import check, sentences
from claims.models import (
    Article,
    Claim,
    Claimant,
    Evidence,
    Inquiry,
    Journal,
    Rating,
    Ruling,
    Source,
)


def words_of(ruling: Ruling) -> FrozenWords:
    """Return everything that the page of this version would show now, people and times aside."""
    claim = ruling.claim
    evidence = claim.evidence.live().select_related("source", "snapshot").order_by("number")
    inquiries = claim.inquiries.live().filter(public=True)
    return FrozenWords(
        format=FORMAT,
        version=ruling.version,
        language=ruling.language,
        label=ruling.label,
        claim=claim_words(claim),
        article=article_words(claim.article),
        passage=passage_of(claim),
        rating=rating_words(ruling.rating),
        why=ruling.why,
        key_points=list(ruling.key_points),
        body=ruling.body,
        not_known=ruling.not_known,
        evidence=[evidence_words(piece) for piece in evidence],
        inquiries=[inquiry_words(inquiry) for inquiry in inquiries],
        override=override_words(ruling),
        correction=correction_words(ruling),
    )


def digest_of_words(words: FrozenWords) -> str:
    """Return the SHA-256, in hex, of what a second reader reads."""
    text = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def approval_holds(ruling: Ruling) -> bool:
    """Whether the words are still those that were approved."""
    return ruling.approved_digest == digest_of_words(words_of(ruling))


def differs_from_published(ruling: Ruling) -> bool:
    """
    Whether the desk's rows say something else by now than this published page.

    What was set aside cannot change once it is public, and the page need not name all of it. A
    passage that stands in the same words in a newer text of the article is the same.
    """
    page: dict[str, Any] = dict(ruling.page)
    words: dict[str, Any] = dict(words_of(ruling))
    if page["passage"]["quote"] == words["passage"]["quote"]:
        page["passage"] = words["passage"]
    return any(page[key] != value for key, value in words.items() if key != "override")


def freeze(ruling: Ruling) -> FrozenPage:
    """Return the page to publish: the words as they are, who stands for them, and when."""
    return page_of(ruling, words_of(ruling))


def page_of(ruling: Ruling, words: FrozenWords, *, blind: bool = False) -> FrozenPage:
    """
    Return the page that these words of a ruling make now.

    Of the rules that were set aside it names those that are not met. With `blind` it names the
    rule on verdicts in any case: whether it is met would tell a reviewer what others judged.
    """
    now = iso(ruling.published_at or timezone.now())
    first = ruling.claim.rulings.aggregate(first=Min("published_at"))["first"]
    shown = words.copy()
    shown["override"] = override_named(ruling, words["override"], blind=blind)
    return FrozenPage(
        **shown,
        written_by=[str(ruling.written_by)],
        approved_by=str(ruling.approved_by or ""),
        published_at=now,
        first_published_at=iso(first) if first else now,
        journal=journal_now(),
    )


def journal_now() -> FrozenJournal:
    """Return the head of the journal: a page cannot hold the seal of what it becomes a part of."""
    head = Journal.objects.first() or Journal()
    return FrozenJournal(length=head.length, seal=head.seal)


def iso(moment: Any) -> str:
    """Return a date or a time as ISO 8601, or nothing for none."""
    return moment.isoformat() if moment else ""


def rating_words(rating: Rating) -> FrozenRating:
    """Return a step of the scale with the ends of its scale, where it is a degree of truth."""
    scale = Rating.objects.filter(scale=rating.scale).exclude(value=None)
    values = sorted(step.value for step in scale if step.value) if rating.value else []
    return FrozenRating(
        label=rating.label,
        definition=rating.definition,
        value=rating.value,
        best=values[-1] if values else None,
        worst=values[0] if values else None,
        tone=rating.tone,
        shape=rating.shape,
        scale=rating.scale,
    )


def claim_words(claim: Claim) -> FrozenClaim:
    """Return the wording that is judged, and who said it, when and where."""
    attributions = claim.attributions.live().select_related("claimant").order_by("pk")
    return FrozenClaim(
        id=claim.public_id,
        text=claim.text,
        kind=claim.kind,
        said_on=claim.said_on,
        said_where=claim.said_where,
        appearances=[url for url in (claim.said_url, claim.said_archived_url) if url],
        chosen_because=claim.chosen_because,
        claimants=[claimant_words(attribution.claimant) for attribution in attributions],
    )


def claimant_words(claimant: Claimant) -> FrozenClaimant:
    """Return who said it."""
    return FrozenClaimant(
        name=claimant.name,
        kind=claimant.kind,
        role=claimant.role,
        affiliation=claimant.affiliation,
        same_as=claimant.same_as,
    )


def article_words(article: Article) -> FrozenArticle:
    """Return the article that the claim was found in."""
    return FrozenArticle(
        id=article.public_id,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        byline=article.byline,
        published_on=article.published_on,
        language=article.language,
        own=article.origin == Article.Origin.OWN,
    )


def passage_of(claim: Claim) -> FrozenPassage:
    """Return where the claim stands, in W3C's selectors, and in which text."""
    return FrozenPassage(
        body=claim.body_id,
        sha256=claim.body.sha256,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        prefix=claim.prefix,
        suffix=claim.suffix,
    )


def evidence_words(piece: Evidence) -> FrozenEvidence:
    """Return a piece of evidence without the desk's internal remark."""
    return FrozenEvidence(
        cite=piece.cite,
        stance=piece.stance,
        quote=piece.quote,
        where=piece.where,
        note=piece.note,
        found=piece.found,
        found_score=piece.found_score,
        found_in=iso(piece.snapshot.fetched_at.date()) if piece.snapshot else "",
        source=source_words(piece.source),
    )


def source_words(source: Source) -> FrozenSource:
    """Return a source as it is cited."""
    return FrozenSource(
        title=source.title,
        publisher=source.publisher,
        kind=source.kind,
        url=source.url,
        archived_url=source.archived_url,
        published_on=source.published_on,
        accessed_on=iso(source.accessed_on),
        consulted=source.consulted,
        interests=source.interests,
    )


def inquiry_words(inquiry: Inquiry) -> FrozenInquiry:
    """Return whom the desk asked, and what came back."""
    return FrozenInquiry(
        whom=inquiry.whom,
        kind=inquiry.kind,
        asked_on=iso(inquiry.asked_on),
        question=inquiry.question,
        answered_on=iso(inquiry.answered_on),
        answer=inquiry.answer,
    )


def override_words(ruling: Ruling) -> FrozenOverride | None:
    """Return which publication rules were set aside, met or not, and why."""
    if not ruling.override_reason:
        return None
    with translation.override(ruling.language):
        rules = sentences(ruling.overridden_rules)
    return FrozenOverride(
        rules=rules,
        reason=ruling.override_reason,
        by=str(ruling.overridden_by or ""),
    )


def override_named(
    ruling: Ruling, words: FrozenOverride | None, *, blind: bool
) -> FrozenOverride | None:
    """Return what a page says of it: the rules alone that are not met now, or nothing."""
    if words is None:
        return None
    checks = check(ruling.claim, ruling)
    named = [c.rule.id for c in checks if c.is_named or (blind and c.overridden and c.rule.blind)]
    with translation.override(ruling.language):
        rules = sentences(named)
    return FrozenOverride(rules=rules, reason=words["reason"], by=words["by"]) if rules else None


def correction_words(ruling: Ruling) -> FrozenCorrection | None:
    """Return the note with which this version replaces the one before, if it does."""
    correction = getattr(ruling, "correction", None)
    if correction is None:
        return None
    return FrozenCorrection(
        kind=correction.kind,
        note=correction.note,
        version_before=correction.before.version,
        version_after=ruling.version,
    )
