"""
Who may do what: the roles, and a question for each deed.

A role is a group whose permissions this table owns; migrate puts them in place. Each may_…()
asks for the permission first and then for what the row itself demands.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from claims.models import (
    Article,
    Attachment,
    Body,
    BulkJob,
    Claim,
    Correction,
    Evidence,
    Membership,
    Note,
    Policy,
    Rating,
    Recorded,
    Redaction,
    Report,
    Ruling,
    Snapshot,
    Source,
    SourceTie,
    SplitRun,
    Standard,
    Tracked,
    User,
    Verdict,
    Visit,
)

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    from claims.models.standard import StandardQuerySet

RECORDS = [
    *("source", "sourcetie", "snapshot", "evidence", "note", "inquiry", "search", "report"),
    "attachment",
]
SUBJECTS = ["claimant", "attribution", "topic", "tagging", "distinction"]
SEEN = [
    *("article", "body", "splitrun", "claim", *SUBJECTS, *RECORDS),
    *("verdict", "ruling", "correction", "rating", "ruleset", "scale", "user"),
    *("visit", "acknowledgement", "bulkjob", "policy"),
]
STANDARDS = ["ruleset", "scale", "rating"]
WORKED = ["article", "claim", *SUBJECTS, *RECORDS, "ruling"]


def allowed(models: list[str], *verbs: str) -> set[str]:
    """Return the permissions to do each of the verbs to each of the models."""
    return {f"{verb}_{model}" for verb in verbs for model in models}


READER = allowed(SEEN, "view") | {"export_claims"}
REPORTER = READER | allowed(WORKED, "add", "change") | allowed(["body", "splitrun", "visit"], "add")
REVIEWER = REPORTER | allowed(["verdict"], "add", "change")
EDITOR = REVIEWER | {
    "triage_claim",
    "return_ruling",
    "approve_ruling",
    "publish_ruling",
    "override_gate",
    "see_confidential",
    *allowed(["acknowledgement", "policy"], "add", "change"),
}
ADMINISTRATOR = (
    READER
    | allowed(["user", "membership", *STANDARDS], "add", "change")
    | {"view_membership", "view_group"}
    | {"add_redaction", "view_redaction", "redact_history"}
)
ROLES: dict[str, set[str]] = {
    "reader": READER,
    "reporter": REPORTER,
    "reviewer": REVIEWER,
    "editor": EDITOR,
    "administrator": ADMINISTRATOR,
}
MACHINE = allowed(["article", "body", "splitrun", "claim", "snapshot", "visit", "report"], "add")


class RoleBackend(ModelBackend):
    """Gives a person the permissions of the roles they hold today; the machine has its own."""

    def _get_group_permissions(self, user_obj: User) -> QuerySet[Permission]:
        permissions = Permission.objects.filter(content_type__app_label__in=["claims", "auth"])
        if user_obj.is_machine:
            return permissions.filter(codename__in=MACHINE)
        memberships = user_obj.memberships.live()
        return permissions.filter(group__memberships__in=memberships)

    def _get_user_permissions(self, user_obj: "AbstractBaseUser") -> QuerySet[Permission]:
        return Permission.objects.none()


SEEN_SO_FAR: ContextVar[dict[tuple[int, str, int], bool] | None] = ContextVar("seen", default=None)


@contextmanager
def seen_once() -> Iterator[None]:
    """Ask only once whether a person may see a row, while a page is made that changes nothing."""
    seen = SEEN_SO_FAR.get()
    token = SEEN_SO_FAR.set({} if seen is None else seen)
    try:
        yield
    finally:
        SEEN_SO_FAR.reset(token)


def may_see(user: User, row: Recorded) -> bool:
    """Whether this person may see the row: confidentiality and blindness both count."""
    seen = SEEN_SO_FAR.get()
    if seen is None:
        return is_visible(user, row)
    key = (user.pk, row._meta.label, row.pk)
    if key not in seen:
        seen[key] = is_visible(user, row)
    return seen[key]


def is_visible(user: User, row: Recorded) -> bool:
    """Whether the row is among those that this person may see."""
    rows: QuerySet[Recorded] = type(row).objects.visible_to(user)  # type: ignore[attr-defined]
    return rows.filter(pk=row.pk).exists()


def may_ingest(user: User) -> bool:
    """Whether this person may bring in an article and split it."""
    return user.has_perm("claims.add_article")


def may_find_claims(user: User, article: Article) -> bool:
    """Whether this person, or the machine, may have claims looked for in this article."""
    return may_ingest(user) and may_add_claims(user, article)


def may_take_back_split(user: User, article: Article) -> bool:
    """Whether the newest text was split and this person may take that back."""
    return may_find_claims(user, article) and SplitRun.objects.last_of(article) is not None


def may_change(user: User, row: Recorded) -> bool:
    """Whether this person may change, or retract, this row at the desk."""
    if isinstance(row, User) and (row.is_machine or (row.is_superuser and not user.is_superuser)):
        return False
    allowed = user.has_perm(f"claims.change_{row._meta.model_name}")
    return allowed and may_see(user, row) and stands_on_live_rows(row)


def stands_on_live_rows(row: Recorded) -> bool:
    """Whether the claim and the article that the row hangs on, if any, were not retracted."""
    claim: Claim | None = getattr(row, "claim", None)
    article: Article | None = getattr(claim or row, "article", None)
    return not any(parent is not None and parent.is_retracted for parent in (claim, article))


def may_end_sign_ins(user: User, other: User) -> bool:
    """Whether this person may sign another one out, or themself."""
    return user == other or may_change(user, other)


def may_drop_second_factor(user: User, other: User) -> bool:
    """Whether this person may take a second factor away: their own, or one of who lost it."""
    return other.has_factor and (user == other or may_change(user, other))


def may_add_to(user: User, claim: Claim, model: type[Recorded]) -> bool:
    """Whether this person may add such a row to this claim."""
    allowed = user.has_perm(f"claims.add_{model._meta.model_name}")
    return (
        allowed and may_see(user, claim) and not claim.is_retracted and stands_on_live_rows(claim)
    )


def may_see_file(user: "User | AnonymousUser", attachment: Attachment) -> bool:
    """Whether this person, signed in or not, may see this file at the desk."""
    if not (isinstance(user, User) and user.is_staff):
        return False
    return user.has_perm("claims.view_attachment") and may_see(user, attachment)


def may_attach(user: User, row: Tracked) -> bool:
    """Whether this person may attach files to this row: a claim, or a record that stands at one."""
    may_add = user.has_perm("claims.add_attachment")
    return may_add and not row.is_retracted and may_change(user, row)


def may_add_claims(user: User, article: Article) -> bool:
    """Whether this person, or the machine, may find claims in this article."""
    seen = user.is_machine or may_see(user, article)
    return user.has_perm("claims.add_claim") and seen and not article.is_retracted


def may_replace_text(user: User, article: Article) -> bool:
    """Whether this person, or the machine, may store a new text of this article."""
    seen = user.is_machine or may_see(user, article)
    return user.has_perm("claims.add_body") and seen and not article.is_retracted


def may_store_copies(user: User, source: Source) -> bool:
    """Whether this person, or the machine, may store another copy of this source."""
    may_work = user.is_machine or may_change(user, source)
    return user.has_perm("claims.add_snapshot") and may_work and not source.is_retracted


def may_visit(user: User, source: Source) -> bool:
    """Whether this person, or the machine, may look again at what stands at a source's address."""
    return user.has_perm("claims.add_visit") and may_store_copies(user, source)


def may_acknowledge(user: User, evidence: Evidence) -> bool:
    """Whether this person may say that evidence stays as it is though its page did not."""
    allowed = user.has_perm("claims.add_acknowledgement") and not evidence.is_retracted
    return allowed and may_see(user, evidence) and stands_on_live_rows(evidence)


def may_move_anchor(user: User, claim: Claim) -> bool:
    """Whether this person may say which passage of the newest text a claim stands at."""
    merged = claim.state == Claim.State.MERGED
    return not claim.is_retracted and not merged and may_change(user, claim)


def may_confirm_anchor(user: User, claim: Claim) -> bool:
    """Whether the claim's passage changed, and this person may say that it still is the one."""
    return claim.anchor == Claim.Anchor.CHANGED and may_move_anchor(user, claim)


OWNERS: dict[type[Recorded], str] = {Verdict: "reviewer_id", Note: "author_id"}
BY_DEEDS_ALONE = (Attachment, Body, Correction, Ruling, Snapshot, Visit)
AS_ASKED = (Redaction,)  # what somebody else is to carry out stays as it was asked for


def may_save(user: User, row: Recorded) -> bool:
    """Whether this person may add or change this row: a verdict or a note is its author's."""
    if isinstance(row, BY_DEEDS_ALONE) or is_settled(row):
        return False
    claim: Claim | None = getattr(row, "claim", None)
    if not row._state.adding:
        if isinstance(row, AS_ASKED):
            return False
        owner = OWNERS.get(type(row))
        own = owner is None or getattr(row, owner) == user.pk
        return own and may_change(user, row)
    if isinstance(row, Verdict):
        return may_give_verdict(user, row.claim)
    if claim is not None:
        return may_add_to(user, claim, type(row))
    return user.has_perm(f"claims.add_{row._meta.model_name}")


def is_settled(row: Recorded) -> bool:
    """Whether it is, or was, in force as a rule set, scale, step or policy: it stays as it is."""
    return isinstance(row, Standard | Rating | Policy) and row.is_settled


def may_put_in_force(user: User, standard: Standard) -> bool:
    """Whether this person may let rulings be judged by this version: it is newer than today's."""
    versions: StandardQuerySet[Standard] = type(standard).objects  # type: ignore[attr-defined]
    later = standard.version > versions.version_in_force()
    return later and not standard.is_retracted and may_save(user, standard)


def may_put_policy_in_force(user: User, policy: Policy) -> bool:
    """Whether this person may be the second behind this policy: they typed none of its words."""
    if policy.is_retracted or user.is_machine or not may_save(user, policy):
        return False
    newer = Policy.objects.in_force().filter(kind=policy.kind, version__gt=policy.version)
    return user.pk not in policy.writer_ids() and not newer.exists()


def may_receive_reports(user: User) -> bool:
    """Whether this is the machine, which takes in what readers report."""
    return user.is_machine and user.has_perm("claims.add_report")


def may_take_up(user: User, report: Report) -> bool:
    """Whether the report is open and not this person's yet, and they may look at it."""
    return report.taken_up_by_id != user.pk and may_resolve(user, report)


def may_resolve(user: User, report: Report) -> bool:
    """Whether the report is open and this person may say what became of it."""
    return report.is_open and not report.is_retracted and may_change(user, report)


def may_decide(user: User, row: Recorded) -> bool:
    """Whether what only editors decide on such a row stays as stored, or this person may decide."""
    if isinstance(row, SourceTie) and row.kind == SourceTie.Kind.TWO:  # it meets a rule
        return user.has_perm("claims.override_gate")
    if row._state.adding:
        return True
    if isinstance(row, Claim):
        return as_stored(row, "assignee_id", "due_on") or may_assign(user, row)
    if isinstance(row, Article):
        return as_stored(row, "shown", "confidential") or may_show(user, row)
    return True


def as_stored(row: Recorded, *fields: str) -> bool:
    """Whether these columns of the row are those in the database."""
    stored = type(row)._base_manager.filter(pk=row.pk).values_list(*fields).first()
    return stored == tuple(getattr(row, field) for field in fields)


def may_show(user: User, article: Article) -> bool:
    """Whether this person may decide what readers see of this article."""
    return user.has_perm("claims.publish_ruling") and may_see(user, article)


def may_retract(user: User, row: Tracked) -> bool:
    """Whether this person may take this row back; a public ruling has a deed of its own."""
    if row.is_retracted:
        return False
    if isinstance(row, Redaction):
        return row.is_open and user.has_perm("claims.redact_history")
    return may_edit(user, row) if isinstance(row, Ruling) else may_save(user, row)


def may_redact(user: User, redaction: Redaction) -> bool:
    """Whether this person may carry out what somebody else asked to have removed."""
    own = user.pk == redaction.asked_by_id or user.is_machine
    return redaction.is_open and not own and user.has_perm("claims.redact_history")


def may_publish_checkpoint(user: User) -> bool:
    """Whether this person, or the machine, may sign what the journal's head is."""
    return user.is_machine or user.has_perm("claims.publish_ruling")


def may_restore(user: User, row: Recorded) -> bool:
    """Whether this person may bring an earlier version back; of a ruling, only while in hand."""
    return may_edit(user, row) if isinstance(row, Ruling) else may_save(user, row)


def may_work_at(user: User, claim: Claim) -> bool:
    """Whether this person may change this claim, in whatever state, unless it was retracted."""
    return may_change(user, claim) and not claim.is_retracted


def may_accept(user: User, claim: Claim) -> bool:
    """Whether there is anything to accept, and this person may."""
    states = (Claim.State.PROPOSED, Claim.State.DROPPED)
    return claim.state in states and may_work_at(user, claim)


def may_say_who(user: User, claim: Claim) -> bool:
    """Whether the splitter asked what words of the claim mean, and this person may answer."""
    return bool(claim.suggestions) and claim.is_at_work and may_change(user, claim)


def may_drop(user: User, claim: Claim) -> bool:
    """Whether the claim is at work and this person may lay it aside."""
    return claim.is_at_work and may_change(user, claim)


def may_recast(user: User, claim: Claim) -> bool:
    """Whether this person may say what is one claim, in whatever state this one is."""
    return may_work_at(user, claim) and may_add_claims(user, claim.article)


def may_merge(user: User, claim: Claim) -> bool:
    """Whether the claim is at work and this person may say that another one says the same."""
    return claim.is_at_work and may_recast(user, claim)


def may_unmerge(user: User, claim: Claim) -> bool:
    """Whether the claim was merged into another and this person may undo that."""
    return claim.state == Claim.State.MERGED and may_recast(user, claim)


def may_split(user: User, claim: Claim) -> bool:
    """Whether the claim is at work and this person may make several claims of it."""
    return claim.is_at_work and may_recast(user, claim)


def may_unsplit(user: User, claim: Claim) -> bool:
    """Whether the claim was split and this person may put it together again."""
    return claim.state == Claim.State.SPLIT and may_recast(user, claim)


def may_assign(user: User, claim: Claim) -> bool:
    """Whether the claim is at work and this person may say who checks it, and by when."""
    at_work = claim.is_at_work and stands_on_live_rows(claim)
    return at_work and user.has_perm("claims.triage_claim") and may_see(user, claim)


def may_take(user: User, claim: Claim) -> bool:
    """Whether nobody checks this claim so far, and this person may take that on."""
    free = claim.assignee_id is None and claim.is_at_work
    return free and may_work(user) and may_change(user, claim)


def may_give_back(user: User, claim: Claim) -> bool:
    """Whether this person was to check this claim, and may leave it to others."""
    return claim.assignee_id == user.pk and claim.is_at_work and may_change(user, claim)


def may_work(user: User) -> bool:
    """Whether claims can be given to this person: they are at the desk, and not only to read."""
    at_desk = user.is_active and user.is_staff and not user.is_machine
    return at_desk and user.has_perm("claims.change_claim")


def workers() -> QuerySet[User]:
    """Return who claims can be given to, by name: the same as may_work() says of each."""
    return holders_of("change_claim")


def holders_of(codename: str) -> QuerySet[User]:
    """Return the people at the desk who may do what this permission says, by name."""
    may = Q(group__permissions__codename=codename, retracted_at=None)
    holders = Membership.objects.filter(may).values("user")
    people = User.objects.filter(Q(is_superuser=True) | Q(pk__in=holders), is_active=True)
    return people.filter(is_staff=True).order_by("byline", "username")


def readers_among(people: Iterable[User | None], claim: Claim) -> list[User]:
    """Return those of these people, each once, who can look at this claim at the desk today."""
    keys = {user.pk for user in people if user is not None}
    readers = holders_of("view_claim").filter(pk__in=keys) if keys else []
    hidden = claim.article.confidential
    return [user for user in readers if not hidden or may_see(user, claim)]


TO_MANY = {  # what a person needs who does something to many claims; each is asked about, too
    BulkJob.Kind.ASSIGN: {"triage_claim", "change_claim"},
    BulkJob.Kind.DROP: {"change_claim"},
    BulkJob.Kind.TAG: {"change_claim", "add_tagging"},
    BulkJob.Kind.UNTAG: {"change_claim", "change_tagging"},
    BulkJob.Kind.ACCEPT: {"change_claim"},
    BulkJob.Kind.EXPORT: {"export_claims"},
}


def may_do_to_many(user: User, kind: str) -> bool:
    """Whether this person may do such a thing to claims that are theirs to do it to."""
    return all(user.has_perm(f"claims.{name}") for name in TO_MANY[BulkJob.Kind(kind)])


def may_follow(user: User, job: BulkJob) -> bool:
    """Whether this person may see, and stop, this work on many claims."""
    return BulkJob.objects.visible_to(user).filter(pk=job.pk).exists()


def may_give_verdict(user: User, claim: Claim) -> bool:
    """Whether this person may judge this claim: it is accepted and theirs to see."""
    return claim.is_open and may_add_to(user, claim, Verdict)


def may_draft(user: User, claim: Claim) -> bool:
    """Whether this person may begin a ruling on this claim: a machine's proposal has none."""
    return claim.is_open and may_add_to(user, claim, Ruling)


def may_translate(user: User, ruling: Ruling) -> bool:
    """Whether this person may begin a translation of this version: approved, or in force."""
    stages = (Ruling.Stage.APPROVED, Ruling.Stage.PUBLISHED)
    translates_none = not ruling.edition and not ruling.is_retracted and not ruling.retracts
    return translates_none and ruling.stage in stages and may_draft(user, ruling.claim)


def may_bring_up_to_date(user: User, ruling: Ruling) -> bool:
    """Whether a translation in hand translates what is not in force any more, and they may edit."""
    newest = ruling.newest_original()
    is_old = newest is not None and newest.version != ruling.translates
    return is_old and not ruling.retracts and may_edit(user, ruling)


def may_edit(user: User, ruling: Ruling) -> bool:
    """Whether this person may change the words of this version: never once it is public."""
    return ruling.is_in_hand and may_change(user, ruling)


def may_submit(user: User, ruling: Ruling) -> bool:
    """Whether this person may hand this version to a second reader."""
    return ruling.stage == Ruling.Stage.DRAFT and ruling.may_go_on and may_edit(user, ruling)


def may_return(user: User, ruling: Ruling) -> bool:
    """Whether this person may send this version back to its writer."""
    stages = (Ruling.Stage.IN_REVIEW, Ruling.Stage.APPROVED)
    return (
        ruling.stage in stages
        and not ruling.is_retracted
        and user.has_perm("claims.return_ruling")
        and may_see(user, ruling)
    )


def may_approve(user: User, ruling: Ruling) -> bool:
    """Whether this person may be the second pair of eyes: they typed none of what is approved."""
    return (
        user.has_perm("claims.approve_ruling")
        and ruling.stage == Ruling.Stage.IN_REVIEW
        and not ruling.is_retracted
        and ruling.may_go_on
        and not user.is_machine
        and may_see(user, ruling)
        and user.pk not in ruling.writer_ids()
    )


def second_readers(ruling: Ruling, *, besides: User | None = None) -> list[User]:
    """
    Return who could approve this version in review, by name: they typed none of what it shows.

    With `besides` also the words count that this person is about to type.
    """
    if not ruling.may_go_on:
        return []
    writers = ruling.writer_ids() | ({besides.pk} if besides else set())
    able = holders_of("approve_ruling").exclude(pk__in=writers)
    hidden = ruling.claim.article.confidential
    return [user for user in able if not hidden or may_see(user, ruling)]


def may_publish(user: User, ruling: Ruling) -> bool:
    """Whether this person may put this approved version before readers."""
    return (
        ruling.stage == Ruling.Stage.APPROVED
        and not ruling.is_retracted
        and ruling.may_go_on
        and user.has_perm("claims.publish_ruling")
        and may_see(user, ruling)
    )


def may_schedule(user: User, ruling: Ruling) -> bool:
    """Whether this person may say when this version is published: a retraction does not wait."""
    return may_publish(user, ruling) and not ruling.retracts


def may_unschedule(user: User, ruling: Ruling) -> bool:
    """Whether this version has a time, kept or missed, and this person may take it back."""
    return ruling.publish_at is not None and may_publish(user, ruling)


def may_correct(user: User, ruling: Ruling) -> bool:
    """Whether this person may begin a correction, or the retraction, of this public version."""
    return (
        ruling.stage in (Ruling.Stage.PUBLISHED, Ruling.Stage.RETRACTED)
        and user.has_perm("claims.publish_ruling")
        and may_see(user, ruling)
    )


def may_override(user: User, ruling: Ruling) -> bool:
    """Whether this person may set publication rules aside for this version."""
    own = ruling.is_in_hand and not ruling.edition  # nothing that is asked of a translation
    return own and user.has_perm("claims.override_gate") and may_see(user, ruling)


def may_export(user: User, article: Article) -> bool:
    """Whether this person may take this article's claims away as a file."""
    return user.has_perm("claims.export_claims") and may_see(user, article)
