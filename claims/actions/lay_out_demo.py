"""Lay the demo out: an article, its claims, their evidence, verdicts and rulings, by role."""

from collections.abc import Mapping
from pathlib import Path

from claims import gate
from claims.actions.accept_claim import accept_claim
from claims.actions.add_claim import add_claim
from claims.actions.approve_ruling import approve_ruling
from claims.actions.correct_ruling import correct_ruling
from claims.actions.draft_ruling import draft_ruling
from claims.actions.edit_ruling import edit_ruling
from claims.actions.ingest_article import ingest_article
from claims.actions.mark_read import mark_read
from claims.actions.override_rules import override_rules
from claims.actions.publish_ruling import publish_ruling
from claims.actions.save_row import save_row
from claims.actions.split_article import split_article
from claims.actions.submit_ruling import submit_ruling
from claims.freezing import digest_of_words, words_of
from claims.imports.demo import Reference, load, matched
from claims.ingestion import from_file
from claims.models import (
    Article,
    Attribution,
    Claim,
    Claimant,
    Correction,
    Evidence,
    Notification,
    Rating,
    Ruling,
    Source,
    User,
    Verdict,
)
from claims.models.journal import recorded

LABEL = "Demonstration ruling"
OVERRIDE = "demonstration ruling"
CLARIFIED = 27  # this reference is published first without, then with, what is not known
CLARIFICATION = "“What is not known” was added. The rating did not change."
WAITING = 35  # this one stays before its approval
SOURCE_FIELDS = ("url", "publisher", "title", "published_on")


@recorded
def lay_out_demo(folder: Path, people: Mapping[str, User]) -> tuple[Article, bool]:
    """
    Lay out what is in the folder, all or nothing; return the article, and whether it is new.

    `people` are the demo's users by their part: reporter, reviewer, editor, second editor. An
    article that is there already is left as it is, with every edit made on it.
    """
    machine = User.objects.machine()
    path = folder / "article.txt"
    ingested = from_file(path.name, path.read_bytes(), language="en")
    article, is_new = ingest_article(ingested, by=machine, shown=Article.Shown.FULL)
    if is_new:
        split_article(article, by=machine)
        references = load(folder / "claims.json")
        proposals = matched(references, article.claims.in_text_order())
        for reference in references:
            claim = lay_out_claim(article, reference, proposals.get(reference.number), people)
            lay_out_ruling(claim, reference, people)
        for user in people.values():  # what waits is told, and not all that was done just now
            mark_read(Notification.objects.filter(kind=Notification.Kind.PUBLISHED), by=user)
    return article, is_new


def lay_out_claim(
    article: Article, reference: Reference, proposal: Claim | None, people: Mapping[str, User]
) -> Claim:
    """Return the reference as an accepted claim with its claimants and evidence."""
    editor = people["editor"]
    if proposal is None:
        claim = add_claim(
            article,
            by=editor,
            quote=reference.sentence,
            text=reference.text,
            start=reference.start,
            kind=reference.kind,
        )
    else:
        claim = accept_claim(proposal, by=editor)
        claim.text, claim.kind = reference.text, reference.kind
        save_row(claim, by=editor, reason="reworded to stand alone")
    for who in reference.claimants:
        claimant = Claimant.objects.filter(**who).first() or Claimant(**who)
        if claimant._state.adding:
            save_row(claimant, by=people["reporter"])
        remark = reference.claimant_remark or ""
        attribution = Attribution(claim=claim, claimant=claimant, remark=remark)
        save_row(attribution, by=people["reporter"])
    for piece in reference.evidence:
        lay_out_evidence(claim, piece, people["reporter"])
    return claim


def lay_out_evidence(claim: Claim, piece: dict[str, str | None], reporter: User) -> None:
    """Add one piece of evidence; a source that is cited twice is one source."""
    described = {name: piece[name] or "" for name in SOURCE_FIELDS}
    source = Source.objects.filter(**described).first()
    if source is None:
        source = save_row(Source(**described), by=reporter)
    evidence = Evidence(claim=claim, source=source, stance=piece["stance"] or "")
    for name in ("quote", "note", "remark"):
        setattr(evidence, name, piece[name] or "")
    save_row(evidence, by=reporter)


def lay_out_ruling(claim: Claim, reference: Reference, people: Mapping[str, User]) -> None:
    """Judge, draft, submit, approve and publish as far as the demo wants the claim to be."""
    if reference.rating is None:
        return
    rating = Rating.objects.in_force().get(label=reference.rating)
    for part in ("reviewer", "editor"):
        verdict = Verdict(claim=claim, rating=rating, reasoning=reference.rationale or "")
        save_row(verdict, by=people[part])
    clarified = reference.number == CLARIFIED
    ruling = draft_ruling(
        claim,
        by=people["reporter"],
        rating=rating,
        label=LABEL,
        why=reference.why,
        body=reference.rationale or "",
        not_known="" if clarified else reference.not_known or "",
    )
    ruling = submit_ruling(ruling, revision=ruling.revision, by=people["reporter"])
    ruling = set_aside(ruling, people["editor"])
    if reference.number != WAITING:
        ruling = sign(ruling, people["second editor"])
    if clarified:
        clarify(ruling, reference, people)


def set_aside(ruling: Ruling, editor: User) -> Ruling:
    """Set aside, in public, the rules that a demonstration cannot meet."""
    rules = [c.rule.id for c in gate.check(ruling.claim, ruling) if c.stops]
    return override_rules(ruling, rules, revision=ruling.revision, by=editor, reason=OVERRIDE)


def sign(ruling: Ruling, editor: User) -> Ruling:
    """Approve and publish what the ruling says now."""
    words = digest_of_words(words_of(ruling))
    ruling = approve_ruling(ruling, revision=ruling.revision, words=words, by=editor)
    return publish_ruling(ruling, revision=ruling.revision, by=editor)


def clarify(ruling: Ruling, reference: Reference, people: Mapping[str, User]) -> None:
    """Publish a second version that adds what is not known."""
    editor = people["editor"]
    kind = Correction.Kind.CLARIFICATION
    after = correct_ruling(ruling, kind=kind, note=CLARIFICATION, by=editor)
    words = {"not_known": reference.not_known or ""}
    after = edit_ruling(after, revision=after.revision, by=editor, **words)
    after = submit_ruling(after, revision=after.revision, by=editor)
    sign(after, people["second editor"])
