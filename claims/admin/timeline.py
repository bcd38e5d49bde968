"""A claim's time-line over all its parts, and the claim as it stood at a moment."""

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.admin.choices import LIKE_AN_ID
from claims.admin.deeds import address, gone
from claims.admin.person import person
from claims.history import Timeline, as_it_stood
from claims.history.timeline import Entry
from claims.models import Ruling, User
from claims.policy import BY_DEEDS_ALONE, OWNERS

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

ON_A_PAGE = 50


def date_field(label: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class NarrowForm(forms.Form):
    """What of a time-line is shown."""

    part = forms.ChoiceField(label=_("Part"), required=False)
    by = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)
    since = date_field(_("From"))
    until = date_field(_("Until"))

    def __init__(self, timeline: Timeline, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(part.name, part.label) for part in timeline.kinds()]
        people = User.objects.filter(pk__in=timeline.people()).order_by("byline", "username")
        self.fields["part"].choices = [("", _("All parts")), *parts]  # type: ignore[attr-defined]
        self.fields["by"].choices = [  # type: ignore[attr-defined]
            ("", _("Everybody")),
            *((user.pk, str(user)) for user in people),
        ]

    def narrow(self, timeline: Timeline) -> Timeline:
        """Return what was asked for; the last day counts whole."""
        if not self.is_valid():
            return timeline
        given = self.cleaned_data
        after = given["until"] + datetime.timedelta(days=1) if given["until"] else None
        return timeline.only(
            part=given["part"],
            by=given["by"],
            since=begin_of(given["since"]),
            until=begin_of(after),
        )


class MomentForm(forms.Form):
    """A moment, in the reader's time zone."""

    on = forms.DateTimeField(
        label=_("Date and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}),
    )


def begin_of(day: datetime.date | None) -> datetime.datetime | None:
    """Return the moment at which a day begins for the reader."""
    if day is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def zone_in_words() -> str:
    """Return the time zone in which moments are told and asked for."""
    offset = f"{timezone.localtime():%z}"
    return f"{timezone.get_current_timezone_name()} (UTC{offset[:3]}:{offset[3:]})"


def may_go_back(user: User, entry: Entry, in_hand: set[int]) -> bool:
    """Whether a way back is worth offering; the page that it leads to asks policy about the row."""
    model = entry.part.model
    by_deeds = entry.row not in in_hand if model is Ruling else model in BY_DEEDS_ALONE
    owner = getattr(entry.change.version, OWNERS.get(model, ""), user.pk)
    may = user.has_perm(f"claims.change_{entry.part.name}")
    return may and not (entry.is_newest or by_deeds) and owner == user.pk


def way_back(user: User, entry: Entry, in_hand: set[int]) -> str:
    """Return where a row goes back to this version, or nothing if it cannot."""
    if not may_go_back(user, entry, in_hand):
        return ""
    page = reverse(f"admin:claims_{entry.part.name}_history", args=[entry.row])
    return f"{page}#version-{entry.version}"


def timeline_view(admin: "DeskAdmin", request: HttpRequest, pk: str) -> HttpResponse:
    """Show who changed what on a claim, when and why, over all its parts."""
    claim = admin.get_object(request, pk)
    if claim is None:
        return gone(admin, request, pk)
    user = person(request)
    timeline = Timeline(claim, user)
    form = NarrowForm(timeline, request.GET)
    shown = form.narrow(timeline).shown
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    in_hand = set(claim.rulings.in_hand().values_list("pk", flat=True))
    asked = request.GET.copy()
    asked.pop("page", None)
    return show(
        admin,
        request,
        claim,
        "timeline",
        title=_("Time-line"),
        entries=[
            (entry, way_back(user, entry, in_hand))
            for entry in timeline.entries(list(page.object_list))
        ],
        page=page,
        form=form,
        asked=asked.urlencode(),
        moment=MomentForm(),
    )


def stood_view(admin: "DeskAdmin", request: HttpRequest, pk: str) -> HttpResponse:
    """Show a claim, to read, as it stood at a moment or right after an entry of its time-line."""
    claim = admin.get_object(request, pk)
    if claim is None:
        return gone(admin, request, pk)
    given: dict[str, Any] = {}
    form = MomentForm(request.GET if "on" in request.GET else None)
    after = request.GET.get("after", "")
    if LIKE_AN_ID.fullmatch(after):
        given = {"position": int(after)}
    elif form.is_valid():
        given = {"on": form.cleaned_data["on"]}
    parts = as_it_stood(claim, person(request), **given) if given else []
    return show(
        admin,
        request,
        claim,
        "stood",
        title=_("As it stood"),
        moment=form,
        parts=parts,
        given=given,
        last=max((row.since for part in parts for row in part.rows), default=None),
    )


def show(
    admin: "DeskAdmin", request: HttpRequest, claim: Any, template: str, **context: Any
) -> HttpResponse:
    """Show one of the two pages."""
    common = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "row": claim,
        "subtitle": str(claim),
        "back": address(claim, "change"),
        "timeline": address(claim, "timeline"),
        "stood": address(claim, "stood"),
        "zone": zone_in_words(),
    }
    return TemplateResponse(request, f"admin/claims/{template}.html", {**common, **context})
