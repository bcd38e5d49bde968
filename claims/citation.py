"""How a version of a ruling is cited: as data, from which each format is written."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from claims.addresses import absolute, reference_of, version_address
from claims.frozen import FrozenPage

SPECIAL = re.compile(r"[\\{}&%$#_^~]")
IN_TEX = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}  # the other special characters only take a backslash before them
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference to a version names."""

    key: str
    title: str
    authors: list[str]
    site: str
    day: str  # on which the version was published, as YYYY-MM-DD
    language: str
    version: int
    rated: str  # the rating in words, or that it was withdrawn
    url: str


def cite(page: FrozenPage, *, withdrawn: bool) -> Citation:
    """Return how a version is cited; its address stays."""
    rating = {"rating": page["rating"]["label"]}
    rated = _("Withdrawn") if withdrawn else _("Rated: %(rating)s") % rating
    return Citation(
        key=f"{reference_of(page)}-v{page['version']}",
        title=page["claim"]["text"],
        authors=[name for name in page["written_by"] if name.strip()] or [settings.SITE_NAME],
        site=settings.SITE_NAME,
        day=localdate(datetime.fromisoformat(page["published_at"])).isoformat(),
        language=page["language"],
        version=page["version"],
        rated=rated,
        url=absolute(version_address(page)),
    )


def csl_json(citation: Citation) -> str:
    """Return a citation in the Citation Style Language's JSON, as Zotero and pandoc read it."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.site,
        "publisher": citation.site,
        "issued": {"date-parts": [[int(part) for part in citation.day.split("-")]]},
        "version": str(citation.version),
        "language": citation.language,
        "note": citation.rated,
        "URL": citation.url,
    }
    return json.dumps([item], ensure_ascii=False, indent=1)


def bibtex(citation: Citation) -> str:
    """Return a citation as BibTeX; no text in it can end its field or run a command."""
    year, month, _day = citation.day.split("-")
    fields = {
        "title": f"{{{in_tex(citation.title)}}}",
        "author": " and ".join(f"{{{in_tex(name)}}}" for name in citation.authors),
        "publisher": f"{{{in_tex(citation.site)}}}",
        "year": year,
        "month": str(int(month)),
        "date": citation.day,
        "version": str(citation.version),
        "note": in_tex(citation.rated),
        "url": citation.url,
        "langid": in_tex(citation.language),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@online{{{citation.key},\n{lines}}}\n"


def in_tex(text: str) -> str:
    """Return a text on one line as TeX prints it."""
    line = UNPRINTABLE.sub(" ", text).strip()
    return SPECIAL.sub(lambda found: IN_TEX.get(found[0], f"\\{found[0]}"), line)
