"""
Score the best choice of what the splitter could say: what no better selector can exceed.

usage: python -m tests.bench.best_claims DATA_DIR [NAME …] [--missed N] [--save FILE]

For each set (all sets without names) the claims are chosen with the human ones in view so that
soft F1 of the set is greatest: a wording is matched where it adds more than half of what F1 is
(Dinkelbach, On Nonlinear Fractional Programming, 1967). `--missed N` prints the N human claims
furthest from everything that could be said, with their text and the nearest wording.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from claims.splitting.grains import Grain
from claims.splitting.spacy import ClauseSplitter, Reading
from claims.text.sentences import Span
from tests.bench.split_score import HIT, Row, bag, dice, rates, read_rows
from tests.bench.splitting_quality import SUFFIX, grain_of

CLOSE = 1e-6
Table = npt.NDArray[np.float64]


class Listing(Reading):
    """A reading that lists all that could be said."""

    found: list[str]

    def _select(self, grains: list[Grain], span: Span) -> list[Grain]:
        self.found += [self._propose(self._worded(grain.draft), span).text for grain in grains]
        return super()._select(grains, span)


class ListingSplitter(ClauseSplitter):
    """The default splitter, reading so."""

    reading = Listing


class Said(NamedTuple):
    """What could be said of a text beside what people said, and how alike each two are."""

    row: Row
    texts: list[str]
    alike: Table


def said_of(path: Path) -> Iterator[Said]:
    """Yield all that could be said of each text of a set, each wording once."""
    splitter = ListingSplitter(granularity=grain_of(path))
    for row in read_rows(path):
        Listing.found = found = []
        splitter.split(row["text"], title=row.get("title", ""), context=row.get("context", ""))
        texts = list(dict.fromkeys(found))
        gold = [bag(claim) for claim in row["claims"]]
        alike = np.array([[dice(one, claim) for claim in gold] for one in map(bag, texts)])
        yield Said(row, texts, alike.reshape(len(texts), len(gold)))


def best_f1(tables: list[Table]) -> tuple[float, float, float]:
    """Return the greatest soft F1 of a set, the share of hits in human claims, and n/g."""
    gold = sum(table.shape[1] for table in tables)
    f1, before = 0.0, -1.0
    soft, taken, hits = 0.0, 0, 0
    while f1 - before > CLOSE:
        soft, taken, hits, before = 0.0, 0, 0, f1
        for table in tables:
            worth = np.maximum(table - f1 / 200, 0)
            pairs = [
                (r, c)
                for r, c in zip(*linear_sum_assignment(-worth), strict=True)
                if worth[r, c] > 0
            ]
            soft += sum(table[pair] for pair in pairs)
            hits += sum(bool(table[pair] >= HIT) for pair in pairs)
            taken += len(pairs)
        f1 = rates(soft, taken, gold)[2]
    return f1, rates(hits, taken, gold)[2], taken / max(gold, 1)


def missed(found: list[Said]) -> list[tuple[float, str, str, str]]:
    """Return each human claim with its nearest wording and how near that is, furthest first."""
    rows = []
    for said in found:
        for place, claim in enumerate(said.row["claims"]):
            best = int(said.alike[:, place].argmax()) if said.texts else -1
            near = float(said.alike[best, place]) if said.texts else 0.0
            rows.append((near, claim, said.texts[best] if said.texts else "", said.row["text"]))
    return sorted(rows)


def main() -> None:
    """Print one line for each set, and what is missed most if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with NAME_dev.jsonl files of human claims")
    parser.add_argument("names", nargs="*", help="only these sets")
    parser.add_argument("--missed", type=int, default=0, help="human claims that nothing says")
    options = parser.parse_args()
    for path in sorted(options.data.glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        if options.names and name not in options.names:
            continue
        found = list(said_of(path))
        f1, hit, taken = best_f1([said.alike for said in found])
        ways = sum(len(said.texts) for said in found) / sum(len(s.row["claims"]) for s in found)
        print(
            f"{name}: soft F1 {f1:.1f} hit F1 {hit:.1f} n/g {taken:.2f} of {ways:.2f}", flush=True
        )
        for near, claim, nearest, text in missed(found)[: options.missed]:
            print(f"\n{near:.2f} {claim}\n     {nearest}\n     {text}")


if __name__ == "__main__":
    main()
