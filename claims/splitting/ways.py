"""The ways to say one sentence side by side: what they share, and how each adds to those told."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from claims.splitting.contents import CONTENT
from claims.splitting.traits import figures_of, kinds_of_words, marked, names_of, read_by_parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.splitting.draft import Draft
    from claims.splitting.grains import Grain
    from claims.splitting.traits import Figures

Flags = NDArray[np.bool_]

SHAPES = ("whole", "bare", "flat", "part", "pair", "plain", "plain part", "example")
NEARLY = (0.85, 0.7, 0.5)  # shared words that make a difference
ALIKE = 0.9  # shared words, as a Dice coefficient, above which two claims say the same


class Ways:
    """The grains of one sentence, what is told of each and how they stand to each other."""

    def __init__(self, grains: Sequence[Grain]) -> None:
        self.grains = grains
        self.sentence = grains[0].draft.head.sent
        self.beside = np.array([CONTENT in grain.draft.operations for grain in grains])
        self.group = np.cumsum([grain.shape == "whole" for grain in grains])
        self.same = self.group[:, None] == self.group
        self.shape = [SHAPES.index(grain.shape) for grain in grains]
        self.part = [grain.part.token.i if grain.part else -1 for grain in grains]
        self.marks = marked([grain.draft.tokens() for grain in grains], self.sentence)
        self.kinds = kinds_of_words(self.sentence)
        said = self.marks * self.kinds[:, 0]
        self.carried = self.marks * self.kinds[:, 1]
        self.length = said.sum(1)
        self.own = self.carried.sum(1)
        shared = said @ said.T
        self.alike = 2 * shared / np.maximum(self.length[:, None] + self.length, 1)
        self.within = shared == self.length[:, None]
        self.all = float(self.carried.max(0).sum())
        self._bags: dict[int, Counter[str]] = {}

    @cached_property
    def names(self) -> list[list[str]]:
        """Return the names of what can be said of each grain."""
        return [[*names_of(grain)] for grain in self.grains]

    @cached_property
    def figures(self) -> Figures:
        """Return the figures of each grain: what is counted, and how the parser read it."""
        count, length = len(self.grains), len(self.sentence)
        alone = self.carried[:, self.carried.sum(0) == 1].sum(1)
        of_all = (
            length / 20,
            count / 10,
            int(self.group[-1]) / 5,
            self.kinds[:, 5].sum() / 3,
            self.kinds[:, 7].sum() / 3,
        )
        counted: list[Figures] = [
            np.array([figures_of(grain, self.sentence) for grain in self.grains], np.float32),
            np.tile(np.array(of_all, np.float32), (count, 1)),
            (self.marks @ self.kinds[:, 2:7]) / np.float32(2),
            np.stack(
                [
                    self.length / 10,
                    self.length / length,
                    self.own / 5,
                    alone / 3,
                    self.same.sum(1) / 4,
                ],
                axis=1,
            ),
            read_by_parser(self.grains, self.sentence, self.marks),
        ]
        return np.hstack(counted).astype(np.float32)

    def repeats(self, one: int, told: Flags) -> bool:
        """Whether one of those that are told, contents left out, says nearly the same words."""
        own = self._bag(one)
        for other in np.flatnonzero(told & ~self.beside):
            bag = self._bag(int(other))
            if 2 * (own & bag).total() >= ALIKE * (own.total() + bag.total()):
                return True
        return False

    def _bag(self, place: int) -> Counter[str]:
        """Return the words of a grain; counted once."""
        if place not in self._bags:
            self._bags[place] = word_bag(self.grains[place].draft)
        return self._bags[place]


class Telling:
    """What is told of a sentence so far, and how each way to say it stands to that."""

    def __init__(self, ways: Ways, told: Flags) -> None:
        self.ways = ways
        count = len(ways.grains)
        self.told = np.zeros(count, bool)
        self.alike, self.near, self.kin = (np.zeros(count, np.float32) for _ in range(3))
        self.within, self.over, self.at_part = (np.zeros(count, bool) for _ in range(3))
        self.shapes = np.zeros((count, len(SHAPES)), np.float32)
        self.said = np.zeros(len(ways.sentence), np.float32)
        for one in np.flatnonzero(told):
            self.tell(int(one))

    def tell(self, one: int) -> None:
        """Take note that one more is told."""
        ways = self.ways
        alike, same = ways.alike[one], ways.same[one]
        self.told[one] = True
        np.maximum(self.alike, alike, out=self.alike)
        np.maximum(self.near, alike * same, out=self.near)
        np.maximum(self.said, ways.carried[one], out=self.said)
        self.within |= ways.within[:, one]
        self.over |= ways.within[one]
        self.kin += same
        self.shapes[same, ways.shape[one]] = 1
        if ways.part[one] >= 0:
            self.at_part |= np.array(ways.part) == ways.part[one]

    def relations(self) -> Figures:
        """Return figures of how each way to say it stands to what is told, about as large as 1."""
        ways = self.ways
        fresh = ways.own - ways.carried @ self.said
        taken = int(self.told.sum())
        count = len(fresh)
        columns = [
            self.alike,
            fresh / np.maximum(ways.own, 1),
            np.minimum(fresh, 5) / 3,
            self.within,
            self.over,
            np.minimum(self.kin, 5) / 3,
            self.near,
            self.at_part,
            *(self.alike > limit for limit in NEARLY),
            fresh == 0,
            fresh == 1,
            fresh == ways.own,
            np.full(count, min(taken, 8) / 4),
            np.full(count, taken == 0),
            np.full(count, taken == 1),
            np.full(count, float(self.said.sum()) / max(ways.all, 1)),
        ]
        return np.concatenate([np.array(columns, np.float32).T, self.shapes], axis=1)


def word_bag(draft: Draft) -> Counter[str]:
    """Return the draft's words, each as often as it stands there."""
    said = (word if isinstance(word, str) else word.lower_ for word in draft.words)
    return Counter(word for word in said if word[0].isalnum() and word not in {"a", "an", "the"})
