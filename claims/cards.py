"""
The picture that stands beside a link to a ruling: plain values in, the bytes of a PNG out.

The same values always give the same picture. Words that the letters at hand cannot write are left
out, never shown as boxes; the shape of the rating stays.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

DRAWING = 2  # raised whenever the same values give another picture
WIDTH, HEIGHT = 1200, 630
EDGE = 72
PAPER, INK, MUTED, LINE = "#fffefc", "#17191e", "#565b66", "#dcd8cf"
TONES = {
    "true": "#17663a",
    "mostly-true": "#4a6a12",
    "half-true": "#85560a",
    "mostly-false": "#a3430f",
    "false": "#a01c29",
}
OPEN = "#555b66"  # of a rating that is no degree of truth
SIZES = ((60, 4), (52, 4), (46, 5))  # of the claim's letters, and in how many lines they may stand
LONGEST = 700  # characters of a text that are looked at: more than fits
DISC, FINE = 104, 4  # a disc's width, and how much larger it is drawn before it is made smooth
STEPS = 15  # from the paper to a colour: enough for smooth edges
PACKED = 5  # of 9: beyond, a tenth of the size takes five times as long
SOLID = 255  # of a layer: nothing of the paper shows through
NOWHERE = "\U0010ffff"  # stands in no font
UNSEEN = {"Cc", "Cf"}  # categories of Unicode: controls, and marks of writing direction and joining
NO_LETTER = {"C", "M"}  # what is no character, or is one only on top of another
FONTS = files("font_source_sans_pro") / "files"

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says."""

    site_name: str
    claim: str
    rating: str
    tone: str
    shape: str
    note: str  # its version and date, and whatever else there is to say


def draw(card: Card) -> bytes:
    """
    Return the card as a PNG of 1200 by 630 pixels.

    Each colour is drawn by itself, as how far it covers the paper: so its few shades are known,
    and nobody has to look for them in a million pixels.
    """
    layers = {colour: Image.new("L", (WIDTH, HEIGHT), 0) for colour in (INK, MUTED, "rating")}
    ink, muted, rating = (ImageDraw.Draw(layer) for layer in layers.values())
    rating.rectangle((0, 0, 16, HEIGHT), fill=SOLID)
    write(muted, card.site_name, (EDGE, 52), letters("Semibold", 34))
    write_claim(ink, card.claim)
    layers["rating"].paste(SOLID, (EDGE, 468), disc(card.shape))
    beside = EDGE + DISC + 32
    write(rating, card.rating, (beside, 462), letters("Semibold", 60))
    write(muted, card.note, (beside, 538), letters("Regular", 30))
    return png(list(layers.values()), (INK, MUTED, TONES.get(card.tone, OPEN)))


def write(canvas: ImageDraw.ImageDraw, text: str, at: tuple[int, int], font: Font) -> None:
    """Write a line, shortened to what fits, or nothing where a letter is missing."""
    (line,) = lines_of(text, font, WIDTH - EDGE - at[0], 1) or [""]
    canvas.text(at, line, font=font, fill=SOLID)


def write_claim(canvas: ImageDraw.ImageDraw, claim: str) -> None:
    """Write the claim as large as it fits, shortened where it is too long for any size."""
    if not tidy(claim):
        return
    quoted = f"“{tidy(claim[: LONGEST - 2])}”"
    for size, most in SIZES:
        font = letters("Regular", size)
        lines = lines_of(quoted, font, WIDTH - 2 * EDGE, most)
        if lines and lines[-1].endswith("”"):
            break
    for number, line in enumerate(lines):
        canvas.text((EDGE, 146 + number * round(size * 1.2)), line, font=font, fill=SOLID)


def tidy(text: str) -> str:
    """Return a text on one line, letters and accents as one, without invisible marks."""
    whole = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(sign for sign in whole if unicodedata.category(sign) not in UNSEEN)


@lru_cache
def letters(weight: str, size: int) -> Font:
    """Return the letters of a size; laid out plainly, so that each machine draws the same."""
    path = str(FONTS / f"SourceSansPro-{weight}.ttf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def can_write(text: str) -> bool:
    """Whether there is a letter for each sign."""
    return all(sign == " " or has_letter(sign) for sign in tidy(text))


@lru_cache(maxsize=2000)
def has_letter(sign: str) -> bool:
    """Whether the font has a sign that stands by itself."""
    if unicodedata.category(sign)[0] in NO_LETTER:
        return False
    font = letters("Regular", 40)
    return bytes(font.getmask(sign)) != bytes(font.getmask(NOWHERE))


def lines_of(text: str, font: Font, width: int, most: int) -> list[str]:
    """Return a text in lines that fit, the last one cut where it is too long; or nothing."""
    if not can_write(text):
        return []
    lines, rest = [""], tidy(text[:LONGEST]).split(" ")
    while rest:
        word = rest.pop(0)
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        elif not lines[-1]:
            fits = fitting(word, font, width)
            lines[-1], rest = word[:fits], [word[fits:], *rest]
        elif len(lines) < most:
            lines, rest = [*lines, ""], [word, *rest]
        else:
            return [*lines[:-1], cut(longer, font, width)]
    return [line for line in lines if line]


def fitting(word: str, font: Font, width: int) -> int:
    """Return how many letters of a word fit into a line: one, however narrow it is."""
    ends = range(1, len(word))
    return max(1, bisect_right(ends, float(width), key=lambda end: font.getlength(word[:end])))


def cut(line: str, font: Font, width: int) -> str:
    """Return as much of a line as fits, and the sign that something is left out."""
    ends = range(len(line))
    fits = bisect_right(ends, float(width), key=lambda end: font.getlength(f"{line[:end]}…"))
    return f"{line[: max(0, fits - 1)].rstrip(' ,;:.')}…"


@lru_cache
def disc(shape: str) -> Image.Image:
    """Return the mask of a rating's shape: a disc that fills with truth."""
    side = DISC * FINE
    mask = Image.new("L", (side, side), 0)
    canvas = ImageDraw.Draw(mask)
    unit = side / 32  # as the public pages draw it, in a box of 32 by 32
    box = (unit, unit, side - unit, side - unit)
    pen = round(3 * unit)
    if shape == "dashed":
        for start in range(0, 360, 36):
            canvas.arc(box, start, start + 21, fill=255, width=pen)
    else:
        canvas.ellipse(box, outline=255, width=pen)
    for start, end in FILLED.get(shape, ()):
        canvas.pieslice(box, start, end, fill=255)
    if shape == "crossed":
        canvas.line((9 * unit, 9 * unit, 23 * unit, 23 * unit), fill=255, width=pen)
        canvas.line((23 * unit, 9 * unit, 9 * unit, 23 * unit), fill=255, width=pen)
    return mask.resize((DISC, DISC), Image.Resampling.LANCZOS)


FILLED = {
    "full": ((0, 360),),
    "three-quarters": ((-90, 180),),
    "half": ((-90, 90),),
    "quarter": ((-90, 0),),
}  # in degrees, from three o'clock


def png(layers: Sequence[Image.Image], colours: Sequence[str]) -> bytes:
    """Return the bytes of a picture of layers that do not overlap, without a time or a name."""
    shades: list[tuple[int, ...]] = [ImageColor.getrgb(PAPER), ImageColor.getrgb(LINE)]
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    for layer, colour in zip(layers, colours, strict=True):
        first = len(shades) - 1  # stands for the step before the first that is seen
        steps = [(cover * STEPS + SOLID // 2) // SOLID for cover in range(SOLID + 1)]
        image = ImageChops.add(image, layer.point([step and first + step for step in steps]))
        shades += shades_of(colour)
    ImageDraw.Draw(image).line((EDGE, 116, WIDTH - EDGE, 116), fill=1, width=2)
    image.putpalette([value for shade in shades for value in shade])
    file = BytesIO()
    image.save(file, "PNG", compress_level=PACKED)
    return file.getvalue()


def shades_of(colour: str) -> list[tuple[int, ...]]:
    """Return the steps from the paper to a colour, which is the last."""
    ends = list(zip(ImageColor.getrgb(PAPER), ImageColor.getrgb(colour), strict=True))
    return [
        tuple(round(paper + (full - paper) * step / STEPS) for paper, full in ends)
        for step in range(1, STEPS + 1)
    ]
