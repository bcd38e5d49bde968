"""Rows as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import IO

from claims.exports.base import Exporter, Row


class JsonExporter(Exporter):
    """One array of objects, an object a line, in UTF-8."""

    name = "json"
    content_type = "application/json"

    def write(self, rows: Iterable[Row], out: IO[bytes]) -> None:
        """Write the rows as they are: nothing is quoted that JSON does not quote."""
        out.write(b"[")
        for index, row in enumerate(rows):
            text = json.dumps(asdict(row), ensure_ascii=False)
            out.write((",\n" if index else "\n").encode() + text.encode("utf-8", "replace"))
        out.write(b"\n]\n")
