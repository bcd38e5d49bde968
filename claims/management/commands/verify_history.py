"""Tell whether the history is whole."""

import sys
from typing import Any

from claims.history import verify
from claims.management.desk_command import DeskCommand
from claims.models import Journal


class Command(DeskCommand):
    """Name each history row, text or trigger that is not as it was written."""

    help = "Check every history row, stored text and trigger; the exit status is 1 on a fault."

    def handle(self, **options: Any) -> None:
        """Walk the journal, each fault on a line of standard error."""
        head = Journal.objects.first() or Journal()
        is_whole = True
        for fault in verify():
            is_whole = False
            self.stderr.write(str(fault))
        if not is_whole:
            sys.exit(1)
        if options["verbosity"]:
            self.stdout.write(f"{head.length} history rows are whole. The last seal: {head.seal}")
