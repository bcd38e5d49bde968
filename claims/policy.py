"""
Who may do what: the roles, and a question for each deed.

A role is a group whose permissions this table owns; migrate puts them in place. Each may_…()
asks for the permission first and then for what the row itself demands.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from claims.models import Article, Claim, Recorded, Ruling, User, Verdict

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

RECORDS = ["source", "snapshot", "evidence", "note", "inquiry", "search", "report"]
SUBJECTS = ["claimant", "attribution", "topic", "tagging"]
SEEN = [
    *("article", "body", "splitrun", "claim", *SUBJECTS, *RECORDS),
    *("verdict", "ruling", "correction", "rating", "user"),
]
WORKED = ["article", "claim", *SUBJECTS, *RECORDS, "ruling"]


def allowed(models: list[str], *verbs: str) -> set[str]:
    """Return the permissions to do each of the verbs to each of the models."""
    return {f"{verb}_{model}" for verb in verbs for model in models}


READER = allowed(SEEN, "view") | {"export_claims"}
REPORTER = READER | allowed(WORKED, "add", "change") | allowed(["body", "splitrun"], "add")
REVIEWER = REPORTER | allowed(["verdict"], "add", "change")
EDITOR = (
    REVIEWER
    | allowed(["rating"], "add", "change")
    | allowed(["correction"], "add", "change")
    | {
        "triage_claim",
        "return_ruling",
        "approve_ruling",
        "publish_ruling",
        "override_gate",
        "see_confidential",
    }
)
ADMINISTRATOR = (
    READER | allowed(["user", "membership"], "add", "change") | {"view_membership", "view_group"}
)
ROLES: dict[str, set[str]] = {
    "reader": READER,
    "reporter": REPORTER,
    "reviewer": REVIEWER,
    "editor": EDITOR,
    "administrator": ADMINISTRATOR,
}
MACHINE = allowed(["article", "body", "splitrun", "claim"], "add")


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


def may_see(user: User, row: Recorded) -> bool:
    """Whether this person may see the row: confidentiality and blindness both count."""
    rows: QuerySet[Recorded] = type(row).objects.visible_to(user)  # type: ignore[attr-defined]
    return rows.filter(pk=row.pk).exists()


def may_ingest(user: User) -> bool:
    """Whether this person may bring in an article and split it."""
    return user.has_perm("claims.add_article")


def may_change(user: User, row: Recorded) -> bool:
    """Whether this person may change, or retract, this row at the desk."""
    return user.has_perm(f"claims.change_{row._meta.model_name}") and may_see(user, row)


def may_add_to(user: User, claim: Claim, model: type[Recorded]) -> bool:
    """Whether this person may add such a row to this claim."""
    return user.has_perm(f"claims.add_{model._meta.model_name}") and may_see(user, claim)


def may_assign(user: User, claim: Claim) -> bool:
    """Whether this person may say who checks this claim, and by when."""
    return user.has_perm("claims.triage_claim") and may_see(user, claim)


def may_give_verdict(user: User, claim: Claim) -> bool:
    """Whether this person may judge this claim: it is accepted and theirs to see."""
    return claim.state == Claim.State.ACCEPTED and may_add_to(user, claim, Verdict)


def may_draft(user: User, claim: Claim) -> bool:
    """Whether this person may begin a ruling on this claim: a machine's proposal has none."""
    return (
        claim.state == Claim.State.ACCEPTED
        and not claim.is_retracted
        and may_add_to(user, claim, Ruling)
    )


def may_edit(user: User, ruling: Ruling) -> bool:
    """Whether this person may change the words of this version: never once it is public."""
    return ruling.is_in_hand and may_change(user, ruling)


def may_submit(user: User, ruling: Ruling) -> bool:
    """Whether this person may hand this version to a second reader."""
    return ruling.stage == Ruling.Stage.DRAFT and may_edit(user, ruling)


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
        and not user.is_machine
        and may_see(user, ruling)
        and user.pk not in ruling.writer_ids()
    )


def may_publish(user: User, ruling: Ruling) -> bool:
    """Whether this person may put this approved version before readers."""
    return (
        ruling.stage == Ruling.Stage.APPROVED
        and not ruling.is_retracted
        and user.has_perm("claims.publish_ruling")
        and may_see(user, ruling)
    )


def may_correct(user: User, ruling: Ruling) -> bool:
    """Whether this person may begin a correction, or the retraction, of this public version."""
    return (
        ruling.stage in (Ruling.Stage.PUBLISHED, Ruling.Stage.RETRACTED)
        and user.has_perm("claims.publish_ruling")
        and may_see(user, ruling)
    )


def may_override(user: User, ruling: Ruling) -> bool:
    """Whether this person may set publication rules aside for this version."""
    return ruling.is_in_hand and user.has_perm("claims.override_gate") and may_see(user, ruling)


def may_export(user: User, article: Article) -> bool:
    """Whether this person may take this article's claims away as a file."""
    return user.has_perm("claims.export_claims") and may_see(user, article)
