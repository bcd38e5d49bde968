"""How many letters lie between two words."""


def distance(one: str, other: str) -> int:
    """
    Return how many letters were put in, left out, replaced or swapped from one word to another.

    No letter counts twice (optimal string alignment). For words, not for texts.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, there in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != there))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and there == one[i - 2]
            row.append(min(cost, before[j - 2] + 1) if swapped else cost)
        before, last = last, row
    return last[-1]
