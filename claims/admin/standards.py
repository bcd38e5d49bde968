"""What rulings are judged by, as administrators set it: publication rules and rating scale."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims import gate, policy
from claims.actions.propose_scale import propose_scale
from claims.actions.put_in_force import put_in_force
from claims.admin.base import RETRACT, DeskAdmin
from claims.admin.deeds import Deed
from claims.admin.forms import DeskForm, RevisionForm
from claims.admin.person import person
from claims.models import Rating, RuleSet, Scale

PUT_IN_FORCE = Deed(
    name="put-in-force",
    label=_("Put in force"),
    explains=_(
        "From now on rulings are judged by it, those in hand too. What is public stays as it was "
        "judged. A version that was in force is never changed."
    ),
    done=_("In force now: %(row)s"),
    act=put_in_force,
    allowed=policy.may_put_in_force,
    form=RevisionForm,
    weighty=True,
)
WIDE = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})


class RuleSetForm(DeskForm):
    """Which rules must hold; the others are advice."""

    musts = forms.MultipleChoiceField(
        label=_("Rules that must hold"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A ruling is not published without them, unless an editor sets one aside "
            "in public. The others are advice at the desk."
        ),
    )

    class Meta:
        widgets = {"why": WIDE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = self.instance if self.instance.pk else RuleSet.objects.in_force()
        binding = [s.rule.id for s in gate.standing(begun) if s.level == RuleSet.Level.MUST]
        field = self.fields.get("musts")
        if field is not None:
            field.choices = [(rule.id, rule.sentence) for rule in gate.RULES.values()]  # type: ignore[attr-defined]
            self.initial["musts"] = binding

    def clean(self) -> dict[str, Any]:
        """Write the ticks down as levels."""
        cleaned = super().clean()
        must, should = RuleSet.Level.MUST.value, RuleSet.Level.SHOULD.value
        musts = cleaned.get("musts", [])
        self.instance.levels = {name: must if name in musts else should for name in gate.RULES}
        return cleaned


class StandardAdmin(DeskAdmin):
    """Versions: proposed, put in force by a deed of its own, then kept as they are."""

    deeds = [PUT_IN_FORCE, RETRACT]
    list_display = ["__str__", "in_force_since", "in_force_by", "why"]
    list_select_related = ["in_force_by"]
    search_fields = ["why"]
    asked: tuple[str, ...] = ("why",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for what is proposed; show when a kept version came into force."""
        if obj is None or self.has_change_permission(request, obj):
            return list(self.asked)
        return ["why", "in_force_since", "in_force_by"]

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Say where the version stands."""
        panel = super().panel(request, object_id)
        row = panel.get("row")
        if row is None:
            return panel
        now = type(row).objects.version_in_force()
        return {**panel, "version_in_force": now, "is_in_force": row.version == now}


@admin.register(RuleSet)
class RuleSetAdmin(StandardAdmin):
    """Which publication rules must hold."""

    change_form_template = "admin/claims/rule_set_change.html"
    form = RuleSetForm
    asked = ("why", "musts")

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """List the rules with how much each binds."""
        panel = super().panel(request, object_id)
        row = panel.get("row")
        return {**panel, "standing": gate.standing(row)} if row else panel


class ScaleForm(DeskForm):
    """What changes, and why."""

    class Meta:
        widgets = {"why": WIDE}


@admin.register(Scale)
class ScaleAdmin(StandardAdmin):
    """Versions of the scale; a new one begins as a copy of today's."""

    change_form_template = "admin/claims/scale_change.html"
    form = ScaleForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Begin a new version with the steps of today's."""
        if change:
            super().save_model(request, obj, form, change)
            return
        made = propose_scale(why=form.cleaned_data["why"], by=person(request))
        obj.__dict__.update(made.__dict__)

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """List the steps."""
        panel = super().panel(request, object_id)
        row = panel.get("row")
        if row is None:
            return panel
        steps = Rating.objects.live().filter(scale=row.version).order_by("order")
        may_change = policy.may_save(person(request), row) and not row.is_retracted
        return {**panel, "steps": steps, "may_change": may_change}


class StepForm(DeskForm):
    """A step of a proposed version of the scale."""

    scale = forms.TypedChoiceField(
        label=_("version of the scale"),
        coerce=int,
        help_text=_("A version that is not in force yet: begin one under “Rating scale”."),
    )

    class Meta:
        widgets = {"definition": WIDE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("scale")
        if field is not None:
            proposed = Scale.objects.live().filter(in_force_since=None)
            field.choices = [(scale.version, str(scale)) for scale in proposed]  # type: ignore[attr-defined]


@admin.register(Rating)
class RatingAdmin(DeskAdmin):
    """The steps of the scale; those that rulings were judged by stay as they are."""

    deeds = [RETRACT]
    form = StepForm
    fields = ["scale", "label", "definition", "value", "order", "tone", "shape"]
    list_display = ["label", "scale", "order", "value", "definition"]
    list_filter = ["scale"]
    search_fields = ["label"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a step on its version."""
        return ["scale"] if obj else []
