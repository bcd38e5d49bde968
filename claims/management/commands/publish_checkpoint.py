"""Sign and publish what the journal's head is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from claims.actions.publish_checkpoint import publish_checkpoint
from claims.management.desk_command import DeskCommand
from claims.models import User


class Command(DeskCommand):
    """Publish a checkpoint; for a timer, besides those that follow each publication."""

    help = "Sign the head of the journal and publish it in /transparency.json."

    def handle(self, **options: Any) -> None:
        """Sign, and print the signed note; without a key say so, with exit status 1."""
        try:
            checkpoint = publish_checkpoint(by=User.objects.machine())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["verbosity"]:
            self.stdout.write(str(checkpoint.note), ending="")
