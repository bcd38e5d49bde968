"""What a splitter takes and gives: the interface that every backend keeps."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.splitting.granularity import Granularity
from claims.text.blocks import Block

Progress = Callable[[int, int], None]  # takes the characters done, and all that there are


class SplitterError(Exception):
    """A splitter could not do its work; the message says why in words for the desk."""


class Kind(StrEnum):
    """What sort of statement a claim is; the values are stored."""

    FACT = "fact"
    ATTRIBUTED = "attributed"
    PREDICTION = "prediction"
    OPINION = "opinion"


class Reason(StrEnum):
    """Why a passage gave no claim; the values are stored, `label` says it to a person."""

    HEADING = "heading"
    CAPTION = "caption"
    QUESTION = "question"
    IMPERATIVE = "imperative"
    FRAGMENT = "fragment"
    GREETING = "greeting"
    DUPLICATE = "duplicate"
    TOO_LONG = "too_long"
    NOT_A_CLAIM = "not_a_claim"

    @property
    def label(self) -> str | Promise:
        """Return the reason as a sentence that can be translated."""
        return REASON_LABELS[self]


REASON_LABELS: dict[Reason, str | Promise] = {
    Reason.HEADING: _("A heading names a subject; it states nothing by itself."),
    Reason.CAPTION: _("A caption belongs to a picture; it is not part of the text."),
    Reason.QUESTION: _("A question states nothing that could be checked."),
    Reason.IMPERATIVE: _("A request or an instruction states nothing that could be checked."),
    Reason.FRAGMENT: _("This is not a whole sentence: a subject or a finite verb is missing."),
    Reason.GREETING: _("A greeting, a wish or an exclamation states nothing."),
    Reason.DUPLICATE: _("This repeats a claim that was found earlier in the text."),
    Reason.TOO_LONG: _("This is too long for one sentence; take it apart by hand."),
    Reason.NOT_A_CLAIM: _("No statement was found here that could be checked."),
}


OPERATION_LABELS: dict[str, str | Promise] = {
    "absolute": _("“with X doing …” is told as a sentence"),
    "adjective": _("what an adjective says is told as a sentence"),
    "adjunct": _("parts that only add something are left out"),
    "age": _("an age is told as a sentence"),
    "apposition": _("a description beside a name is told as a sentence"),
    "cause": _("a reason is told as a sentence too"),
    "connective": _("a word that only joins it to the sentence before is left out"),
    "content": _("what somebody is reported to have said is told beside the report"),
    "contrast": _("a contrasting clause is told alone"),
    "coordination": _("one member of a list is told alone"),
    "fallback": _("found by rule, because the language model failed or left it out"),
    "model": _("worded by a language model"),
    "date": _("a date is counted from the day of publication"),
    "example": _("what a list calls its examples is told of each of them"),
    "lifetime": _("when somebody was born and died is told as a sentence"),
    "time": _("what happened before or then is told as a sentence"),
    "description": _("a description is replaced by the name of what it means"),
    "name": _("a name is given in full"),
    "nationality": _("a nationality is told as a sentence"),
    "participle": _("a participle is told as a sentence"),
    "place": _("a place or a time is told as a sentence"),
    "pronoun": _("a pronoun is replaced by what it means"),
    "relative": _("a relative clause is told as a sentence"),
    "sequel": _("“after doing …” is told as a sentence"),
    "subject": _("the subject is taken from the sentence before"),
    "title": _("a title before a name is told as a sentence"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    What a word of a claim's wording may mean, where that is not certain enough to say it.

    `words` stand at `start` to `end` of the wording; `confidence` goes from 0 to 1.
    """

    start: int
    end: int
    words: str
    antecedent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A claim proposed for a text, where `text[start:end] == quote` (code points).

    `text` stands by itself; `atom` says the same in the words of the passage. `frame` is
    the index, among the proposals of the split, of the one that attributes this one to
    its claimant. `operations` names the steps that made it, in their order. `suggestions` are
    what the reviewer is asked about words that were left as they are.
    """

    text: str
    atom: str
    quote: str
    start: int
    end: int
    prefix: str
    suffix: str
    kind: Kind
    claimant: str | None = None
    frame: int | None = None
    operations: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def asking(self) -> str:
        """Return the wording with each suggestion in brackets: "He [Ola Berg?] said so"."""
        text = self.text
        for one in sorted(self.suggestions, key=lambda one: one.start, reverse=True):
            text = f"{text[: one.end]} [{one.antecedent}?]{text[one.end :]}"
        return text


@dataclass(frozen=True, slots=True)
class Skipped:
    """A passage that gave no claim, and why."""

    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Split:
    """
    What a splitter made of a text: proposals and skipped passages in the order of the text.

    `decomposed` is false where sentences were proposed whole, because the splitter does not
    know the language.
    """

    proposals: tuple[Proposal, ...]
    skipped: tuple[Skipped, ...]
    splitter: str
    version: str
    decomposed: bool


class BaseSplitter(ABC):
    """
    To add a splitter, subclass this, implement split() and name the class in settings.SPLITTERS.

    A splitter turns a text into proposed claims. It sees text only: no models, no requests.
    The same text gives the same split. A text without claims gives an empty one; what
    cannot be split at all, because a part is missing, raises SplitterError.

    One that lets its grain be chosen takes `granularity` among its options and sets the
    attribute of that name to what it works at.
    """

    name: ClassVar[str]
    version: ClassVar[str]
    sends_to: str = ""  # the host to which a text goes, where it leaves this machine
    granularity: Granularity | None = None  # None: there is none to choose

    @abstractmethod
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
        Return the claims of the text in its order.

        `progress` is called as the work goes on, and last when all of the text is done. What it
        raises stops the work and is passed on: that is how a split is cancelled.

        Title and context (what stands before the text) help to say whom a pronoun means;
        no claim is made of them. Blocks are found in the text where none are given.
        `published` ("2024", "2024-06" or "2024-06-19") tells which day "yesterday" was.
        """
