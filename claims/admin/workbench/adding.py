"""Adding a claim at the workbench: a passage that was selected in the text, or pasted."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.add_claim import add_claim
from claims.admin.forms import take_whole
from claims.models import Article, Body, Claim, User

# Between two words of a pasted passage: white space, and the marker of the block that follows.
GAP = r"\s+(?:(?:[-*•‣◦▪>]|\#{1,6}|\d{1,2}[.)])\s+)?"
LONGEST = 2000  # words; a passage is a few sentences


class AddForm(forms.Form):
    """The passage and the statement in it; the offsets are filled in where text was selected."""

    quote = forms.CharField(
        label=_("Passage"),
        strip=True,
        error_messages={
            "required": _("Nothing is selected: select words in the text, or paste the passage.")
        },
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Word for word from the text: select it there, or copy and paste it."),
    )
    text = forms.CharField(
        label=_("Wording"),
        max_length=Claim._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("One statement that can be understood alone: the rating judges this wording."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Claim.Kind.choices, initial=Claim.Kind.FACT)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    body = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, body: Body | None, data: Any = None) -> None:
        super().__init__(data, auto_id="id_add_%s")
        take_whole(self)
        self.newest = body
        self.initial.setdefault("body", body.version if body else None)

    def handed_over(self, article: Article, *, by: User) -> Claim:
        """Add the claim. Raises what the action raises."""
        given = self.cleaned_data
        quote, start = given["quote"].replace("\r\n", "\n"), None
        if self.newest is not None:
            quote, start = self._passage(self.newest, quote)
        words = {"text": given["text"].replace("\r\n", "\n"), "kind": given["kind"]}
        return add_claim(article, by=by, quote=quote, start=start, **words)

    def _passage(self, body: Body, quote: str) -> tuple[str, int | None]:
        """Return the passage as the text has it, and its start where only one is meant."""
        start, end = self.cleaned_data["start"], self.cleaned_data["end"]
        if self.cleaned_data["body"] == body.version and start is not None and end is not None:
            selected = body.text[max(start, 0) : max(end, 0)]
            trimmed = selected.strip()
            if reads_as(quote, trimmed):
                return trimmed, start + len(selected) - len(selected.lstrip())
        return as_the_text_has_it(body.text, quote)


def reads_as(quote: str, passage: str) -> bool:
    """Whether a passage has exactly the words of a quote, whatever stands between blocks."""
    return as_the_text_has_it(passage, quote) == (passage, 0)


def as_the_text_has_it(text: str, quote: str) -> tuple[str, int | None]:
    """Return the one passage with these words, and where it starts; else the quote as it is."""
    words = quote.split()
    if not words or quote in text or len(words) > LONGEST:
        return quote, 0 if quote == text and words else None
    found = list(re.finditer(GAP.join(map(re.escape, words)), text))
    return (found[0][0], found[0].start()) if len(found) == 1 else (quote, None)
