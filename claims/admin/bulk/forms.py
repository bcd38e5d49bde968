"""What each deed on many claims asks for before it is confirmed."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.admin.forms import reason_field, take_whole
from claims.exports import EXPORTERS
from claims.models import BulkJob, Claim, Topic
from claims.policy import workers

NOBODY = "nobody"
FEW = 40  # topics that are shown as a list of ticks


class ManyForm(forms.Form):
    """A deed on many claims; its cleaned data are what the work asks for."""

    def __init__(self, job: BulkJob, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_whole(self)
        self.job = job

    def asked(self) -> dict[str, Any]:
        """Return what the work keeps: texts, days, and the numbers of rows."""
        return dict(self.cleaned_data)


class OptionalReasonForm(ManyForm):
    """A reason for the history, for those who want to give one."""

    reason = reason_field(help_text=_("Kept in the history of each claim. May be left empty."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class ManyDropForm(ManyForm):
    """Why the claims are not checked."""

    reason = reason_field(
        help_text=_("Stays with each claim, for whoever asks later why it was not checked.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=self.fields["reason"].label,
            help_text=self.fields["reason"].help_text,
            max_length=Claim._meta.get_field("drop_reason").max_length,
            widget=self.fields["reason"].widget,
        )


class ManyAssignForm(OptionalReasonForm):
    """Who checks the claims, and by when."""

    to = forms.TypedChoiceField(
        label=_("Assign to"), coerce=lambda value: None if value == NOBODY else int(value)
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        help_text=_("Left empty, they are due on no day."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    field_order = ["to", "due_on", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = workers()
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((str(user.pk), str(user)) for user in people),
            (NOBODY, _("nobody: whoever has them now loses them")),
        ]
        self.fields["reason"].help_text = _("Kept in the history of each claim.")

    def clean_due_on(self) -> date | None:
        """Return the day, which is not past."""
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("This day is past."), code="past")
        return day


class ManyTopicsForm(OptionalReasonForm):
    """Which topics."""

    topics = forms.ModelMultipleChoiceField(Topic.objects.none(), label=_("Topics"))
    field_order = ["topics", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.offered()
        few = offered.count() <= FEW
        widget = forms.CheckboxSelectMultiple() if few else forms.SelectMultiple(attrs={"size": 14})
        field = forms.ModelMultipleChoiceField(
            offered, label=self.fields["topics"].label, widget=widget
        )
        if not offered:
            field.help_text = self.none_there
        self.fields["topics"] = field

    none_there = _("There is no topic at the desk: add one under Topics first.")

    def offered(self) -> "QuerySet[Topic]":
        """Return the topics in use."""
        return Topic.objects.live().order_by("name")

    def asked(self) -> dict[str, Any]:
        """Name the topics by number."""
        return {**super().asked(), "topics": [topic.pk for topic in self.cleaned_data["topics"]]}


class ManyTopicsOffForm(ManyTopicsForm):
    """Which topics that some of the claims have."""

    none_there = _("None of these claims has a topic.")

    def offered(self) -> "QuerySet[Topic]":
        """Return the topics that the claims have."""
        claims = self.job.lines.values("claim")
        carried = Topic.objects.filter(taggings__claim__in=claims, taggings__retracted_at=None)
        return carried.distinct().order_by("name")


class ManyExportForm(ManyForm):
    """In which format, and how much of each claim."""

    format = forms.ChoiceField(label=_("Format"), choices=[(n, n.upper()) for n in EXPORTERS])
    what = forms.ChoiceField(
        label=_("What is exported"),
        widget=forms.RadioSelect,
        initial="internal",
        choices=[
            ("internal", _("the claims as they stand at the desk, without notes: internal")),
            ("published", _("what is published of them, as readers see it")),
        ],
    )


FORMS: dict[str, type[ManyForm]] = {
    BulkJob.Kind.ACCEPT: ManyForm,
    BulkJob.Kind.ASSIGN: ManyAssignForm,
    BulkJob.Kind.DROP: ManyDropForm,
    BulkJob.Kind.TAG: ManyTopicsForm,
    BulkJob.Kind.UNTAG: ManyTopicsOffForm,
    BulkJob.Kind.EXPORT: ManyExportForm,
}


def form_for(job: BulkJob) -> type[ManyForm]:
    """Return the form that asks what the work wants to know."""
    return OptionalReasonForm if job.undoes_id else FORMS[job.kind]
