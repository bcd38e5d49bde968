"""A claim in the making: words of the parsed sentence, in order, with a few put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.splitting.scene import Reference

    Word = Token | str


@dataclass(slots=True)
class Draft:
    """What a claim will say, the word that it hangs on, and the steps that led to it."""

    words: list[Word]
    head: Token
    operations: tuple[str, ...] = ()
    frame: Token | None = None  # the word, outside the draft, that credits somebody with it
    _tokens: list[Token] | None = field(default=None, init=False, repr=False, compare=False)

    def key(self) -> tuple[object, ...]:
        """Return what tells this draft's words from those of another one of the sentence."""
        return tuple(word if isinstance(word, str) else word.i for word in self.words)

    def tokens(self) -> list[Token]:
        """Return the words that stand in the text; found once, for a draft never changes."""
        if self._tokens is None:
            self._tokens = [word for word in self.words if not isinstance(word, str)]
        return self._tokens


@dataclass(frozen=True, slots=True)
class Worded:
    """A draft with its sentence as the text has it, and as it stands alone by further steps."""

    draft: Draft
    atom: str
    wording: str
    steps: tuple[str, ...] = ()
    doubts: Sequence[Reference] = ()


def ordered(doc_tokens: Iterable[Token]) -> list[Token]:
    """Return tokens in the order of the text."""
    return sorted(doc_tokens, key=lambda token: token.i)
