"""What of a sentence stands in quotation marks, also where the quotation began before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.splitting.grammar import (
    QUOTES,
    is_quote,
    may_open,
    quoted,
    word_after,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

CLOSING = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'", "``": "''", "`": "'"}


class Quotations:
    """Follows quotation marks from sentence to sentence of one paragraph."""

    def __init__(self) -> None:
        self.awaited = ""  # the mark that ends the quotation that is open

    def inside(self, sentence: Span) -> frozenset[int]:
        """Return the tokens that stand in a quotation; nothing stays open over a paragraph."""
        if sentence.start == 0:
            self.awaited = ""
        if not self.awaited and not any(token.text in QUOTES for token in sentence):
            return frozenset()
        found = set(quoted(sentence))
        for token in sentence:
            if self.awaited:
                found.add(token.i)
                if token.text == self.awaited and _may_close(token):
                    self.awaited = ""
            elif token.text in CLOSING and is_quote(token) and may_open(token):
                found.add(token.i)
                self.awaited = CLOSING[token.text]
        return frozenset(found)


def _may_close(token: Token) -> bool:
    following = word_after(token)
    return following is None or bool(token.whitespace_) or following.is_punct
