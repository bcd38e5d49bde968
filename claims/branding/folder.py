"""The folder with a newsroom's own files: what may lie in it, and how large its pictures are."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from claims.documents.svg import drawing_of

DRAWN = ".svg"
PICTURES = {  # by the name without its ending: the endings, the first that is there serves
    "logo": (DRAWN, ".png", ".webp"),
    "logo-dark": (DRAWN, ".png", ".webp"),
    "favicon": (DRAWN, ".png", ".ico"),
    "apple-touch-icon": (".png",),
    "card": (".png",),
}
SHEET, FACTS, FOOTER = "brand.css", "publisher.json", "footer.md"
FILES, TEMPLATES, LOCALE = "files", "templates", "locale"
FOLDERS = {FILES, TEMPLATES, LOCALE}
STATIC = "brand"  # under which its files are served
LARGEST_SIDE, LARGEST = 4000, 500_000  # pixels, and bytes, of a picture


class Size(NamedTuple):
    """How large a picture is, in pixels."""

    width: float
    height: float


def folder() -> Path | None:
    """Return the folder that the settings name, if it is there."""
    named: Path | None = settings.BRAND_DIR
    return named if named and named.is_dir() else None


def picture_in(within: Path | None, stem: str) -> Path | None:
    """Return the picture of a name that can be shown, or None: a faulty one is never served."""
    for ending in PICTURES[stem] if within else ():
        path = within / f"{stem}{ending}" if within else Path()
        if path.is_file():
            return None if faults_of(path) else path
    return None


@lru_cache
def faults_of(path: Path) -> tuple[str, ...]:
    """Return what keeps a picture from being served, in words."""
    if path.suffix == DRAWN:
        drawing = drawing_of(path.read_bytes())
        if not drawing.faults and not (drawing.width and drawing.height):
            return ("no width and height, and no viewBox",)
        return tuple(drawing.faults)
    if path.stat().st_size > LARGEST:
        return (f"{path.stat().st_size} bytes, where {LARGEST} are the most",)
    try:
        size = raster_size(path)
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError) as error:
        return (f"no picture that can be read ({error})",)
    if max(size) > LARGEST_SIDE:
        return (f"{size.width} by {size.height} pixels, where {LARGEST_SIDE} are the most",)
    return ()


def size_of(path: Path) -> Size:
    """Return how large a picture without faults is."""
    if path.suffix != DRAWN:
        return raster_size(path)
    drawing = drawing_of(path.read_bytes())
    return Size(drawing.width, drawing.height)


def raster_limits() -> str:
    """Return what a picture of pixels has to be, in words."""
    return (
        f"Save it anew, as what its name says: at most {LARGEST_SIDE} pixels high and wide, "
        f"and {LARGEST} bytes."
    )


def raster_size(path: Path) -> Size:
    """Return how large a picture of pixels is. Raises OSError and its kin for none."""
    with Image.open(path) as image:
        return Size(*image.size)


def served_from(within: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield each file that readers may get, under its static name."""
    if within is None:
        return
    for stem in PICTURES:
        if picture := picture_in(within, stem):
            yield f"{STATIC}/{picture.name}", picture
    for path in sorted((within / FILES).rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(within).parts)
        if path.is_file() and not hidden and not (path.suffix == DRAWN and faults_of(path)):
            yield f"{STATIC}/{path.relative_to(within).as_posix()}", path


def names_in(within: Path) -> set[str]:
    """Return the names that files in the folder may have: each language may have its own foot."""
    pictures = {f"{stem}{ending}" for stem, endings in PICTURES.items() for ending in endings}
    return pictures | {SHEET, FACTS, FOOTER, *(path.name for path in within.glob("footer.*.md"))}


def digest_of(within: Path | None) -> str:
    """Return what stands for all that is looked at in the folder, and for nothing else there."""
    digest = hashlib.sha256()
    for path in looked_at(within) if within else ():
        name = path.relative_to(within or path).as_posix()
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def looked_at(within: Path) -> list[Path]:
    """Return each file that pages are made from."""
    inside = [path for name in sorted(FOLDERS) for path in sorted((within / name).rglob("*"))]
    known = [within / name for name in sorted(names_in(within))]
    return [path for path in [*known, *inside] if path.is_file()]
