"""Visit the cited pages again, the ones that were seen longest ago first."""

import fcntl
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from claims.actions.revisit_source import revisit_source
from claims.concerns import waiting_claims
from claims.management.desk_command import DeskCommand
from claims.models import Source, User, Visit

HOST_PAUSE = 5.0  # seconds between two requests to one host
LOCK = "revisit_sources.lock"


class Command(DeskCommand):
    """Visit sources one by one; what was visited is kept, however the run ends."""

    help = "Visit the pages that evidence cites again, and tell which changed, moved or went."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which sources, and how many."""
        parser.add_argument(
            "--older-than",
            type=int,
            default=7,
            metavar="DAYS",
            help="leave out what was visited within so many days (7)",
        )
        parser.add_argument("--limit", type=int, metavar="N", help="stop after so many sources")
        parser.add_argument(
            "--source", type=int, metavar="ID", help="this one alone, by its number at the desk"
        )

    def handle(self, **options: Any) -> None:
        """Visit and sum up; what could not be kept is named on standard error, status 1."""
        self.require_sense(options)
        self.verbosity: int = options["verbosity"]
        with alone() as is_alone:
            if not is_alone:
                message = "Another revisit_sources is at work: nothing was done."
                raise CommandError(message)
            sources = chosen(options)
            met = Counter(self.visited(source) for source in paced(sources, self.stdout.flush))
        if self.verbosity:
            self.stdout.write(summed_up(met))
        if met[""]:
            message = f"{met['']} of the sources could not be visited."
            raise CommandError(message)

    def require_sense(self, options: dict[str, Any]) -> None:
        """Raise CommandError, status 2, if a number makes no sense."""
        for name in ("older_than", "limit"):
            if options[name] is not None and options[name] < 0:
                message = f"--{name.replace('_', '-')} cannot be less than 0."
                raise CommandError(message, returncode=2)

    def visited(self, source: Source) -> str:
        """Visit one source and return the outcome; nothing if it was refused, which is told."""
        try:
            visit = revisit_source(source, by=User.objects.machine())
        except ValidationError as error:
            self.stderr.write(f"{source.pk} {source.url}: {' '.join(error.messages)}")
            return ""
        except PermissionDenied:  # it was retracted since the run began
            self.stderr.write(f"{source.pk} {source.url}: may not be visited any more.")
            return ""
        if self.verbosity > 1:
            line = f"{source.pk} {source.url}: {visit.in_words}"
            self.stdout.write(f"{line}. {visit.note}" if visit.note else line)
        return visit.outcome


@contextmanager
def alone() -> Iterator[bool]:
    """Hold the run's lock, which the system takes back from a killed one; False if another has."""
    with (Path(settings.DATA_DIR) / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def chosen(options: dict[str, Any]) -> list[Source]:
    """Return the sources to visit, in their order. Raises CommandError if one is named in vain."""
    if options["source"] is None:
        since = timezone.now() - timedelta(days=options["older_than"])
        return list(Source.objects.to_revisit(since)[: options["limit"]])
    source = Source.objects.live().exclude(url="").filter(pk=options["source"]).first()
    if source is None:
        message = f"There is no source {options['source']} with an address."
        raise CommandError(message)
    return [source]


def paced(sources: list[Source], meanwhile: Any) -> Iterator[Source]:
    """Yield the sources in their order, those of a host that was just asked once it had rest."""
    waiting = list(sources)
    rested: dict[str, float] = {}
    while waiting:
        now = time.monotonic()
        due = (source for source in waiting if rested.get(host_of(source), now) <= now)
        source = next(due, None)
        if source is None:
            meanwhile()
            time.sleep(min(rested[host_of(source)] for source in waiting) - now)
            continue
        waiting.remove(source)
        yield source
        rested[host_of(source)] = time.monotonic() + HOST_PAUSE


def host_of(source: Source) -> str:
    """Return whom a visit to a source asks."""
    return (urlsplit(source.url).hostname or "").casefold()


def summed_up(met: Counter[str]) -> str:
    """Return what was met, in one line."""
    told = [f"{met[outcome]} {outcome}" for outcome in Visit.Outcome.values if met[outcome]]
    claims = len(waiting_claims())
    counts = f": {', '.join(told)}" if told else ""
    return f"{met.total() - met['']} visited{counts}. Claims that wait for a person: {claims}."
