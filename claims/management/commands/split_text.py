"""Take texts apart for other programs: JSON lines in, JSON lines out."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.splitting import BaseSplitter, Granularity, Split, SplitterError, get_splitter
from claims.text.dates import is_partial_date

OPTIONAL = ("title", "context", "published")


class Command(BaseCommand):
    """Reads no row and writes none, so that it works before there is a database."""

    help = (
        "Find the claims in texts. Reads one JSON object a line (id, text, optionally title, "
        "context and published), writes one a line in the same order. A bad line is named on "
        "standard error and the exit status is then 1."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file or standard input, and which splitter reads it."""
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="- is stdin.")
        parser.add_argument("--splitter", default="default", choices=sorted(settings.SPLITTERS))
        parser.add_argument(
            "--granularity",
            choices=list(map(str, Granularity)),
            help="How much one claim may say; what the splitter is set to where nothing is given.",
        )
        parser.add_argument(
            "--published",
            metavar="DATE",
            default="",
            help="When the texts came out, where a line does not say: 2024, 2024-06 or 2024-06-19.",
        )
        parser.add_argument("--plain", action="store_true", help="The whole input is one text.")

    def handle(self, **options: Any) -> None:
        """Split each text and write it out at once."""
        try:
            bad = self._split_input(options)
        except SplitterError as error:
            raise CommandError(str(error)) from error
        except BrokenPipeError:  # whoever read the output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if bad:
            message = f"{bad} of the lines could not be split."
            raise CommandError(message)

    def _split_input(self, options: dict[str, Any]) -> int:
        """Return how many lines were bad."""
        splitter = chosen_splitter(options["splitter"], options["granularity"])
        published = checked_date(options["published"])
        with opened(options["file"]) as source:
            if options["plain"]:
                text = _decoded(source.read(), options["file"])
                self._write(None, splitter.split(text, published=published))
                return 0
            return self._split_lines(source, splitter, published)

    def _split_lines(self, source: BinaryIO, splitter: BaseSplitter, published: str) -> int:
        bad = 0
        for number, line in enumerate(source, start=1):
            if not line.strip():
                continue
            try:
                row = {"published": published, **read_row(line)}
                split = split_row(row, splitter)
            except (ValueError, SplitterError) as error:
                self.stderr.write(f"Line {number}: {error}")
                bad += 1
                continue
            self._write(row["id"], split)
        return bad

    def _write(self, row_id: object, split: Split) -> None:
        self.stdout.write(json.dumps(as_row(row_id, split)))
        self.stdout.flush()


def chosen_splitter(alias: str, granularity: str | None) -> BaseSplitter:
    """Return the splitter at this granularity; CommandError, status 2, where it has none."""
    if granularity is None:
        return get_splitter(alias)
    if get_splitter(alias).granularity is None:
        message = f"The splitter {alias!r} has no granularity to choose."
        raise CommandError(message, returncode=2)
    return get_splitter(alias, granularity=granularity)


def checked_date(value: str) -> str:
    """Return a date as the option gives it; CommandError, status 2, where it is none."""
    if value and not is_partial_date(value):
        message = f"“{value}” is no date: write 2000, 2000-02 or 2000-02-09."
        raise CommandError(message, returncode=2)
    return value


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open the file, or standard input for "-"; raises CommandError where it cannot be read."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as source:
            yield source
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        message = f"{name} cannot be read: {error.strerror}."
        raise CommandError(message) from error


def _decoded(content: bytes, name: str) -> str:
    """Return the content as text; raises CommandError where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = "Standard input" if name == "-" else name
        message = f"{where} is not UTF-8 text: byte {error.start + 1} is wrong."
        raise CommandError(message) from error


def read_row(line: bytes) -> dict[str, Any]:
    """Return the object on a line; raises ValueError that says in words what is wrong with it."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text: byte {error.start + 1} is wrong."
        raise ValueError(message) from error
    except (ValueError, RecursionError) as error:
        message = f"not JSON: {error}."
        raise ValueError(message) from error
    _check(row)
    return dict(row)


def _check(row: object) -> None:
    """Refuse a row without what is needed."""
    if not isinstance(row, dict):
        message = "not a JSON object."
    elif not isinstance(row.get("text"), str):
        message = "no “text” that is a string."
    elif not isinstance(row.get("id"), str | int):
        message = "no “id” that is a string or a number."
    elif wrong := [n for n in OPTIONAL if not isinstance(row.get(n), str | None)]:
        message = f"“{wrong[0]}” is not a string."
    elif row.get("published") and not is_partial_date(row["published"]):
        message = "“published” is no date like 2000, 2000-02 or 2000-02-09."
    else:
        return
    raise ValueError(message)


def split_row(row: dict[str, Any], splitter: BaseSplitter) -> Split:
    """Return what the splitter makes of the row. Raises SplitterError if it cannot work."""
    title, context = row.get("title") or "", row.get("context") or ""
    published = row.get("published") or ""
    return splitter.split(row["text"], title=title, context=context, published=published)


def as_row(row_id: object, split: Split) -> dict[str, object]:
    """Return what is written for a text; what is not known is null."""
    return {
        "id": row_id,
        "claims": [
            {
                "text": claim.text,
                "quote": claim.quote,
                "start": claim.start,
                "end": claim.end,
                "kind": claim.kind,
                "claimant": claim.claimant,
                "worthiness": None,
                "atom": claim.atom,
                "frame": claim.frame,
                "operations": claim.operations,
                "suggestions": [asdict(suggestion) for suggestion in claim.suggestions],
            }
            for claim in split.proposals
        ],
        "skipped": [
            {"start": passage.start, "end": passage.end, "reason": passage.reason}
            for passage in split.skipped
        ],
    }
