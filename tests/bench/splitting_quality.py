"""
Score the default splitter on human claims.

usage: python -m tests.bench.splitting_quality [DATA_DIR]

Without a folder the sentences in fixtures/splitting are read, from which nothing was learned.
DATA_DIR holds `NAME_dev.jsonl` files: one object a line with id, text, claims, and where there
is one title and context. Sets that make a claim of each adjunct are read at the fine grain.

`pron` counts every pronoun, as in the shared measure; `open` those that nothing in their claim
explains, and claims about which the reviewer is asked (see open_pronouns).
"""

import argparse
from collections import Counter
from pathlib import Path

from claims.splitting.base import Proposal
from claims.splitting.granularity import Granularity
from claims.splitting.spacy import ClauseSplitter
from tests.bench.open_pronouns import count_open
from tests.bench.split_score import Row, read_rows, score_rows, summary

CLAUSE_SETS = {"factcheckgpt"}  # people there stayed at clauses
SUFFIX = "_dev.jsonl"
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "splitting"


def predicted(rows: list[Row], splitter: ClauseSplitter) -> dict[str, tuple[Proposal, ...]]:
    """Return the claims that the splitter finds in each row, by the row's id."""
    return {
        row["id"]: splitter.split(
            row["text"], title=row.get("title", ""), context=row.get("context", "")
        ).proposals
        for row in rows
    }


def measured(path: Path) -> Counter[str]:
    """Return the sums of a set's rows, at the grain at which its people wrote."""
    rows = read_rows(path)
    found = predicted(rows, ClauseSplitter(granularity=grain_of(path)))
    texts = {name: [claim.text for claim in claims] for name, claims in found.items()}
    sums: Counter[str] = sum(score_rows(rows, texts), Counter())
    sums["open"] = count_open(claim for claims in found.values() for claim in claims)
    return sums


def grain_of(path: Path) -> Granularity:
    """Return the grain of a set."""
    clauses = path.name.removesuffix(SUFFIX) in CLAUSE_SETS
    return Granularity.MEDIUM if clauses else Granularity.FINE


def main() -> None:
    """Print one line of figures for each set of the folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().partition("\n")[0])
    parser.add_argument("data", type=Path, nargs="?", default=FIXTURES)
    for path in sorted(parser.parse_args().data.glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        sums = measured(path)
        asked = 100 * sums["open"] / max(sums["predicted"], 1)
        print(f"{name} ({grain_of(path)}): {summary(sums)} | open {asked:.1f}", flush=True)


if __name__ == "__main__":
    main()
