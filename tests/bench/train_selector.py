"""
Make claims/splitting/weights.json again from human claims.

usage: python -m tests.bench.train_selector DATA_DIR [--check]

What the splitter could say of a sentence is taken one by one; what one adds is by how much it
raises the summed similarity (Dice coefficient) of the best matching with the human claims
(Hungarian method). One logistic regression with a ridge penalty learns this from the features of
a grain and from how it stands to those taken before. First the best one is taken each time, then
the one that the model of the round before would take, so that it learns from its own mistakes
(Ross et al., A Reduction of Imitation Learning to No-Regret Online Learning, AISTATS 2011).
Features count for all sets together and for each granularity apart (Daumé III, Frustratingly
Easy Domain Adaptation, ACL 2007). Cross-validation over documents tells the threshold with the
best soft F1; the one in use stands a little below it, where the curve is flat: news, whose
sentences hold more, is read better there (RoSE's development half, by 0.3 to 0.6 of soft F1), and
what is not proposed is missed sooner than what is proposed too much. Only the weights of a grain
that repeats are written: above it those stay that were learned of each grain for itself, which
did better there. What stands in fixtures/splitting is not learned from: the tests measure on it.
`--check` only prints the figures.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize
from scipy.sparse import csr_matrix

from claims.splitting.grains import Grain
from claims.splitting.granularity import Granularity
from claims.splitting.selector import (
    REPEATING,
    WEIGHTS,
    Option,
    features,
    options_of,
    selected,
    told_anyhow,
)
from claims.splitting.spacy import ClauseSplitter, Reading
from claims.text.sentences import Span
from tests.bench.split_score import Row, bag, dice, matched, rates, read_rows

SETS = {"factscore": Granularity.FINE, "factcheckgpt": Granularity.MEDIUM}
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "splitting"
FOLDS = 2
ROUNDS = 3
RIDGE = 5.0
RAREST = 10  # a feature seen in fewer samples is left out
SMALLEST = 0.03  # a weight that decides nothing
IN_USE = {Granularity.FINE: 0.3}  # thresholds
WORTH = 0.35  # what the best one must add
THRESHOLDS = [round(0.03 * n, 2) for n in range(10, 16)]
Model = dict[str, float]
Sample = tuple[str, list[str], float]  # the granularity, the features, what is added


class Sentence(NamedTuple):
    """What could be said of one sentence, with its wordings."""

    options: list[Option]
    texts: list[str]


class Example(NamedTuple):
    """One text with its sentences, and the human claims."""

    document: str
    grain: Granularity
    sentences: list[Sentence]
    gold: list[str]


class Recording(Reading):
    """A reading that keeps all that each sentence could give."""

    sentences: list[Sentence]

    def _select(self, grains: list[Grain], span: Span) -> list[Grain]:
        texts = [self._propose(grain.draft, span).text for grain in grains]
        self.sentences.append(Sentence(options_of(grains), texts))
        return grains


class RecordingSplitter(ClauseSplitter):
    """The default splitter, reading so."""

    reading = Recording


def learned_from(folder: Path, name: str) -> list[Row]:
    """Return the rows of a set that the tests do not measure on."""
    kept_back = {row["id"] for row in read_rows(FIXTURES / f"{name}_dev.jsonl")}
    return [row for row in read_rows(folder / f"{name}_dev.jsonl") if row["id"] not in kept_back]


def examples(rows: list[Row], grain: Granularity) -> Iterator[Example]:
    """Yield what the splitter could say of each text, and what people said."""
    splitter = RecordingSplitter(granularity=grain)
    for row in rows:
        Recording.sentences = found = []
        splitter.split(row["text"], title=row.get("title", ""), context=row.get("context", ""))
        yield Example(row.get("doc", row["id"]), grain, found, row["claims"])


class Table:
    """How similar each wording of a text is to each human claim, and the best matching so far."""

    def __init__(self, example: Example) -> None:
        gold = [bag(claim) for claim in example.gold]
        said = [bag(text) for sentence in example.sentences for text in sentence.texts]
        self.values = np.array([[dice(one, claim) for claim in gold] for one in said])
        self.values = self.values.reshape(len(said), len(gold))
        self.kept: list[int] = []

    def keep(self, place: int) -> None:
        """Take a wording into the matching."""
        self.kept.append(place)

    def added(self, places: list[int]) -> list[float]:
        """
        Return how much each further wording adds to the best matching.

        It takes a claim, whose wording takes another one, and so on, until one is free or left.
        """
        if not self.values.size:
            return [0.0] * len(places)
        part = self.values[self.kept]
        rows, columns = linear_sum_assignment(-part)
        lost = -part[rows, columns]
        freed = np.zeros(self.values.shape[1])
        freed[columns] = lost
        for _ in columns:
            best = np.maximum((part[rows] + freed).max(axis=1) + lost, lost)
            if np.allclose(best, freed[columns]):
                break
            freed[columns] = best
        return [float(gain) for gain in (self.values[places] + freed).max(axis=1).clip(0.0)]


def samples(example: Example, model: Model | None) -> Iterator[Sample]:
    """Yield what each option adds at each step; the steps are the model's, or the best ones."""
    table = Table(example)
    first = 0
    for sentence in example.sentences:
        options = [replace(option) for option in sentence.options]
        told, left = beginning(options, example.grain, model or {})
        for option in told:
            table.keep(first + options.index(option))
        while left:
            added = table.added([first + options.index(option) for option in left])
            for option, value in zip(left, added, strict=True):
                yield example.grain, [*features(option.grain), *option.relations()], value
            best = next_of(left, added, model)
            if best is None:
                break
            table.keep(first + options.index(best))
            left.remove(best)
            for option in left:
                option.meet(best)
        first += len(options)


def next_of(left: list[Option], added: list[float], model: Model | None) -> Option | None:
    """Return what is taken next, None where that is not worth it."""
    if model is None:
        return left[int(np.argmax(added))] if max(added) >= WORTH else None
    best = max(left, key=lambda option: option.value(model))
    return best if best.value(model) >= np.log(WORTH / (1 - WORTH)) else None


def beginning(
    options: list[Option], grain: Granularity, model: Model
) -> tuple[list[Option], list[Option]]:
    """Return what is told anyhow, and what is left, with what a model gives for it."""
    told = told_anyhow(options, grain)
    left = [option for option in options if option not in told]
    for option in left:
        option.base = sum(model.get(feature, 0.0) for feature in features(option.grain))
        for other in told:
            option.meet(other)
    return told, left


def learned(train: list[Example]) -> dict[Granularity, Model]:
    """Return the weights of each granularity, learned in rounds from what was taken before."""
    found: list[Sample] = []
    models: dict[Granularity, Model] = {}
    for _ in range(ROUNDS):
        for example in train:
            found += samples(example, models.get(example.grain))
        weights = fit(found)
        models = {grain: of_grain(weights, grain) for grain in SETS.values()}
    return models


def fit(found: list[Sample]) -> Model:
    """Return the weight of each feature that is seen often enough."""
    named = [[*names, *(f"{grain}:{name}" for name in names)] for grain, names, _ in found]
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
    target = np.array([min(max(value, 0.0), 1.0) for _, _, value in found])

    def loss(w: Any) -> tuple[float, Any]:
        score = matrix @ w
        value = np.logaddexp(0, score).sum() - target @ score + RIDGE / 2 * w @ w
        return value, matrix.T @ (1 / (1 + np.exp(-score)) - target) + RIDGE * w

    best = minimize(
        loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    return dict(zip(columns, best.x, strict=True))


def of_grain(weights: Model, grain: str) -> Model:
    """Return one weight for each feature: that of all sets and that of this granularity."""
    plain = {name: w for name, w in weights.items() if not name.startswith(("fine:", "medium:"))}
    own = {n.removeprefix(f"{grain}:"): w for n, w in weights.items() if n.startswith(f"{grain}:")}
    return {name: plain.get(name, 0.0) + own.get(name, 0.0) for name in plain | own}


def sums_of(example: Example, model: Model) -> Counter[str]:
    """Return the counts of which soft F1 is made, for what a model would tell of a text."""
    told: list[str] = []
    for sentence in example.sentences:
        options = [replace(option) for option in sentence.options]
        kept = selected(options, example.grain, model)
        told += [t for o, t in zip(options, sentence.texts, strict=True) if o.grain in kept]
    soft, _ = matched([bag(text) for text in told], [bag(claim) for claim in example.gold])
    return Counter(predicted=len(told), gold=len(example.gold), soft=soft)  # type: ignore[arg-type]


def cross_validated(data: list[Example]) -> dict[Granularity, list[tuple[float, float]]]:
    """Return for each granularity the soft F1 at each threshold, on documents left out."""
    counted: dict[tuple[str, float], Counter[str]] = {}
    for fold in range(FOLDS):
        held = [example for example in data if fold_of(example) == fold]
        models = learned([example for example in data if fold_of(example) != fold])
        for example in held:
            for threshold in THRESHOLDS:
                model = models[example.grain] | {"threshold": threshold}
                total = counted.setdefault((example.grain, threshold), Counter())
                total.update(sums_of(example, model))
    return {
        grain: [(f1(counted[grain, threshold]), threshold) for threshold in THRESHOLDS]
        for grain in SETS.values()
    }


def fold_of(example: Example) -> int:
    """Return in which part a document is left out."""
    return crc32(example.document.encode()) % FOLDS


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
    models = {} if options.check else learned(data)
    written: dict[str, Model] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    for grain, curve in cross_validated(data).items():
        best, threshold = max(curve)
        print(f"{grain}: soft F1 {best:.1f} in cross-validation at {threshold}")
        if grain in REPEATING:
            written[grain] = {"threshold": IN_USE[grain]} | {
                name: round(w, 2)
                for name, w in sorted(models.get(grain, {}).items())
                if abs(w) >= SMALLEST
            }
    if not options.check:
        WEIGHTS.write_text(
            json.dumps(written, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
