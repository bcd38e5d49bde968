"""Languages by their tags: what they are called, how they run, in which the site itself speaks."""

import re
from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info, get_supported_language_variant

RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
UNKNOWN = "und"
FORM = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)  # of a tag, by RFC 5646


def offered() -> list[str]:
    """Return the languages into which the desk translates: the settings', or all with a name."""
    named = sorted(tag for tag in LANG_INFO if "fallback" not in LANG_INFO[tag])
    return settings.TRANSLATION_LANGUAGES or [canonical(tag) for tag in named]


def is_offered(tag: str) -> bool:
    """Whether the desk translates into a language."""
    return tag in offered()


def canonical(tag: str) -> str:
    """Return a tag as RFC 5646 writes it: pt-BR, zh-Hans."""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(_part(part) for part in rest)])


def _part(part: str) -> str:
    """Return a part of a tag: a script begins with a capital, a region is all capitals."""
    script, region = 4, 2
    return {script: part.title(), region: part.upper()}.get(len(part), part.lower())


@lru_cache(maxsize=1000)
def own_name(tag: str) -> str:
    """Return what a language calls itself, or its tag if nobody here knows."""
    try:
        name = str(get_language_info(tag.lower())["name_local"])
    except KeyError:
        return tag
    return name[:1].upper() + name[1:]


def name_of(tag: str) -> str:
    """Return what a language is called in the reader's, or its tag if nobody here knows."""
    try:
        return str(get_language_info(tag.lower())["name_translated"])
    except KeyError:
        return tag


def is_known(tag: str) -> bool:
    """Whether a tag has the form of one, and somebody here knows what its language is called."""
    return bool(FORM.fullmatch(tag)) and name_of(tag) != tag


def direction_of(tag: str) -> str:
    """Return how a language is written: rtl or ltr."""
    first, *rest = tag.lower().split("-")
    if "latn" in rest:
        return "ltr"
    return "rtl" if first in RIGHT_TO_LEFT or "arab" in rest else "ltr"


def catalogue_of(tag: str) -> str | None:
    """Return the language of the site's own words that fits, or None if they have none."""
    try:
        return get_supported_language_variant(tag.lower())
    except LookupError:
        return None


def spoken_around(tag: str) -> str:
    """Return the language of the site's own words on a page in a language: a public one."""
    public: list[str] = settings.PUBLIC_LANGUAGES
    catalogue = catalogue_of(tag)
    return catalogue if catalogue in public else public[0]


def alternates(own: str, group: Sequence[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """
    Return hreflang and address of each language of a ruling, as a page of one of them names all.

    `group` has edition, language and address of those that hold, `own` is the edition of the page.
    The default, which is the desk's own ruling, comes last. A lone one has none, nor has one that
    does not hold or whose language nobody knows.
    """
    known = [one for one in group if one[1] != UNKNOWN]
    if len(group) == 1 or own not in {edition for edition, _language, _url in known}:
        return []
    default = [("x-default", url) for edition, _language, url in group if not edition]
    return [(language, url) for _edition, language, url in known] + default
