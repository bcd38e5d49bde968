"""The forms of the desk: each names the revision that was read, and asks for a reason."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from claims import gate
from claims.actions.save_row import needs_reason
from claims.admin.choices import Choice
from claims.admin.merging import AGAIN, STALE, TAKEN_BACK, Comparison, Merge
from claims.freezing import digest_of_words, notes_in, words_of, words_translated
from claims.gate import hides_agreement
from claims.models import Claim, Correction, Rating, Recorded, Ruling, Scale, User
from claims.policy import workers

NOTE = re.compile(r"^\[([\w.]+)\]", re.MULTILINE)  # the name before a translated note
TRAVELLING = ["reason", "revision_read"]  # what a form sends beside the row's own fields


def take_whole(form: forms.BaseForm) -> None:
    """Let fields take what is pasted whole: browsers cut at a limit and say nothing of it."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


class RowForm(forms.ModelForm):
    """A row's form; the revision travels with it, so that no save overwrites another."""

    revision_read = forms.IntegerField(required=False, widget=forms.HiddenInput)
    refusal: ClassVar[ValidationError | None] = None  # what the action said to this very input

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_whole(self)
        self.read = self.instance.revision
        self.merge: Merge | None = None
        if self.is_bound:
            self.data = self.plain_data()
        if self.instance.pk:
            self.initial["revision_read"] = self.instance.revision
            self.tell_choices()
            if self.is_bound and "revision_read" in self.fields:
                self.merge = Merge.of(self)
                self.read = self.merge.read
                self.empty_permitted |= self.is_let_go

    def plain_data(self) -> Any:
        """Return what was sent with the line breaks that are stored, not those of browsers."""
        data: Any = cast("QueryDict", self.data).copy()
        for name in map(self.add_prefix, self.fields):
            if "\r" in data.get(name, ""):
                data[name] = data[name].replace("\r\n", "\n")
        return data

    @property
    def is_taken_back(self) -> bool:
        """Whether somebody else retracted the row while this person had it open."""
        return self.merge is not None and self.merge.is_taken_back

    @property
    def comes_again(self) -> bool:
        """Whether what was typed into a row that was retracted is to be a row of its own."""
        return self.is_taken_back and self.data.get(self.add_prefix("gone")) == AGAIN

    @property
    def is_let_go(self) -> bool:
        """Whether the row was retracted, and nothing is lost that was typed into it."""
        if self.merge is None or not self.is_taken_back or self.comes_again:
            return False
        return not self.merge.own or bool(self.data.get(self.add_prefix("gone")))

    @property
    def comparison(self) -> Comparison | None:
        """What the page shows of a row that somebody else saved meanwhile, where it matters."""
        if self.merge is None:
            return None
        return self.merge.comparison() if self.merge.asks or self.is_taken_back else None

    def has_changed(self) -> bool:
        """Whether there is anything to save."""
        return not self.is_let_go and super().has_changed()

    @property
    def changed_data(self) -> list[str]:
        """Return the fields that differ; what travels with them is no change."""
        return [name for name in super().changed_data if name not in TRAVELLING]

    def tell_choices(self) -> None:
        """Give each choice the row that is loaded with this one."""
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Choice):
                widget.chosen = self.instance._state.fields_cache.get(name)

    def clean(self) -> dict[str, Any]:
        """Hand the revision that was read to the row, and say what an action refused."""
        cleaned = super().clean() or self.cleaned_data
        if self.merge is not None and self.merge.asks and not self.comes_again:
            message = TAKEN_BACK if self.is_taken_back else STALE
            row = {"row": self.merge.title}
            self.add_error(None, ValidationError(message, code="stale", params=row))
        self.instance.revision = self.read
        if self.comes_again:
            self.instance = type(self.instance)()
        if self.refusal is not None:
            self.add_error(None, ValidationError(self.refusal.messages))
        return cleaned


def change_reason() -> forms.CharField:
    """Return a field for why a row is changed, which is asked for where readers see the row."""
    widget = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=500,
        help_text=_("Kept in the history."),
        widget=widget,
    )


def tell_need(form: forms.BaseForm, row: Recorded) -> None:
    """Say under the reason that it is needed, where it is; asked once, when it is shown."""
    if "reason" in form.fields:
        form.fields["reason"].help_text = lazy(cache(lambda: need_in_words(row)), str)()


def need_in_words(row: Recorded) -> str:
    """Return what becomes of a reason, and that it is needed if readers see the row."""
    if needs_reason(row):
        return str(_("Kept in the history. Needed here: a ruling that rests on this is published."))
    return str(_("Kept in the history."))


class DeskForm(RowForm):
    """The main form of a page, with the reason that history keeps for all that it saves."""

    reason = change_reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.instance, Claim) and "reason" in self.fields:  # spares a query
            told = _("Kept in the history. Needed once a ruling on the claim is published.")
            self.fields["reason"].help_text = told
        elif not isinstance(self.instance, Ruling):  # one in hand is changed without a reason
            tell_need(self, self.instance)

    @property
    def given_reason(self) -> str:
        """The reason as typed, or nothing."""
        return str(self.cleaned_data.get("reason", ""))


class StepField(forms.ModelChoiceField):
    """A step of the scale of today, or the one that was chosen before there was another."""

    def label_from_instance(self, step: Any) -> str:
        """Name the version of a step that is not of today's scale."""
        if step.scale == self.scale:
            return str(step)
        named = _("%(step)s (version %(version)s of the scale)")
        return str(named) % {"step": step, "version": step.scale}

    def offer(self, chosen: Any) -> None:
        """Offer the scale of today, and what is chosen already."""
        self.scale = Scale.objects.version_in_force()
        steps = Rating.objects.live().filter(Q(scale=self.scale) | Q(pk=chosen))
        self.queryset = steps.order_by("-scale", "order")


def offer_scale(form: forms.BaseModelForm) -> None:
    """Let a form that asks for a rating offer what can be chosen."""
    field = form.fields.get("rating")
    if isinstance(field, StepField):
        field.offer(form.instance.rating_id)


class VerdictForm(RowForm):
    """A reviewer's own verdict; on a claim that was reworded since, a tick confirms it."""

    confirmed = forms.BooleanField(
        label=_("It holds for today’s wording"),
        required=False,
        help_text=_("Until you confirm or change it, this verdict does not count."),
    )
    field_order = ["confirmed"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_scale(self)
        if not (self.instance.pk and self.instance.is_outdated):
            del self.fields["confirmed"]


class LinesField(forms.CharField):
    """A list of short texts, typed one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines that hold something."""
        return [
            line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()
        ]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines differ."""
        return bool((initial or []) != self.to_python(data))


class NotesField(forms.CharField):
    """Texts by name, typed one after the other, each behind its name in brackets."""

    widget = forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField", "dir": "auto"})
    names: Sequence[str] = ()  # those that there are to fill in

    def prepare_value(self, value: Any) -> Any:
        """Show each text behind its name, and the names that have none yet."""
        if isinstance(value, str):
            return value
        texts = dict.fromkeys(self.names, "") | (value or {})
        return "\n\n".join(f"[{name}] {text}".rstrip() for name, text in texts.items())

    def to_python(self, value: Any) -> Any:
        """Return the texts by name; raise ValidationError for words that belong to none or two."""
        before, *parts = NOTE.split((super().to_python(value) or "").replace("\r\n", "\n"))
        if before.strip():
            message = _("Write each note behind its name in brackets, as in “[e1.note] …”.")
            raise ValidationError(message, code="notes")
        named: dict[str, str] = {}
        for name, text in zip(parts[::2], parts[1::2], strict=True):
            self.require_place(name, named)
            named[name] = text.strip()
        return {name: text for name, text in named.items() if text} or None

    def require_place(self, name: str, named: Collection[str]) -> None:
        """Raise ValidationError for a name that nothing has, or that was given a text already."""
        if name not in self.names:
            message = _("The original has no note [%(name)s]: take it out, with its words.")
            raise ValidationError(message, code="notes", params={"name": name})
        if name in named:
            message = _("The note [%(name)s] stands here twice: write its words behind one name.")
            raise ValidationError(message, code="notes", params={"name": name})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a text differs."""
        try:
            return bool((initial or None) != self.to_python(data))
        except ValidationError:
            return True


class RulingForm(DeskForm):
    """The words of a ruling."""

    key_points = LinesField(
        label=_("Key points"), required=False, help_text=_("Three at most, one a line.")
    )
    notes = NotesField(
        label=_("Public notes in this language"),
        required=False,
        help_text=_("What stays empty is shown to readers in the original’s language."),
    )

    class Meta:
        widgets = {
            name: forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
            for name in ("no_primary_because", "not_asked_because", "differed_because")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_scale(self)
        if not self.instance.edition:
            self.fields.pop("notes", None)
        elif isinstance(field := self.fields.get("notes"), NotesField):
            field.names = [name for name, *_row in notes_in(words_translated(self.instance))]
            for name in ("wording", "why", "body", "not_known"):
                if name in self.fields:
                    self.fields[name].widget.attrs["dir"] = "auto"

    def clean(self) -> dict[str, Any]:
        """Say what comes before a ruling."""
        cleaned = super().clean()
        claim = cleaned.get("claim")
        if claim is not None and claim.state != Claim.State.ACCEPTED:
            self.add_error("claim", _("Nobody has accepted this claim: accept it first."))
        return cleaned


class DeedForm(forms.Form):
    """What a deed wants to know; its cleaned data are the action's arguments."""

    shows: ClassVar[str] = ""  # the template of what is to be read above the form

    def __init__(self, row: Recorded, *args: Any, by: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_whole(self)
        self.row, self.by = row, by
        self.read: int | None = None  # the revision that was read, if it is not the newest

    def read_again(self) -> None:
        """Go on from the newest revision: what was typed stays, and the page tells what changed."""

    @property
    def asks(self) -> bool:
        """Whether there is anything to type."""
        return bool(self.visible_fields())


class RevisionForm(DeedForm):
    """A deed on exactly the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.initial.setdefault("revision", row.revision)

    def read_again(self) -> None:
        """Name the newest revision, so that the deed can be done once its changes were read."""
        self.read = self.cleaned_data["revision"]
        newest = type(self.row)._base_manager.get(pk=self.row.pk).revision
        data: Any = cast("QueryDict", self.data).copy()
        data[self.add_prefix("revision")] = str(newest)
        self.data = data


REASON = _("Reason")


def reason_field(label: Any = REASON, help_text: Any = "") -> forms.CharField:
    """Return a field for a reason that must be given."""
    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    return forms.CharField(label=label, max_length=500, widget=widget, help_text=help_text)


class RevisionReasonForm(RevisionForm):
    """A deed with a reason, on exactly the revision that was read."""

    reason = reason_field()


class RestoreForm(RevisionForm):
    """A way back, with the reason that the action asks for where readers see the row."""

    reason = forms.CharField(label=REASON, max_length=500, required=False)


class NoteForm(DeedForm):
    """A deed with a note that readers see."""

    note = reason_field(_("Public note"), _("What was wrong and why, in words for readers."))


class CorrectionForm(NoteForm):
    """How much the meaning changes, and the public note."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        widget=forms.RadioSelect,
        choices=[c for c in Correction.Kind.choices if c[0] != Correction.Kind.RETRACTION],
    )
    field_order = ["kind", "note"]


class ApprovalForm(RevisionForm):
    """Approve one revision, whose page had this digest when it was read."""

    words = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, row: Ruling, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.initial.setdefault("words", digest_of_words(words_of(row)))


class OverrideForm(RevisionForm):
    """Which rules are set aside, and the reason that readers see."""

    rules = forms.MultipleChoiceField(
        label=_("Rules"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Public reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Readers see it. Who gives it cannot approve the ruling."),
    )

    def __init__(self, row: Ruling, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        hidden = hides_agreement(self.by, row.claim)
        checks = [c for c in gate.check(row.claim, row) if c.must]
        offered = [
            c.rule
            for c in checks
            if c.overridden or not c.holds or (hidden and c.rule.blind)  # tells nothing
        ]
        self.fields["rules"].choices = [(rule.id, rule.sentence) for rule in offered]  # type: ignore[attr-defined]
        self.initial.setdefault("rules", row.overridden_rules)
        self.initial.setdefault("reason", row.override_reason)

    def clean(self) -> dict[str, Any]:
        """Want a rule beside the reason, unless what was set aside is taken back."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("rules") or self.initial["rules"] or self.has_error("rules")):
            self.add_error("rules", _("Tick the rules that are set aside."))
        return cleaned


class ClaimForm(DeskForm):
    """A claim's own fields."""

    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (field := self.fields.get("assignee")) is not None:
            kept = User.objects.filter(pk=self.instance.assignee_id)  # also if they left since
            field.queryset = workers() | kept  # type: ignore[attr-defined]


class NewClaimForm(RowForm):
    """A claim by hand: the passage is found in the text when it is saved."""

    class Meta:
        model = Claim
        fields = ["article", "quote", "text", "kind"]
        widgets = {
            "quote": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "text": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    given_reason = ""

    def _post_clean(self) -> None:
        """Leave the row's own rules to the action, which anchors the passage first."""
        if self.cleaned_data.get("article"):
            self.instance.article = self.cleaned_data["article"]
