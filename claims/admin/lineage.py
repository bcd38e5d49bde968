"""How claims come from claims: the deeds that split and merge them, and what the pages tell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.actions.merge_claims import merge_claims
from claims.actions.split_claim import split_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.actions.unsplit_claim import unsplit_claim
from claims.admin.deeds import Deed
from claims.admin.forms import RevisionForm
from claims.admin.lineage_forms import MergeForm, SplitForm
from claims.models import Claim, Ruling, User
from claims.policy import may_merge, may_split, may_unmerge, may_unsplit


def unless_ruled(may: Callable[[Any, Claim], bool]) -> Callable[[Any, Claim], bool]:
    """Return the same question, answered no where a ruling holds the claim in its place."""

    def may_now(user: Any, claim: Claim) -> bool:
        return may(user, claim) and not is_ruled(claim)

    return may_now


def is_ruled(claim: Claim) -> bool:
    """Whether a ruling holds the claim in its place; asked of the rulings if they are loaded."""
    rulings = getattr(claim, "rulings_newest_first", None)
    if rulings is None:
        return claim.rulings.binding().exists()
    return any(r.is_in_hand or r.stage == Ruling.Stage.PUBLISHED for r in rulings)


SPLIT = Deed(
    name="split",
    label=_("Split"),
    explains=_(
        "It says several things: each becomes an accepted claim of its own. This one stays on "
        "record with all that was collected on it, and can be put together again."
    ),
    done=_("Split: “%(row)s”"),
    act=split_claim,
    allowed=unless_ruled(may_split),
    form=SplitForm,
)
UNSPLIT = Deed(
    name="unsplit",
    label=_("Undo the split"),
    explains=_(
        "The claim is at work again as it was, and its parts are dropped, with that as the "
        "reason. What was collected on a part stays on record there."
    ),
    done=_("Put together again: “%(row)s”"),
    act=unsplit_claim,
    allowed=may_unsplit,
    form=RevisionForm,
)
MERGE = Deed(
    name="merge",
    label=_("Merge or mark as duplicate"),
    explains=_(
        "It says the same as another claim, of this article or of one that was checked before: "
        "that one is checked for both. This one stays on record with all that was collected on "
        "it, and can be taken out again."
    ),
    done=_("Merged into another claim: “%(row)s”"),
    act=merge_claims,
    allowed=unless_ruled(may_merge),
    form=MergeForm,
)
UNMERGE = Deed(
    name="unmerge",
    label=_("Undo the merge"),
    explains=_("The claim is at work again as it was, with all that was collected on it."),
    done=_("Taken out of the other claim: “%(row)s”"),
    act=unmerge_claim,
    allowed=may_unmerge,
    form=RevisionForm,
)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a claim comes from and what became of it, as far as a person may see."""

    split_from: Claim | None
    parts: list[Claim]
    merged_into: list[Claim]  # the claim that stands for it, and what stands for that one
    merged: list[Claim]


def lineage_of(claim: Claim, user: User) -> Lineage:
    """Return a claim's lineage, each claim loaded with what its line shows."""
    return Lineage(
        split_from=origin(claim),
        parts=list(claim.parts.live().for_desk().order_by("pk")),
        merged_into=stand_ins(claim, user) if claim.merged_into_id else [],
        merged=list(claim.merged_claims.visible_to(user).live().for_desk().order_by("pk")),
    )


def origin(claim: Claim) -> Claim | None:
    """Return the claim from which this one was split, if it was."""
    if claim.split_from_id is None:
        return None
    return Claim.objects.for_desk().filter(parts=claim).first()


def stand_ins(claim: Claim, user: User) -> list[Claim]:
    """Return the claims, one after the other, that stand for a merged one, as far as seen."""
    seen, found = Claim.objects.visible_to(user).for_desk(), [claim]
    while following := seen.filter(merged_claims=found[-1]).first():
        found.append(following)
    return found[1:]


def told_apart(claims: Iterable[Any], user: User) -> list[Any]:
    """Return claims, each merged one with the one that stands for it, if this person may see it."""
    listed = list(claims)
    wanted = {claim.merged_into_id for claim in listed} - {None}
    seen = Claim.objects.visible_to(user).for_desk().filter(pk__in=wanted)
    stand_in = {claim.pk: claim for claim in seen}
    for claim in listed:
        claim.stand_in = stand_in.get(claim.merged_into_id)
    return listed
