"""Index again the words by which rows are found, or tell where the index differs."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import CommandError

from claims.actions.list_rulings import faults as unlisted
from claims.actions.list_rulings import list_rulings
from claims.actions.rebuild_search import faults, rebuild_search
from claims.management.desk_command import DeskCommand
from claims.models import User
from claims.models.index_entry import SEARCHED

LISTED = "listed"  # the rulings that readers find, after all kinds of the desk's rows


class Command(DeskCommand):
    """Bring the desk's search up to date, while people work."""

    help = "Index the words of every row for the desk's search; safe while people work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether only to look, and where to go on."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing, only tell what is missing"
        )
        parser.add_argument(
            "--from",
            dest="start",
            metavar="KIND:NUMBER",
            help="go on after this row, as a broken run last told; earlier kinds are passed over",
        )

    def handle(self, **options: Any) -> None:
        """Index, or look. Raises CommandError if the check finds something."""
        if options["check"]:
            self.check_index()
            return
        after = resumed(options["start"]) if options["start"] else None
        told = self.tell if options["verbosity"] else None
        by, kinds = User.objects.machine(), after or {}
        mended = rebuild_search(by=by, after=after, told=told)
        mended += list_rulings(
            by=by, after=kinds.get(LISTED, 0), told=told and partial(told, LISTED)
        )
        if options["verbosity"]:
            self.stdout.write(f"{mended} entries were missing or outdated; all are up to date.")

    def tell(self, kind: str, number: int, wrong: int) -> None:
        """Say how far it is."""
        self.stdout.write(f"{kind}:{number}: {wrong} indexed")

    def check_index(self) -> None:
        """Tell, for each kind, how the index stands."""
        found = [*faults(), (LISTED, *unlisted())]
        for kind, seen, wrong in found:
            self.stdout.write(f"{kind}: {seen} rows, {wrong} missing or outdated")
        if any(wrong for _kind, _seen, wrong in found):
            message = "The search does not find all: run manage.py rebuild_search."
            raise CommandError(message)


def resumed(start: str) -> dict[str, int]:
    """Return after which row to go on in each kind. Raises CommandError if it names none."""
    kind, _colon, number = start.partition(":")
    kinds = [*SEARCHED, LISTED]
    if kind not in kinds or not number.isdecimal():
        message = f"{start!r} is not KIND:NUMBER, with one of: {', '.join(kinds)}."
        raise CommandError(message)
    passed = dict.fromkeys(kinds[: kinds.index(kind)], 2**40)
    return {**passed, kind: int(number)}
