"""
Links that open a page at a passage: text fragments as the WICG's specification has them.

`#:~:text=[prefix-,]start[,end][,-suffix]`, where hyphens, commas and ampersands of the text are
percent-encoded. A passage that is long or crosses lines is given by its first and last words,
since each part must stand in one block of the page.
"""

from urllib.parse import quote

LONGEST = 120  # characters that a link spells out
EDGE = 5  # words at either end of a longer passage
CONTEXT = 3  # words beside a passage that stands there more than once


def text_fragment(text: str, start: int, end: int, *, is_unique: bool = True) -> str:
    """Return the directive that leads to `text[start:end]`, with its context if it needs that."""
    passage = text[start:end].strip()
    lines = passage.split("\n")
    if len(lines) == 1 and len(passage) <= LONGEST:
        parts = [_encoded(passage.split())]
    else:
        parts = [_encoded(lines[0].split()[:EDGE]), _encoded(lines[-1].split()[-EDGE:])]
    if not is_unique:
        parts = _in_context(parts, text, start, end)
    return "text=" + ",".join(parts)


def _in_context(parts: list[str], text: str, start: int, end: int) -> list[str]:
    """Return the parts with the words before and behind the passage, on its own lines."""
    before = text[max(0, start - LONGEST) : start].rpartition("\n")[2].split()[-CONTEXT:]
    behind = text[end : end + LONGEST].partition("\n")[0].split()[:CONTEXT]
    head = [f"{_encoded(before)}-"] if before else []
    return [*head, *parts, *([f"-{_encoded(behind)}"] if behind else [])]


def _encoded(words: list[str]) -> str:
    """Return words so that nothing in them is taken for syntax."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")


def page_fragment(page: int) -> str:
    """Return the fragment that opens a PDF at a page (RFC 8118)."""
    return f"page={page}"


def passage_link(url: str, fragment: str) -> str:
    """Return an address that opens at a passage, or nothing without either."""
    if not (url and fragment):
        return ""
    address, _hash, anchor = url.partition("#")
    if not fragment.startswith("text="):
        return f"{address}#{fragment}"
    return f"{address}#{anchor.partition(':~:')[0]}:~:{fragment}"
