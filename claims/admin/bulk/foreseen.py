"""What is known before many claims are changed: which will stay as they are, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import BulkJob, BulkLine, Claim, Ruling, User

Kind = BulkJob.Kind


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Why some lines will be refused, or stay so: how many they are."""

    why: str | Promise
    number: int


def ruled(rulings: Any) -> Q:
    """Return the question whether one of these rulings is on the line's claim."""
    return Q(Exists(rulings.filter(claim=OuterRef("claim"))))


Reasons = list[tuple[Promise, Q]]
CHANGED: Reasons = [
    (_("changed since it was chosen: it stays as it is"), ~Q(revision=F("claim__revision")))
]
RETRACTED: Reasons = [
    (
        _("retracted, or its article is: it stays as it is"),
        Q(claim__retracted_at__isnull=False) | Q(claim__article__retracted_at__isnull=False),
    )
]
PUBLIC = (
    _("a ruling on it is published: it needs a reason"),
    ruled(Ruling.objects.filter(stage__in=Ruling.PUBLIC)),
)
ASIDE = (_("not at work: dropped, merged or split"), ~Q(claim__state__in=Claim.AT_WORK))
OF_KIND: dict[str, Reasons] = {
    Kind.DROP: [
        (_("dropped, merged or split before"), ~Q(claim__state__in=Claim.AT_WORK)),
        (_("there is a ruling on it: it is refused"), ruled(Ruling.objects.binding())),
        (
            _("others were merged into it: it is refused"),
            Q(Exists(Claim.objects.live().filter(merged_into=OuterRef("claim")).order_by())),
        ),
    ],
    Kind.ACCEPT: [
        (_("accepted before: it stays so"), Q(claim__state=Claim.State.ACCEPTED)),
        (
            _("merged or split: it stays so"),
            Q(claim__state__in=[Claim.State.MERGED, Claim.State.SPLIT]),
        ),
        (_("dropped before: it is taken up again"), Q(claim__state=Claim.State.DROPPED)),
    ],
    Kind.ASSIGN: [ASIDE],
    Kind.TAG: [PUBLIC],
    Kind.UNTAG: [PUBLIC],
}


def reasons_for(job: BulkJob) -> Reasons:
    """Return what may keep a line of this work from being done, each as a question."""
    if job.kind == Kind.EXPORT:
        return [(_("retracted: it is left out"), Q(claim__retracted_at__isnull=False))]
    own = [] if job.undoes_id else OF_KIND[job.kind]
    return [*RETRACTED, *own, *CHANGED]


def foreseen(job: BulkJob, viewer: User) -> list[Foreseen]:
    """Return what is known before, each with how many claims it is true of."""
    lines = job.lines.visible_to(viewer)
    counted = [Foreseen(why, lines.filter(when).count()) for why, when in reasons_for(job)]
    return [one for one in counted if one.number]


def told_of(job: BulkJob, lines: Iterable[BulkLine]) -> dict[int, list[str]]:
    """Return what is known of each of these lines."""
    told: dict[int, list[str]] = {line.pk: [] for line in lines}
    shown = job.lines.filter(pk__in=told)
    for why, when in reasons_for(job):
        for pk in shown.filter(when).values_list("pk", flat=True):
            told[pk].append(str(why))
    return told
