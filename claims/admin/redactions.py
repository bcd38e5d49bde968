"""What the law demands to be removed: asked for by one administrator, carried out by another."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.redact_history import redact_history
from claims.admin.base import RETRACT, DeskAdmin
from claims.admin.deeds import Deed
from claims.admin.forms import DeskForm, LinesField, RevisionForm
from claims.models import Redaction
from claims.models.redactable import redactable_models

CARRY_OUT = Deed(
    name="carry-out",
    label=_("Carry it out"),
    explains=_(
        "The words that are named go for good, from the row and from its history: no backup of "
        "this database brings them back, and old backups still hold them. The seals stay, and "
        "the public file transparency.json tells that something was removed, and by which law."
    ),
    done=_("Removed: %(row)s. Older backups still hold it."),
    act=redact_history,
    allowed=policy.may_redact,
    form=RevisionForm,
)


class PositionsField(LinesField):
    """Positions in the journal, typed one a line."""

    def prepare_value(self, value: Any) -> Any:
        """Show numbers as lines."""
        return super().prepare_value(list(map(str, value)) if isinstance(value, list) else value)

    def to_python(self, value: Any) -> Any:
        """Return the numbers; what is none stays as typed, for the row's own rule to refuse."""
        return [int(line) if line.isdecimal() else line for line in super().to_python(value)]


class RedactionForm(DeskForm):
    """What is to go, from where, and which law demands it."""

    kind = forms.ChoiceField(
        label=_("Kind of row"),
        choices=lambda: [(name, name) for name in sorted(redactable_models())],
    )

    names = LinesField(
        label=_("What is removed"),
        help_text=_(
            "The names of fields, one a line, for example text. “frozen.” before one means the "
            "published page: frozen.why, or frozen.evidence.e1.quote for one piece of evidence. "
            "“raw” and “original” mean the stored file."
        ),
    )
    positions = PositionsField(
        label=_("Positions in the journal"),
        required=False,
        help_text=_(
            "One a line. Leave it empty to remove it from the row as it is and from all its "
            "history."
        ),
    )

    class Meta:
        widgets = {"because": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}


@admin.register(Redaction)
class RedactionAdmin(DeskAdmin):
    """Requests, and what was removed."""

    form = RedactionForm
    deeds = [CARRY_OUT, RETRACT]
    list_display = ["__str__", "law", "asked_by", "approved_by", "done_at"]
    list_select_related = ["asked_by", "approved_by"]
    search_fields = ["law"]

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        """Tell of a request who asked for it, and who carried it out."""
        return ["asked_by", "approved_by", "done_at"] if obj else []
