"""Public rulings for tests of pages: rows that carry a frozen page, saved as they are."""

from html.parser import HTMLParser

from django.utils import timezone

from claims.models import Ruling
from tests.factories import make_claim, make_editor, make_reporter, rating
from tests.frozen_pages import frozen_page

PUBLIC = {"published", "superseded", "retracted"}


def make_page(claim=None, *, stage="published", version=1, **changes):
    """Return a ruling with the example's page, or with changes to it."""
    claim = claim or make_claim()
    page = frozen_page(
        version=version,
        claim__id=claim.public_id,
        article__id=claim.article.public_id,
        passage__body=claim.body_id,
        passage__start=claim.start,
        passage__end=claim.end,
        passage__quote=claim.quote,
    )
    page = frozen_page(page, **changes)
    public = stage in PUBLIC
    ruling = Ruling(
        claim=claim,
        version=version,
        stage=stage,
        rating=rating(),
        why="What the row says is not shown.",
        written_by=make_reporter(),
        approved_by=make_editor() if public else None,
        approved_digest="0" * 64 if public else "",
        published_at=timezone.now() if public else None,
        frozen=page if public else None,
    )
    ruling.save_by(ruling.written_by)
    return ruling


def make_versions(kind="clarification", *, stage="published", **changes):
    """Return the superseded first version of a ruling, and the one that replaced it."""
    claim = make_claim()
    first = make_page(claim, stage="superseded")
    note = {"kind": kind, "note": "A date was added.", "version_before": 1, "version_after": 2}
    return first, make_page(claim, stage=stage, version=2, correction=note, **changes)


class Seen(HTMLParser):
    """What a browser would meet: elements with their attributes, and the words."""

    def __init__(self, response):
        super().__init__()
        self.elements, self.words, self.inside = [], "", ""
        self.feed(response.content.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside != "script":
            self.words += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]
