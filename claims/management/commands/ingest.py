"""Bring an article in and split it."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError
from django.urls import reverse

from claims.actions.ingest_article import ingest_article
from claims.actions.replace_text import replace_text
from claims.actions.split_article import split_article
from claims.ingestion import Ingested, IngestionError, from_file, from_url
from claims.management.desk_command import DeskCommand
from claims.models import Article, Claim, SplitRun, User
from claims.splitting import Granularity, SplitterError, get_splitter


class Command(DeskCommand):
    """Store and split one article; every row that is written names a user in its history."""

    help = "Store and split an article, and print one JSON object about it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file or an address, and what is known about it."""
        parser.add_argument("source", metavar="PATH_OR_URL")
        parser.add_argument("--title", default="", help="in place of the text's own title")
        parser.add_argument("--url", default="", help="where a file was published")
        parser.add_argument("--publisher", default="", help="who published it")
        parser.add_argument("--by", metavar="USERNAME", help="the user to name in the history")
        parser.add_argument("--splitter", default="default", choices=sorted(settings.SPLITTERS))
        parser.add_argument(
            "--granularity",
            choices=list(map(str, Granularity)),
            default="",
            help="how much one claim may say; kept on the article",
        )
        parser.add_argument(
            "--replaces", metavar="ID", help="the article whose text has changed to this"
        )
        parser.add_argument("--reason", default="", help="the reason to keep in the history")

    def handle(self, **options: Any) -> None:
        """Store, split, print; a refusal is one line on standard error and exit status 1."""
        by = acting(options["by"])
        require_grain(options["splitter"], options["granularity"])
        try:
            article = stored(options, by=by)
            run = earlier_run(article, options["granularity"]) or split_article(
                article,
                by=by,
                splitter=options["splitter"],
                granularity=options["granularity"],
            )
        except (IngestionError, SplitterError) as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except PermissionDenied as error:
            message = f"{by} may not bring articles in, or change this one."
            raise CommandError(message) from error
        told = {
            "article": article.public_id,
            "claims": claim_count(article),
            "skipped": len(run.skipped),
            "desk": settings.SITE_URL + reverse("admin:claims_article_change", args=[article.pk]),
        }
        if options["replaces"]:
            told["anchors"] = anchors_of(article)
        self.stdout.write(json.dumps(told, ensure_ascii=False))


def stored(options: dict[str, Any], *, by: User) -> Article:
    """Return the article that holds the text now: a new one, or the one whose text it replaces."""
    if not options["replaces"]:
        article, _is_new = ingest_article(read(options), by=by, reason=options["reason"])
        return article
    article = replaced(options["replaces"])
    replace_text(article, read(options), by=by, reason=options["reason"])
    return article


def replaced(public_id: str) -> Article:
    """Return the article with this public id. Raises CommandError if there is none."""
    article = Article.objects.live().filter(public_id=public_id).first()
    if article is None:
        message = f"There is no article {public_id!r}."
        raise CommandError(message)
    return article


def anchors_of(article: Article) -> dict[str, int]:
    """Return how many claims stand in the newest text as they did, and how many do not."""
    anchors = Counter(article.claims.live().values_list("anchor", flat=True))
    return {str(state): anchors[state] for state in Claim.Anchor}


def claim_count(article: Article) -> int:
    """Return how many claims the article has that nobody retracted."""
    return article.claims.live().count()


def require_grain(splitter: str, granularity: str) -> None:
    """Raise CommandError, status 2, if a grain is asked of a splitter that has none to choose."""
    if granularity and get_splitter(splitter).granularity is None:
        message = f"The splitter {splitter!r} has no granularity to choose."
        raise CommandError(message, returncode=2)


def acting(username: str | None) -> User:
    """Return the user to name in the history. Raises CommandError if there is none."""
    if username is None:
        return User.objects.machine()
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        message = f"There is no user {username!r}."
        raise CommandError(message) from error


def read(options: dict[str, Any]) -> Ingested:
    """Return what the source says. Raises IngestionError, CommandError for a wrong use or file."""
    known = {"title": options["title"], "publisher": options["publisher"]}
    source: str = options["source"]
    if "://" in source:
        if options["url"]:
            message = "--url goes with a file: an address tells by itself where the article is."
            raise CommandError(message, returncode=2)
        return from_url(source, **known)
    path = Path(source)
    try:
        if path.stat().st_size > settings.COPY_MAX_BYTES:
            message = f"{path} is too large: {settings.COPY_MAX_BYTES:,} bytes at most."
            raise CommandError(message)
        raw = path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise CommandError(message) from error
    return from_file(path.name, raw, url=options["url"], **known)


def earlier_run(article: Article, granularity: str) -> SplitRun | None:
    """Return the split that there is of the text, unless another grain is asked for."""
    runs = article.body.split_runs.live()
    return (runs.filter(granularity=granularity) if granularity else runs).first()
