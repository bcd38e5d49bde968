"""What pages, feeds, cards and mail show of the newsroom, from the settings and its folder."""

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from claims.branding import folder
from claims.branding.folder import Size
from claims.branding.sheet import colours_of

HIGH, WIDE, SQUARE_HIGH = 40, 420, 48  # the logo's place in CSS pixels; less where a window is
NEARLY_SQUARE = 1.5  # an emblem as wide as this, or less, stands beside the name


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its address, and its size where it is shown."""

    url: str
    media_type: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Brand:
    """A newsroom's face. What `manage.py check` refuses is left out of it."""

    name: str
    short_name: str
    tagline: str
    accent: str  # empty for the colour of the release
    accent_dark: str
    logo: Picture | None
    logo_dark: Picture | None
    icon: Picture | None
    touch_icon: Picture | None
    logo_size: Size | None  # as the file has it
    card_logo: Path | None
    fingerprint: str  # stands for all of it

    @property
    def is_emblem(self) -> bool:
        """Whether the logo is about as high as wide, and therefore stands beside the name."""
        size = self.logo_size
        return bool(size and size.width <= NEARLY_SQUARE * size.height)


def brand() -> Brand:
    """Return the newsroom's face as the settings have it; files are read once in a process."""
    names = settings.SITE_NAME, settings.SHORT_NAME, settings.TAGLINE
    return _brand(settings.BRAND_DIR, names, colours_of(settings.ACCENT, settings.ACCENT_DARK))


@lru_cache(maxsize=8)
def _brand(named: Path | None, names: tuple[str, str, str], colours: tuple[str, str]) -> Brand:
    """Return the face that these settings and this folder make."""
    within = named if named and named.is_dir() else None
    logo = folder.picture_in(within, "logo")
    said = [*names, *colours, folder.digest_of(within)]
    return Brand(
        name=names[0],
        short_name=names[1] or names[0],
        tagline=names[2],
        accent=colours[0],
        accent_dark=colours[1],
        logo=shown(logo),
        logo_dark=shown(folder.picture_in(within, "logo-dark")),
        icon=shown(folder.picture_in(within, "favicon")),
        touch_icon=shown(folder.picture_in(within, "apple-touch-icon")),
        logo_size=folder.size_of(logo) if logo else None,
        card_logo=card_logo(within, logo),
        fingerprint=hashlib.sha256("\0".join(said).encode()).hexdigest(),
    )


def shown(path: Path | None) -> Picture | None:
    """Return a picture as a page shows it, or None where it was not collected yet."""
    url = address_of(f"{folder.STATIC}/{path.name}") if path else ""
    if path is None or not url:
        return None
    media_type = mimetypes.guess_type(path.name)[0] or ""
    return Picture(url, media_type, *place_of(folder.size_of(path)))


def address_of(name: str) -> str:
    """Return the address of a static file, or nothing until collectstatic has run."""
    try:
        return staticfiles_storage.url(name)
    except ValueError:  # the manifest does not have it
        return ""


def place_of(size: Size) -> tuple[int, int]:
    """Return width and height of a logo's place: known before it is loaded, nothing moves."""
    highest = SQUARE_HIGH if size.width <= NEARLY_SQUARE * size.height else HIGH
    scale = min(highest / size.height, WIDE / size.width)
    return max(1, round(size.width * scale)), max(1, round(size.height * scale))


def card_logo(within: Path | None, logo: Path | None) -> Path | None:
    """Return the picture for social cards: one made for them, or the logo if it has pixels."""
    made = folder.picture_in(within, "card")
    return made or (logo if logo and logo.suffix == ".png" else None)
