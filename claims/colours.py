"""Colours, and whether words in them can be read, by the formulas of WCAG 2.2."""

import re

COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE | re.ASCII)
READABLE = 4.5  # of words on their ground: success criterion 1.4.3, level AA
COMFORTABLE = 6.0  # what a colour that is made for dark pages is given
WEIGHTS = (0.2126, 0.7152, 0.0722)  # of red, green and blue in what an eye takes for light
LINEAR_UNTIL = 0.04045
STEPS = 100


def is_colour(text: str) -> bool:
    """Whether a text is a colour as pages have it: # and three or six hexadecimal figures."""
    return bool(COLOUR.fullmatch(text))


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour, 0 to 255 each."""
    figures = colour.removeprefix("#")
    if len(figures) == len("abc"):
        figures = "".join(figure * 2 for figure in figures)
    red, green, blue = bytes.fromhex(figures)
    return red, green, blue


def luminance(colour: str) -> float:
    """Return a colour's relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = (value / 255 for value in channels(colour))
    linear = (p / 12.92 if p <= LINEAR_UNTIL else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip(WEIGHTS, linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, grounds: list[str], least: float = READABLE) -> str:
    """Return the colour with as little white or black in it as makes it readable on each ground."""
    black, white = "#000000", "#ffffff"
    end = max(black, white, key=lambda edge: contrast(edge, grounds[0]))
    for step in range(STEPS):
        pairs = zip(channels(colour), channels(end), strict=True)
        mixed = f"#{bytes(round(a + (b - a) * step / STEPS) for a, b in pairs).hex()}"
        if all(contrast(mixed, ground) >= least for ground in grounds):
            return mixed
    return end
