"""Mail the notices that are wanted at once; run it every minute."""

from typing import Any

from claims.management.mailing import MailCommand
from claims.models import Notification


class Command(MailCommand):
    """Mail each person what happened since; no notice is mailed twice, however a run ends."""

    help = "Mail the notices that are wanted at once."

    def handle(self, **options: Any) -> None:
        """Mail each; whoever could not be mailed is named on standard error, status 1."""
        self.mail(Notification.Mail.AT_ONCE, **options)
