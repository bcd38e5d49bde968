"""
The picture that stands beside a link to a ruling: plain values in, the bytes of a PNG out.

The same values always give the same picture. Words that the letters at hand cannot write are left
out, never shown as boxes; the shape of the rating stays.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

DRAWING = 3  # raised whenever the same values give another picture
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
PACKED = 2  # of 9: a quarter of the size more, for half of the time
SOLID = 255  # of a layer: nothing of the paper shows through
LOGO_HIGH, LOGO_WIDE = 64, 640  # the logo's place
LOGO_SHADES = 64  # of a logo: enough for smooth edges
NOWHERE = "\U0010ffff"  # stands in no font
UNSEEN = {"Cc", "Cf"}  # categories of Unicode: controls, and marks of writing direction and joining
NO_LETTER = {"C", "M"}  # what is no character, or is one only on top of another
FONTS = files("font_source_sans_pro") / "files"

Font = ImageFont.FreeTypeFont
Shades = tuple[tuple[int, ...], ...]


class Layer:
    """A strip of the card, across all of it, for one colour: how far each pixel is covered."""

    def __init__(self, top: int, bottom: int) -> None:
        self.top = top
        self.cover = Image.new("L", (WIDTH, bottom - top), 0)

    def write(self, line: str, at: tuple[int, int], font: Font) -> None:
        """Write a line at a place of the card."""
        left, top = at
        place = left, top - self.top
        ImageDraw.Draw(self.cover).text(place, line, font=font, fill=SOLID)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says."""

    site_name: str
    claim: str
    rating: str
    tone: str
    shape: str
    note: str  # its version and date, and whatever else there is to say
    accent: str = LINE  # of the line under the name
    logo: bytes = field(default=b"", repr=False)  # in the place of the name
    logo_digest: str = ""


def draw(card: Card) -> bytes:
    """
    Return the card as a PNG of 1200 by 630 pixels.

    Each colour is drawn by itself, as how far it covers the paper: so its few shades are known,
    and nobody has to look for them in a million pixels.
    """
    name, claim, rating, note = (
        Layer(0, 146),
        Layer(116, 500),
        Layer(440, HEIGHT),
        Layer(520, HEIGHT),
    )
    logo = in_its_place(card.logo)
    if not logo:
        write(name, card.site_name, (EDGE, 52), letters("Semibold", 34))
    write_claim(claim, card.claim)
    rating.cover.paste(SOLID, (EDGE, 468 - rating.top), disc(card.shape))
    beside = EDGE + DISC + 32
    write(rating, card.rating, (beside, 462), letters("Semibold", 60))
    write(note, card.note, (beside, 538), letters("Regular", 30))
    layers = [(INK, [claim]), (MUTED, [name, note]), (TONES.get(card.tone, OPEN), [rating])]
    return png(layers, card.accent, logo)


@lru_cache(maxsize=4)
def in_its_place(logo: bytes) -> tuple[Image.Image, Shades] | None:
    """Return a logo on the paper, no larger than its place: its pixels' shades by number."""
    try:
        with Image.open(BytesIO(logo)) as opened:
            picture = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    scale = min(LOGO_HIGH / picture.height, LOGO_WIDE / picture.width)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    paper = Image.new("RGB", size, PAPER)
    paper.paste(picture, mask=picture)
    few = paper.quantize(LOGO_SHADES)
    values = few.getpalette() or []
    shades = tuple(zip(values[::3], values[1::3], values[2::3], strict=True))
    return Image.frombytes("L", size, few.tobytes()), shades[:LOGO_SHADES]


def write(layer: Layer, text: str, at: tuple[int, int], font: Font) -> None:
    """Write a line, shortened to what fits, or nothing where a letter is missing."""
    (line,) = lines_of(text, font, WIDTH - EDGE - at[0], 1) or [""]
    layer.write(line, at, font)


def write_claim(layer: Layer, claim: str) -> None:
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
        layer.write(line, (EDGE, 146 + number * round(size * 1.2)), font)


def tidy(text: str) -> str:
    """Return a text on one line, letters and accents as one, without invisible marks."""
    whole = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(sign for sign in whole if unicodedata.category(sign) not in UNSEEN)


@lru_cache
def letters(weight: str, size: int) -> Font:
    """Return the letters of a size; laid out plainly, so that each machine draws the same."""
    path = str(FONTS / f"SourceSansPro-{weight}.ttf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=200)
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


def png(
    layers: Sequence[tuple[str, Sequence[Layer]]],
    accent: str,
    logo: tuple[Image.Image, Shades] | None,
) -> bytes:
    """
    Return the bytes of a picture of layers, by colour, without a time or a name.

    The last colour is that of the edge.
    """
    shades: list[tuple[int, ...]] = [ImageColor.getrgb(PAPER), ImageColor.getrgb(accent)]
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    for colour, strips in layers:
        for strip in strips:
            lay(image, strip, above=len(shades) - 1)
        shades += shades_of(colour)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, 16, HEIGHT), fill=len(shades) - 1)
    if logo:
        pixels, more = logo
        first = len(shades)
        image.paste(
            pixels.point([min(first + shade, 255) for shade in range(256)]),
            (EDGE, 100 - pixels.height),
        )
        shades += more
    canvas.line((EDGE, 116, WIDTH - EDGE, 116), fill=1, width=2)
    image.putpalette([value for shade in shades for value in shade])
    file = BytesIO()
    image.save(file, "PNG", compress_level=PACKED)
    return file.getvalue()


def lay(image: Image.Image, layer: Layer, *, above: int) -> None:
    """Add what a layer covers, in the shades above a number: no more of it than is covered."""
    box = layer.cover.getbbox()
    if box is None:
        return
    steps = [(part * STEPS + SOLID // 2) // SOLID for part in range(SOLID + 1)]
    seen = layer.cover.crop(box).point([step and above + step for step in steps])
    left, top, right, bottom = box
    box = left, top + layer.top, right, bottom + layer.top
    image.paste(ImageChops.add(image.crop(box), seen), box)


@lru_cache
def shades_of(colour: str) -> Shades:
    """Return the steps from the paper to a colour, which is the last."""
    ends = list(zip(ImageColor.getrgb(PAPER), ImageColor.getrgb(colour), strict=True))
    steps = range(1, STEPS + 1)
    return tuple(
        tuple(round(paper + (full - paper) * step / STEPS) for paper, full in ends)
        for step in steps
    )
