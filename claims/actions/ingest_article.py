"""Bring an article in: its text, its blocks, its original, as the first body."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from claims import policy
from claims.ingestion import Ingested
from claims.models import Article, Body, User
from claims.models.digests import digest_of_text
from claims.models.journal import recorded

NAMED = ("title", "url", "publisher", "byline", "published_on", "language")


@recorded
def ingest_article(
    ingested: Ingested, *, by: User, reason: str = "", **details: str | bool
) -> tuple[Article, bool]:
    """
    Store an article and its text; return it, and whether it is new.

    A text that is stored already is recognised by its digest and its article returned, if `by`
    may see it. `details` are fields of the article that go before what the document says.
    Raises PermissionDenied if `by` may not, ValidationError if a rule is broken.
    """
    if not policy.may_ingest(by):
        raise PermissionDenied
    document = ingested.document
    digest = digest_of_text(document.text)
    known = Article.objects.visible_to(by).live().with_text(digest).first()
    if known is not None:
        return known, False
    article = Article(**{name: getattr(document, name) for name in NAMED})
    for name, value in details.items():
        if value != "":
            setattr(article, name, value)
    article.begin(by)
    article.save_by(by, reason)
    body_of(article, ingested).save_by(by, reason)
    return article, True


def body_of(article: Article, ingested: Ingested, *, version: int = 1) -> Body:
    """Return a version of an article's text with its blocks and its original, still to be saved."""
    document = ingested.document
    body = Body(article=article, version=version, text=document.text)
    body.sha256 = digest_of_text(document.text)
    body.blocks = [asdict(block) for block in document.blocks]
    body.original_name, body.media_type = ingested.file_name[:255], ingested.media_type[:100]
    body.original = ContentFile(ingested.original, name="original")
    return body
