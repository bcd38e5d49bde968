"""Rewording a claim where it stands: its wording alone, by the one door of every change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.save_row import save_row
from claims.admin.deeds import Deed
from claims.admin.forms import RevisionForm, change_reason, take_whole, tell_need
from claims.models import Claim, Recorded, User
from claims.policy import may_save


class RewordForm(RevisionForm):
    """Another wording."""

    text = forms.CharField(
        label=_("Wording that the rating judges"),
        max_length=Claim._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    reason = change_reason()

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.initial.setdefault("text", str(row))
        tell_need(self, row)
        take_whole(self)


def reword(claim: Claim, *, by: User, text: str, revision: int, reason: str = "") -> Claim:
    """Save another wording of the revision that was read. Raises what save_row raises."""
    reworded = Claim.objects.select_related("article").get(pk=claim.pk)
    reworded.text, reworded.revision = text.replace("\r\n", "\n"), revision
    return save_row(reworded, by=by, reason=reason)


REWORD = Deed(
    name="reword",
    label=_("Reword"),
    explains=_("It is to say something else, or the same more plainly."),
    done=_("It now reads: “%(row)s”"),
    act=reword,
    allowed=may_save,
    form=RewordForm,
)
