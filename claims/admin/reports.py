"""What readers told the desk: their words as they came, and the deeds that answer them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.resolve_report import resolve_report
from claims.actions.take_up_report import take_up_report
from claims.admin.base import RETRACT, DeskAdmin, is_about
from claims.admin.deeds import Deed
from claims.admin.forms import RevisionForm
from claims.models import Report
from claims.text.marks import show_unseen

OUTCOMES = [
    (Report.Outcome.CORRECTED.value, _("It led to a correction")),
    (Report.Outcome.DECLINED.value, _("Nothing is changed, because…")),
]


class ResolveForm(RevisionForm):
    """What came of a report, and the sentence that its receipt shows."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("What the reader is told"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Whoever has the receipt number reads it: name nobody, quote nothing private."),
    )


TAKE_UP = Deed(
    name="take-up",
    label=_("Take up"),
    explains=_("Your name is put to it at the desk; the receipt says that it is being looked at."),
    done=_("You look at %(row)s."),
    act=take_up_report,
    allowed=policy.may_take_up,
    form=RevisionForm,
)
RESOLVE = Deed(
    name="resolve",
    label=_("Resolve"),
    explains=_(
        "Say what came of it. A correction itself is made on the page of the ruling, before or "
        "after; the receipt shows the outcome and your sentence, and none of the reader’s words."
    ),
    done=_("%(row)s is resolved."),
    act=resolve_report,
    allowed=policy.may_resolve,
    form=ResolveForm,
)


@admin.register(Report)
class ReportAdmin(DeskAdmin):
    """What readers told the desk, by form, by letter or by telephone."""

    autocomplete_fields = ["claim"]
    deeds = [TAKE_UP, RESOLVE, RETRACT]
    found_through = ["claim"]
    list_display = ["receipt", "received_on", "about", "outcome", "taken_up_by"]
    list_filter = ["outcome"]
    list_select_related = ["claim", "taken_up_by"]
    search_fields = ["receipt", "text", "claim__text"]
    by_hand = ("received_on", "claim", *Report.TYPED)
    change_form_template = "admin/claims/report_change.html"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for all of a letter; of what came, only to which claim it belongs can be said."""
        if obj is None:
            return list(self.by_hand)
        shown = [f"{name}_shown" for name in Report.TYPED if getattr(obj, name)]
        return ["received_on", "claim", *shown, "outcome", "answer", "taken_up_by"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave what came as it came, and the outcome to its deed."""
        if obj is None:
            return []
        return [name for name in self.get_fields(request, obj) if name != "claim"]

    @admin.display(description=_("claim"))
    def about(self, report: Report) -> str:
        """Name the claim that the reader means."""
        return is_about(report.claim) if report.claim else "–"

    @admin.display(description=_("the page that is meant"))
    def page_shown(self, report: Report) -> str:
        """Show the page as typed: it is no link."""
        return as_typed(report.page)

    @admin.display(description=_("what the reader says"))
    def text_shown(self, report: Report) -> str:
        """Show the words as typed."""
        return as_typed(report.text)

    @admin.display(description=_("the passage that is meant"))
    def passage_shown(self, report: Report) -> str:
        """Show the passage as typed."""
        return as_typed(report.passage)

    @admin.display(description=_("sources that the reader names"))
    def sources_shown(self, report: Report) -> str:
        """Show the sources as typed: they are no links."""
        return as_typed(report.sources)

    @admin.display(description=_("name of the reader"))
    def name_shown(self, report: Report) -> str:
        """Show the name as typed."""
        return as_typed(report.name)

    @admin.display(description=_("contact"))
    def contact_shown(self, report: Report) -> str:
        """Show where the reader can be answered, as typed."""
        return as_typed(report.contact)


def as_typed(text: str) -> str:
    """Return a stranger's words as text alone, with what cannot be seen in them by name."""
    return format_html('<div class="as-typed" dir="auto">{}</div>', show_unseen(text))
