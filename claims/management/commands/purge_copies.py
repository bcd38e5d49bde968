"""Have a CDN drop all its copies of the public pages."""

from typing import Any

from django.core.management.base import CommandError

from claims import purging
from claims.actions.purge_copies import purge_copies
from claims.management.desk_command import DeskCommand
from claims.models import User


class Command(DeskCommand):
    """Purge now, whatever waits: after a deployment, or after purges that failed."""

    help = "Have the CDN drop every copy of the public pages."

    def handle(self, **options: Any) -> None:
        """Purge; say why not, with exit status 1."""
        if not purging.is_on():
            message = "No CDN is named: set FACTCHECK_CDN and FACTCHECK_PURGE_URL."
            raise CommandError(message)
        purge = purge_copies(by=User.objects.machine())
        if not purge.done_at:
            raise CommandError(f"The copies may still be there: {purge.error}")
        if options["verbosity"]:
            self.stdout.write("All copies are gone.")
