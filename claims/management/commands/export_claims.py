"""Write an article's claim report."""

from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError

from claims.exports import EXPORTERS, export
from claims.management.desk_command import DeskCommand
from claims.management.output import send_to
from claims.models import Article


class Command(DeskCommand):
    """Export what is published of an article, or its claims as they stand at the desk."""

    help = "Export an article's claims: what is published, or with --internal what the desk has."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the article, the format and where to write."""
        parser.add_argument("--article", required=True, metavar="ID", help="its public id")
        parser.add_argument("--format", required=True, choices=sorted(EXPORTERS))
        parser.add_argument("--output", metavar="FILE", type=Path, help="standard output if absent")
        parser.add_argument(
            "--internal", action="store_true", help="as it stands at the desk, without notes"
        )

    def handle(self, **options: Any) -> None:
        """Write the report; a refusal is one line on standard error and exit status 1."""
        article = Article.objects.live().filter(public_id=options["article"]).first()
        if article is None:
            message = f"There is no article {options['article']!r}."
            raise CommandError(message)
        file, _exporter = export(article, options["format"], internal=options["internal"])
        with file:
            self.send(file, options["output"])

    def send(self, file: IO[bytes], output: Path | None) -> None:
        """Copy the report to a file, or to standard output."""
        if output is None:
            self.stdout.write(file.read().decode(), ending="")
            return
        send_to(output, file)
