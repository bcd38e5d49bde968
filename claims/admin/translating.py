"""Translations at the desk: begun from a ruling, written beside its words, kept up to date."""

from typing import Any, NamedTuple

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.bring_up_to_date import bring_up_to_date
from claims.actions.translate_ruling import translate_ruling
from claims.admin.deeds import Deed
from claims.admin.forms import DeedForm, RevisionForm
from claims.freezing import notes_in, own_words, words_translated
from claims.frozen import FrozenWords
from claims.languages import name_of, offered
from claims.models import Ruling
from claims.text.diff import Change, word_diff

FIELDS = ["wording", "rating_word", "why", "body", "not_known", "key_points"]
REASONS = ["no_primary_because", "not_asked_because", "differed_because"]
BESIDE = ["notes", "label", "machine"]


class Said(NamedTuple):
    """A part of what is translated: what it is, and its words."""

    what: str | Promise
    text: str


def words_to_translate(words: FrozenWords) -> list[Said]:
    """Return what there is to translate of a ruling, in the order of the form."""
    parts = [
        Said(_("the claim"), words["claim"]["text"]),
        Said(_("the rating"), words["rating"]["label"]),
        Said(_("why, in one sentence"), words["why"]),
        Said(_("reasoning"), words["body"]),
        Said(_("what is not known"), words["not_known"]),
        Said(_("key points"), "\n".join(words["key_points"])),
        Said(_("why there is no primary source"), words["no_primary_because"]),
        Said(_("why the claimant was not asked"), words["not_asked_because"]),
        Said(_("where reviewers differed"), words["differed_because"]),
        *(Said(f"[{name}]", row[key]) for name, row, key in notes_in(words)),
        Said(_("label"), words["label"]),
    ]
    return [part for part in parts if part.text]


class Differing(NamedTuple):
    """A part of what is translated whose words differ from what they were."""

    what: str
    words: list[Change]


class OriginalChanged(NamedTuple):
    """What changed in an original since the version that readers of a translation are told of."""

    before: int
    after: int
    language: str
    parts: list[Differing]


def original_changed(ruling: Ruling) -> OriginalChanged | None:
    """Return what a translation has to follow, or nothing if it translates what is in force."""
    newest = ruling.newest_original()
    number = ruling.translated_before()
    if newest is None or newest.stage != Ruling.Stage.PUBLISHED:
        return None
    if number is None or number == newest.version:
        return None
    public = Ruling.objects.published().originals().filter(claim=ruling.claim_id)
    before = public.filter(version=number).first()
    if before is None:
        return None
    parts = differing(words_to_translate(before.page), words_to_translate(newest.page))
    return OriginalChanged(before.version, newest.version, newest.language, parts)


def differing(before: list[Said], after: list[Said]) -> list[Differing]:
    """Return the parts whose words differ, in the order of the form; what went stands last."""
    was, now = ({str(part.what): part.text for part in parts} for parts in (before, after))
    return [
        Differing(what, word_diff(was.get(what, ""), now.get(what, "")))
        for what in dict.fromkeys([*now, *was])
        if was.get(what) != now.get(what)
    ]


class TranslationForm(DeedForm):
    """Into which language, and what the claim and its ruling say in it."""

    shows = "admin/claims/_to_translate.html"

    language = forms.ChoiceField(label=_("Language"))
    wording = forms.CharField(
        label=_("The claim in this language"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField", "dir": "auto"}),
    )
    rating_word = forms.CharField(
        label=_("The rating in this language"),
        max_length=60,
        required=False,
        help_text=_("Left empty, it is called as it was called in this language before."),
    )
    why = forms.CharField(
        label=_("Why, in one sentence"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField", "dir": "auto"}),
    )
    machine = forms.CharField(
        label=_("Translated first by a program"),
        max_length=100,
        required=False,
        help_text=_(
            "Its name, if the words began as a program’s; readers are told. Leave it empty only "
            "if a person translated all of it."
        ),
    )

    def __init__(self, row: Ruling, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        there = set(row.claim.rulings.current().values_list("language", flat=True))
        there.update(row.claim.rulings.in_hand().values_list("language", flat=True))
        named = [(tag, f"{name_of(tag)} ({tag})") for tag in offered() if tag not in there]
        named.sort(key=lambda one: one[1].casefold())
        self.fields["language"].choices = [("", "---"), *named]  # type: ignore[attr-defined]

    @property
    def source(self) -> list[Said]:
        """What is translated, to be read above the form."""
        row: Any = self.row
        return words_to_translate(row.page if row.is_public else own_words(row))

    @property
    def source_language(self) -> str:
        """The language that it is in."""
        return str(self.row.language)  # type: ignore[attr-defined]


TRANSLATE = Deed(
    name="translate",
    label=_("Translate"),
    explains=_(
        "A translation is a ruling of its own: somebody else approves it, it is published, "
        "corrected and retracted by itself. It names you as its translator. Begin with the claim "
        "and the sentence; the rest follows on its page, below the words of the original."
    ),
    done=_("The translation is a draft now: go on with the reasoning, then submit it."),
    act=translate_ruling,
    allowed=policy.may_translate,
    form=TranslationForm,
)
BRING_UP_TO_DATE = Deed(
    name="bring-up-to-date",
    label=_("Bring up to date"),
    explains=_("It translates what the original says now; read your words against that."),
    done=_("It translates what is in force now. Read your words against it, then save."),
    act=bring_up_to_date,
    allowed=policy.may_bring_up_to_date,
    form=RevisionForm,
    at_once=True,
)


class TranslationFilter(admin.SimpleListFilter):
    """Finds translations, and those whose original changed since."""

    title = _("translation")
    parameter_name = "translation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer what there is to find."""
        return [
            ("no", _("no translation")),
            ("yes", _("a translation")),
            ("behind", _("the original changed since")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the rulings that are so."""
        if self.value() == "behind":
            return queryset.filter(pk__in=Ruling.objects.behind().values("pk"))
        if self.value() == "yes":
            return queryset.exclude(edition="")
        return queryset.filter(edition="") if self.value() == "no" else queryset


def panel_of(ruling: Ruling) -> dict[str, Any]:
    """Return what the page of a ruling shows of its other languages, and of what it translates."""
    others = ruling.claim.rulings.live().exclude(edition=ruling.edition)
    shown = others.filter(stage__in=[*Ruling.IN_HAND, *Ruling.CURRENT]).order_by("edition")
    translation: dict[str, Any] = {}
    if ruling.edition:
        words = words_translated(ruling)
        translation = {
            "source": words_to_translate(words),
            "source_language": words["language"],
            "original": ruling.original(),
            "newest": ruling.newest_original(),
            "changed": None if ruling.retracts else original_changed(ruling),
        }
    return {"others": list(shown), "translation": translation, "is_behind": is_behind(ruling)}


def is_behind(ruling: Ruling) -> bool:
    """Whether a translation, in hand or public, translates what is not in force any more."""
    newest = ruling.newest_original()
    if newest is None or ruling.retracts or not (ruling.is_in_hand or ruling.stage == "published"):
        return False
    return newest.version != ruling.translates or newest.stage != Ruling.Stage.PUBLISHED
