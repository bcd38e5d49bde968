"""The site's one style sheet in the newsroom's colours: nothing inline, no second request."""

import re
from functools import lru_cache
from pathlib import Path

from claims.branding import folder
from claims.colours import COMFORTABLE, READABLE, is_colour, readable

STYLES = Path(__file__).parent.parent / "static" / "claims"
PUBLIC, ICON = "claims/public.css", "claims/icon.svg"
VARIABLE = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")
DARK = "(prefers-color-scheme: dark)"
OWN = ":root{--accent:"  # how the newsroom's colours begin
GROUNDS = ("paper", "soft")  # behind links and buttons


@lru_cache
def shipped(scheme: str) -> dict[str, str]:
    """Return the colours of the release by name, light or dark."""
    light, dark = (STYLES / "public.css").read_text(encoding="utf-8").split(DARK)[:2]
    return dict(VARIABLE.findall(dark.partition("}")[0] if scheme == "dark" else light))


def grounds(scheme: str) -> dict[str, str]:
    """Return what the accent stands on, light or dark."""
    return {name: shipped(scheme)[name] for name in GROUNDS}


@lru_cache(maxsize=32)
def colours_of(accent: str, accent_dark: str) -> tuple[str, str]:
    """
    Return the accent for light and for dark pages, or nothing for those of the release.

    Of one that cannot be read on the pages' grounds, it is the nearest shade that can. One is
    enough: the other is made of it.
    """
    light = accent if is_colour(accent) else ""
    if is_colour(accent_dark):
        return shade_of(light, "light"), shade_of(accent_dark, "dark")
    return shade_of(light, "light"), shade_of(light, "dark", COMFORTABLE)


def shade_of(colour: str, scheme: str, least: float = READABLE) -> str:
    """Return the nearest shade of a colour that can be read on light or on dark pages."""
    return readable(colour.lower(), list(grounds(scheme).values()), least) if colour else ""


def made(name: str, light: str, dark: str, within: Path | None) -> str:
    """Return the text of a style sheet or icon of the release, in the newsroom's colours."""
    path = STYLES / name.rpartition("/")[2]
    text = path.read_text(encoding="utf-8")
    if name == ICON:
        for scheme, colour in (("light", light), ("dark", dark)):
            text = text.replace(shipped(scheme)["accent"], colour or shipped(scheme)["accent"])
        return text
    own = within / folder.SHEET if within else None
    more = own.read_text(encoding="utf-8") if own and own.is_file() else ""
    return text + own_colours(light, dark) + more


def own_colours(light: str, dark: str) -> str:
    """Return the rules that replace the accent of the release."""
    rules = f"{OWN}{light}}}" if light else ""
    return rules + (f"@media {DARK}{{{OWN}{dark}}}}}" if dark else "")
