"""Publish what was scheduled and is due; run it every minute."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from claims.actions.publish_scheduled import publish_scheduled
from claims.management.desk_command import DeskCommand
from claims.models import Ruling, User


class Command(DeskCommand):
    """Publish version by version: a run that is killed, or meets another, loses nothing."""

    help = "Publish the approved rulings whose time has come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many."""
        parser.add_argument("--limit", type=int, metavar="N", help="stop after so many rulings")

    def handle(self, **options: Any) -> None:
        """Publish each, and name it; what was refused is named on standard error."""
        due = Ruling.objects.due(timezone.now()).select_related("claim", "scheduled_by")
        for waiting in due[: options["limit"]]:
            ruling = publish_scheduled(waiting, by=User.objects.machine())
            if ruling is None:  # somebody else was at it
                continue
            name = f"{ruling.claim.public_id} version {ruling.version}"
            if ruling.schedule_failure:
                self.stderr.write(f"{name}: not published. {ruling.schedule_failure}")
            elif options["verbosity"]:
                self.stdout.write(f"{name}: published")
