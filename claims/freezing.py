"""How a ruling becomes the page that readers see: its words, their digest, the frozen version."""

from copy import deepcopy
from typing import Any, TypedDict, cast

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
    FrozenPicture,
    FrozenRating,
    FrozenRule,
    FrozenRules,
    FrozenSearch,
    FrozenSource,
    FrozenTopic,
    FrozenTranslation,
    FrozenWords,
)
from claims.gate import RULES, Case, Check, judge, sentences
from claims.models import (
    Article,
    Claim,
    Claimant,
    Evidence,
    Inquiry,
    Journal,
    Rating,
    RuleSet,
    Ruling,
    Search,
    Source,
    Tagging,
)
from claims.models.digests import digest_of_json
from claims.text.fragments import passage_link

FOUND = ("found", "found_score", "found_in", "found_page", "found_words", "found_link")
NOTED = ("note", "later_because")  # of a piece of evidence
ANEW = (  # what a translation words for itself, beside the claim, the rating and the notes
    *("label", "why", "key_points", "body", "not_known"),
    *("no_primary_because", "not_asked_because", "differed_because"),
)
AS_TYPED = (Evidence.Found.VERBATIM, Evidence.Found.UNCHECKED)


def words_of(ruling: Ruling) -> FrozenWords:
    """Return everything that the page of this version would show now, people and times aside."""
    return translated(ruling) if ruling.edition else own_words(ruling)


def own_words(ruling: Ruling) -> FrozenWords:
    """Return what the page of a ruling would show that translates none."""
    claim = ruling.claim
    evidence = claim.evidence.live().select_related("source", "snapshot", "picture")
    evidence = evidence.defer("snapshot__text", "snapshot__headers", "snapshot__pages")
    inquiries = claim.inquiries.live().filter(public=True)
    searches = claim.searches.live().filter(public=True)
    return FrozenWords(
        format=FORMAT,
        version=ruling.version,
        language=ruling.language,
        label=ruling.label,
        topics=topics_of(claim),
        claim=claim_words(claim),
        article=article_words(claim.article),
        passage=passage_of(claim),
        rating=rating_words(ruling.rating),
        why=ruling.why,
        key_points=list(ruling.key_points),
        body=ruling.body,
        not_known=ruling.not_known,
        no_primary_because=ruling.no_primary_because,
        not_asked_because=ruling.not_asked_because,
        differed_because=ruling.differed_because,
        evidence=[evidence_words(piece) for piece in evidence.order_by("number")],
        inquiries=[inquiry_words(inquiry) for inquiry in inquiries],
        searches=[search_words(search) for search in searches],
        override=override_words(ruling),
        correction=correction_words(ruling),
        translation=None,
    )


def translated(ruling: Ruling) -> FrozenWords:
    """
    Return what the page of a translation would show: its own words over those of its original.

    All else stands as it was published there, so that nothing that was edited at the desk since
    shows in one language alone. Which words of the original it was read against is told, too: one
    that is not published yet can change under its number.
    """
    words = deepcopy(words_translated(ruling))
    claim, rating = words["claim"], words["rating"]
    told = FrozenTranslation(
        of_version=ruling.translates or 0,
        language=words["language"],
        claim_text=claim["text"],
        rating=rating["label"],
        of_words=digest_of_original(words),
        translated_by=writers_of(ruling),
        machine=ruling.machine,
        untranslated=translate_notes(words, ruling.notes or {}),
    )
    claim["text"], rating["label"] = ruling.wording, ruling.rating_word
    its = {name: getattr(ruling, name) for name in (*ANEW, "version", "language")}
    its |= {"format": FORMAT, "correction": correction_words(ruling), "translation": told}
    return cast("FrozenWords", {**words, **its})


def writers_of(ruling: Ruling) -> list[str]:
    """Return whose words a version has: who wrote it, after those whose version it corrects."""
    return [str(person) for person in ruling.writers()]


def words_translated(ruling: Ruling) -> FrozenWords:
    """Return the words that a translation translates: as published, or as they are so far."""
    original = ruling.original()
    if original is None or not original.is_public:
        return own_words(original or ruling)
    names = FrozenWords.__annotations__.keys()
    return cast("FrozenWords", {name: original.page[name] for name in names})  # type: ignore[literal-required]


def notes_in(words: FrozenWords) -> list[tuple[str, Any, str]]:
    """Return each note beside the ruling that has words: its name, its row and its key there."""
    claim, evidence = words["claim"], words["evidence"]
    rows: list[tuple[str, Any, str]] = [
        *((name, claim, name) for name in ("chosen_because", "said_where")),
        *((f"{p['cite']}.{name}", p, name) for p in evidence for name in NOTED),
        *((f"{p['cite']}.picture", p["picture"], "alt") for p in evidence if p["picture"]),
    ]
    return [(name, row, key) for name, row, key in rows if row[key].strip()]


def translate_notes(words: FrozenWords, notes: dict[str, str]) -> list[str]:
    """Put notes in another language in the place of the original's; return which are left."""
    left = []
    for name, row, key in notes_in(words):
        if text := notes.get(name, "").strip():
            row[key] = text
        else:
            left.append(name)
    return left


def digest_of_original(words: FrozenWords) -> str:
    """Return the SHA-256, in hex, of what a translation of these words replaces by its own."""
    anew = {name: words[name] for name in ANEW}  # type: ignore[literal-required]
    return digest_of_json({**anew, **{name: row[key] for name, row, key in notes_in(words)}})


def digest_of_words(words: FrozenWords) -> str:
    """
    Return the SHA-256, in hex, of what a second reader reads.

    A check that finds a quotation word for word, in whatever copy, changes nothing of that.
    """
    return digest_of_json({**words, "evidence": as_read(words["evidence"])})


def as_read(evidence: list[FrozenEvidence]) -> list[dict[str, Any]]:
    """
    Return evidence without what a program found, unless a quotation is not as it was typed.

    Only the difference between found and not found matters to who reads: not in which copy.
    """
    return [
        {name: value for name, value in piece.items() if name not in FOUND}
        | ({} if piece["found"] in AS_TYPED else {"differs": differing_words(piece)})
        for piece in evidence
    ]


def differing_words(piece: FrozenEvidence) -> list[str]:
    """Return the state of a quotation that is not as it was typed, and the words that differ."""
    differing = (word for word in piece["found_words"] if word["kind"] != "same")
    return [piece["found"], *(f"{word['kind']}: {word['text']}" for word in differing)]


def approval_holds(ruling: Ruling, words: FrozenWords | None = None) -> bool:
    """Whether the words, which whoever has them hands on, are still those that were approved."""
    return ruling.approved_digest == digest_of_words(words or words_of(ruling))


def differs_from_published(ruling: Ruling) -> bool:
    """
    Whether the desk's rows say something else by now than this published page.

    What was set aside cannot change once it is public, and the page need not name all of it. A
    passage that stands in the same words in a newer text of the article is the same. A quotation
    that was checked since differs if it is not as it was typed.
    """
    page: dict[str, Any] = dict(ruling.page)
    words: dict[str, Any] = dict(words_of(ruling))
    page["evidence"], words["evidence"] = as_read(page["evidence"]), as_read(words["evidence"])
    if page["passage"]["quote"] == words["passage"]["quote"]:
        page["passage"] = words["passage"]
    frozen: dict[str, Any] = ruling.frozen or {}
    words["inquiries"] = as_then_told(words["inquiries"], frozen["inquiries"])
    if "topics" not in frozen:  # an older page told neither topics nor the claimants' ids
        words["topics"], words["claim"] = [], without_ids(words["claim"])
    return any(page[key] != value for key, value in words.items() if key != "override")


def as_then_told(inquiries: list[FrozenInquiry], told: list[dict[str, Any]]) -> list[FrozenInquiry]:
    """Return inquiries without their deadlines, where an older page did not tell them."""
    tells = all("due_on" in inquiry for inquiry in told)
    return inquiries if tells else [{**inquiry, "due_on": ""} for inquiry in inquiries]


def without_ids(claim: FrozenClaim) -> FrozenClaim:
    """Return a claim as an older page told it, without the public ids of who said it."""
    claimants = [FrozenClaimant(**{**one, "id": ""}) for one in claim["claimants"]]
    return FrozenClaim(**{**claim, "claimants": claimants})


def freeze(
    ruling: Ruling, words: FrozenWords | None = None, checks: list[Check] | None = None
) -> FrozenPage:
    """
    Return the page to publish: the words as they are, who stands for them, and when.

    A deed that has read the words already, and asked the rules, hands both on.
    """
    return page_of(ruling, words or words_of(ruling), checks=checks)


def page_of(
    ruling: Ruling, words: FrozenWords, *, checks: list[Check] | None = None, blind: bool = False
) -> FrozenPage:
    """
    Return the page that these words of a ruling make now.

    Of the rules that were set aside it names those that are not met. With `blind` it names the
    rule on verdicts in any case, and not its result: whether it is met would tell a reviewer what
    others judged.
    """
    if ruling.edition:
        return page_translated(ruling, words)
    rules = RuleSet.objects.in_force()
    checks = checks or judge(Case.of(ruling.claim, ruling), rules)
    shown = words.copy()
    shown["override"] = override_named(ruling, words["override"], checks, blind=blind)
    return FrozenPage(
        **shown,
        written_by=writers_of(ruling),
        approved_by=str(ruling.approved_by or ""),
        **times_of(ruling),
        rules=None if ruling.retracts else rules_judged(ruling, rules, checks, blind=blind),
        journal=journal_now(),
    )


def page_translated(ruling: Ruling, words: FrozenWords) -> FrozenPage:
    """
    Return the page that these words of a translation make now.

    Who wrote the ruling and by which rules it was judged is its original's; who approved it, and
    when, its own.
    """
    original = ruling.original()
    page = original.page if original and original.is_public else None
    return FrozenPage(
        **words,
        written_by=page["written_by"] if page else writers_of(original or ruling),
        approved_by=str(ruling.approved_by or ""),
        **times_of(ruling),
        rules=rules_in(ruling.language, page["rules"]) if page else None,
        journal=journal_now(),
    )


class Times(TypedDict):
    """When a version was published, and the first version of its ruling."""

    published_at: str
    first_published_at: str


def times_of(ruling: Ruling) -> Times:
    """Return when a version was published, or now, and when the first one in its language was."""
    now = iso(ruling.published_at or timezone.now())
    versions = ruling.claim.rulings.of_edition(ruling.edition)
    first = versions.aggregate(first=Min("published_at"))["first"]
    return {"published_at": now, "first_published_at": iso(first) if first else now}


def rules_in(language: str, rules: FrozenRules | None) -> FrozenRules | None:
    """Return by which rules a ruling was judged, in a language; one that is gone stays as it is."""
    if rules is None:
        return None
    with translation.override(language):
        results = [
            FrozenRule(**{**rule, "sentence": (sentences([rule["id"]]) or [""])[0]})
            if rule["id"] in RULES
            else rule
            for rule in rules["results"]
        ]
    return FrozenRules(version=rules["version"], results=results)


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
        said_medium=claim.said_medium,
        said_at=claim.said_at,
        said_words=claim.said_words,
        appearances=[url for url in (claim.said_url, claim.said_archived_url) if url],
        chosen_because=claim.chosen_because,
        claimants=[claimant_words(attribution.claimant) for attribution in attributions],
    )


def topics_of(claim: Claim) -> list[FrozenTopic]:
    """Return what the claim is about, in the order of the alphabet."""
    taggings = Tagging.objects.live().filter(claim=claim).order_by("topic__name", "topic")
    rows = taggings.values_list("topic__slug", "topic__name")
    return [FrozenTopic(slug=slug, name=name) for slug, name in rows]


def claimant_words(claimant: Claimant) -> FrozenClaimant:
    """Return who said it."""
    return FrozenClaimant(
        id=claimant.public_id,
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
        medium=article.medium,
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
        pages=piece.pages,
        time_code=piece.time_code,
        note=piece.note,
        later_because=piece.later_because,
        picture=picture_words(piece),
        found=piece.found,
        found_score=piece.found_score,
        found_in=iso(piece.snapshot.fetched_at.date()) if piece.snapshot else "",
        found_page=piece.found_page,
        found_words=piece.finding.get("words", []),
        found_link=passage_link(piece.source.url, piece.finding.get("fragment", "")),
        source=source_words(piece.source),
    )


def picture_words(piece: Evidence) -> FrozenPicture | None:
    """Return the picture of a piece of evidence, if readers see it."""
    picture = piece.picture
    if picture is None or not piece.picture_shown:
        return None
    return FrozenPicture(
        sha256=picture.sha256,
        media_type=picture.media_type,
        width=picture.width or 0,
        height=picture.height or 0,
        alt=piece.picture_alt,
        credit=piece.picture_credit,
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
        due_on=iso(inquiry.due_on),
        question=inquiry.question,
        outcome=inquiry.outcome,
        answered_on=iso(inquiry.answered_on),
        answer=inquiry.answer,
    )


def search_words(search: Search) -> FrozenSearch:
    """Return where the desk looked, what for, and what it gave."""
    return FrozenSearch(
        where=search.where,
        terms=search.terms,
        searched_on=iso(search.searched_on),
        outcome=search.outcome,
        remark=search.remark,
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


def rules_judged(
    ruling: Ruling, rules: RuleSet, checks: list[Check], *, blind: bool
) -> FrozenRules:
    """Return by which version of the rules the ruling is judged, and what each said."""
    with translation.override(ruling.language):
        results = [rule_words(c) for c in checks if not (blind and c.rule.blind)]
    return FrozenRules(version=rules.version, results=results)


def rule_words(check: Check) -> FrozenRule:
    """Return what one rule said."""
    met = "met" if check.holds else "aside" if check.overridden else "unmet"
    return FrozenRule(
        id=check.rule.id,
        sentence=str(check.rule.sentence),
        level=check.level,
        result=met if check.applies else "open",
    )


def override_named(
    ruling: Ruling, words: FrozenOverride | None, checks: list[Check], *, blind: bool
) -> FrozenOverride | None:
    """Return what a page says of it: the rules alone that are not met now, or nothing."""
    if words is None:
        return None
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
