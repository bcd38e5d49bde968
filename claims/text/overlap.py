"""Whether one text took words from another."""

import re

WORD = re.compile(r"\w+")
RUN = 8  # words in a row that nobody writes twice by chance; a shorter text counts as a whole
SHORTEST = 4  # fewer words than these say too little to be anybody's


def shares_run(source: str, text: str) -> bool:
    """Whether the text has a run of eight words from the source, or the whole of a short one."""
    taken, words = (WORD.findall(part.casefold()) for part in (source, text))
    size = min(RUN, len(taken))
    return size >= SHORTEST and not runs(taken, size).isdisjoint(runs(words, size))


def runs(words: list[str], size: int) -> set[tuple[str, ...]]:
    """Return each run of so many words."""
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
