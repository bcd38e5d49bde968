"""What a claim's page shows around its sections: passage, what waits, checklist and rulings."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from claims import gate
from claims.admin.context import context_of
from claims.admin.deeds import address
from claims.admin.guidance import WHERE_MET
from claims.admin.lineage import lineage_of
from claims.admin.person import person
from claims.admin.visits import told_of
from claims.admin.voices import panel_of
from claims.admin.workbench.standing import Facts, Standing, standing_of
from claims.exports import copies_on
from claims.gate import Check, hides_agreement
from claims.models import Article, Claim, RuleSet, Ruling
from claims.policy import may_draft, may_export, may_give_verdict
from claims.splitting import OPERATION_LABELS

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin


class Line(NamedTuple):
    """A rule of the checklist, with the way to where it is met."""

    check: Check
    url: str
    where: str | Promise


def overview(desk: "DeskAdmin", request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """Return what the page of a claim shows beside what can be typed on it."""
    user = person(request)
    every = list(claim.rulings.live().select_related("rating").order_by("edition", "-version"))
    rulings = [ruling for ruling in every if not ruling.edition]
    case = gate.Case.of(claim, rulings[0] if rulings else None)
    blind = hides_agreement(user, claim)
    lines = lines_of(gate.judge(case, RuleSet.objects.in_force()), case.ruling, blind=blind)
    today = timezone.localdate()
    return {
        "context": context_of(claim),
        "workbench": workbench_of(desk, claim),
        "standing": standing_with(claim, rulings),
        "rulings": every,
        "lineage": lineage_of(claim, user),
        "steps": steps_in_words(claim),
        "concerns": told_of(claim),
        "texts": address(claim.article, "texts"),
        "copies": may_export(user, claim.article) and copies_on(claim).count(),
        "copies_url": address(claim, "copies"),
        "may_draft": may_draft(user, claim) and not any(map(in_the_way, rulings)),
        "unmet": [line for line in lines if is_unmet(line.check, blind=blind)],
        "met": [line for line in lines if not is_unmet(line.check, blind=blind)],
        "to_meet": sum(told_unmet(line.check, blind=blind) for line in lines),
        "voices": panel_of(case, user),
        "reports": list(claim.reports.live().visible_to(user).order_by("-outcome", "-pk")),
        "blind": blind,
        "verdicts_given": len(case.verdicts),
        "overdue": [inquiry for inquiry in case.inquiries if inquiry.is_overdue(today)],
        "verdict_waits": may_give_verdict(user, claim)
        and all(verdict.reviewer_id != user.pk for verdict in case.verdicts),
        "saves": desk.saves(request, claim),
    }


def standing_with(claim: Claim, rulings: list[Ruling]) -> Standing | None:
    """Return where a claim stands by its newest ruling; nothing where its own state tells it."""
    if not rulings or claim.state != Claim.State.ACCEPTED:
        return None
    newest = rulings[0]
    read = newest.stage == Ruling.Stage.DRAFT and newest.history.filter(stage="in_review").exists()
    return standing_of(Facts(claim.state, stage=newest.stage, was_returned=read))


def in_the_way(ruling: Ruling) -> bool:
    """Whether a version keeps another ruling from being drafted."""
    return ruling.is_in_hand or ruling.stage in ("published", "retracted")


def steps_in_words(claim: Claim) -> list[str]:
    """Return how the splitter made the claim from its passage, step by step."""
    known = [str(OPERATION_LABELS.get(name, name)) for name in claim.operations]
    return list(dict.fromkeys(known))


def workbench_of(desk: "DeskAdmin", claim: Claim) -> str:
    """Return the address of the claim on its article's workbench, if there is one."""
    articles: Any = desk.admin_site.get_model_admin(Article)
    bench = articles.next_pages(claim.article).get("workbench", "")
    return f"{bench}?claim={claim.public_id}" if bench else ""


def lines_of(checks: list[Check], ruling: Ruling | None, *, blind: bool) -> list[Line]:
    """Return the rules, those that must still be met first; what is hidden tells nothing."""

    def urgency(check: Check) -> int:
        if blind and check.rule.blind:
            return 2
        return 0 if check.stops and check.applies else 1 if told_unmet(check, blind=blind) else 3

    return [line_of(check, ruling) for check in sorted(checks, key=urgency)]


def line_of(check: Check, ruling: Ruling | None) -> Line:
    """Return a rule with the way to where it is met: a section, or the ruling in hand."""
    section, where = WHERE_MET.get(check.rule.id, ("", ""))
    if section == "ruling" and ruling is not None:
        return Line(check, address(ruling, "change"), where)
    return Line(check, f"#{section}" if section else "", where)


def told_unmet(check: Check, *, blind: bool) -> bool:
    """Whether a person is told that a rule is not met."""
    hidden = blind and check.rule.blind
    return check.applies and not check.holds and not check.overridden and not hidden


def is_unmet(check: Check, *, blind: bool) -> bool:
    """Whether a rule is listed among those to look at: not met, or hidden so far."""
    return told_unmet(check, blind=blind) or (blind and check.rule.blind)
