"""
Reads the lines of a PDF: the file on standard input, JSON on standard output.

Runs in a child process (see sandbox.py), imports nothing of the project, and may die. The JSON
has what the file says of itself and `pages`: for each the lines in the order in which they are
drawn, [words, x, y, size, whether bold], in points from the lower left corner.
"""

import gc
import io
import json
import logging
import sys
import time
from collections.abc import Iterator
from math import hypot
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

SECONDS = 25.0  # the sandbox ends the process soon after
CHARACTERS = 12_000_000
BOLD = ("bold", "black", "heavy", "semibold", "demi")
# What a parser raises on files that nobody made in good faith, beside its own errors.
BROKEN: tuple[type[Exception], ...] = (PyPdfError, LookupError, ValueError, TypeError)
BROKEN += (AttributeError, ArithmeticError, AssertionError, RuntimeError, OSError)

Line = tuple[str, float, float, float, bool]


class RefusedError(Exception):
    """A file that is not read; the details go to whoever gave it."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.told = {"refused": code, **details}


def main() -> None:
    """Read a PDF, write what was found in it."""
    logging.disable()
    gc.freeze()
    gc.set_threshold(200_000)
    try:
        found = read(sys.stdin.buffer.read(), started=time.monotonic())
    except RefusedError as refused:
        found = refused.told
    except BROKEN:
        found = {"refused": "damaged"}
    json.dump(found, sys.stdout)


def read(raw: bytes, *, started: float) -> dict[str, object]:
    """Return the file's details and lines. Raises RefusedError, or one of BROKEN."""
    pdf = PdfReader(io.BytesIO(raw))
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise RefusedError("password")
    pages: list[list[Line]] = []
    length = 0
    total = len(pdf.pages)
    for number, page in enumerate(pdf.pages, start=1):
        if time.monotonic() - started > SECONDS:
            raise RefusedError("too_slow", pages=total, read=len(pages))
        pages.append(lines_of(page, number))
        length += sum(len(line[0]) for line in pages[-1])
        if length > CHARACTERS:
            raise RefusedError("too_long", limit=CHARACTERS)
        pdf.resolved_objects.clear()  # a thousand unpacked pages would not fit in memory
    if not any(any(map(str.isalnum, line[0])) for lines in pages for line in lines):
        raise RefusedError("scanned" if total else "damaged")
    return {**details(pdf), "pages": pages}


def lines_of(page: PageObject, number: int) -> list[Line]:
    """Return a page's lines. Raises RefusedError if it is damaged: no page is left out unsaid."""
    runs: list[tuple[str, float, float, float, bool]] = []

    def take(words: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        x, y, scale = placed(cm, tm)
        name = str((font or {}).get("/BaseFont", "")).lower()
        runs.append((words, x, y, abs(size) * scale, any(mark in name for mark in BOLD)))

    try:
        page.extract_text(visitor_text=take)
        drawn = list(lines(runs))
        lost = not drawn and is_lost(page)
    except BROKEN as error:
        raise RefusedError("damaged_page", page=number) from error
    if lost:
        raise RefusedError("damaged_page", page=number)
    return drawn


def is_lost(page: PageObject) -> bool:
    """Whether a page has contents that cannot be unpacked: the parser calls it empty."""
    found = page.get("/Contents")
    contents = found.get_object() if found is not None else []
    streams = contents if isinstance(contents, list) else [contents]
    held = [one.get_object() for one in streams]
    return any(one._data for one in held) and not any(one.get_data() for one in held)


def placed(cm: list[float], tm: list[float]) -> tuple[float, float, float]:
    """Return where on the page a run of words begins, and how much larger it is drawn."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return x, y, hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])


def lines(runs: list[tuple[str, float, float, float, bool]]) -> Iterator[Line]:
    """Yield the lines that runs of words make; each is as large and bold as most of it."""
    line: list[tuple[str, float, float, float, bool]] = []
    for words, *place in runs:
        for index, part in enumerate(words.split("\n")):
            if index and line:
                yield line_of(line)
                line = []
            if part.strip() or (part and line):
                line.append((part, *place))  # type: ignore[arg-type]
    if line:
        yield line_of(line)


def line_of(runs: list[tuple[str, float, float, float, bool]]) -> Line:
    """Return the runs as one line."""
    words = "".join(run[0] for run in runs)
    _first, x, y, _size, _bold = runs[0]
    longest = max(runs, key=lambda run: len(run[0].strip()))
    bold = all(run[4] for run in runs if run[0].strip())
    return words, round(x, 1), round(y, 1), round(longest[3], 1), bold


def details(pdf: PdfReader) -> dict[str, str]:
    """Return what the file says of itself, as far as it can be read."""
    said: dict[str, str] = {}
    for read_them in (stated, described):
        try:
            said |= {name: value for name, value in read_them(pdf) if value}
        except BROKEN:
            continue
    return said


def stated(pdf: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield the details of the file's own table."""
    yield "language", str(pdf.root_object.get("/Lang", ""))
    if table := pdf.metadata:
        yield "title", str(table.title or "")
        yield "byline", str(table.author or "")
        if created := table.creation_date:
            yield "made_on", created.date().isoformat()


def described(pdf: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield the details of its XMP packet that the table does not have."""
    if packet := pdf.xmp_metadata:
        titles = packet.dc_title or {}
        yield "title", str(titles.get("x-default") or next(iter(titles.values()), ""))
        yield "byline", ", ".join(map(str, packet.dc_creator or ()))
        yield "publisher", ", ".join(map(str, packet.dc_publisher or ()))


if __name__ == "__main__":
    main()
