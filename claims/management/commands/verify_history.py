"""Tell whether the history is whole."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from claims.history import verify
from claims.history.checkpoints import UnreadableError, Witness, kept_in
from claims.management.desk_command import DeskCommand
from claims.models import Journal, Redaction


class Command(DeskCommand):
    """Name each history row, text, trigger or checkpoint that is not as it was written."""

    help = "Check every history row, stored text and trigger; the exit status is 1 on a fault."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what somebody kept of the journal's head."""
        parser.add_argument(
            "--against",
            metavar="FILE",
            action="append",
            default=[],
            help="a kept /transparency.json, or one checkpoint of it; may be given again",
        )

    def handle(self, **options: Any) -> None:
        """Walk the journal, each fault on a line of standard error."""
        kept = [witness for path in options["against"] for witness in witnesses(path)]
        head = Journal.objects.first() or Journal()
        is_whole = True
        for fault in verify(kept):
            is_whole = False
            self.stderr.write(str(fault))
        if not is_whole:
            sys.exit(1)
        if options["verbosity"]:
            self.tell(head, len(kept))

    def tell(self, head: Journal, kept: int) -> None:
        """Say what was found whole, and what the law took out of it."""
        for redaction in Redaction.objects.done().order_by("pk"):
            self.stdout.write(f"Removed by redaction {redaction.pk} ({redaction.law}): {redaction}")
        if kept:
            self.stdout.write(f"{kept} kept heads of the journal agree with it.")
        self.stdout.write(f"{head.length} history rows are whole. The last seal: {head.seal}")


def witnesses(path: str) -> list[Witness]:
    """Return what a file says of the journal. Raises CommandError if it cannot be read."""
    try:
        return kept_in(Path(path).read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        message = f"{path} is no text."
        raise CommandError(message) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise CommandError(message) from error
    except UnreadableError as error:
        message = f"{path}: {error}"
        raise CommandError(message) from error
