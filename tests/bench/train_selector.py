"""
Make claims/splitting/weights.json again from human claims.

usage: python -m tests.bench.train_selector DATA_DIR [--check]

Of each sentence all grains are matched one to one with the human claims (Hungarian method on
the Dice coefficient); a grain's target is the similarity of its match. One logistic regression
with a ridge penalty learns the features of all sets together and of each granularity apart
(Daumé III, Frustratingly Easy Domain Adaptation, ACL 2007). The threshold of a granularity is
the one with the best soft F1 in five-fold cross-validation. What stands in fixtures/splitting
is not learned from: the tests measure on it. `--check` only prints the figures.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize
from scipy.sparse import csr_matrix

from claims.splitting.grains import Grain
from claims.splitting.selector import ALIKE, WEIGHTS, features
from claims.splitting.spacy import ClauseSplitter, Reading
from claims.text.sentences import Span
from tests.bench.split_score import Row, bag, dice, rates, read_rows

SETS = {"factscore": "fine", "factcheckgpt": "medium"}
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "splitting"
FOLDS = 5
RIDGE = 1.0
RAREST = 4  # a feature seen in fewer grains is left out
SMALLEST = 0.005  # a weight that decides nothing
THRESHOLDS = [round(0.02 * n, 2) for n in range(8, 35)]


class Example(NamedTuple):
    """One sentence: its grains' features and wordings, and the human claims."""

    grain: str
    features: list[list[str]]
    texts: list[str]
    gold: list[str]


class Recording(Reading):
    """A reading that keeps all that each sentence could give."""

    examples: list[tuple[list[str], str]]

    def _select(self, grains: list[Grain], span: Span) -> list[Grain]:
        self.examples += [
            (list(features(grain)), self._propose(grain.draft, span).text) for grain in grains
        ]
        return grains


class RecordingSplitter(ClauseSplitter):
    """The default splitter, reading so."""

    reading = Recording


def learned_from(folder: Path, name: str) -> list[Row]:
    """Return the rows of a set that the tests do not measure on."""
    kept_back = {row["id"] for row in read_rows(FIXTURES / f"{name}_dev.jsonl")}
    return [row for row in read_rows(folder / f"{name}_dev.jsonl") if row["id"] not in kept_back]


def examples(rows: list[Row], grain: str) -> Iterator[Example]:
    """Yield what the splitter could say of each text, and what people said."""
    splitter = RecordingSplitter(granularity=grain)
    for row in rows:
        Recording.examples = found = []
        splitter.split(row["text"], title=row.get("title", ""), context=row.get("context", ""))
        yield Example(grain, [f for f, _ in found], [t for _, t in found], row["claims"])


def targets(example: Example) -> list[float]:
    """Return for each grain how similar the human claim is that it is matched with."""
    found = [0.0] * len(example.texts)
    if found and example.gold:
        table = similarities(example)
        for row, column in zip(*linear_sum_assignment(-table), strict=True):
            found[row] = float(table[row, column])
    return found


def similarities(example: Example) -> Any:
    """Return the similarity of each grain with each human claim."""
    gold = [bag(claim) for claim in example.gold]
    return np.array([[dice(bag(text), claim) for claim in gold] for text in example.texts])


def adapted(example: Example) -> list[list[str]]:
    """Return the features of each grain, once for all sets and once for its granularity."""
    return [[*f, *(f"{example.grain}:{name}" for name in f)] for f in example.features]


def fit(train: list[Example]) -> dict[str, float]:
    """Return the weight of each feature that is seen often enough."""
    named = [names for example in train for names in adapted(example)]
    seen = Counter(name for names in named for name in names)
    columns = {name: n for n, name in enumerate(k for k, c in seen.items() if c >= RAREST)}
    rows = [[columns[name] for name in names if name in columns] for names in named]
    matrix = csr_matrix(
        (
            np.ones(sum(map(len, rows))),
            np.concatenate([np.array(row) for row in rows]),
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), len(columns)),
    )
    target = np.array([value for example in train for value in targets(example)])

    def loss(w: Any) -> tuple[float, Any]:
        score = matrix @ w
        value = np.logaddexp(0, score).sum() - target @ score + RIDGE / 2 * w @ w
        return value, matrix.T @ (1 / (1 + np.exp(-score)) - target) + RIDGE * w

    best = minimize(
        loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return dict(zip(columns, best.x, strict=True))


def of_grain(weights: dict[str, float], grain: str) -> dict[str, float]:
    """Return one weight for each feature: that of all sets and that of this granularity."""
    plain = {name: w for name, w in weights.items() if not name.startswith(("fine:", "medium:"))}
    own = {n.removeprefix(f"{grain}:"): w for n, w in weights.items() if n.startswith(f"{grain}:")}
    return {name: plain.get(name, 0.0) + own.get(name, 0.0) for name in plain | own}


def scores(example: Example, model: dict[str, float]) -> Any:
    """Return the chance of each grain."""
    sums = [sum(model.get(name, 0.0) for name in names) for names in example.features]
    return 1 / (1 + np.exp(-np.array(sums)))


def sums_at(examples_: list[Example], chances: list[Any], threshold: float) -> Counter[str]:
    """Return the counts of which soft F1 is made, at a threshold."""
    total: Counter[str] = Counter()
    for example, chance in zip(examples_, chances, strict=True):
        kept: list[str] = []
        for n in np.argsort(-chance, kind="stable"):
            text = example.texts[n]
            if chance[n] < threshold:
                break
            if not any(dice(bag(text), bag(other)) >= ALIKE for other in kept):
                kept.append(text)
        chosen = example._replace(texts=kept)
        total.update(
            predicted=len(kept),
            gold=len(example.gold),
            soft=sum(targets(chosen)),  # type: ignore[arg-type]
        )
    return total


def cross_validated(data: list[Example]) -> dict[str, list[tuple[float, float]]]:
    """Return for each granularity the soft F1 at each threshold, on folds that were left out."""
    folds = [data[n::FOLDS] for n in range(FOLDS)]
    counted: dict[tuple[str, float], Counter[str]] = {}
    for n, held in enumerate(folds):
        weights = fit([e for m, fold in enumerate(folds) if m != n for e in fold])
        for grain in SETS.values():
            own = [example for example in held if example.grain == grain]
            chances = [scores(example, of_grain(weights, grain)) for example in own]
            for threshold in THRESHOLDS:
                counted.setdefault((grain, threshold), Counter()).update(
                    sums_at(own, chances, threshold)
                )
    return {
        grain: [(f1(counted[grain, threshold]), threshold) for threshold in THRESHOLDS]
        for grain in SETS.values()
    }


def f1(total: Counter[str]) -> float:
    """Return soft F1 in per cent."""
    return rates(total["soft"], total["predicted"], total["gold"])[2]


def main() -> None:
    """Learn, tell the figures, and write the weights unless asked not to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with NAME_dev.jsonl files of human claims")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    data = [
        example
        for name, grain in SETS.items()
        for example in examples(learned_from(options.data, name), grain)
    ]
    learned = {}
    weights = {} if options.check else fit(data)
    for grain, curve in cross_validated(data).items():
        best, threshold = max(curve)
        print(f"{grain}: soft F1 {best:.1f} in cross-validation at {threshold}")
        model = of_grain(weights, grain)
        learned[grain] = {"threshold": threshold} | {
            name: round(w, 3) for name, w in sorted(model.items()) if abs(w) >= SMALLEST
        }
    if not options.check:
        WEIGHTS.write_text(
            json.dumps(learned, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
