"""
Lists of titles, which the parser gets lost in: "the films A (2013), B (2016) and C (2017)".

Titles have any words in them, and a year in brackets or quotation marks behind each; the parser
hangs them on one another at random. Here the signs are read instead: each item becomes one name,
and all of them one coordination.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.splitting.cues import words
from claims.splitting.grammar import (
    is_quote,
    quote_pairs,
    word_after,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SMALL = words("of the in a an to for on at with from 's ’s : - ! & vs")
FEWEST = 2  # items
YEAR = 4  # digits
LONGEST = 9  # words of a title
STOPPING = frozenset('();"“”')
JOINED = words("which who where whose such as including")
TITLES = "titles"  # under which a text keeps where its listed titles stand, by their heads
YEAR_LABELS = ("punct", "appos", "punct")
OPENING = words("as including like in with")


@dataclass(frozen=True, slots=True)
class Item:
    """One title of a list: its words from `start` to `end`, then its year to `close`."""

    start: int
    end: int
    close: int

    @property
    def dated(self) -> bool:
        """Whether a year in brackets follows."""
        return self.close > self.end


def join_titles(doc: Doc) -> None:
    """Make coordinations of the text's lists of titles."""
    tree = Tree(doc)
    for sentence in doc.sents:
        if "(" in sentence.text or any(is_quote(token) for token in sentence):
            for items in lists_in(sentence):
                tree.join(items)
    tree.write()


def lists_in(sentence: Span) -> Iterator[list[Item]]:
    """Yield the lists of titles of a sentence."""
    quotations = {a.i: b.i for a, b in quote_pairs(sentence)}
    at = sentence.start + 1
    while at < sentence.end:
        items = list_at(sentence, at, quotations) if is_opened(sentence.doc[at - 1]) else []
        if not items and is_opened(sentence.doc[at - 1]):
            items = dated_at(sentence, at)
        if len(items) >= FEWEST:
            yield items
            at = items[-1].close
        at += 1


def list_at(sentence: Span, at: int, quotations: dict[int, int]) -> list[Item]:
    """Return the titles of the list that begins there, [] where "and" does not close it."""
    doc, found, closed = sentence.doc, [], False
    while (item := item_at(sentence, at, quotations)) is not None:
        found.append(item)
        at = item.close
        if closed:
            return found if all(i.dated or i.start in quotations for i in found) else []
        if at < sentence.end and doc[at].text == ",":
            at += 1
        if at < sentence.end and doc[at].lower_ == "and":
            at, closed = at + 1, True
        elif doc[at - 1].text != "," and not (at >= 2 and doc[at - 2].text == ","):  # noqa: PLR2004
            break
    return []


def dated_at(sentence: Span, at: int) -> list[Item]:
    """
    Return the titles of a list in which each has its year, whatever its words.

    A comma may stand in a title ("Kill Me, Heal Me (2015)"): the years part them.
    """
    doc, found, closed = sentence.doc, [], False
    while (item := up_to_year(sentence, at)) is not None and not closed:
        found.append(item)
        at = item.close
        if at < sentence.end and doc[at].text == ",":
            at += 1
        if at < sentence.end and doc[at].lower_ == "and":
            at, closed = at + 1, True
            last = up_to_year(sentence, at)
            return [*found, last] if last is not None and len(found) >= FEWEST else []
        if doc[at - 1].text != ",":
            break
    return []


def up_to_year(sentence: Span, at: int) -> Item | None:
    """Return the title that begins there and ends with a year, if there is one near."""
    doc = sentence.doc
    if at >= sentence.end or not (doc[at].text[:1].isupper() or doc[at].text[:1].isdigit()):
        return None
    last = min(at + LONGEST, sentence.end - 3)
    end = next((i for i in range(at + 1, last + 1) if doc[i].text in STOPPING), None)
    if end is None or doc[end].text != "(" or doc[end + 2].text != ")":
        return None
    year = doc[end + 1].text
    joined = any(token.lower_ in JOINED for token in doc[at:end])
    fits = len(year) == YEAR and year.isdigit() and not joined
    return Item(at, end, end + 3) if fits else None


def item_at(sentence: Span, at: int, quotations: dict[int, int]) -> Item | None:
    """Return the title that begins there, if one does."""
    doc = sentence.doc
    end = quotations[at] + 1 if at in quotations else _end_of_capitals(sentence, at)
    if end == at:
        return None
    if end == sentence.end or doc[end].text != "(":
        return Item(at, end, end)
    year, closing = doc[end + 1 : end + 2].text, doc[end + 2 : end + 3].text
    dated = closing == ")" and len(year) == YEAR and year.isdigit() and end + 3 <= sentence.end
    return Item(at, end, end + 3) if dated else None


def _end_of_capitals(sentence: Span, at: int) -> int:
    """Return where a title without quotation marks ends; the same place where none begins."""
    end = at
    while end < sentence.end and _goes_on(sentence.doc[end], sentence, inside=end > at):
        end += 1
    while end > at and not sentence.doc[end - 1].text[:1].isalnum():
        end -= 1
    return end


def _goes_on(token: Token, sentence: Span, *, inside: bool) -> bool:
    """Whether the token is a word of the title."""
    if token.text[:1].isupper() or token.text[:1].isdigit():
        return True
    following = token.i + 1 < sentence.end and word_after(token)
    return bool(
        inside
        and token.lower_ in SMALL
        and following
        and (
            following.text[:1].isupper()
            or following.text[:1].isdigit()
            or following.lower_ in SMALL
        )
    )


def is_opened(before: Token) -> bool:
    """Whether the word before a list lets one follow."""
    return before.tag_ == "NNS" or before.lower_ in OPENING or before.lemma_ == "include"


class Tree:
    """The heads and labels of a parsed text, to be changed and then written back at once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.labels: dict[int, str] = {}
        self.names: set[int] = set()

    def join(self, items: list[Item]) -> None:
        """Let the titles be one coordination, hung on what stands before it."""
        span = self.doc[items[0].start : items[-1].close]
        inside = range(span.start, span.end)
        before = self.doc[span.start - 1]
        above, label = _above(before, span)
        if above is None or any(node.i in inside for node in (above, *above.ancestors)):
            return
        if any(token.dep_ == "ROOT" for token in span):
            return
        heads = [self._bind(item) for item in items]
        known = self.doc.user_data.setdefault(TITLES, {})
        known.update(
            {head: (item.start, item.end) for head, item in zip(heads, items, strict=True)}
        )
        self._let_go(span, above.i, heads[0])
        for previous, item, head in zip(heads, items[1:], heads[1:], strict=False):
            self._hang(head, heads[0], "conj")
            self._hang_marks(item.start, previous)
        if before.tag_ == "NNS":
            self._hang(before.i, heads[0], "nmod")
        elif before == above and label == "pobj":
            self.labels[before.i] = "prep"
        self._hang(heads[0], above.i, label)

    def _let_go(self, span: Span, above: int, first: int) -> None:
        """Hang what hung on words of the titles on what they hang on, or on the first of them."""
        inside = range(span.start, span.end)
        for token in span.sent:
            if token.i not in inside and self.heads[token.i] in inside:
                self.heads[token.i] = above if token.i > span.start else first

    def _hang_marks(self, start: int, previous: int) -> None:
        """Hang the comma and the "and" before an item on the item before."""
        for mark in self.doc[start - 2 : start]:
            if mark.text == ",":
                self._hang(mark.i, previous, "punct")
            elif mark.lower_ == "and":
                self._hang(mark.i, previous, "cc")

    def write(self) -> None:
        """Write the changes into the text."""
        if not self.labels:
            return
        columns: list[int | str] = ["HEAD", "DEP", "TAG", "POS"]
        strings = self.doc.vocab.strings
        table = self.doc.to_array(columns).astype("int64")
        for place, head in enumerate(self.heads):
            table[place, 0] = head - place
        values: Any = table.astype("uint64")
        for place, label in self.labels.items():
            values[place, 1] = strings.add(label)
        for place in self.names:
            values[place, 2], values[place, 3] = strings.add("NNP"), strings.add("PROPN")
        self.doc.from_array(columns, values)

    def _hang(self, place: int, head: int, label: str) -> None:
        self.heads[place] = head
        self.labels[place] = label

    def _bind(self, item: Item) -> int:
        """Hang all words of a title, and its year, on its last word; return where that is."""
        said = [t.i for t in self.doc[item.start : item.end] if t.text[:1].isalnum()]
        head = said[-1] if said else item.end - 1
        for token in self.doc[item.start : item.end]:
            if token.i != head:
                mark = is_quote(token) or token.text in {",", "."}
                self._hang(token.i, head, "punct" if mark else "compound")
        self.names.add(head)
        if item.dated:
            for place, label in zip(range(item.end, item.close), YEAR_LABELS, strict=True):
                self._hang(place, head, label)
        return head


def _above(before: Token, items: Span) -> tuple[Token | None, str]:
    """Return what the list hangs on, and how."""
    inside = range(items.start, items.end)
    if before.lemma_ == "include" and before.pos_ == "VERB" and before.tag_ != "VBG":
        return before, "dobj"
    if before.head.i not in inside and before.dep_ != "ROOT":
        if before.tag_ == "NNS":
            return before.head, before.dep_
        if before.lower_ in OPENING:
            return before, "pobj"
    top = next((t for t in items if t.head.i not in inside and t.dep_ in {"pobj", "dobj"}), None)
    return (None, "") if top is None else (top.head, top.dep_)
