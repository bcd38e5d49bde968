"""Saying whom or what words of a proposed claim mean, where the splitter was not sure."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions.take_suggestion import LEAVE, take_suggestion
from claims.admin.deeds import Deed
from claims.admin.forms import RevisionForm
from claims.models import Claim
from claims.policy import may_say_who
from claims.text.doubts import can_be_written, written_in


class MeantForm(RevisionForm):
    """Each suggestion with the wording that it makes, and the choice to leave the words."""

    which = forms.TypedChoiceField(label=_("What is meant"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, row: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        numbered = enumerate(row.suggestions)
        offered = [(n, in_words(row, doubt)) for n, doubt in numbered if can_be_written(doubt)]
        leave = _("None of these: leave the words as they are, and do not ask again")
        field: Any = self.fields["which"]
        field.choices = [*offered, (LEAVE, leave)]


def in_words(claim: Claim, doubt: dict[str, Any]) -> SafeString:
    """Return a suggestion with the wording that it makes."""
    meant, wording = doubt["antecedent"], written_in(claim.text, doubt)
    return format_html(
        gettext("“{words}” means <strong>{meant}</strong>: “{wording}”"),
        words=doubt["words"],
        meant=meant,
        wording=wording,
    )


MEANT = Deed(
    name="meant",
    label=_("Say who or what is meant"),
    explains=_(
        "The splitter was not sure what these words mean. Read the passage and choose: the "
        "wording is then yours, not the machine’s."
    ),
    done=_("It now reads: “%(row)s”"),
    act=take_suggestion,
    allowed=may_say_who,
    form=MeantForm,
)
