"""Which sources count as one: what the machine found, and what people say of it."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from claims.admin.base import DeskAdmin
from claims.admin.deeds import address
from claims.admin.forms import DeskForm
from claims.gate import Case, VoiceGroup
from claims.models import Source, SourceTie, User


class Reason(NamedTuple):
    """Why two sources count once, with the page on which a person can say otherwise."""

    one: Source
    other: Source
    sentence: str
    url: str


class Panel(NamedTuple):
    """What a claim's page shows of its sources' independence."""

    voices: int
    sources: int
    groups: list[list[Reason]]
    apart: list[tuple[SourceTie, str]]
    url: str


def panel_of(case: Case, by: User) -> Panel:
    """Return which of a claim's sources count once and why, and what people said of them."""
    may = by.has_perm("claims.add_sourcetie")
    may_part = may and by.has_perm("claims.override_gate")  # that two are independent meets a rule
    said = {(tie.one_id, tie.other_id): tie for tie in case.ties}
    return Panel(
        voices=len(case.voices),
        sources=sum(len(voice.sources) for voice in case.voices),
        groups=[reasons(voice, said, may=may_part) for voice in case.voices if voice.whys],
        apart=[
            (tie, address(tie, "change")) for tie in case.ties if tie.kind == SourceTie.Kind.TWO
        ],
        url=reverse("admin:claims_sourcetie_add") if may else "",
    )


def reasons(
    voice: VoiceGroup, said: dict[tuple[int, int], SourceTie], *, may: bool
) -> list[Reason]:
    """Return why these sources count once, each with the page where that can be changed."""
    add = reverse("admin:claims_sourcetie_add")
    told = []
    for why in voice.whys:
        pair = (why.one.pk, why.other.pk)
        query = urlencode({"one": pair[0], "other": pair[1], "kind": SourceTie.Kind.TWO.value})
        url = address(said[pair], "change") if why.by_person else f"{add}?{query}"
        told.append(Reason(why.one, why.other, why.sentence, url if may else ""))
    return told


class SourceTieForm(DeskForm):
    """A person's word on two sources."""

    class Meta:
        widgets = {"because": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def clean(self) -> dict[str, Any]:
        """Put the two in the order in which each pair is kept."""
        cleaned = super().clean()
        one, other = cleaned.get("one"), cleaned.get("other")
        if one and other and one.pk > other.pk:
            cleaned["one"], cleaned["other"] = other, one
        return cleaned


@admin.register(SourceTie)
class SourceTieAdmin(DeskAdmin):
    """What people said of two sources; it stands above what the machine found."""

    autocomplete_fields = ["one", "other"]
    fields = ["one", "other", "kind", "because"]
    form = SourceTieForm
    list_display = ["one", "other", "kind", "because"]
    list_filter = ["kind"]
    list_select_related = ["one", "other"]
    search_fields = ["one__title", "one__publisher", "other__title", "other__publisher", "because"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a word on the two of which it was said."""
        return ["one", "other"] if obj else []
