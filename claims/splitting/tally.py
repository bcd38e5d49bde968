"""What asking a model came to: counts for the log, never a word of the text."""

import logging
from collections import Counter
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """The counts of one text."""

    prices: tuple[float, float] | None = None  # for a million tokens in, out
    sentences: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    accepted: int = 0
    repeated: int = 0
    fallen_back: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    @property
    def cost(self) -> float | None:
        """Return what the tokens cost, or None where no prices are known."""
        if self.prices is None:
            return None
        return (self.tokens_in * self.prices[0] + self.tokens_out * self.prices[1]) / 1_000_000

    def write(self, model: str) -> None:
        """Write one line; as a warning where the model failed."""
        logger.log(
            logging.WARNING if self.failed else logging.INFO,
            "%s: %d sentences, %d tokens in, %d out, cost %s; %d claims accepted, %d repeated, "
            "rejected %s; %d claims from the default splitter; failed %s",
            model,
            self.sentences,
            self.tokens_in,
            self.tokens_out,
            "unknown" if self.cost is None else f"{self.cost:.6f}",
            self.accepted,
            self.repeated,
            counted(self.rejected),
            self.fallen_back,
            counted(self.failed),
        )


def counted(counts: Counter[str]) -> str:
    """Return the sum and what it is made of: "3 (cue 2, word 1)"."""
    parts = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    return f"{counts.total()} ({parts})" if parts else "0"
