"""What one entry of a feed says, whatever the format; made from the frozen page alone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.feedgenerator import get_tag_uri
from django.utils.translation import gettext as _

from claims.addresses import (
    absolute,
    picture_address,
    reference_of,
    ruling_address,
    version_address,
)
from claims.frozen import FrozenPage
from claims.templatetags.claims import in_words


@dataclass(frozen=True, slots=True)
class Entry:
    """A ruling, or a correction of one."""

    id: str  # stays, whatever becomes of words and addresses
    url: str
    title: str
    summary: str
    authors: list[str]
    language: str
    tags: list[str]
    picture: str
    published: datetime
    updated: datetime


def ruling_entry(page: FrozenPage) -> Entry:
    """Return the entry of a ruling; its corrections change the entry and add none."""
    first = datetime.fromisoformat(page["first_published_at"])
    rating = page["rating"]["label"]
    return Entry(
        id=get_tag_uri(absolute(f"/claims#{reference_of(page)}"), first),
        url=absolute(ruling_address(page)),
        title=_("%(rating)s: %(claim)s") % {"rating": rating, "claim": page["claim"]["text"]},
        summary=page["why"],
        authors=page["written_by"],
        language=page["language"],
        tags=[tag for tag in (rating, page["label"]) if tag],
        picture=absolute(picture_address(page)),
        published=first,
        updated=datetime.fromisoformat(page["published_at"]),
    )


def correction_entry(page: FrozenPage) -> Entry:
    """Return the entry of a version that corrects or withdraws the one before."""
    correction = page["correction"]
    kind, note = (in_words(correction["kind"]), correction["note"]) if correction else ("", "")
    time = datetime.fromisoformat(page["published_at"])
    return Entry(
        id=get_tag_uri(absolute(f"/claims/{reference_of(page)}#v{page['version']}"), time),
        url=absolute(version_address(page)),
        title=_("%(kind)s: %(claim)s") % {"kind": kind, "claim": page["claim"]["text"]},
        summary=note,
        authors=page["written_by"],
        language=page["language"],
        tags=[kind],
        picture=absolute(picture_address(page)),
        published=time,
        updated=time,
    )
