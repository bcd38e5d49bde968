"""Asking what readers see of an article, each answer with what it means for who owns the text."""

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.forms import DeskForm
from claims.models import Article

Shown = Article.Shown
EXPLAINS: dict[Shown, Promise] = {
    Shown.PASSAGES: _(
        "Readers see each ruled claim with the sentences around it, and a link. To quote what one "
        "checks, with author and source, is allowed in most countries: this is the usual choice."
    ),
    Shown.FULL: _(
        "Readers see all of the text here. That copies a whole work: choose it for your own texts, "
        "for speeches and laws that are free to print, or where the owner allowed it."
    ),
    Shown.LINK: _(
        "Readers see the rulings, which quote the passage of the claim, and a link; nothing else "
        "of the text. For owners who object, or where even the context is not yours to show."
    ),
}


def shown_field() -> forms.ChoiceField:
    """Return the question, each answer with a plain sentence about it."""
    return forms.ChoiceField(
        label=_("What readers see"),
        initial=Shown.PASSAGES,
        choices=lambda: [(value, in_words(value)) for value in EXPLAINS],
        widget=forms.RadioSelect,
        help_text=_(
            "It holds from the first ruling on, and can be changed at any time. What was "
            "published before it is made smaller may be kept elsewhere."
        ),
    )


def in_words(shown: Shown) -> SafeString:
    """Return an answer with what it means."""
    return format_html("<strong>{}</strong>: {}", shown.label, EXPLAINS[shown])


class ArticleForm(DeskForm):
    """An article's own fields."""

    shown = shown_field()
