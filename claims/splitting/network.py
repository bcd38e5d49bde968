"""A small network with one hidden layer, beside which every trait counts by itself as well."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.splitting.traits import Figures

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Network:
    """
    Weights by the place of a name, of a figure, and of a relation to what is told.

    The first column counts straight into the result, each other one into a hidden unit.
    """

    names: dict[str, int]
    named: Figures
    figured: Figures
    related: Figures
    start: Figures
    output: Figures

    def prepared(self, names: Sequence[Sequence[str]], figures: Figures) -> Figures:
        """Return what each option brings with it, whatever is told: a row for each."""
        found = self.start + figures @ self.figured
        for place, own in enumerate(names):
            known = [self.names[name] for name in own if name in self.names]
            found[place] += self.named[known].sum(0)
        return found

    def values(self, prepared: Figures, relations: Figures) -> Figures:
        """Return the log odds of each option."""
        units = prepared + relations @ self.related
        found: Figures = units[:, 0] + np.maximum(units[:, 1:], 0) @ self.output
        return found

    def as_text(self) -> str:
        """Return it as JSON, its numbers in half precision."""
        arrays = {name: getattr(self, name) for name in ARRAYS}
        packed = {
            name: [list(array.shape), b64encode(array.astype("<f2").tobytes()).decode()]
            for name, array in arrays.items()
        }
        return json.dumps({"names": list(self.names), **packed}, indent=0, ensure_ascii=False)


ARRAYS = ("named", "figured", "related", "start", "output")


def from_text(text: str) -> Network:
    """Return the network that `as_text` wrote."""
    read = json.loads(text)
    arrays = [
        np.frombuffer(b64decode(packed), "<f2").astype(np.float32).reshape(shape)
        for shape, packed in (read[name] for name in ARRAYS)
    ]
    return Network({name: place for place, name in enumerate(read["names"])}, *arrays)


@cache
def network() -> Network:
    """Return the network that was learned from human claims."""
    return from_text(WEIGHTS.read_text(encoding="utf-8"))
