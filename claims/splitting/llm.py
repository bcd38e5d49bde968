"""Splitting with a language model: it words the claims, and none of its words is believed."""

from collections.abc import Sequence

from claims.splitting.base import BaseSplitter, Progress, Split, SplitterError
from claims.splitting.chat import Chat, is_here
from claims.splitting.granularity import Granularity
from claims.splitting.model_reading import ModelReading
from claims.splitting.passages import in_order
from claims.splitting.spacy import ClauseSplitter
from claims.splitting.tally import Tally
from claims.text.blocks import Block

VERSION = "1"
LARGEST = 1_000_000


class LlmSplitter(BaseSplitter):
    """
    Sentences taken apart by a model behind an OpenAI-compatible address.

    The default splitter says which sentences state something; each of them is sent with its
    title and the sentences before. What passes the guards is proposed as "model". What the
    model leaves out of a sentence, or says wrongly, the default splitter's claims say, marked
    as "fallback"; so do all sentences while the model fails. Options: `url`, `model`, `key`,
    `timeout` of a question and `budget` of a text in seconds, `retries`, `prices` for a million
    tokens in and out ("0.15,0.60"), `confidential` ("1" lets confidential texts be sent) and
    `granularity` of the default splitter.
    """

    name = "llm"
    version = VERSION

    def __init__(
        self,
        *,
        url: str = "",
        model: str = "",
        key: str = "",
        timeout: str = "30",
        budget: str = "600",
        retries: str = "2",
        prices: str = "",
        confidential: str = "",
        granularity: str = Granularity.MEDIUM,
        pause: float = 0.5,
    ) -> None:
        self.fallback = ClauseSplitter(granularity=granularity)
        self.granularity = self.fallback.granularity
        self.budget = number("FACTCHECK_LLM_BUDGET", budget)
        self.prices = read_prices(prices)
        self.chat: Chat | None = None
        if url and model:
            seconds = number("FACTCHECK_LLM_TIMEOUT", timeout)
            times = int(number("FACTCHECK_LLM_RETRIES", retries))
            self.chat = Chat(url, model, key=key, seconds=seconds, retries=times, pause=pause)
            host = self.chat.target.hostname or ""
            self.sends_to = "" if confidential == "1" or is_here(host) else host

    def split(
        self,
        text: str,
        *,
        title: str = "",
        context: str = "",
        language: str = "en",
        blocks: Sequence[Block] | None = None,
        published: str | None = None,
        progress: Progress | None = None,
    ) -> Split:
        """
        Return the claims of the text; in a language that the guards cannot read, nothing is sent.

        Raises SplitterError where no model is set.
        """
        if self.chat is None:
            message = "Set FACTCHECK_LLM_URL and FACTCHECK_LLM_MODEL to split with a model."
            raise SplitterError(message)
        told = Halves(progress or untold)
        found = self.fallback.split(
            text,
            title=title,
            context=context,
            language=language,
            blocks=blocks,
            published=published,
            progress=told.first,
        )
        if not found.decomposed or not found.proposals:
            told.second(len(text), len(text))
            return found
        reading = ModelReading(text, title, self.chat, Tally(self.prices), self.budget)
        reading.read(context, found.proposals, told.second)
        reading.tally.write(self.chat.model)
        return Split(
            proposals=tuple(reading.proposals),
            skipped=in_order([*found.skipped, *reading.skipped]),
            splitter=self.name,
            version=f"{VERSION} {self.chat.model}"[:50],
            decomposed=True,
        )


class Halves:
    """How far two readings of a text are, told as one: each is half the way."""

    def __init__(self, tell: Progress) -> None:
        self.tell = tell
        self.last = -1

    def first(self, done: int, total: int) -> None:
        """Tell how far the first reading is."""
        self._tell(done // 2, total)

    def second(self, done: int, total: int) -> None:
        """Tell how far the second reading is."""
        self._tell(total - (total - done) // 2, total)

    def _tell(self, done: int, total: int) -> None:
        if done > self.last:
            self.last = done
            self.tell(done, total)


def untold(done: int, total: int) -> None:
    """Tell nobody how far the work is."""


def number(variable: str, told: str) -> float:
    """Return a setting as a number, 0 or more; SplitterError with its name if it is none."""
    try:
        value = float(told)
    except ValueError:
        value = -1.0
    if not (0 <= value < LARGEST):
        message = f"{variable} is not a number that can be used: {told!r}."
        raise SplitterError(message)
    return value


def read_prices(told: str) -> tuple[float, float] | None:
    """Return the prices of a million tokens in and out; SplitterError if they are none."""
    if not told.strip():
        return None
    into, comma, out = told.partition(",")
    if not comma:
        message = "FACTCHECK_LLM_PRICES are two numbers, for tokens in and out: “0.15,0.60”."
        raise SplitterError(message)
    return number("FACTCHECK_LLM_PRICES", into), number("FACTCHECK_LLM_PRICES", out)
