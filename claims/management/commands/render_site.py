"""Write the whole public site as files, for any web server."""

import hashlib
import os
import sys
from argparse import ArgumentParser
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.core.exceptions import DisallowedHost
from django.core.management.base import CommandError
from django.template.loader import render_to_string

from claims.answers import request_for
from claims.branding import brand
from claims.management.desk_command import DeskCommand, at_least_one
from claims.management.site.folder import Folder, NotOursError
from claims.management.site.walk import walk
from claims.models import Checkpoint, Journal
from claims.release import release_and_settings
from claims.site.pages import LINK, followed, follower
from claims.templatetags.keeping import MEMORY

STARTS = ["/", "/robots.txt", "/sitemap.xml", "/transparency.json", "/claimreview.json"]
OPTIONAL = ("/robots.txt", "/sitemap.xml", "/claimreview.json")  # of the last, the page after all
NOT_FOUND = "404.html"
TOLD_AFTER = 1000  # pages
MOST_PARTS = 30_000  # that a process knows: a ruling stands in many lists, far from each other


class Command(DeskCommand):
    """Pages are made as readers get them, and written where they changed."""

    help = "Write the public site into a folder; nothing is done if nothing changed since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and how many processes to use."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="an empty or an earlier one")
        parser.add_argument(
            "--processes",
            type=at_least_one,
            default=os.cpu_count() or 1,
            metavar="N",
            help="at a time",
        )
        parser.add_argument(
            "--all", action="store_true", help="make every page, even if nothing changed"
        )

    def handle(self, **options: Any) -> None:
        """Make the site. Raises CommandError if the folder is not ours or cannot be written."""
        self.quiet = options["verbosity"] == 0
        try:
            folder = Folder.opened(options["folder"])
            state = made_from()
            if folder.made_from == state and folder.is_whole() and not options["all"]:
                self.say(f"Nothing changed: {len(folder.before)} files are as they were.")
            else:
                self.make(folder, state, options["processes"])
        except (NotOursError, OSError) as error:
            raise CommandError(str(error)) from error
        except DisallowedHost as error:
            message = "Name the host of FACTCHECK_SITE_URL in FACTCHECK_ALLOWED_HOSTS."
            raise CommandError(message) from error
        except BrokenProcessPool as error:
            message = "A process was ended from outside. What is written stays: run it again."
            raise CommandError(message) from error

    def make(self, folder: Folder, state: str, processes: int) -> None:
        """Make every page, keep the manifest, and tell what changed."""
        followed.cache_clear()  # what was known of links may be of another day
        MEMORY.most = max(MEMORY.most, MOST_PARTS)
        files = {NOT_FOUND: folder.put(NOT_FOUND, not_found())}
        faults = 0
        for result in walk(folder, STARTS, processes=processes):
            if result.file:
                files[result.file] = result.sha256
                if len(files) % TOLD_AFTER == 0:
                    self.say(f"{len(files)} files …")
            elif not result.address.startswith(OPTIONAL):
                faults += 1
                self.stderr.write(result.missing)
        changed, removed = folder.finish(state, files)
        self.say(f"{len(files)} files: {len(changed)} new or changed, {len(removed)} removed.")
        if faults:
            sys.exit(1)

    def say(self, words: str) -> None:
        """Tell how it goes, unless nobody wants to know."""
        if not self.quiet:
            self.stdout.write(words)


def not_found() -> bytes:
    """Return the page for what is not there; web servers have to be told of it."""
    address = f"/{NOT_FOUND}"
    page = render_to_string("404.html", request=request_for(address))
    return LINK.sub(follower(address, []), page).encode()


def made_from() -> str:
    """Return what stands for all that pages are made from: the desk, the release, the settings."""
    head = Journal.objects.first() or Journal()
    newest = Checkpoint.objects.order_by("-pk").values_list("pk", flat=True).first()
    said = [head.seal, str(newest), brand().fingerprint, release_and_settings()]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
