"""What the public templates say of evidence and appearances: time, place, medium."""

from collections.abc import Iterable
from typing import NamedTuple

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.frozen import FrozenArticle, FrozenClaim, FrozenEvidence, FrozenInquiry, FrozenPage
from claims.text.dates import Order, order_to_claim
from claims.text.links import is_web_address
from claims.text.places import address_at, moments_of, pages_of

register = template.Library()

SAID_IN = {
    "picture": gettext_lazy("in a picture"),
    "audio": gettext_lazy("in a recording"),
    "video": gettext_lazy("in a video"),
    "spoken": gettext_lazy("spoken, not recorded"),
}
PASSAGE = {
    "picture": gettext_lazy("In the description of the picture"),
    "audio": gettext_lazy("In the transcript of the recording"),
    "video": gettext_lazy("In the transcript of the video"),
}
SHOWN = {
    "picture": gettext_lazy("What the picture shows"),
    "audio": gettext_lazy("What is said there"),
    "video": gettext_lazy("What is said there"),
}
CLOSED = {
    "declined": gettext_lazy("They declined to answer."),
    "silent": gettext_lazy("No answer came."),
    "withdrawn": gettext_lazy("We withdrew the question."),
}
HEADINGS = {
    "then": gettext_lazy("Known when the claim was made"),
    "unknown": gettext_lazy("Not dated against the claim"),
    "later": gettext_lazy("From after the claim was made"),
}
GROUPS = {
    Order.BEFORE: "then",
    Order.SAME: "then",
    Order.UNKNOWN: "unknown",
    Order.LATER: "later",
}


class Group(NamedTuple):
    """Evidence that stands to its claim's date in one way; a heading only where that differs."""

    heading: str | Promise
    is_later: bool
    evidence: list[FrozenEvidence]


@register.filter
def by_time(evidence: Iterable[FrozenEvidence], page: FrozenPage) -> list[Group]:
    """Return evidence by whether it was known when the claim was made: later facts stand last."""
    said_on, printed_on = page["claim"]["said_on"], page["article"]["published_on"]
    sorted_out: dict[str, list[FrozenEvidence]] = {name: [] for name in HEADINGS}
    for item in evidence:
        order = order_to_claim(item["source"]["published_on"], said_on, printed_on)
        sorted_out[GROUPS[order]].append(item)
    told = bool(sorted_out["later"])
    return [
        Group(HEADINGS[name] if told else "", name == "later", items)
        for name, items in sorted_out.items()
        if items
    ]


@register.filter
def place_in_words(item: FrozenEvidence) -> str:
    """Return the pages and the moment that a piece of evidence names, as readers write them."""
    return ", ".join(filter(None, [pages_in_words(item["pages"]), moment(item["time_code"])]))


def pages_in_words(value: str) -> str:
    """Return pages as a citation has them."""
    pages = pages_of(value)
    if pages is None:
        return ""
    first, last = pages
    if first == last:
        return _("p. %(page)s") % {"page": first}
    return _("pp. %(first)s–%(last)s") % {"first": first, "last": last}


@register.filter
def moment(value: str) -> str:
    """Return a time code in words."""
    if moments_of(value) is None:
        return ""
    return _("at %(moment)s") % {"moment": value.replace("-", "–")}


@register.filter
def opens_at(item: FrozenEvidence) -> str:
    """Return the address that opens the source at the place, where there is one."""
    url = item["source"]["url"]
    if not is_web_address(url):
        return ""
    return address_at(url, pages=item["pages"], time_code=item["time_code"])


@register.filter
def hears_at(address: str, time_code: str) -> str:
    """Return an address of an appearance, at the moment of the claim where it can open there."""
    if not is_web_address(address):
        return ""
    return address_at(address, time_code=time_code) or address


def medium_of(claim: FrozenClaim, article: FrozenArticle) -> str:
    """Return in what the claim was made: where nobody says so, as the article."""
    return claim["said_medium"] or article["medium"]


@register.filter
def said_in(page: FrozenPage) -> str:
    """Return in what the claim was made and when in it, or nothing for a text."""
    claim = page["claim"]
    said = SAID_IN.get(medium_of(claim, page["article"]), "")
    return ", ".join(filter(None, [str(said), moment(claim["said_at"])]))


@register.filter
def passage_heading(article: FrozenArticle) -> str:
    """Return what the passage stands in: an article, a transcript, a description."""
    return str(PASSAGE.get(article["medium"], _("In the article")))


@register.filter
def shown_heading(page: FrozenPage) -> str:
    """Return what the words are that stand for a recording or a picture."""
    return str(SHOWN.get(medium_of(page["claim"], page["article"]), _("What was said there")))


@register.filter
def came_back(inquiry: FrozenInquiry) -> str:
    """Return what came of an inquiry to which there is no answer to read."""
    waiting = _("No answer had come by the time of publication.")
    return str(CLOSED.get(inquiry["outcome"], "" if inquiry["answer"] else waiting))
