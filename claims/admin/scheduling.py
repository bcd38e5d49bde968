"""When an approved ruling goes before readers: setting the time, taking it back, finding it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.schedule_publication import schedule_publication
from claims.actions.unschedule_publication import unschedule_publication
from claims.admin.deeds import Deed
from claims.admin.forms import RevisionForm
from claims.models import Ruling


class ScheduleForm(RevisionForm):
    """The time, in the time of this desk."""

    at = forms.DateTimeField(
        label=_("Publish at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, row: Ruling, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.initial.setdefault("at", row.publish_at)
        told = _("Date and time in the zone %(zone)s, such as 2026-11-30 06:00.")
        zone = timezone.get_current_timezone_name()
        self.fields["at"].help_text = str(told) % {"zone": zone}


def in_words(ruling: Ruling) -> str:
    """Return when a version is to be published, in the person's zone."""
    return str(formats.localize(timezone.localtime(ruling.publish_at)))


def with_time(ruling: Ruling) -> str:
    """Return where a version stands, with the time at which it goes on or was to."""
    stage = ruling.get_stage_display()
    if ruling.publish_at is None:
        return stage
    missed = _("%(stage)s, not published at %(time)s")
    waits = _("%(stage)s, to be published at %(time)s")
    told = missed if ruling.schedule_failure else waits
    return str(told) % {"stage": stage, "time": in_words(ruling)}


def has_time(ruling: Ruling) -> bool:
    """Whether a version is published by itself, at a time that is still to come."""
    return ruling.is_scheduled and not ruling.is_due


SCHEDULE = Deed(
    name="schedule",
    label=_("Schedule publication"),
    explains=_(
        "It is published by itself at that time, in your name, if the rules are met then. Until "
        "then readers see nothing of it. If a word changes, the approval and the time are void."
    ),
    done=_("It is published at its time, if the rules are met then."),
    says=lambda ruling: str(_("To be published at %(time)s")) % {"time": in_words(ruling)},
    act=schedule_publication,
    allowed=lambda user, ruling: policy.may_schedule(user, ruling) and not has_time(ruling),
    form=ScheduleForm,
)
RESCHEDULE = replace(
    SCHEDULE,
    name="reschedule",
    label=_("Set another time"),
    allowed=lambda user, ruling: policy.may_schedule(user, ruling) and has_time(ruling),
)
UNSCHEDULE = Deed(
    name="unschedule",
    label=_("Take the time back"),
    explains=_("It stays approved, and waits until somebody publishes it."),
    done=_("It is not published by itself any more."),
    act=unschedule_publication,
    allowed=policy.may_unschedule,
    form=RevisionForm,
)


class ScheduleFilter(admin.SimpleListFilter):
    """Find the versions that wait for their time, and those that missed it."""

    title = _("schedule")
    parameter_name = "schedule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer both."""
        return [("waits", _("to be published")), ("missed", _("not published at its time"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the versions with such a schedule."""
        with_times = queryset.filter(publish_at__isnull=False)
        if self.value() == "waits":
            return with_times.filter(schedule_failure="")
        return with_times.exclude(schedule_failure="") if self.value() == "missed" else queryset
