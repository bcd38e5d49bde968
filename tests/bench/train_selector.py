"""
Make claims/splitting/weights.json again from human claims.

usage: python -m tests.bench.train_selector DATA_DIR [--check]

What the splitter could say of a sentence is taken one by one; what one adds is by how much it
raises the summed similarity of the best matching with the human claims (Hungarian method): the Dice
coefficient, and in part whether that makes a hit, for both are measured. A network with one hidden
layer, and a straight way beside it, learns this from what is known of a grain (names seen often
enough, counts, what the parser makes of the words that it hangs on) and from how it stands to those
taken before. First the best one is taken each time, then the one that the network of the round
before would take, so that it learns from its own mistakes (Ross et al., A Reduction of Imitation
Learning to No-Regret Online Learning, AISTATS 2011). One network serves both granularities and is
told which is meant; of the few texts of the medium grain each counts three times. Now and then it
learns without the parser's numbers, so that it can do without them where another parser is
configured. It learns by Adam with weights that decay (Loshchilov and Hutter, Decoupled Weight Decay
Regularization, ICLR 2019).

Cross-validation over documents tells soft and hit F1 at each threshold. Those in use
(`selector.ENOUGH`) stand a little below the best one, where the curve is flat: news, whose
sentences hold more, is read better there, and what is not proposed is missed sooner than what is
proposed too much. What stands in fixtures/splitting is not learned from: the tests measure on it.
The same data give the same file on one machine; elsewhere the last digits may differ. `--check`
only prints the figures.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix

from claims.splitting.grains import Grain
from claims.splitting.granularity import Granularity
from claims.splitting.network import WEIGHTS, Network, from_text
from claims.splitting.selector import figures_at, selected, told_anyhow
from claims.splitting.spacy import ClauseSplitter, Reading
from claims.splitting.traits import WIDTH, Figures
from claims.splitting.ways import Telling, Ways
from claims.text.sentences import Span
from tests.bench.split_score import HIT, Row, bag, dice, matched, rates, read_rows

SETS = {"factscore": Granularity.FINE, "factcheckgpt": Granularity.MEDIUM}
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "splitting"
FOLDS = 2
ROUNDS = 3
TIMES = {Granularity.FINE: 1, Granularity.MEDIUM: 3}  # how often a text counts
RAREST = 25  # a name of fewer grains is left out
UNITS = 16  # in the hidden layer
EPOCHS = 6
BATCH = 256
STEP = 3e-3
DECAY = 1.0
MOMENTS = (0.9, 0.999)  # how slowly Adam forgets
BLIND = 0.1  # of the batches, in which the parser's numbers are left out
SEED = 7
HITS = 0.4  # how much of a likeness is whether it is a hit
WORTH = 0.35  # what the best one must add
THRESHOLDS = [round(0.03 * n, 2) for n in range(8, 14)]
Arrays = dict[str, Figures]


class Sentence(NamedTuple):
    """What could be said of one sentence, with its wordings."""

    ways: Ways
    texts: list[str]


class Example(NamedTuple):
    """One text with its sentences, and the human claims."""

    document: str
    grain: Granularity
    sentences: list[Sentence]
    gold: list[str]


class Sample(NamedTuple):
    """A sentence of which something is told: what is left, how it stands to that, what it adds."""

    ways: Ways
    grain: Granularity
    left: Any
    relations: Figures
    added: list[float]


class Recording(Reading):
    """A reading that keeps all that each sentence could give."""

    sentences: list[Sentence]

    def _select(self, grains: list[Grain], span: Span) -> list[Grain]:
        if grains:
            texts = [self._worded(grain.draft).wording for grain in grains]
            self.sentences.append(Sentence(Ways(grains), texts))
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
        self.values = (1 - HITS) * self.values + HITS * (self.values >= HIT)
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


def samples(example: Example, model: Network | None) -> Iterator[Sample]:
    """Yield what each option adds at each step; the steps are the model's, or the best ones."""
    table = Table(example)
    first = 0
    for ways, texts in example.sentences:
        telling = Telling(ways, told_anyhow(ways, example.grain))
        for place in np.flatnonzero(telling.told):
            table.keep(first + int(place))
        left = np.flatnonzero(~telling.told)
        prepared = model and model.prepared(ways.names, figures_at(ways, example.grain))
        while left.size:
            relations = telling.relations()
            added = table.added([first + int(place) for place in left])
            yield Sample(ways, example.grain, left, relations[left], added)
            values = np.array(added)
            if model is not None and prepared is not None:
                values = chances(model.values(prepared, relations)[left])
            if values.max() < WORTH:
                break
            best = int(left[values.argmax()])
            table.keep(first + best)
            telling.tell(best)
            left = left[left != best]
        first += len(texts)


def chances(odds: Any) -> Any:
    """Return the chances of which these are the log odds."""
    return 1 / (1 + np.exp(-odds))


def learned(train: list[Example]) -> Network:
    """Return the network, learned in rounds from what was taken before."""
    found: list[Sample] = []
    model: Network | None = None
    for _ in range(ROUNDS):
        for example in train:
            found += [*samples(example, model)] * TIMES[example.grain]
        model = fit(found)
    assert model is not None
    return model


class Lessons:
    """The samples as arrays: a row for each option of each step."""

    def __init__(self, found: list[Sample]) -> None:
        rows: dict[int, int] = {}
        names: list[list[str]] = []
        figures = []
        for ways, grain, *_ in found:
            if id(ways) not in rows:
                rows[id(ways)] = len(names)
                names += ways.names
                figures.append(figures_at(ways, grain))
        seen = Counter(name for own in names for name in own)
        self.names = {name: n for n, name in enumerate(k for k, c in seen.items() if c >= RAREST)}
        self.figures = np.concatenate(figures)
        self.named = self._matrix(names)
        self.option = np.concatenate([rows[id(sample.ways)] + sample.left for sample in found])
        self.relations = np.concatenate([sample.relations for sample in found])
        self.added = np.concatenate([sample.added for sample in found]).clip(0, 1)

    def _matrix(self, names: list[list[str]]) -> Any:
        rows = [[self.names[name] for name in own if name in self.names] for own in names]
        ends = np.cumsum([0, *map(len, rows)])
        places = np.concatenate([np.array(row, int) for row in rows])
        shape = (len(rows), len(self.names))
        return csr_matrix((np.ones(len(places), np.float32), places, ends), shape=shape)


def fit(found: list[Sample]) -> Network:
    """Return the network that tells best what each option adds."""
    lessons = Lessons(found)
    chance = np.random.default_rng(SEED)
    arrays = beginning(lessons, chance)
    moments = [{name: np.zeros_like(a) for name, a in arrays.items()} for _ in MOMENTS]
    count = len(lessons.added)
    starts = range(0, count, BATCH)
    last = EPOCHS * len(starts)
    done = 0
    for _ in range(EPOCHS):
        order = chance.permutation(count)
        for start in starts:
            done += 1
            slopes = slopes_of(arrays, lessons, order[start : start + BATCH], chance)
            descend(arrays, slopes, moments, (done, last))
    return Network(lessons.names, **arrays)


def beginning(lessons: Lessons, chance: np.random.Generator) -> Arrays:
    """Return the weights from which learning starts: the straight way says nothing yet."""

    def drawn(rows: int) -> Figures:
        weights = chance.normal(0.0, 0.13, (rows, UNITS + 1))
        weights[:, 0] = 0.0
        return weights.astype(np.float32)

    return {
        "named": drawn(len(lessons.names)),
        "figured": drawn(lessons.figures.shape[1]),
        "related": drawn(lessons.relations.shape[1]),
        "start": np.zeros(UNITS + 1, np.float32),
        "output": chance.normal(0.0, 0.1, UNITS).astype(np.float32),
    }


def slopes_of(arrays: Arrays, lessons: Lessons, batch: Any, chance: np.random.Generator) -> Arrays:
    """Return which way each weight leads to a worse forecast of what a batch adds."""
    option, relations = lessons.option[batch], lessons.relations[batch]
    named, figures = lessons.named[option], lessons.figures[option]
    if chance.random() < BLIND:
        figures[:, -1 - 6 * WIDTH : -1] = 0.0
    units = named @ arrays["named"] + figures @ arrays["figured"]
    units += relations @ arrays["related"] + arrays["start"]
    hidden = np.maximum(units[:, 1:], 0)
    wrong = chances(units[:, 0] + hidden @ arrays["output"]) - lessons.added[batch]
    wrong = (wrong / len(batch)).astype(np.float32)[:, None]
    back = np.hstack([wrong, wrong * arrays["output"] * (hidden > 0)])
    return {
        "named": named.T @ back,
        "figured": figures.T @ back,
        "related": relations.T @ back,
        "start": back.sum(0),
        "output": hidden.T @ wrong[:, 0],
    }


def descend(arrays: Arrays, slopes: Arrays, moments: list[Arrays], when: tuple[int, int]) -> None:
    """Change the weights by one step of Adam, smaller ones to the end."""
    done, last = when
    step = STEP * (1 - done / (last + 1))
    for name, slope in slopes.items():
        mean, square = (
            kept * moment[name] + (1 - kept) * value
            for kept, moment, value in zip(MOMENTS, moments, (slope, slope**2), strict=True)
        )
        moments[0][name], moments[1][name] = mean, square
        first, second = (1 - kept**done for kept in MOMENTS)
        change = mean / first / (np.sqrt(square / second) + 1e-8)
        if name != "start":
            change = change + DECAY * arrays[name]
        arrays[name] = (arrays[name] - step * change).astype(np.float32)


def sums_of(example: Example, model: Network, enough: float) -> Counter[str]:
    """Return the counts of which the rates are made, for what a model would tell of a text."""
    told: list[str] = []
    for ways, texts in example.sentences:
        kept = selected(ways, example.grain, model, enough)
        told += [t for grain, t in zip(ways.grains, texts, strict=True) if grain in kept]
    soft, hit = matched([bag(text) for text in told], [bag(claim) for claim in example.gold])
    sums = {"predicted": len(told), "gold": len(example.gold), "soft": soft, "hit": hit}
    return Counter(sums)  # type: ignore[arg-type]  # a Counter adds floats as well


def cross_validated(data: list[Example]) -> Iterator[str]:
    """Yield a line for each granularity and threshold: its F1 on documents left out."""
    counted: dict[tuple[Granularity, float], Counter[str]] = {}
    for fold in range(FOLDS):
        model = learned([example for example in data if fold_of(example) != fold])
        for example in data:
            for enough in THRESHOLDS if fold_of(example) == fold else ():
                total = counted.setdefault((example.grain, enough), Counter())
                total.update(sums_of(example, model, enough))
    for (grain, enough), total in sorted(counted.items()):
        soft, hit = (rates(total[k], total["predicted"], total["gold"])[2] for k in ("soft", "hit"))
        share = total["predicted"] / total["gold"]
        yield f"{grain} {enough:.2f}: soft F1 {soft:.1f}, hit F1 {hit:.1f}, n/g {share:.2f}"


def fold_of(example: Example) -> int:
    """Return in which part a document is left out."""
    return crc32(example.document.encode()) % FOLDS


def main() -> None:
    """Learn and write the weights unless asked not to; tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with NAME_dev.jsonl files of human claims")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    data = [
        example
        for name, grain in SETS.items()
        for example in examples(learned_from(options.data, name), grain)
    ]
    if not options.check:
        text = learned(data).as_text()
        from_text(text)
        WEIGHTS.write_text(f"{text}\n", encoding="utf-8")
    for line in cross_validated(data):
        print(line, flush=True)


if __name__ == "__main__":
    main()
