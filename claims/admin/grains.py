"""Asking how much one claim may say, where claims are looked for."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.forms import DeedForm
from claims.models import Article
from claims.splitting import Granularity, get_splitter


def grain_field() -> forms.ChoiceField:
    """Return the question, each answer with a plain sentence about it."""
    return forms.ChoiceField(
        label=_("How much one claim may say"),
        choices=lambda: [(str(grain), in_words(grain)) for grain in Granularity],
        widget=forms.RadioSelect,
        help_text=_("The article keeps your choice for the next time."),
    )


def in_words(grain: Granularity) -> SafeString:
    """Return a grain with what claims of it are like."""
    return format_html("<strong>{}</strong>: {}", grain.label, grain.explains)


def ask_grain(form: forms.BaseForm, article: Article | None = None) -> None:
    """Offer what holds now; where the splitter has no grain to choose, ask nothing."""
    configured = get_splitter().granularity
    if configured is None:
        del form.fields["granularity"]
    else:
        chosen = article.granularity if article is not None else ""
        form.initial["granularity"] = chosen or str(configured)


class GrainForm(DeedForm):
    """At which grain claims are looked for."""

    granularity = grain_field()

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        ask_grain(self, row)
