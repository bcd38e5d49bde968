"""The lines of a person's page: each row in words, with the way to where its work is done."""

import datetime
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.admin.deeds import address
from claims.admin.my_desk.kinds import Line, Looker, days_late
from claims.admin.scheduling import with_time
from claims.admin.sections import way_to
from claims.history.deeds import as_read
from claims.models import Claim, Inquiry, Report, Ruling, Verdict
from claims.models.authorship import versions_of

WORDS, TITLE, REASON = 140, 50, 160  # characters of a line's parts


def short(text: str, most: int = WORDS) -> str:
    """Return a text as far as a line has room."""
    return Truncator(text).chars(most)


def due_in_words(due: datetime.date | None, today: datetime.date) -> str:
    """Return when something is due, or nothing where it has no day or is late."""
    if due is None or due < today:
        return ""
    if due == today:
        return _("due today")
    if due - today == datetime.timedelta(days=1):
        return _("due tomorrow")
    return _("due on %(day)s") % {"day": date_format(due, "DATE_FORMAT")}


def late_in_words(due: datetime.date | None, today: datetime.date) -> str:
    """Return by how much something is overdue, or nothing where it is not."""
    days = days_late(due, today)
    if not days:
        return ""
    return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}


def line(url: str, text: str, *told: str, late: str = "") -> Line:
    """Return a line without what there is not to tell."""
    return Line(url, short(text), [words for words in told if words], late)


def status_of(claim: Any) -> str:
    """Return where a claim stands: by its newest ruling, or by its own state."""
    if claim.newest_stage:
        return _("ruling: %(stage)s") % {"stage": Ruling.Stage(claim.newest_stage).label}
    if claim.state == Claim.State.PROPOSED:
        return str(claim.get_state_display())
    return _("no ruling yet")


def desk_of(claim: Claim) -> str:
    """Return where a claim is worked on: a proposal on the workbench, beside its text."""
    if claim.state != Claim.State.PROPOSED:
        return address(claim, "change")
    bench = reverse("admin:claims_article_workbench", args=[claim.article_id])
    return f"{bench}?claim={claim.public_id}"


def of_claims(looker: Looker, claims: Sequence[Any]) -> list[Line]:
    """Return claims with their article, their standing and their day."""
    return [
        line(
            desk_of(claim),
            claim.text,
            short(claim.article.title, TITLE),
            status_of(claim),
            due_in_words(claim.due_on, looker.today),
            late=late_in_words(claim.due_on, looker.today),
        )
        for claim in claims
    ]


def to_judge(looker: Looker, claims: Sequence[Any]) -> list[Line]:
    """Return claims with how many judged them so far, which is no secret, and not how."""
    given = Verdict.objects.counting().filter(claim__in=[claim.pk for claim in claims])
    counts = dict(given.order_by().values_list("claim").annotate(n=Count("pk")))
    return [
        line(
            address(claim, "change") + str(way_to("show-verdicts")),
            claim.text,
            short(claim.article.title, TITLE),
            verdicts_in_words(counts.get(claim.pk, 0)),
            due_in_words(claim.due_on, looker.today),
            late=late_in_words(claim.due_on, looker.today),
        )
        for claim in claims
    ]


def verdicts_in_words(number: int) -> str:
    """Return how many verdicts others have given."""
    told = ngettext("%(n)s verdict so far", "%(n)s verdicts so far", number)
    return told % {"n": number} if number else _("no verdict yet")


def of_inquiries(looker: Looker, inquiries: Sequence[Inquiry]) -> list[Line]:
    """Return inquiries with their claim; each opens at its form."""
    return [
        line(
            address(inquiry.claim, "change") + str(way_to(f"open-inquiries-{inquiry.pk}")),
            f"{inquiry.whom} ({inquiry.get_kind_display()})",
            short(inquiry.claim.text, TITLE),
            late=late_in_words(inquiry.due_on, looker.today),
        )
        for inquiry in inquiries
    ]


def to_approve(looker: Looker, rulings: Sequence[Ruling]) -> list[Line]:
    """Return rulings that lead to the page on which they are read and approved."""
    return [of_ruling(looker, ruling, "preview", ruling.why) for ruling in rulings]


def to_publish(looker: Looker, rulings: Sequence[Ruling]) -> list[Line]:
    """Return approved rulings, with the time that one missed."""
    return [of_ruling(looker, ruling, "change", with_time(ruling)) for ruling in rulings]


def of_ruling(looker: Looker, ruling: Ruling, page: str, *told: str) -> Line:
    """Return a ruling by its claim, with its rating and who wrote it."""
    due = ruling.claim.due_on
    by = _("by %(who)s") % {"who": ruling.written_by}
    ends = due_in_words(due, looker.today)
    late = late_in_words(due, looker.today)
    said = (rated(ruling), *told, by, ends)
    return line(address(ruling, page), called(ruling), *said, late=late)


def called(ruling: Ruling) -> str:
    """Return what a ruling is on; a translation by its own words, with its language."""
    return f"{ruling.wording} [{ruling.edition}]" if ruling.edition else ruling.claim.text


def rated(ruling: Ruling) -> str:
    """Return what a ruling says of its claim."""
    return _("rated “%(rating)s”") % {"rating": ruling.rating.label}


def sent_back(looker: Looker, rulings: Sequence[Ruling]) -> list[Line]:
    """Return rulings with who sent them back, and why."""
    why = returns_of([ruling.pk for ruling in rulings])
    return [
        line(address(ruling, "change"), called(ruling), rated(ruling), why[ruling.pk])
        for ruling in rulings
    ]


def returns_of(pks: Sequence[int]) -> dict[int, str]:
    """Return how each of these versions came to the stage it is in, from one of later on."""
    columns = ("id", "stage", "who", "history_change_reason")
    rows = versions_of(Ruling).filter(id__in=pks).order_by("id", "-history_id")
    named = NullIf("history_user__byline", Value(""))
    rows = rows.annotate(who=Coalesce(named, "history_user__username"))
    found = {}
    for pk, versions in groupby(rows.values_list(*columns), key=itemgetter(0)):
        _newest, same = next(groupby(versions, key=itemgetter(1)))
        _pk, _stage, who, reason = list(same)[-1]
        told = {"who": who, "why": short(as_read(reason or ""), REASON)}
        found[pk] = _("%(who)s: “%(why)s”") % told
    return found


def changed(looker: Looker, rulings: Sequence[Any]) -> list[Line]:
    """Return published rulings with what changed under them."""
    return [
        line(address(ruling, "change"), called(ruling), ruling.rating.label, *why(ruling, looker))
        for ruling in rulings
    ]


def why(ruling: Any, looker: Looker) -> list[str]:
    """Return what is no longer as it was published."""
    if ruling.edition:
        return [_("the original changed since it was translated")]
    cited = ruling.claim_id in looker.troubled
    return [
        _("a cited page changed or is gone") if cited else "",
        _("the passage in the article changed or is gone") if ruling.claim.is_adrift else "",
        _("the desk’s words changed since") if ruling.is_outdated else "",
    ]


def of_reports(looker: Looker, reports: Sequence[Report]) -> list[Line]:
    """Return readers' reports with the claim that they are about."""
    came = _("came on %(day)s")
    return [
        line(
            address(report, "change"),
            report.text,
            short(report.claim.text, TITLE) if report.claim else "",
            came % {"day": date_format(report.received_on, "DATE_FORMAT")},
        )
        for report in reports
    ]
