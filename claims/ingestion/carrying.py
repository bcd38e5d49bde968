"""What was read, as bytes: it waits in a file until a person has looked at it."""

import json
from dataclasses import asdict

from claims.documents import Document
from claims.ingestion.values import Ingested
from claims.text.blocks import Block, BlockKind

BETWEEN = b"\n"  # JSON on one line holds none


def packed(ingested: Ingested) -> bytes:
    """Return a text that was read, with its original, as bytes that unpacked() understands."""
    told = {**asdict(ingested), "original": ""}
    return json.dumps(told).encode() + BETWEEN + ingested.original


def unpacked(content: bytes) -> Ingested:
    """Return the text that was packed."""
    line, _between, original = content.partition(BETWEEN)
    told = json.loads(line)
    document = told.pop("document")
    blocks = [Block(**{**block, "kind": BlockKind(block["kind"])}) for block in document["blocks"]]
    sequences = {name: tuple(document[name]) for name in ("pages", "attachments")}
    whole = Document(**{**document, **sequences, "blocks": tuple(blocks)})
    return Ingested(**{**told, "document": whole, "original": original})
