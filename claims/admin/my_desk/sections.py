"""The sections of a person's page, in the order in which work presses."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from claims.admin.my_desk import lines
from claims.admin.my_desk.kinds import SHOWN, Kind, Looker, Section, section_of
from claims.concerns import changed_under
from claims.models import Claim, Inquiry, Report, Ruling


def by_due(claims: QuerySet) -> Sequence[Any]:
    """Return the first claims by their day, then the newest without one: two ways by an index."""
    dated = claims.filter(due_on__isnull=False).order_by("due_on", "pk")[:SHOWN]
    others = claims.filter(due_on=None).order_by("-created_at", "-pk")[:SHOWN]
    return [*dated, *others]


def oldest(*fields: Any) -> Any:
    """Return how the rows that wait longest are found."""
    return lambda rows: list(rows.order_by(*fields, "pk")[:SHOWN])


by_claims_day = oldest(F("claim__due_on").asc(nulls_last=True))

KINDS = [
    Kind(
        name="overdue",
        title=_("Overdue"),
        empty=_("Nothing of yours is overdue."),
        permission="claims.change_claim",
        rows=lambda who: claims_of(who).assigned_to(who.user).overdue(who.today),
        first=by_due,
        lines=lines.of_claims,
        query={"awaiting": "me", "work": "overdue"},
        tone="stuck",
    ),
    Kind(
        name="answers",
        title=_("Answers that are overdue"),
        empty=_("No answer is overdue at your claims."),
        permission="claims.change_inquiry",
        rows=lambda who: (
            Inquiry.objects.visible_to(who.user).overdue(who.today).at_claims_of(who.user)
        ),
        first=oldest("due_on"),
        lines=lines.of_inquiries,
        query={"answer": "overdue", "whose": "me"},
        tone="stuck",
    ),
    Kind(
        name="assigned",
        title=_("Assigned to you"),
        empty=_("Nothing is assigned to you. An editor assigns claims, on the page of each."),
        permission="claims.change_claim",
        rows=lambda who: claims_of(who).assigned_to(who.user),
        first=by_due,
        lines=lines.of_claims,
        query={"awaiting": "me"},
        onward=(_("Claims that nobody checks"), {"work": "nobody"}),
    ),
    Kind(
        name="back",
        title=_("Came back to you"),
        empty=_(
            "None of your rulings came back. One that is returned stands here with the reason."
        ),
        permission="claims.change_ruling",
        rows=lambda who: rulings_of(who).sent_back_to(who.user),
        first=by_claims_day,
        lines=lines.sent_back,
        query={"awaiting": "back"},
        tone="wait",
    ),
    Kind(
        name="approval",
        title=_("Waits for your approval"),
        empty=_(
            "No ruling waits for you. What is in review and has a word of yours is for others."
        ),
        permission="claims.approve_ruling",
        rows=lambda who: rulings_of(who).awaiting(who.user),
        first=by_claims_day,
        lines=lines.to_approve,
        query={"awaiting": "approval"},
        onward=(_("Rulings in review"), {"stage__exact": "in_review"}),
    ),
    Kind(
        name="publication",
        title=_("Ready to publish"),
        empty=_("Nothing approved waits to be published."),
        permission="claims.publish_ruling",
        rows=lambda who: rulings_of(who).to_publish(),
        first=by_claims_day,
        lines=lines.to_publish,
        query={"awaiting": "publication"},
        onward=(_("Rulings in review"), {"stage__exact": "in_review"}),
        tone="ready",
    ),
    Kind(
        name="verdict",
        title=_("Waits for your verdict"),
        empty=_("You have judged every claim that is open. Accept more of what is proposed."),
        permission="claims.add_verdict",
        rows=lambda who: claims_of(who).awaiting_verdict_of(who.user),
        first=by_due,
        lines=lines.to_judge,
        query={"awaiting": "verdict"},
        onward=(_("Claims that a machine proposed"), {"state__exact": "proposed"}),
    ),
    Kind(
        name="changed",
        title=_("Changed under what is published"),
        empty=_("What you wrote, approved or check stands as it was published."),
        permission="claims.change_ruling",
        rows=lambda who: changed_under(rulings_of(who).concerning(who.user), who.troubled),
        first=oldest("published_at"),
        lines=lines.changed,
        query={"awaiting": "changed"},
        tone="wait",
    ),
    Kind(
        name="reports",
        title=_("Readers wrote"),
        empty=_("Every report from readers has an answer."),
        permission="claims.change_report",
        rows=lambda who: Report.objects.visible_to(who.user).unanswered(),
        first=oldest("received_on"),
        lines=lines.of_reports,
        query={"outcome__exact": "open"},
    ),
]


def claims_of(who: Looker) -> Any:
    """Return the claims that this person may see."""
    return Claim.objects.visible_to(who.user)


def rulings_of(who: Looker) -> Any:
    """Return the rulings that this person may see."""
    return Ruling.objects.visible_to(who.user)


def sections_for(looker: Looker) -> list[Section]:
    """Return the sections of what this person's roles let them do."""
    own = (kind for kind in KINDS if looker.user.has_perm(kind.permission))
    return [section_of(kind, looker) for kind in own]
