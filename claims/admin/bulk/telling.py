"""How work on many claims is told: what will be done, how far it is, what came of it."""

from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.admin.bulk.foreseen import told_of
from claims.admin.progress import SOON, told_as, worker_is_heard
from claims.models import BulkJob, BulkLine, User

ON_A_PAGE = 50
Kind, Outcome = BulkJob.Kind, BulkLine.Outcome
EXPLAINS: dict[str, Promise] = {
    Kind.ACCEPT: gettext_lazy(
        "Each is then a claim that a person found worth checking. This has no way back for all of "
        "them at once: drop those that should not be checked."
    ),
    Kind.ASSIGN: gettext_lazy(
        "Each is assigned to the one person, whoever has it now. This can be taken back."
    ),
    Kind.DROP: gettext_lazy(
        "Each is not checked, and stays on record with your reason. This can be taken back."
    ),
    Kind.TAG: gettext_lazy("Each gets the topics that it has not. This can be taken back."),
    Kind.UNTAG: gettext_lazy("Each loses the topics that it has. This can be taken back."),
    Kind.EXPORT: gettext_lazy("Nothing is changed. You get what you may see of them as a file."),
}
BACK = gettext_lazy(
    "Each is as it was before that work, where nobody changed it since. What somebody changed "
    "stays as it is, and is told."
)
BUTTONS: dict[str, Promise] = {
    Kind.ACCEPT: gettext_lazy("Accept them"),
    Kind.ASSIGN: gettext_lazy("Assign them"),
    Kind.DROP: gettext_lazy("Drop them"),
    Kind.TAG: gettext_lazy("Add the topics"),
    Kind.UNTAG: gettext_lazy("Take the topics off"),
    Kind.EXPORT: gettext_lazy("Download the file"),
}


def button(job: BulkJob) -> str:
    """Return what the button says that confirms the work."""
    return _("Take it back") if job.undoes_id else str(BUTTONS[job.kind])


def explained(job: BulkJob) -> str:
    """Return what will be done to each claim."""
    return str(BACK if job.undoes_id else EXPLAINS[job.kind])


def titled(job: BulkJob) -> str:
    """Return the work's name as a page's title."""
    told = ngettext("%(what)s: %(n)s claim", "%(what)s: %(n)s claims", job.total)
    what = job.named
    return told % {"what": what[:1].upper() + what[1:], "n": job.total}


def in_words(job: BulkJob) -> str:
    """Return where the work stands, as a sentence that says what to do."""
    counts = {"done": job.done, "total": job.total}
    if job.is_lost:
        told = _(
            "It stopped without a word at %(when)s: its worker is gone. What was done stays done; "
            "go on with the rest, or take back what was done."
        )
        return told % {"when": date_format(timezone.localtime(job.heard_at), "H:i")}
    match job.state:
        case BulkJob.State.QUEUED:
            return waiting(job)
        case BulkJob.State.RUNNING:
            return _("At work: %(done)s of %(total)s claims are dealt with.") % counts
        case BulkJob.State.FAILED:
            told = _("It broke off: %(why)s What was done stays done; go on with the rest.")
            return told % {"why": job.error}
        case BulkJob.State.CANCELLED:
            told = _("%(who)s stopped it. What was done until then stays done.")
            return told % {"who": job.ended_by}
    return _("All of them are dealt with.")


def waiting(job: BulkJob) -> str:
    """Return for what it waits: for its turn, or for somebody who starts a worker."""
    if timezone.now() - job.heard_at < SOON or worker_is_heard():
        return _("It waits for its turn.")
    return _(
        "No worker is at work: start one with “manage.py db_worker”, or ask whoever runs this "
        "desk. Then it is done, and you need not ask again."
    )


def as_told(job: BulkJob) -> dict[str, Any]:
    """Return what the page shows of the work, and the script after it."""
    return told_as(job, in_words(job))


class Line(NamedTuple):
    """One claim on the page, with what is known of it before, or what became of it."""

    line: BulkLine
    known: list[str]


class Lines(NamedTuple):
    """The claims of the work on one page, as far as this person may see them."""

    page: Page
    shown: list[Line]
    hidden: int
    asked: str


def lines_of(job: BulkJob, request: HttpRequest, viewer: User) -> Lines:
    """Return the claims on the page that is asked for, those of one outcome if it is named."""
    seen = job.lines.visible_to(viewer)
    hidden = job.total - seen.count()
    asked = request.GET.get("outcome", "")
    rows = seen.filter(outcome=asked) if asked in Outcome.values else seen
    rows = rows.select_related("claim__article").defer("claim__suggestions").order_by("pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = list(page)
    known = {} if job.is_confirmed else told_of(job, lines)
    shown = [Line(line, known.get(line.pk, [])) for line in lines]
    return Lines(page, shown, hidden, f"outcome={asked}" if asked in Outcome.values else "")


def counts_of(job: BulkJob) -> list[tuple[str, Any, int]]:
    """Return how many claims came out how: the value, its label, the number."""
    found = dict(job.lines.values_list("outcome").annotate(n=Count("pk")).order_by())
    return [(value, label, found[value]) for value, label in Outcome.choices if value in found]
