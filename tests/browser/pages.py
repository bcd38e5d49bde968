"""Every page worth a look, at the desk and before readers, on a desk with something on each."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from claims import addresses
from claims.actions.merge_duplicates import merge_duplicates
from claims.actions.replace_text import replace_text
from claims.actions.retract_row import retract_row
from claims.ingestion import from_text
from claims.models import (
    Article,
    BulkJob,
    Claim,
    Correction,
    Distinction,
    Policy,
    Ruling,
    Source,
    Topic,
    Verdict,
)
from tests.admin.desk import at, list_of, make_person
from tests.bulk import chosen, done, waiting
from tests.factories import (
    TEXT,
    make_article,
    make_attribution,
    make_claim,
    make_editor,
    make_inquiry,
    make_note,
    make_policy,
    make_policy_in_force,
    make_proposal,
    make_report,
    make_search,
    make_source,
    make_tagging,
    make_topic,
)
from tests.notices import make_notice
from tests.rulings import (
    make_draft,
    make_next_version,
    make_published_ruling,
    make_researched_claim,
    make_submitted_ruling,
)

LONG = "The treaty of 1961 between the two states, which " + "had been extended twice and " * 12


@dataclass
class Newsroom:
    """A desk at work: who is there, and the addresses of its pages by name."""

    editor: object = None
    desk: dict = field(default_factory=dict)
    public: dict = field(default_factory=dict)


def open_newsroom():
    """Return a newsroom with claims in every state."""
    article = make_article(shown="full")
    room = Newsroom(editor=make_person("editor", byline="Grace Hopper"))
    proposal = make_proposal(article, text=f"{LONG}had lapsed in 1996.")
    busy = make_researched_claim(make_claim(article))
    for make in (make_attribution, make_inquiry, make_note, make_search, make_tagging):
        make(busy)
    draft = make_draft(busy, by=room.editor)
    waiting = make_submitted_ruling(make_researched_claim(make_claim(article)))
    found = make_claim(article)
    make_attribution(found), make_tagging(found)
    corrected = make_next_version(
        make_published_ruling(found, not_asked_because="Nobody answered."),
        body="It lapsed **in** 1996.[^e1]",
    )
    make_claim(article, assignee=room.editor, due_on=date(2026, 1, 9))
    withdrawn = make_next_version(
        make_published_ruling(make_claim(article)), Correction.Kind.RETRACTION
    )
    retracted = retract_row(make_source(title="Entered twice"), by=room.editor, reason="Twice.")
    room.desk = desk_lists() | claim_pages(proposal, busy) | ruling_pages(draft, waiting, corrected)
    room.desk |= {"article": at(article), "retracted source": at(retracted)}
    room.desk |= changed_pages(room.editor) | own_pages(room.editor, busy)
    room.desk |= pages_of_many(room.editor)
    policy = make_policy("ethics", by=make_editor())
    room.desk |= {"policy": at(policy), "policy to read": at(policy, "put-in-force")}
    room.desk |= {"new policy": list_of(Policy, "add"), "report": at(make_report(busy))}
    room.public = public_pages(article, corrected, withdrawn)
    make_editor()
    return room


def desk_lists():
    return {
        "index": reverse("admin:index"),
        "password": reverse("admin:password_change"),
        "claims": list_of(Claim),
        "no claims": f"{list_of(Claim)}?q=nothing",
        "rulings": list_of(Ruling),
        "ingest": list_of(Article, "add"),
        "new ruling": list_of(Ruling, "add"),
        "new source": list_of(Source, "add"),
    }


def claim_pages(proposal, busy):
    return {
        "proposed claim": at(proposal),
        "claim at work": at(busy),
        "history": at(busy, "history"),
        "time-line": at(busy, "timeline"),
        "as it stood": at(busy, "stood", on="2999-01-01T12:00"),
        "agreement": list_of(Verdict, "agreement"),
        "drop": at(proposal, "drop"),
    }


def ruling_pages(draft, waiting, corrected):
    return {
        "draft": at(draft),
        "rules set aside": at(draft, "override"),
        "ruling in review": at(waiting),
        "preview": at(waiting, "preview"),
        "published ruling": at(corrected),
        "correction": at(corrected, "correct"),
    }


def own_pages(editor, claim):
    """Return a person's own pages, with notices read and unread, and the deeds on who checks."""
    make_notice(editor, claim)
    make_notice(editor, claim, "mentioned", read_at=claim.created_at)
    make_note(
        claim, text=f"@{editor.username}: **look** at `this`.\n\n- [here](https://x.example/)"
    )
    return {
        "notices": reverse("desk:notices"),
        "account": reverse("desk:account"),
        "assign": at(claim, "assign"),
        "take": at(claim, "take"),
        "note": at(claim.notes.last()),
    }


def changed_pages(editor):
    """Return the pages of an article that changed after its claims were found."""
    article = make_article(f"{TEXT}It snowed on the day of the signing, which nobody remembers.\n")
    changed, lost = make_claim(article), make_claim(article, text="It snowed.", quote="It snowed")
    text = from_text(f"A new line.\n{TEXT.replace('1996', '1994')}")
    replace_text(article, text, by=editor, reason="They corrected it.")
    return {
        "new text": at(article, "new-text"),
        "texts": at(article, "texts"),
        "changed article": at(article),
        "changed claim": at(changed),
        "passage to confirm": at(changed, "confirm-anchor"),
        "anchor to move": at(lost, "move-anchor"),
        "claims that wait": f"{list_of(Claim)}?anchor=waiting",
    }


def pages_of_many(editor):
    """Return the pages of work on many claims, and of what the desk may have twice."""
    article = make_article(title="Many claims")
    claims = [make_claim(article, text=f"Claim {n}.") for n in range(60)]
    ruled = make_draft(make_claim(article), body="").claim
    gone, kept, _near = (make_topic(name=f"Arms trade{end}") for end in ("", "s", "d"))
    merge_duplicates(gone, kept, by=editor, reason="The same.", revision=gone.revision)
    finished = done("drop", [*claims[:2], ruled], editor, reason="Trivial.")
    return {
        "drop many": at(chosen("drop", [*claims, ruled], editor), "confirm"),
        "assign many": at(chosen("assign", claims, editor), "confirm"),
        "topics of many": at(chosen("tag", claims, editor), "confirm"),
        "export many": at(chosen("export", claims, editor), "confirm"),
        "work that waits": at(waiting("drop", claims, editor, reason="Trivial.")),
        "work that is done": at(finished),
        "works": list_of(BulkJob),
        "article of many": at(article),
        "likely duplicates": list_of(Topic, "duplicates"),
        "merge to put back": at(gone, "unmerge"),
        "told apart": list_of(Distinction),
    }


def month_of(ruling):
    day = timezone.localdate(ruling.published_at)
    return addresses.month_address(day.year, day.month)


def public_pages(article, corrected, withdrawn):
    for body in ("Readers pay for it.", "## Who pays\n\n- Readers\n- Two foundations"):
        make_policy_in_force(body=body)
    ruling = corrected.get_absolute_url()
    return {
        "front": "/",
        "articles": "/articles/",
        "article": article.get_absolute_url(),
        "ruling": ruling,
        "earlier version": f"{ruling}v1/",
        "changes": f"{ruling}changes/1-2/",
        "retracted ruling": withdrawn.get_absolute_url(),
        "in a frame": f"{ruling}card/",
        "withdrawn in a frame": f"{withdrawn.get_absolute_url()}card/",
        "corrections": "/corrections/",
        "search": "/search/",
        "found": "/search/?q=treaty&rating=False&from=2026",
        "nothing found": "/search/?q=xyzzy",
        "archive": "/archive/",
        "month": month_of(corrected),
        "topics": "/topics/",
        "claimants": "/claimants/",
        "topic": addresses.topic_address(corrected.page["topics"][0]["slug"]),
        "claimant": addresses.claimant_address(corrected.page["claim"]["claimants"][0]),
        "method": "/method/",
        "policies": "/policies/",
        "policy": "/policies/funding/",
        "policy of the software": "/policies/corrections/",
        "changes of a policy": "/policies/funding/changes/1-2/",
        "scale": "/scale/",
        "people": "/people/",
        "person": corrected.written_by.get_absolute_url(),
        "report": f"/report/?claim={corrected.claim.public_id}",
        "receipt": make_report(corrected.claim).get_absolute_url(),
        "missing": "/claims/nothing0/here/",
    }
