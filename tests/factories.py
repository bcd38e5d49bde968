"""Rows for tests, each true to every rule and saved through the one door."""

import hashlib
import itertools
from dataclasses import asdict
from datetime import date
from functools import cache

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from claims.actions.put_policy_in_force import put_policy_in_force
from claims.models import (
    Acknowledgement,
    Article,
    Attachment,
    Attribution,
    Body,
    Claim,
    Claimant,
    Correction,
    Distinction,
    Evidence,
    Inquiry,
    Membership,
    Note,
    Policy,
    Rating,
    Redaction,
    Report,
    RuleSet,
    Scale,
    Search,
    Snapshot,
    Source,
    SourceTie,
    SplitRun,
    Tagging,
    Topic,
    User,
    Verdict,
    Visit,
)
from claims.text.anchors import context_of
from claims.text.blocks import find_blocks

PASSWORD = "correct horse battery"
QUOTE = "The treaty of 1961 had lapsed in 1996."
TEXT = f"""Two states form an alliance

The two states signed a treaty in 2000. {QUOTE}
The new agreement will replace both, an aide told reporters on Monday.
"""
COUNT = itertools.count(1)


@cache
def machine():
    """Return the machine's user, read once a test."""
    return User.objects.machine()


# People


def make_user(role=None, **fields):
    """Return a person with this role, or with none; fields override what is made up."""
    number = next(COUNT)
    fields.setdefault("username", f"{role or 'person'}{number}")
    fields.setdefault("byline", f"{role or 'person'} {number}".capitalize())
    user = User(**fields)
    user.set_password(PASSWORD)
    user.save_by(machine(), "made for a test")
    if role:
        give_role(user, role)
    return user


@cache
def group(role):
    """Return a role as it is stored, read once until the desk is emptied."""
    return Group.objects.get(name=role)


def give_role(user, role):
    membership = Membership(user=user, group=group(role))
    membership.save_by(machine(), "made for a test")
    return membership


def somebody():
    """Return the reporter whose work all that is that a test names nobody for."""
    return User.objects.filter(username="somebody").first() or make_reporter(username="somebody")


def make_reader():
    return make_user("reader")


def make_reporter(**fields):
    return make_user("reporter", **fields)


def make_reviewer():
    return make_user("reviewer")


def make_editor(**fields):
    return make_user("editor", **fields)


def make_administrator():
    return make_user("administrator", is_staff=True)


# What is checked


def make_article(text=TEXT, *, by=None, **fields):
    """Return an article with a body."""
    by = by or somebody()
    fields.setdefault("title", "Two states form an alliance")
    article = Article(added_by=by, **fields)
    article.save_by(by)
    make_body(article, text, by=by)
    return article


def make_body(article=None, text=TEXT, *, by=None, version=None, original=None):
    """Return a new version of an article's text, with the bytes that it was read from, if any."""
    article = article or make_article()
    version = version or article.bodies.count() + 1
    blocks = [asdict(block) for block in find_blocks(text)]
    body = Body(article=article, version=version, text=text, sha256=sha256(text), blocks=blocks)
    if original is not None:
        body.original = ContentFile(original, name="original")
    body.save_by(by or article.added_by)
    return body


def make_split_run(body=None, *, by=None, **fields):
    body = body or make_article().body
    run = SplitRun(body=body, **{"splitter": "rules", "version": "1", **fields})
    run.save_by(by or machine())
    return run


def make_claim(article=None, quote=None, *, by=None, body=None, **fields):
    """Return an accepted claim on a passage of the article's newest text."""
    article = article or (body.article if body else make_article())
    body = body or article.body
    quote = quote or (QUOTE if QUOTE in body.text else body.text.strip().splitlines()[0])
    start = body.text.index(quote)
    prefix, suffix = context_of(body.text, start, start + len(quote))
    given = {
        "text": quote,
        "atom": quote,
        "state": Claim.State.ACCEPTED,
        "chosen_because": "It decides what the parties owe each other.",
        **fields,
    }
    claim = Claim(article=article, body=body, quote=quote, prefix=prefix, suffix=suffix, **given)
    claim.start, claim.end = start, start + len(quote)
    claim.save_by(by or article.added_by)
    return claim


def make_proposal(article=None, quote=None, **fields):
    """Return a claim as a splitter leaves it: proposed, and nobody's words."""
    article = article or make_article()
    run = make_split_run(article.body)
    given = {"state": Claim.State.PROPOSED, "split_run": run, "chosen_because": ""}
    return make_claim(article, quote, by=machine(), **(given | fields))


def make_claimant(*, by=None, **fields):
    claimant = Claimant(**{"name": f"Claimant {next(COUNT)}", **fields})
    claimant.save_by(by or somebody())
    return claimant


def make_attribution(claim=None, claimant=None, *, by=None, **fields):
    claim = claim or make_claim()
    row = Attribution(claim=claim, claimant=claimant or make_claimant(by=by), **fields)
    row.save_by(by or somebody())
    return row


def make_topic(*, by=None, **fields):
    number = next(COUNT)
    topic = Topic(**{"name": f"Topic {number}", "slug": f"topic-{number}", **fields})
    topic.save_by(by or somebody())
    return topic


def make_tagging(claim=None, topic=None, *, by=None):
    row = Tagging(claim=claim or make_claim(), topic=topic or make_topic())
    row.save_by(by or somebody())
    return row


# What it is checked with


def make_source(*, by=None, **fields):
    given = {
        "title": "Text of the treaty",
        "publisher": "The Archive",
        "kind": Source.Kind.PRIMARY,
        "url": "https://archive.example/treaty",
        "accessed_on": date(2026, 10, 3),
        **fields,
    }
    source = Source(**given)
    source.save_by(by or somebody())
    return source


def make_source_tie(one=None, other=None, *, by=None, **fields):
    given = {"kind": SourceTie.Kind.ONE, "because": "One house owns both.", **fields}
    pair = {"one": one or make_source(), "other": other or make_source()}
    tie = SourceTie(**pair, **given)
    tie.save_by(by or somebody())
    return tie


def make_distinction(one=None, other=None, *, by=None, **fields):
    """Return a word that two topics are not the same."""
    one, other = one or make_topic(), other or make_topic()
    pair = {"one": min(one.pk, other.pk), "other": max(one.pk, other.pk)}
    word = Distinction(**{"kind": one._meta.model_name, **pair, "because": "Two places.", **fields})
    word.save_by(by or somebody())
    return word


def make_snapshot(source=None, text="The treaty of 1961 lapsed in 1996.", *, by=None, **fields):
    """Return a stored copy of a source, with its file."""
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    given = {"media_type": "text/plain", "status": 200, "sha256": digest, "text": text, **fields}
    snapshot = Snapshot(source=source or make_source(by=by), **given)
    snapshot.raw = ContentFile(raw, name="raw")
    snapshot.save_by(by or machine())
    return snapshot


def make_evidence(claim=None, source=None, *, by=None, **fields):
    claim = claim or make_claim()
    given = {
        "number": claim.next_number(),
        "stance": Evidence.Stance.SUPPORTS,
        "quote": "The treaty lapsed in 1996.",
        "note": "The archive's own record.",
        **fields,
    }
    evidence = Evidence(claim=claim, source=source or make_source(by=by), **given)
    evidence.save_by(by or somebody())
    return evidence


def make_visit(source=None, outcome="gone", *, by=None, **fields):
    """Return a visit; without anything else, one that met nothing any more."""
    source = source or make_source()
    visit = Visit(source=source, **{"url": source.url, "outcome": outcome, **fields})
    visit.since = fields.get("since", visit.visited_at)
    visit.save_by(by or machine())
    return visit


def make_acknowledgement(evidence=None, visit=None, *, by=None, **fields):
    evidence = evidence or make_evidence()
    given = {"reason": "The archived copy says the same.", **fields}
    visit = visit or make_visit(evidence.source)
    seen = Acknowledgement(evidence=evidence, visit=visit, **given)
    seen.save_by(by or make_editor())
    return seen


def make_note(claim=None, *, by=None, **fields):
    by = by or somebody()
    note = Note(claim=claim or make_claim(), author=by, **{"text": "Ask the archive.", **fields})
    note.save_by(by)
    return note


def make_inquiry(claim=None, *, by=None, **fields):
    given = {
        "whom": "The minister",
        "kind": Inquiry.Kind.RIGHT_OF_REPLY,
        "asked_on": date(2026, 10, 1),
        "question": "Which treaties end?",
        **fields,
    }
    inquiry = Inquiry(claim=claim or make_claim(), **given)
    inquiry.save_by(by or somebody())
    return inquiry


def make_search(claim=None, *, by=None, **fields):
    given = {
        "where": "The archive's catalogue",
        "terms": "treaty 1961",
        "searched_on": date(2026, 10, 1),
        "outcome": Search.Outcome.NOTHING,
        **fields,
    }
    search = Search(claim=claim or make_claim(), **given)
    search.save_by(by or somebody())
    return search


def make_attachment(claim=None, raw=b"Dear desk, the treaty lapsed.", *, by=None, **fields):
    """Return a file that is kept with a claim."""
    given = {
        "name": "letter.txt",
        "media_type": "text/plain",
        "size": len(raw),
        "sha256": hashlib.sha256(raw).hexdigest(),
        **fields,
    }
    attachment = Attachment(claim=claim or make_claim(), **given)
    attachment.raw = ContentFile(raw, name="raw")
    attachment.save_by(by or somebody())
    return attachment


def make_report(claim=None, *, by=None, **fields):
    given = {"text": "The year is wrong.", "received_on": date(2026, 10, 9), **fields}
    report = Report(claim=claim or make_claim(), **given)
    report.save_by(by or somebody())
    return report


# What it is judged to be


def rating(label="False"):
    """Return a step of the desk's scale."""
    return Rating.objects.get(scale=1, label=label)


def make_scale(*, by=None, **fields):
    """Return a proposed version of the scale, which has no step yet."""
    scale = Scale(**{"why": "Six steps are too many.", **fields})
    scale.begin(by or machine())
    scale.save_by(by or machine())
    return scale


def make_step(scale=None, **fields):
    """Return a step of a proposed version of the scale."""
    number = next(COUNT)
    given = {"label": f"Step {number}", "definition": "It is so.", "order": number, **fields}
    look = {"tone": Rating.Tone.OPEN, "shape": Rating.Shape.DASHED}
    step = Rating(scale=(scale or make_scale()).version, **(look | given))
    step.save_by(machine())
    return step


def make_rule_set(levels=None, *, by=None, **fields):
    """Return a proposed version of the publication rules."""
    rules = RuleSet(
        levels=levels or {"both_sides": "should"}, **{"why": "Copies must be stored.", **fields}
    )
    rules.begin(by or machine())
    rules.save_by(by or machine())
    return rules


def make_policy(kind="funding", *, by=None, **fields):
    """Return a proposed version of a policy."""
    given = {"body": "Readers pay for it.", "why": "Readers asked.", **fields}
    policy = Policy(kind=kind, **given)
    policy.begin(by or somebody())
    policy.save_by(policy.written_by)
    return policy


def make_policy_in_force(kind="funding", *, by=None, second=None, **fields):
    """Return a version of a policy that readers are told of."""
    policy = make_policy(kind, by=by, **fields)
    return put_policy_in_force(policy, revision=policy.revision, by=second or make_editor())


def make_verdict(claim=None, label="False", *, by=None, **fields):
    by = by or make_reviewer()
    given = {"reasoning": "The archive says so.", "conflict": False, **fields}
    verdict = Verdict(claim=claim or make_claim(), reviewer=by, rating=rating(label), **given)
    verdict.restate()
    verdict.save_by(by)
    return verdict


def make_redaction(row=None, *fields, by=None, **given):
    """Return a request that a row's words be removed, which a second person may carry out."""
    row = row or make_note()
    names = list(fields) or ["text"]
    words = {"law": "GDPR, article 17", "because": "The person asked for it.", **given}
    redaction = Redaction(kind=row._meta.model_name, row_id=row.pk, names=names, **words)
    by = by or make_administrator()
    redaction.begin(by)
    redaction.save_by(by, redaction.law)
    return redaction


def make_correction(before, after, *, by=None, **fields):
    given = {"kind": Correction.Kind.CLARIFICATION, "note": "A date was added.", **fields}
    correction = Correction(before=before, after=after, **given)
    correction.save_by(by or make_editor())
    return correction


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
