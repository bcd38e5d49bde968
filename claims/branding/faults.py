"""What is wrong with a newsroom's face, in words, and what to do about it."""

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

from claims.branding import folder, overrides, publisher, sheet, words
from claims.branding.brand import brand
from claims.cards import can_write
from claims.colours import READABLE, contrast, is_colour
from claims.text.links import is_safe_link
from claims.text.markdown import LONGEST

LINK = re.compile(r"\]\(\s*<?([^)>\s]*)|^\s*\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
HEADING = re.compile(r"^ {0,3}#{1,6}\s|^(?:=+|-+)\s*$", re.MULTILINE)
ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?\s*(?:https?:|//)", re.IGNORECASE)
SHEET_MOST = 10_000  # bytes: half of what the release has itself
PLAIN = "Save it as a plain picture: no script, no link, nothing fetched."
DO_COLLECT = "Run manage.py collectstatic, and start the application again."


class Fault(NamedTuple):
    """What is wrong, what to do, and whether it takes something away from readers."""

    what: str
    remedy: str
    grave: bool = True


def faults() -> Iterator[Fault]:
    """Yield all that is wrong."""
    yield from faults_of_names()
    for scheme, name in (("light", "ACCENT"), ("dark", "ACCENT_DARK")):
        yield from faults_of_colour(scheme, name, getattr(settings, name))
    named: Path | None = settings.BRAND_DIR
    if named is None:
        yield from faults_of_collected()
    elif not named.is_dir():
        what = f"FACTCHECK_BRAND_DIR is {str(named)!r}, and no such folder is there."
        yield Fault(what, "Make it, or leave the variable out.")
    else:
        yield from faults_in(named)
        yield from faults_of_collected()


def faults_of_names() -> Iterator[Fault]:
    """Yield what is wrong with the name, the short name and the line beside them."""
    if not settings.SITE_NAME.strip():
        yield Fault("FACTCHECK_SITE_NAME is empty.", "Write the newsroom's name, or leave it out.")
    for name in ("SITE_NAME", "SHORT_NAME", "TAGLINE"):
        if not getattr(settings, name).isprintable():
            what = f"FACTCHECK_{name} has a line break or a mark that is not seen."
            yield Fault(what, "Type it again, on one line.")
    if not brand().card_logo and not can_write(settings.SITE_NAME):
        what = "The pictures beside links to rulings have no letters for FACTCHECK_SITE_NAME."
        remedy = "Put the name as a picture, card.png, into FACTCHECK_BRAND_DIR."
        yield Fault(what, remedy, grave=False)


def faults_of_colour(scheme: str, name: str, colour: str) -> Iterator[Fault]:
    """Yield what is wrong with a colour: that it is none, or on what it cannot be read."""
    if not colour:
        return
    if not is_colour(colour):
        what = f"FACTCHECK_{name} is {colour!r}, which is no colour."
        yield Fault(what, "Write # and six hexadecimal figures: #8a1538.")
        return
    grounds = sheet.grounds(scheme)
    better = sheet.shade_of(colour, scheme)
    for ground, shade in grounds.items():
        reached = math.floor(100 * contrast(colour, shade)) / 100
        if reached < READABLE:
            yield Fault(
                f"FACTCHECK_{name}, {colour}, cannot be read on the {scheme} pages' --{ground}, "
                f"{shade}: the contrast is {reached:.2f}:1, {READABLE - reached:.2f} less than the "
                f"{READABLE}:1 of WCAG 2.2 AA.",
                f"{better}, the nearest that can be read, is shown in its place: set that.",
                grave=False,
            )


def faults_in(within: Path) -> Iterator[Fault]:
    """Yield what is wrong in the newsroom's folder."""
    yield from faults_of_pictures(within)
    yield from faults_of_sheet(within)
    yield from faults_of_facts(within)
    yield from faults_of_footers(within)
    for name, why in overrides.broken_in(within):
        remedy = "Mend it, or take it away: readers get the page of the release where they can."
        yield Fault(f"{folder.TEMPLATES}/{name}: {why}.", remedy)
    for name in overrides.idle_in(within):
        what = f"{folder.TEMPLATES}/{name} takes the place of no template."
        yield Fault(what, "Give it the name of one under templates/ of the project.", grave=False)


def faults_of_pictures(within: Path) -> Iterator[Fault]:
    """Yield what is wrong with pictures, and which files are not looked at."""
    known = folder.names_in(within)
    for path in sorted(within.iterdir()):
        if path.name.startswith(".") or path.name in folder.FOLDERS:
            continue
        if path.name not in known:
            what = f"{path.name} in FACTCHECK_BRAND_DIR is not looked at."
            may = f"There may be {', '.join(sorted(known | folder.FOLDERS))}."
            yield Fault(what, f"{may} All else lies under {folder.FILES}/.", grave=False)
    drawings = (within / folder.FILES).rglob(f"*{folder.DRAWN}")
    for path in [*(within / name for name in sorted(known)), *sorted(drawings)]:
        is_picture = path.suffix not in {".css", ".json", ".md"}
        if is_picture and path.is_file() and (why := folder.faults_of(path)):
            what = f"{path.relative_to(within)} is not shown: it has {', '.join(why)}."
            yield Fault(what, PLAIN if path.suffix == folder.DRAWN else folder.raster_limits())
    if folder.picture_in(within, "logo-dark") and not folder.picture_in(within, "logo"):
        yield Fault("There is a logo-dark and no logo.", "Add the one for light pages.")


def faults_of_sheet(within: Path) -> Iterator[Fault]:
    """Yield what is wrong with the newsroom's own style sheet."""
    path = within / folder.SHEET
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    if found := ELSEWHERE.search(text):
        what = f"{folder.SHEET} has {found[0]!r}: browsers are told to fetch nothing from there."
        yield Fault(what, f"Put the file under {folder.FILES}/, and name it by its path.")
    size = len(text.encode())
    if size > SHEET_MOST:
        what = f"{folder.SHEET} has {size} bytes, for which each page waits; {SHEET_MOST} do."
        yield Fault(what, "Make it shorter.", grave=False)


def faults_of_facts(within: Path) -> Iterator[Fault]:
    """Yield what is wrong with what machines are told of the house."""
    try:
        facts = publisher.read(within)
    except ValueError as error:
        yield Fault(f"{folder.FACTS} cannot be read: {error}.", "Mend it; it is JSON.")
        return
    for name, why in publisher.faults_in(facts):
        remedy = "Mend it, or take it away: it is not told to anybody."
        yield Fault(f"{folder.FACTS}: {name!r} {why}.", remedy)


def faults_of_footers(within: Path) -> Iterator[Fault]:
    """Yield what is wrong with the foot of the pages."""
    languages = dict(settings.LANGUAGES)
    for path in words.footers_in(within):
        text = path.read_text(encoding="utf-8", errors="replace")
        if len(text) > LONGEST:
            what = f"{path.name} has {len(text)} characters and is not shown."
            yield Fault(what, f"{LONGEST} are the most.")
        for link in (one or other for one, other in LINK.findall(text)):
            if not is_safe_link(link):
                what = f"{path.name} links {link!r}, which is not shown as a link."
                yield Fault(what, "Write a whole address: https://… or mailto:….")
        if HEADING.search(text):
            what = f"{path.name} has a heading, which a page's outline has no place for."
            yield Fault(what, "Write it **bold**.", grave=False)
        tag = path.name.removeprefix("footer").removesuffix(".md").removeprefix(".")
        if tag and tag not in languages:
            what = f"{path.name} is for {tag!r}, which no page speaks."
            yield Fault(what, f"There is {', '.join(languages)}.", grave=False)


def faults_of_collected() -> Iterator[Fault]:
    """Yield what collectstatic has not brought to where readers get it."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return
    colours = sheet.own_colours(*sheet.colours_of(settings.ACCENT, settings.ACCENT_DARK))
    try:
        names = [name for name, _path in folder.served_from(folder.folder())]
        for name in names:
            staticfiles_storage.stored_name(name)
        with staticfiles_storage.open(staticfiles_storage.stored_name(sheet.PUBLIC)) as file:
            collected = file.read().decode()
    except (ValueError, OSError) as error:
        yield Fault(f"The pages' files are not collected: {error}.", DO_COLLECT, grave=False)
        return
    if colours not in collected or (not colours and sheet.OWN in collected):
        what = "The collected style sheet has not the colours of the settings."
        yield Fault(what, DO_COLLECT, grave=False)
