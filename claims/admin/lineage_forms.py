"""What splitting and merging a claim ask for."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.split_claim import FEWEST, Part
from claims.admin.forms import RevisionForm, take_whole
from claims.models import Claim, Recorded

PLACES = 4  # for parts; what has more is split once more
PUBLIC_ID = re.compile(r"(?:^|/claims/)([0-9a-z]{8})(?:/|$)", re.ASCII)


def words_field(label: Any, **options: Any) -> forms.CharField:
    """Return a field for a few lines."""
    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
    return forms.CharField(label=label, widget=widget, **options)


def why_field() -> forms.CharField:
    """Return a field for a reason that need not be given."""
    told = _("Kept in the history. It may stay empty.")
    return words_field(_("Reason"), required=False, max_length=500, help_text=told)


class SplitForm(RevisionForm):
    """The wordings of the parts, each with its passage; a place without a wording stays empty."""

    def __init__(self, row: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.places = [(f"text_{n}", f"quote_{n}") for n in range(1, PLACES + 1)]
        for n, (text, quote) in enumerate(self.places, start=1):
            self.fields[text], self.fields[quote] = part_fields(row, n)
        self.fields["reason"] = why_field()
        take_whole(self)

    def clean(self) -> dict[str, Any]:
        """Return what the action takes: the parts, as far as they have a wording."""
        cleaned = super().clean() or self.cleaned_data
        parts = []
        for text, quote in self.places:
            part = Part(plain(cleaned.get(text)), plain(cleaned.get(quote)))
            if part.text:
                parts.append(part)
            elif not self.has_error(text) and part.quote not in ("", self.fields[quote].initial):
                self.add_error(text, _("A passage was chosen here: type what is claimed in it."))
        given: dict[str, Any] = {
            name: cleaned[name] for name in ("revision", "reason") if name in cleaned
        }
        return given | {"parts": parts}


def part_fields(claim: Claim, n: int) -> tuple[forms.CharField, forms.CharField]:
    """Return the fields for the wording and the passage of the nth part."""
    first = n <= FEWEST
    label = _("Wording %(n)s") if first else _("Wording %(n)s, if there is one")
    text = words_field(
        label % {"n": n},
        required=first,
        max_length=Claim._meta.get_field("text").max_length,
        initial=claim.text if first else "",
        help_text=_("One statement that can be understood alone.") if first else "",
    )
    quote = words_field(
        _("Passage %(n)s") % {"n": n},
        required=False,
        initial=claim.quote,
        help_text=_("Leave it as it is, or take away what this part does not rest on."),
    )
    return text, quote


def plain(typed: str | None) -> str:
    """Return what was typed with the line breaks that are stored, not those of browsers."""
    return (typed or "").replace("\r\n", "\n")


class MergeForm(RevisionForm):
    """Which other claim says the same: one of this article, or any by its public id."""

    into = forms.ModelChoiceField(
        queryset=Claim.objects.none(),
        label=_("Another claim of this article"),
        required=False,
        blank=True,
        widget=forms.RadioSelect,  # each with all its words, where a list would cut them off
        empty_label=_("none of these"),
        error_messages={"invalid_choice": _("This claim is not at work any more.")},
    )
    other = forms.CharField(
        label=_("Or the public id of a claim of another article"),
        required=False,
        help_text=_("Eight letters and digits, on the claim’s page at the desk."),
    )
    reason = why_field()

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        others = Claim.objects.filter(article=row.article).exclude(pk=row.pk)  # type: ignore[attr-defined]
        self.fields["into"].queryset = others.at_work().in_text_order()  # type: ignore[attr-defined]

    def clean_other(self) -> Claim | None:
        """Return the claim with the id, or at the public address, that was typed."""
        typed = str(self.cleaned_data["other"]).strip()
        if not typed:
            return None
        found = PUBLIC_ID.search(typed.lower())
        claims = Claim.objects.visible_to(self.by) if self.by else Claim.objects.none()
        claim = claims.filter(public_id=found[1]).first() if found else None
        if claim is None:
            message = _("There is no claim “%(typed)s” that you may see.")
            raise forms.ValidationError(message, code="unknown", params={"typed": typed})
        return claim

    def clean(self) -> dict[str, Any]:
        """Return what the action takes: the one claim that was named."""
        cleaned = super().clean() or self.cleaned_data
        other = cleaned.pop("other", None)
        if not self.errors and (cleaned["into"] is None) is (other is None):
            message = _("Choose a claim of this article, or type the public id of another one.")
            raise forms.ValidationError(message, code="one_of_two")
        return {**cleaned, "into": cleaned.get("into") or other}
