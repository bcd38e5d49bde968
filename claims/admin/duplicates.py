"""Merging what the desk has twice: claimants, sources, topics."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.merge_duplicates import merge_duplicates
from claims.actions.unmerge_duplicates import unmerge_duplicates
from claims.admin.deeds import Deed
from claims.admin.forms import RevisionForm, RevisionReasonForm, reason_field
from claims.models import Claimant, Recorded, Source, Topic, User
from claims.models.distinction import told_apart_from
from claims.models.index_entry import Matches, matches
from claims.models.mergeable import Mergeable
from claims.text.likeness import BEGINNING, most_alike
from claims.text.words import Part, words_of

NAMES: dict[type[Mergeable], tuple[str, ...]] = {
    Claimant: ("name",),
    Source: ("title", "publisher", "url"),
    Topic: ("name",),
}
ENDING = 2  # letters of a word's end that may be another
WIDE = 500  # how many rows that share a word are held against the name
NEWEST = _(
    "Very many have its longest word: only the newest %(most)s of them were held against the name. "
    "Search the list for older ones, and type the number."
)


def may_merge(user: User, row: Mergeable) -> bool:
    """Whether this person may merge the row into another."""
    return not row.is_retracted and policy.may_change(user, row)


def may_unmerge(user: User, row: Mergeable) -> bool:
    """Whether the row was merged into another, and this person may put that back."""
    return row.merged_into is not None and policy.may_change(user, row)


def likely(row: Mergeable, by: User) -> "tuple[QuerySet[Any], bool]":
    """
    Return the rows in use that may be this one: of one address, or with its longest word.

    The answer says whether older rows with that word were not looked at.
    """
    rows: Any = type(row).objects.visible_to(by).live().exclude(pk=row.pk)  # type: ignore[attr-defined]
    first = NAMES[type(row)][0]
    longest = max(words_of(getattr(row, first)), key=len, default="")
    begin = Part((longest[: max(len(longest) - ENDING, BEGINNING)],), begun=True)
    kind = str(row._meta.model_name)
    there = matches(kind, [begin]) if longest else Matches([], [], cut=False)
    found = list(rows.filter(pk__in=there.named[:WIDE]))
    if isinstance(row, Source) and row.url:
        found += rows.filter(url=row.url)[:WIDE]
    named = [(other.pk, getattr(other, first)) for other in found]
    same = {other.pk for other in found if getattr(other, "url", "") and other.url == row.url}  # type: ignore[attr-defined]
    alike = {*most_alike(getattr(row, first), named), *same} - told_apart_from(row)
    return rows.filter(pk__in=alike), there.cut or len(there.named) > WIDE


class RowChoice(forms.ModelChoiceField):
    """A choice among rows, each with its number, by which it is told from one of the same name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name and the number."""
        return f"{obj} ({obj.pk})"


class MergeDuplicatesForm(RevisionForm):
    """Which row stays: one that is likely the same, or any by its number."""

    into = RowChoice(
        queryset=None,
        label=_("Likely the same"),
        required=False,
        empty_label=_("none of these"),
        widget=forms.RadioSelect,
    )
    other = forms.IntegerField(
        label=_("Or the number of another"),
        required=False,
        min_value=1,
        help_text=_("It stands in the address of its page."),
    )
    reason = reason_field(help_text=_("How you know that they are one. Kept in the history."))
    shows = "admin/claims/_duplicates.html"

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        assert isinstance(row, Mergeable)  # noqa: S101 - the deed is offered on no other row
        by = self.by or User()
        alike, is_cut = likely(row, by)
        self.fields["into"].queryset = alike  # type: ignore[attr-defined]
        told = [] if alike else [str(_("No name is near this one."))]
        if is_cut:
            told.append(str(NEWEST) % {"most": WIDE})
        self.fields["into"].help_text = " ".join(told)

    @property
    def hangs_on_it(self) -> int:
        """Return how many live rows name this one."""
        names = ("attributions", "taggings", "evidence")
        joins = [getattr(self.row, name) for name in names if hasattr(self.row, name)]
        return sum(rows.live().count() for rows in joins)

    def clean_other(self) -> Any:
        """Return the row with the number that was typed."""
        number = self.cleaned_data["other"]
        if number is None:
            return None
        rows: Any = type(self.row).objects  # type: ignore[attr-defined]
        found = rows.visible_to(self.by).filter(pk=number).first()
        if found is None:
            message = _("There is none with this number that you may see.")
            raise forms.ValidationError(message, code="unknown")
        return found

    def clean(self) -> dict[str, Any]:
        """Return what the action takes: the one row that stays."""
        cleaned = super().clean() or self.cleaned_data
        other = cleaned.pop("other", None)
        if not self.errors and (cleaned["into"] is None) is (other is None):
            message = _("Choose one of these, or type the number of another.")
            raise forms.ValidationError(message, code="one_of_two")
        return {**cleaned, "into": cleaned.get("into") or other}


MERGE = Deed(
    name="merge",
    label=_("Merge into another"),
    explains=_(
        "The desk has it twice. All that names this one names the other from then on; this one "
        "stays on record, out of use, and leads there. Published pages stay as they are."
    ),
    done=_("Merged. This is the one that stays: “%(row)s”"),
    act=merge_duplicates,
    allowed=may_merge,
    form=MergeDuplicatesForm,
)
UNMERGE = Deed(
    name="unmerge",
    label=_("Put the merge back"),
    explains=_(
        "It is in use again, and all that named it before names it again. What was added to the "
        "other since stays there, and so do the copies of a source, which never change. If "
        "something that was moved was changed since, nothing is put back, and you are told what."
    ),
    done=_("In use again: “%(row)s”"),
    act=unmerge_duplicates,
    allowed=may_unmerge,
    form=RevisionReasonForm,
)
