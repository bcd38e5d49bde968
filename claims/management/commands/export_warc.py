"""Write the stored copies on a claim as web archives read them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from claims.exports import export_warc
from claims.management.desk_command import DeskCommand
from claims.management.output import send_to
from claims.models import Claim


class Command(DeskCommand):
    """Export the stored copies of what a claim's evidence cites; they are the desk's own."""

    help = "Export the stored copies of a claim's sources as a WARC file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the claim and where to write."""
        parser.add_argument("--claim", required=True, metavar="ID", help="its public id")
        parser.add_argument("--output", required=True, metavar="FILE", type=Path)

    def handle(self, **options: Any) -> None:
        """Write the copies; a refusal is one line on standard error and exit status 1."""
        claim = Claim.objects.live().filter(public_id=options["claim"]).first()
        if claim is None:
            message = (
                f"There is no claim {options['claim']!r}: give the public id that its page shows."
            )
            raise CommandError(message)
        try:
            file = export_warc(claim)
        except OSError as error:
            message = f"A stored copy cannot be read: {error}."
            raise CommandError(message) from error
        with file:
            send_to(options["output"], file)
