"""
Score the default splitter on human claims.

usage: python -m tests.bench.splitting_quality [DATA_DIR] [--worst N]

DATA_DIR holds `NAME_dev.jsonl` files: one object a line with id, text, claims, and where there
is one title and context. Sets that make a claim of each adjunct are read at the fine grain.
"""

import argparse
from collections import Counter
from pathlib import Path

from claims.splitting.spacy import ClauseSplitter
from claims.splitting.statements import Granularity
from tests.bench.split_score import Row, read_rows, score_rows, summary

CLAUSE_SETS = {"factcheckgpt"}  # people there stayed at clauses
SUFFIX = "_dev.jsonl"


def predicted(rows: list[Row], splitter: ClauseSplitter) -> dict[str, list[str]]:
    """Return the claims that the splitter finds in each row, by the row's id."""
    return {
        row["id"]: [
            proposal.text
            for proposal in splitter.split(
                row["text"], title=row.get("title", ""), context=row.get("context", "")
            ).proposals
        ]
        for row in rows
    }


def main() -> None:
    """Print one line of figures for each set of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", help="folder with *_dev.jsonl files")
    data = parser.parse_args().data
    files = sorted(data.glob(f"*{SUFFIX}")) if data else []
    if not files:
        print("Nothing was measured: give a folder with *_dev.jsonl files of human claims.")
    for path in files:
        name = path.name.removesuffix(SUFFIX)
        grain = Granularity.MEDIUM if name in CLAUSE_SETS else Granularity.FINE
        rows = read_rows(path)
        sums = score_rows(rows, predicted(rows, ClauseSplitter(granularity=grain)))
        print(f"{name} ({grain}): {summary(sum(sums, Counter()))}", flush=True)


if __name__ == "__main__":
    main()
