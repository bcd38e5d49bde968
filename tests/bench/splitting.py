"""
What splitting costs beside parsing: words a second of the default splitter and the bare parser.

    python -m tests.bench.splitting [FOLDER_WITH_TEXTS]

Without a folder of *.txt files the demo's article is read, several times over. The splitter
goes through the code of `manage.py split_text`. Rounds are interleaved and the best of each is
taken, so that a busy machine disturbs both alike.

First come texts of 10 kB, 100 kB and 1 MB, made of the same paragraphs with other names and
numbers, so that no claim repeats: how many words a second, as a share of the first, and how much
more memory than with the parser loaded. `--short` leaves out the last, which takes a minute. The
last line is for programs.
"""

import argparse
import json
import os
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path

ARTICLE = Path(__file__).resolve().parents[2] / "fixtures" / "demo" / "article.txt"
COPIES = 12
ROUNDS = 5
SIZES = (10_000, 100_000, 1_000_000)  # characters
SEED = 7

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")


def read_texts(folder: Path | None) -> list[str]:
    """Return the texts to measure on."""
    if folder is None:
        return [ARTICLE.read_text(encoding="utf-8")] * COPIES
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def varied(texts: list[str], size: int) -> str:
    """Return a text of this length out of the paragraphs, with other names and numbers in each."""
    chance = random.Random(SEED)
    paragraphs = [line for text in texts for line in text.splitlines() if len(line.split()) > 5]
    names = sorted({w for p in paragraphs for w in p.split() if w.istitle() and w.isalpha()})
    made: list[str] = []
    length = 0
    while length < size:
        words = paragraphs[len(made) % len(paragraphs)].split()
        made.append(" ".join(other(word, names, chance) for word in words))
        length += len(made[-1]) + 2
    return "\n\n".join(made)[:size]


def other(word: str, names: list[str], chance: random.Random) -> str:
    """Return another number for a number, another name for a name, and else the word."""
    if word.isdigit():
        return str(chance.randint(2, 9_999))
    return chance.choice(names) if word in names else word


def seconds(work: Callable[[], object]) -> float:
    """Return how long the work keeps the processor."""
    start = time.process_time()
    work()
    return time.process_time() - start


def megabytes() -> float:
    """Return the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure both on the same texts and print the figures."""
    from claims.management.commands.split_text import as_row  # noqa: PLC0415 - after the settings
    from claims.splitting import get_splitter  # noqa: PLC0415
    from claims.splitting.loading import load_parser  # noqa: PLC0415
    from claims.text.blocks import find_blocks  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--short", action="store_true", help="leave out the text of 1 MB")
    options = parser.parse_args()
    texts = read_texts(options.folder)
    words = sum(len(text.split()) for text in texts)
    if not words:
        print("Nothing was measured: there is no *.txt file with words in the folder.")
        return
    blocks = [text[b.start : b.end] for text in texts for b in find_blocks(text)]
    splitter, nlp = get_splitter(), load_parser()

    def parse() -> None:
        for _ in nlp.pipe(blocks):
            pass

    def split() -> None:
        for number, text in enumerate(texts):
            json.dumps(as_row(number, splitter.split(text)))

    splitter.split(texts[0][:2_000])
    loaded = megabytes()
    speeds = []
    for size in SIZES[:-1] if options.short else SIZES:
        long = varied(texts, size)
        taken = seconds(lambda long=long: splitter.split(long))  # type: ignore[misc]
        speeds.append(len(long.split()) / taken)
        print(
            f"{size:9,} characters {taken:6.1f} s {speeds[-1]:6.0f} words/s, "
            f"{speeds[-1] / speeds[0]:.2f} of the first, "
            f"{megabytes() - loaded:.0f} MB more than the parser"
        )
    parse()
    split()
    rounds = [(seconds(parse), seconds(split)) for _ in range(ROUNDS)]
    bare, ours = (words / min(times) for times in zip(*rounds, strict=True))
    print(f"{words} words in {len(texts)} texts")
    print(f"bare parser      {bare:7.0f} words/s, {loaded:.0f} MB with the parser loaded")
    print(f"default splitter {ours:7.0f} words/s")
    print(f"share {ours / bare:.2f} splitter {ours:.0f} parser {bare:.0f} words/s")


if __name__ == "__main__":
    main()
