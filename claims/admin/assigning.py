"""Who checks a claim, and by when: giving it, taking it on, giving it back."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from claims.actions.assign_claim import assign_claim
from claims.actions.give_back_claim import give_back_claim
from claims.actions.take_claim import take_claim
from claims.admin.deeds import Deed
from claims.admin.forms import REASON, RevisionForm, RevisionReasonForm
from claims.models import Claim, User
from claims.policy import may_assign, may_give_back, may_take, workers


class AssignForm(RevisionForm):
    """To whom, and by when."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who checks it"),
        required=False,
        empty_label=_("nobody"),
        help_text=_("They are told, and see its article even if that is confidential."),
        error_messages={"invalid_choice": _("This person cannot work on claims any more.")},
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Can stay empty. They are reminded two days before, and once it is over."),
    )
    reason = forms.CharField(label=REASON, required=False, max_length=500)

    def __init__(self, row: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.fields["to"].queryset = workers()  # type: ignore[attr-defined]
        self.initial.setdefault("to", row.assignee_id)
        self.initial.setdefault("due_on", row.due_on)


def assigned_in_words(claim: Claim) -> str:
    """Return who checks a claim now, and by when."""
    if claim.assignee is None:
        return str(_("Nobody is to check it now."))
    told = _("%(person)s checks it now.")
    if claim.due_on is not None:
        told = _("%(person)s is to check it by %(day)s.")
    day = date_format(claim.due_on) if claim.due_on else ""
    return str(told) % {"person": claim.assignee, "day": day}


def warn_of_leaving(_user: User, claim: Claim) -> str:
    """Return what giving back a claim of a confidential article takes away."""
    if not claim.article.confidential:
        return ""
    return str(_("The article is confidential: you may not see it any more afterwards."))


ASSIGN = Deed(
    name="assign",
    label=_("Assign"),
    explains=_("Say who checks it, and by when; or that nobody does for now."),
    done=_("It is assigned so now."),
    says=assigned_in_words,
    act=assign_claim,
    allowed=may_assign,
    form=AssignForm,
)
TAKE = Deed(
    name="take",
    label=_("Take it"),
    explains=_("Nobody checks it so far: you do from now on."),
    done=_("You check it now: “%(row)s”"),
    act=take_claim,
    allowed=may_take,
    form=RevisionForm,
    at_once=True,
)
GIVE_BACK = Deed(
    name="give_back",
    label=_("Give it back"),
    explains=_("You do not check it after all: others can take it on."),
    done=_("Nobody is to check it now."),
    act=give_back_claim,
    allowed=may_give_back,
    form=RevisionReasonForm,
    warns=warn_of_leaving,
)
ASSIGNING = [TAKE, ASSIGN, GIVE_BACK]
