"""Policies at the desk: an editor writes, a second one puts in force, and then nothing changes."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.put_policy_in_force import put_policy_in_force
from claims.admin.base import RETRACT, DeskAdmin
from claims.admin.deeds import Deed
from claims.admin.forms import DeskForm, RevisionForm
from claims.admin.person import person
from claims.admin.policy_guidance import ADVICE, EFCSN, IFCN
from claims.models import Policy, User
from claims.text.diff import word_diff


class ReadAndPutInForceForm(RevisionForm):
    """The words that the second person stands for, beside those that hold today."""

    shows = "admin/claims/_policy_read.html"

    @property
    def changes(self) -> Any:
        """What differs from the version in force, word by word; nothing for a first one."""
        before = Policy.objects.in_force().filter(kind=self.row.kind).first()  # type: ignore[attr-defined]
        return word_diff(before.body, self.row.body) if before else []  # type: ignore[attr-defined]


def who_is_left(user: User, row: Policy) -> str:
    """Say that it was typed by this person, who therefore cannot put it in force."""
    if row.is_settled or row.is_retracted or user.pk not in row.writer_ids():
        return ""
    return str(_("You typed words of it: another editor reads it and puts it in force."))


PUT_IN_FORCE = Deed(
    name="put-in-force",
    label=_("Read and put in force"),
    explains=_(
        "From now on readers are told this. You stand for it as the second person, and it is never "
        "changed: a later version takes its place, and this one stays at its address."
    ),
    done=_("In force now: %(row)s"),
    act=put_policy_in_force,
    allowed=policy.may_put_policy_in_force,
    form=ReadAndPutInForceForm,
    weighty=True,
)
WITHDRAW = replace(RETRACT, label=_("Withdraw"), done=_("“%(row)s” was withdrawn."))
WIDE = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class PolicyForm(DeskForm):
    """The words of a policy."""

    class Meta:
        widgets = {
            "why": WIDE,
            "body": forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField"}),
        }


@admin.register(Policy)
class PolicyAdmin(DeskAdmin):
    """Policies, each kind in versions."""

    change_form_template = "admin/claims/policy_change.html"
    deeds = [PUT_IN_FORCE, WITHDRAW]
    fields = ["kind", "language", "body", "why"]
    form = PolicyForm
    list_display = ["__str__", "stage", "written_by", "in_force_since", "in_force_by"]
    list_filter = ["kind", "stage"]
    list_select_related = ["written_by", "in_force_by"]
    search_fields = ["body", "why"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a version on its policy."""
        return ["kind"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new version with the words that hold today."""
        given = super().get_changeform_initial_data(request)
        words = Policy.objects.in_force().filter(kind=given.get("kind", ""))
        return {**(words.values("language", "body").first() or {}), **given}

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Say what belongs into a policy, into a new one too."""
        kind = getattr(kwargs.get("obj"), "kind", request.GET.get("kind", ""))
        known = [one for one in ADVICE if one.kind == kind]
        context |= {"advice": known or ADVICE, "is_one": bool(known), "ifcn": IFCN, "efcsn": EFCSN}
        return super().render_change_form(request, context, *args, **kwargs)

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Say where the version stands, and lead to a new one and to the public page."""
        panel = super().panel(request, object_id)
        row = panel.get("row")
        if row is None:
            return panel
        anew = f"{reverse('admin:claims_policy_add')}?kind={row.kind}"
        may_add = self.has_add_permission(request)
        waits = who_is_left(person(request), row)
        return {**panel, "anew": anew if may_add and row.is_settled else "", "waits": waits}
