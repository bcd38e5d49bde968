"""What stands for the release and the settings that pages are made with."""

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

PARTS = "requirements.txt"  # a newer renderer, or a mended cleaner, makes another page
KINDS = {".py", ".html", ".xml", ".css", ".js", ".svg", ".mo"}
SETTINGS = (  # those that a public page tells or follows
    "SITE_NAME",
    "SITE_URL",
    "APPLICATION_URL",
    "LANGUAGE_CODE",
    "PUBLIC_LANGUAGES",
    "TIME_ZONE",
    "EMBEDDED_BY",
    "STATIC_URL",
)
RENDERERS = ("bleach", "django", "font-source-sans-pro", "markdown-it-py", "pillow")
STARTED = time.time()  # of this process: imported when the app is


def release_and_settings() -> str:
    """Return a digest of all that makes a page out of the desk's rows, as it is now."""
    return with_settings(files(*folders()))


@cache
def of_this_process() -> str:
    """Return that digest as it was when this process first asked: it runs what it began with."""
    return with_settings(as_begun(*folders()))


def with_settings(release: Iterable[str]) -> str:
    """Return the digest of a release's files and of what the settings say now."""
    said = [repr(getattr(settings, name)) for name in SETTINGS]
    return hashlib.sha256("\n".join([*said, *renderers(), *release]).encode()).hexdigest()


def is_as_begun() -> bool:
    """
    Whether what this process began with is what stands on the disk.

    Where a release was brought in under a process that runs, nobody knows what it makes: what it
    read before is of one, what it reads now of the other.
    """
    own = [path for folder in folders() for path in within(folder)]
    brand = settings.BRAND_DIR.rglob("*") if settings.BRAND_DIR else ()
    changed = any(path.stat().st_ctime > STARTED for path in (*own, *brand))
    return not changed and release_and_settings() == of_this_process()


@cache
def renderers() -> tuple[str, ...]:
    """Return what else pages are made with, as it is installed."""
    return (sys.version, *(f"{name} {version(name)}" for name in RENDERERS))


def folders() -> list[Path]:
    """Return the folders in which stands what pages are made from or with."""
    own = [settings.BASE_DIR / "claims", settings.BASE_DIR / "factcheck"]
    return list(dict.fromkeys([*own, *templates()]))


@cache
def as_begun(*folders: Path) -> tuple[str, ...]:
    """Return the files of these folders as this process first found them."""
    return tuple(files(*folders))


def files(*folders: Path) -> Iterator[str]:
    """Yield each file that pages are made from or with, with the digest of what it holds."""
    for folder in folders:
        for path in within(folder):
            yield told(path, folder)
    if (settings.BASE_DIR / PARTS).is_file():
        yield told(settings.BASE_DIR / PARTS, settings.BASE_DIR)


def within(folder: Path) -> list[Path]:
    """Return the files in a folder that pages are made from or with, in a fixed order."""
    return [p for p in sorted(folder.rglob("*")) if p.suffix in KINDS and p.is_file()]


def told(path: Path, folder: Path) -> str:
    """Return a file's name in its folder, with the digest of what it holds."""
    return f"{path.relative_to(folder)}:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def templates() -> list[Path]:
    """Return the folders in which templates are looked for first."""
    engines: list[dict[str, Any]] = list(settings.TEMPLATES)
    return [Path(folder) for engine in engines for folder in engine.get("DIRS", [])]
