"""What changed between two versions of a ruling, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.frozen import FrozenEvidence, FrozenInquiry, FrozenPage, FrozenSearch
from claims.templatetags.evidence import came_back, place_in_words, said_in
from claims.text.diff import Change, word_diff
from claims.text.sanitize import plain


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page with its words as they stayed, went and came."""

    heading: str
    changes: list[Change]


def compare(before: FrozenPage, after: FrozenPage) -> list[Part]:
    """Return the parts whose words differ, in the order of the page."""
    old, new = dict(_parts(before)), dict(_parts(after))
    headings = dict.fromkeys([*new, *old])
    differing = (name for name in headings if old.get(name, "") != new.get(name, ""))
    return [Part(name, word_diff(old.get(name, ""), new.get(name, ""))) for name in differing]


def _parts(page: FrozenPage) -> Iterator[tuple[str, str]]:
    """Yield the words of a page by the heading that they stand under."""
    yield _("Claim"), page["claim"]["text"]
    yield _("Rating"), page["rating"]["label"]
    yield _("Why, in one sentence"), page["why"]
    yield _("Key points"), "\n".join(page["key_points"])
    yield _("Why"), plain(page["body"])
    for item in page["evidence"]:
        yield _("Evidence %(cite)s") % {"cite": item["cite"]}, _evidence(item)
    yield _("Why no primary source is cited"), page["no_primary_because"]
    yield _("What is not known"), plain(page["not_known"])
    yield _("Where the reviewers differed"), page["differed_because"]
    yield _("Why the claimant was not asked"), page["not_asked_because"]
    for inquiry in page["inquiries"]:
        yield _("Asked: %(whom)s") % {"whom": inquiry["whom"]}, _inquiry(inquiry)
    for search in page["searches"]:
        yield _("Looked: %(where)s") % {"where": search["where"]}, _search(search)
    yield _("In what it was said"), "\n".join([said_in(page), page["claim"]["said_words"]]).strip()
    yield _("Why this claim was chosen"), page["claim"]["chosen_because"]
    yield _("Who said it"), "\n".join(one["name"] for one in page["claim"]["claimants"])
    yield _("Article"), page["article"]["title"]


def _evidence(item: FrozenEvidence) -> str:
    """Return the words of a piece of evidence, a line each."""
    source = item["source"]
    lines = [item["quote"], source["title"], source["publisher"], source["url"]]
    lines += [place_in_words(item), item["note"], item["later_because"]]
    if item["picture"]:
        lines += [item["picture"]["alt"], item["picture"]["credit"]]
    return "\n".join(filter(None, lines))


def _inquiry(inquiry: FrozenInquiry) -> str:
    """Return the words of an inquiry, a line each."""
    lines = [inquiry["question"], inquiry["due_on"], inquiry["answer"], came_back(inquiry)]
    return "\n".join(filter(None, lines))


def _search(search: FrozenSearch) -> str:
    """Return the words of a search, a line each."""
    lines = [search["terms"], search["searched_on"], search["outcome"], search["remark"]]
    return "\n".join(filter(None, lines))
