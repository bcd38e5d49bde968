"""
Score claim splitting against human claims, without a model.

usage: python -m tests.bench.split_score GOLD.jsonl PREDICTED.jsonl [--worst N]

GOLD has one object a line with `id`, `text`, `claims` (list of str) and, where there is one,
`context` and `title`; PREDICTED one with `id` and `claims` (of str, or of objects with a `text`).

Tokens are lower-cased, accent-folded, Snowball-stemmed words without a/an/the. Two claims are
as similar as the Dice coefficient of their token multisets. Claims are matched one to one so
that the summed similarity is greatest (Hungarian method). Soft P/R/F1 use the similarities; hit
P/R/F1 count a match at 0.7 and above. Report both: soft F1 flatters verbless fragments.
faith = share of predicted content stems that occur in the text, its context or its title;
cover = share of the text's content stems that occur in some claim; pron = share of claims with
an unresolved pronoun; dup = share of near-duplicates; n/g = claims predicted per human claim.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import snowballstemmer
from scipy.optimize import linear_sum_assignment

HIT = 0.7
SAME = 0.9
ARTICLES = {"a", "an", "the"}
FUNCTION_WORDS = frozenset(
    """
    a an the this that these those of in on at to for from by with as into onto upon about over
    under between among within and or but nor so yet if than then also both either such is are
    was were be been being am do does did done has have had having will would shall should can
    could may might must i me my we our ours us you your he him his she her hers it its they
    them their theirs who whom whose which what there here s t d ll re ve m
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
PRONOUNS = frozenset(
    """
    he she it they him them her his hers its their theirs this these those we us our i me my
    you your who which whom whose itself himself herself themselves
    """.split()  # noqa: SIM905
)
STEMMER = snowballstemmer.stemmer("english")
Row = dict[str, Any]


@cache
def stem(word: str) -> str:
    """Return the stem of a word."""
    return str(STEMMER.stemWord(word))


def words(text: str) -> list[str]:
    """Return the words of a text, lower-cased and without accents."""
    letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    folded = "".join(letters).lower().replace("’", "'").replace("n't", " not")
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\d),(?=\d{3})", "", folded))


def bag(text: str) -> Counter[str]:
    """Return the stems of a claim, each as often as it occurs."""
    return Counter(stem(word) for word in words(text) if word not in ARTICLES)


def content(text: str) -> set[str]:
    """Return the stems of the words that carry content."""
    return {stem(word) for word in words(text) if word not in FUNCTION_WORDS}


def dice(a: Counter[str], b: Counter[str]) -> float:
    """Return how similar two bags are, from 0 to 1."""
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


def matched(predicted: list[Counter[str]], gold: list[Counter[str]]) -> tuple[float, float]:
    """Return the summed similarity of the best matching, and the most hits."""
    if not predicted or not gold:
        return 0.0, 0.0
    table = np.array([[dice(a, b) for b in gold] for a in predicted])
    best = linear_sum_assignment(-table)
    hits = (table >= HIT).astype(float)
    most = linear_sum_assignment(-(hits + 1e-3 * table))
    return float(table[best].sum()), float(hits[most].sum())


def score(predicted: list[str], gold: list[str], text: str, context: str) -> Counter[str]:
    """Return the sums for one item, to be added up over the set."""
    bags = [bag(claim) for claim in predicted]
    soft, hit = matched(bags, [bag(claim) for claim in gold])
    source, known = content(text), content(text) | content(context)
    stems = [content(claim) for claim in predicted]
    sums: Counter[str] = Counter()
    sums.update(
        {
            "items": 1,
            "predicted": len(predicted),
            "gold": len(gold),
            "soft": soft,  # type: ignore[dict-item]  # a Counter adds floats as well
            "hit": hit,  # type: ignore[dict-item]
            "stems": sum(map(len, stems)),
            "faithful": sum(len(found & known) for found in stems),
            "source": len(source),
            "covered": len(source & set().union(*stems)),
            "words": sum(len(words(claim)) for claim in predicted),
            "miscount": abs(len(predicted) - len(gold)),
            "pronouns": sum(any(w in PRONOUNS for w in words(claim)) for claim in predicted),
            "duplicates": _duplicates(bags),
        }
    )
    return sums


def _duplicates(bags: list[Counter[str]]) -> int:
    return sum(any(dice(bags[i], bags[j]) >= SAME for j in range(i)) for i in range(len(bags)))


def rates(hits: float, predicted: int, gold: int) -> tuple[float, float, float]:
    """Return precision, recall and F1 in per cent."""
    p, r = hits / max(predicted, 1), hits / max(gold, 1)
    return 100 * p, 100 * r, 200 * p * r / (p + r) if p + r else 0.0


def score_rows(gold: Iterable[Row], predictions: dict[str, list[str]]) -> Iterator[Counter[str]]:
    """Yield the sums of each gold row."""
    for row in gold:
        around = f"{row.get('context', '')} {row.get('title', '')}"
        found = predictions.get(row["id"], [])
        yield score(found, row["claims"], row["text"], around)


def summary(total: Counter[str]) -> str:
    """Return the figures of a set in one line."""
    soft = rates(total["soft"], total["predicted"], total["gold"])
    hit = rates(total["hit"], total["predicted"], total["gold"])
    n = max(total["predicted"], 1)
    return (
        f"soft P {soft[0]:.1f} R {soft[1]:.1f} F1 {soft[2]:.1f} | "
        f"hit P {hit[0]:.1f} R {hit[1]:.1f} F1 {hit[2]:.1f} | "
        f"n/g {n / max(total['gold'], 1):.2f} MAE {total['miscount'] / max(total['items'], 1):.2f}"
        f" | faith {100 * total['faithful'] / max(total['stems'], 1):.1f} "
        f"cover {100 * total['covered'] / max(total['source'], 1):.1f} | "
        f"words/claim {total['words'] / n:.1f} pron {100 * total['pronouns'] / n:.1f} "
        f"dup {100 * total['duplicates'] / n:.1f} | items {total['items']}"
    )


def read_rows(path: Path) -> list[Row]:
    """Return the objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Print the figures of a prediction, and its worst items if asked."""
    description, _, more = (__doc__ or "").strip().partition("\n\n")
    parser = argparse.ArgumentParser(description=description, epilog=more)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="items with the lowest soft F1")
    options = parser.parse_args()
    predictions = {
        row["id"]: [c if isinstance(c, str) else c["text"] for c in row["claims"]]
        for row in read_rows(options.predicted)
    }
    gold = read_rows(options.gold)
    sums = list(score_rows(gold, predictions))
    total: Counter[str] = sum(sums, Counter())
    missing = sum(row["id"] not in predictions for row in gold)
    print(f"{summary(total)} missing {missing}")
    each = [
        (rates(s["soft"], s["predicted"], s["gold"])[2], r) for s, r in zip(sums, gold, strict=True)
    ]
    for value, row in sorted(each, key=lambda pair: pair[0])[: options.worst]:
        print(f"\n{row['id']}  soft F1 {value:.0f}\n  {row['text']}")
        print("\n".join(f"  human: {claim}" for claim in row["claims"]))
        print("\n".join(f"  ours:  {claim}" for claim in predictions.get(row["id"], [])))


if __name__ == "__main__":
    main()
