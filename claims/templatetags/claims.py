"""What the public templates need beyond Django's own tags."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from claims import addresses, branding, gate, languages
from claims.frozen import FrozenEvidence, FrozenPage
from claims.text.links import is_web_address
from claims.text.sanitize import render

register = template.Library()

INERT = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
REMEMBERED = 5000  # dates in words, in each process
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
WORDS = {
    "primary": gettext_lazy("primary source"),
    "secondary": gettext_lazy("secondary source"),
    "expert": gettext_lazy("expert"),
    "data": gettext_lazy("data"),
    "reference": gettext_lazy("reference work"),
    "reply": gettext_lazy("right of reply"),
    "records": gettext_lazy("request for records"),
    "minor": gettext_lazy("Minor correction"),
    "clarification": gettext_lazy("Clarification"),
    "substantive": gettext_lazy("Correction"),
    "retraction": gettext_lazy("Retraction"),
}
OMITS = re.compile(r"…|\.\.\.")  # what stands for words that a quotation leaves out
FOUND = {
    "verbatim": gettext_lazy("found word for word in the stored copy"),
    "omits": gettext_lazy("found word for word, but for what it leaves out, in the stored copy"),
    "near": gettext_lazy("not word for word, as marked below, in the stored copy"),
    "absent": gettext_lazy("not found in the stored copy"),
    "unchecked": gettext_lazy("not checked against a stored copy"),
}

register.filter(gate.idle)
register.simple_tag(addresses.ruling_address)
register.simple_tag(addresses.version_address)
register.simple_tag(addresses.changes_address)
register.simple_tag(addresses.article_address)
register.simple_tag(addresses.picture_address)
register.simple_tag(addresses.citation_address)
register.simple_tag(addresses.oembed_address)
register.simple_tag(addresses.claimant_address)
register.simple_tag(addresses.address_of_claimant, name="claimant_address_of")
register.simple_tag(addresses.topic_address)
register.simple_tag(addresses.month_address)
register.simple_tag(addresses.json_address)
register.simple_tag(addresses.original_address)
register.filter(addresses.anchor)
register.filter(addresses.reference_of)
register.filter(languages.own_name)
register.filter(languages.direction_of)
register.simple_tag(branding.brand)
register.simple_tag(branding.footer)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> str:
    """Write structured data; no text in it can end the script element."""
    text = json.dumps(data, ensure_ascii=False).translate(INERT)
    script = '<script type="application/ld+json">{}</script>'
    return format_html(script, mark_safe(text))  # noqa: S308 - INERT has no markup


@register.simple_tag
def prose(markdown: str, numbers: Mapping[str, int] | None = None) -> SafeString:
    """Write what an editor wrote, its citations, if any, as numbered links to the evidence."""
    return mark_safe(render(markdown, numbers or {}))  # noqa: S308 - cleaned by render()


@register.simple_tag
def when(value: str) -> str:
    """Write a date or a time of the frozen page, as exact as it is known, for eyes and machines."""
    return _when(value, get_language(), timezone.get_current_timezone())


@register.filter
def day(value: str) -> str:
    """Return a date or a time in words: 2000, February 2000 or 9 February 2000."""
    return _day(value, get_language(), timezone.get_current_timezone())


@lru_cache(maxsize=REMEMBERED)
def _when(value: str, language: str, zone: tzinfo) -> str:
    """Return a date as an element that also says it as it is kept."""
    return format_html('<time datetime="{}">{}</time>', value, _day(value, language, zone))


@lru_cache(maxsize=REMEMBERED)
def _day(value: str, language: str, zone: tzinfo) -> str:
    """Return a date in the words of a language; a time is the day that it is in a zone."""
    if not PARTIAL_DATE.match(value):
        return value
    parts = [int(part) for part in value[:10].split("-")]
    moment = datetime(*[*parts, 1, 1][:3], tzinfo=UTC)  # type: ignore[misc,arg-type]
    if "T" in value:
        moment = datetime.fromisoformat(value).astimezone(zone)
    # Translators: how a year, a month of a year and a day are written, in Django's date format.
    return format_date(moment, [_("Y"), _("F Y"), _("j F Y")][len(parts) - 1])


@register.filter
def in_words(value: str) -> str:
    """Return what a stored value means to a reader."""
    return str(WORDS.get(value, value))


@register.filter
def found_in_words(item: FrozenEvidence) -> str:
    """Return whether the passage stands in the stored copy of its source, and in which."""
    omits = item["found"] == "verbatim" and OMITS.search(item["quote"])
    found = str(FOUND["omits"] if omits else FOUND.get(item["found"], item["found"]))
    if not item["found_in"]:
        return found
    told = _("%(found)s of %(date)s") % {"found": found, "date": day(item["found_in"])}
    if not item["found_page"]:
        return told
    return _("%(found)s, page %(page)s") % {"found": told, "page": item["found_page"]}


@register.filter
def named_language(tag: str) -> str:
    """Return what a language is called in the reader's."""
    return languages.name_of(tag)


@register.filter
def is_foreign(tag: str) -> bool:
    """Whether a language is not the one that the page around it speaks."""
    return tag != languages.UNKNOWN and languages.catalogue_of(tag) != get_language()


@register.filter
def written_in(page: FrozenPage, note: str) -> str:
    """Return the language of a note of a page: the original's, where it was not translated."""
    translation = page["translation"]
    return translation["language"] if translation and untranslated(page, note) else page["language"]


@register.simple_tag
def left_in(page: FrozenPage, note: str) -> SafeString:
    """Write what the language of a note is called, where nobody translated it; else nothing."""
    translation = page["translation"]
    if not translation or not untranslated(page, note):
        return SafeString()
    tag = translation["language"]
    if tag == languages.UNKNOWN:
        return SafeString()
    told = '<span class="label" lang="{}">{}</span> '
    return format_html(told, get_language(), languages.name_of(tag))


def untranslated(page: FrozenPage, note: str) -> bool:
    """Whether a note of a translated page, or one of a kind that is never translated, was left."""
    translation = page["translation"]
    left = translation["untranslated"] if translation else []
    return note in left or note == "other"


@register.filter
def web_address(value: str) -> str:
    """Return an address if it leads to a web page, or nothing: a page links no other."""
    return value if is_web_address(value) else ""


@register.filter
def from_whole_word(text: str) -> str:
    """Return what stands before a passage without the part of a word that it begins with."""
    return text.partition(" ")[2] or text


@register.filter
def to_whole_word(text: str) -> str:
    """Return what stands behind a passage without the part of a word that it ends with."""
    return text.rpartition(" ")[0] or text


@register.filter
def number_in(cite: str, numbers: Mapping[str, int]) -> int | None:
    """Return the number under which the text cites a piece of evidence."""
    return numbers.get(cite)


@register.filter
def each_with(names: Sequence[str], newest_first: Sequence[str] | None) -> list[tuple[str, str]]:
    """
    Return each name of a page with the address of who that is today, or with nothing.

    The page's own writer is the last name and the first address; a page of an earlier release
    names no other, and a page that is no version yet has no addresses.
    """
    urls = [*(newest_first or []), *("" for _name in names)]
    return list(zip(reversed(names), urls, strict=False))[::-1]


@register.filter
def found_by(cite: str, live: Mapping[str, Any] | None) -> Any:
    """Return what visits found about a piece of evidence since, if the page knows of any."""
    return live.get(cite) if live else None


@register.filter
def that(evidence: Iterable[FrozenEvidence], stance: str) -> list[FrozenEvidence]:
    """Return the evidence that supports the claim, refutes it, or gives context."""
    return [item for item in evidence if item["stance"] == stance]
