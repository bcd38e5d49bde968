"""
What a check of a quotation costs, as the text grows, and on texts made to be slow.

    python -m tests.bench.quotations

Ten times the text should take about ten times as long. A page is 3,000 characters, so that the
longest text is that of a book of 1,000 pages. The last line is for programs.
"""

import json
import random
import time

from claims.text.quotations import check

PAGE = 3_000
SIZES = [10, 100, 1_000]  # pages
LARGE = [500_000, 5_000_000]  # characters of a hostile text
HOSTILE = {
    "one word, over and over": ("a " * 5_000, "a "),
    "that, and another": ("a " * 5_000 + "b", "a "),
    "a hundred omissions": ("a … " * 100 + "b", "a "),
    "ten omissions": ("a … " * 10 + "b", "a "),
    "insertions": ("[a] " * 2_500 + "b", "a "),
    "words broken at every line": ("a b", "ab-\n"),
    "hyphens": ("a b", "a-a "),
    "soft hyphens alone": ("a b", "\u00ad"),
    "one endless word": ("word " * 2_000, "word"),
    "accents upon accents": ("e x", "e\u0301\u0301"),
    "space": ("a b", " "),
    "full stops": (". " * 5_000, ". "),
}


def prose(size, chance):
    """Return a text of so many characters in words as frequent as words are."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]  # Zipf's law
    parts, length = [], 0
    while length < size:
        run = " ".join(chance.choices(words, weights, k=500))
        parts.append(run + ".\n")
        length += len(run) + 2
    return "".join(parts)


def seconds(quote, text, rounds=3):
    """Return the least CPU seconds of some rounds, and what was found."""
    taken = []
    for _round in range(rounds):
        start = time.process_time()
        found = check(quote, text)
        taken.append(time.process_time() - start)
    return min(taken), found


def main():
    chance = random.Random(1)
    figures = {}
    for pages in SIZES:
        text = prose(pages * PAGE, chance)
        words = text[len(text) // 2 :].split()[1:31]
        altered = [*words[:10], "unheard", *words[11:]]
        quotes = {"verbatim": words, "near": altered, "absent": ["unheard", "of", *"xyz"]}
        for name, quote in quotes.items():
            figures[f"{name}, {pages} pages"], found = seconds(" ".join(quote), text)
            assert found.state == name, found
    for name in ("verbatim", "near", "absent"):
        first, *others = [figures[f"{name}, {pages} pages"] for pages in SIZES]
        told = [f"{figure:.3f} s ({figure / first:.0f} times)" for figure in others]
        print(f"{name}: {first:.3f} s for {SIZES[0]} pages, {', '.join(told)}")
    for name, (quote, unit) in HOSTILE.items():
        some, all_of_it = (seconds(quote, unit * (size // len(unit)), 1) for size in LARGE)
        figures[name], found = all_of_it
        ratio = figures[name] / some[0]
        print(f"5 MB, {name}: {figures[name]:.2f} s, {ratio:.0f} times 0.5 MB ({found.state})")
    print(json.dumps({name: round(figure, 4) for name, figure in figures.items()}))


if __name__ == "__main__":
    main()
