"""Rewording a claim where it stands: its wording alone, by the one door of every change."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.actions.save_row import save_row
from claims.admin.choices import LIKE_AN_ID
from claims.admin.deeds import Deed
from claims.admin.forms import RevisionForm, take_whole
from claims.history import Change, changes
from claims.models import Claim, Recorded, User
from claims.policy import may_save


class RewordForm(RevisionForm):
    """Another wording; after a refusal, what the page shows now is what is changed next."""

    shows = "admin/claims/workbench/_wording_now.html"
    text = forms.CharField(
        label=_("Wording that the rating judges"),
        max_length=Claim._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=500,
        help_text=_("Kept in the history. Needed once a ruling on the claim is published."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.initial.setdefault("text", str(row))
        take_whole(self)
        self.missed: list[Change] = []  # what others changed since the wording was read

    def add_error(self, field: str | None, error: Any) -> None:
        """Keep what was typed, and let it be saved next on what the page shows now."""
        super().add_error(field, error)
        sent = cast("QueryDict", self.data).copy()
        read = sent.get("revision", "")
        if LIKE_AN_ID.fullmatch(read) and int(read) < self.row.revision:
            self.missed = [c for c in changes(self.row) if c.version.revision > int(read)]
        sent["revision"] = str(self.row.revision)
        self.data = sent


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
