"""Remind people of what is due, and mail the daily digests; run it every morning."""

from typing import Any

from claims.actions.remind import remind
from claims.management.mailing import MailCommand
from claims.models import Notification, User


class Command(MailCommand):
    """Leave the day's reminders, then mail each person one digest of what waits for it."""

    help = "Remind people of claims that are due soon or overdue, and mail the daily digests."

    def handle(self, **options: Any) -> None:
        """Remind and mail; whoever could not be mailed is named on standard error, status 1."""
        reminded = remind(by=User.objects.machine())
        if options["verbosity"]:
            self.stdout.write(f"Reminders: {reminded}.")
        self.mail(Notification.Mail.DIGEST, **options)
