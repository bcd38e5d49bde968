"""Where static files come from: the newsroom's own, and the release's in its colours."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from claims.branding import folder
from claims.branding.sheet import ICON, PUBLIC, colours_of, made


class OwnFiles(FileSystemStorage):
    """Files that collectstatic always copies: another brand's may be older than the last one's."""

    prefix = ""

    def get_modified_time(self, name: str) -> datetime:
        """Return a time after what was collected before: whole seconds are compared."""
        return timezone.now() + timedelta(seconds=1)


class BrandFinder(BaseFinder):
    """Stands before Django's own finders: whoever is found first is served."""

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        """Find nothing wrong: claims.checks tells of the brand."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """Return where the file of a static name lies, or nothing."""
        found = dict(files()).get(path)
        if find_all:
            return [str(found)] if found else []
        return str(found) if found else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, OwnFiles]]:
        """Yield each name with a storage that opens it."""
        made_here = OwnFiles(location=place())
        for name, _path in sheets():
            yield name, made_here
        within = folder.folder()
        theirs = OwnFiles(location=within)
        theirs.prefix = folder.STATIC
        for name, _path in folder.served_from(within):
            if not matches_patterns(name, ignore_patterns or ()):
                yield name.removeprefix(f"{folder.STATIC}/"), theirs


class OthersFinder(AppDirectoriesFinder):
    """
    Finds the files of the apps, without those that the newsroom's own take the place of.

    collectstatic would remark on each that is there twice, as if it were a mistake.
    """

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield each name with a storage that opens it."""
        replaced = {name for name, _path in sheets()}
        for name, storage in super().list(ignore_patterns):
            if name not in replaced:
                yield name, storage


def files() -> Iterator[tuple[str, Path]]:
    """Yield each static file that is the newsroom's: names with where they lie."""
    yield from sheets()
    yield from folder.served_from(folder.folder())


def sheets() -> Iterator[tuple[str, Path]]:
    """Yield the release's style sheet and icon in the newsroom's colours, if it has any."""
    within = folder.folder()
    light, dark = colours_of(settings.ACCENT, settings.ACCENT_DARK)
    own_sheet = bool(within and (within / folder.SHEET).is_file())
    for name in (PUBLIC, ICON) if light or dark or own_sheet else ():
        yield name, built(name, made(name, light, dark, within))


def place() -> Path:
    """Return the folder of what is made here."""
    return Path(settings.DATA_DIR) / folder.STATIC


def built(name: str, text: str) -> Path:
    """Return the file that holds this text, written if it does not yet."""
    path = place() / name
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    return path
