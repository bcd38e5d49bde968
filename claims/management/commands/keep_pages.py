"""Keep the pages of all public rulings as they are rendered now."""

import multiprocessing
import os
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from typing import Any

from django.core.management.base import CommandError
from django.db import connections

from claims import release
from claims.actions.keep_pages import keep_pages
from claims.management.desk_command import DeskCommand, at_least_one
from claims.models import Claim, KeptPage, Ruling, User

BATCH = 25  # claims that a process takes at a time
TOLD_AFTER = 1000  # claims


class Command(DeskCommand):
    """What is kept already and still right is left as it is."""

    help = "Render the pages of public rulings that are not kept, after an upgrade or each night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many processes to use."""
        most = os.cpu_count() or 1
        parser.add_argument("--processes", type=at_least_one, default=most, metavar="N")

    def handle(self, **options: Any) -> None:
        """Keep the pages. Raises CommandError if they cannot be made, or a process was ended."""
        claims = Ruling.objects.published().order_by().values_list("claim", flat=True).distinct()
        numbers = sorted(claims)
        if not release.is_as_begun():
            message = "The release changed since this command began: run it again."
            raise CommandError(message)
        self.quiet, rendered, seen = options["verbosity"] == 0, 0, 0
        try:
            for claim_count, page_count in kept(numbers, options["processes"]):
                seen, rendered = seen + claim_count, rendered + page_count
                if seen % TOLD_AFTER == 0:
                    self.say(f"{seen} claims …")
        except BrokenProcessPool as error:
            message = "A process was ended from outside. What is kept stays: run it again."
            raise CommandError(message) from error
        gone = KeptPage.drop_others(numbers)
        self.say(f"{seen} claims: {rendered} pages rendered, those of {gone} others removed.")

    def say(self, words: str) -> None:
        """Tell how it goes, unless nobody wants to know."""
        if not self.quiet:
            self.stdout.write(words)


def kept(numbers: list[int], processes: int) -> Iterator[tuple[int, int]]:
    """Yield, batch by batch, how many claims were seen to and how many pages rendered."""
    batches = [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
    if processes <= 1:
        yield from map(keep, batches)
        return
    connections.close_all()  # a connection that two processes share would mix up their answers
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=fork) as pool:
        yield from pool.map(keep, batches)


def keep(numbers: Iterable[int]) -> tuple[int, int]:
    """Keep the pages of some claims; return how many claims, and how many pages were rendered."""
    machine = User.objects.machine()
    claims = list(Claim.objects.filter(pk__in=numbers))
    return len(claims), sum(keep_pages(claim, by=machine) for claim in claims)
