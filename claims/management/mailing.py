"""What the commands that mail notices share."""

from typing import Any

from django.core.management.base import CommandError

from claims.actions.mail_notices import MailError, MailServerError, mail_notices
from claims.management.desk_command import DeskCommand
from claims.models import Notification, User


class MailCommand(DeskCommand):
    """A command that mails what waits, each person by themself: no failure stops the others."""

    def mail(self, how: str, **options: Any) -> None:
        """Mail each person what waits; raise CommandError if it failed for anybody."""
        people = Notification.objects.to_mail(how).order_by().values("recipient")
        machine, mailed, failed = User.objects.machine(), 0, 0
        for user in User.objects.filter(pk__in=people).order_by("pk"):
            try:
                mailed += bool(mail_notices(user, how, by=machine))
            except MailServerError as error:
                message = f"The mail server cannot be reached ({error}). What waits is tried again."
                raise CommandError(message) from error
            except MailError as error:
                failed += 1
                self.stderr.write(f"{user.username} {user.email}: not mailed. {error}")
        if options["verbosity"]:
            self.stdout.write(f"{mailed} mailed.")
        if failed:
            message = f"{failed} could not be mailed; what they were to hear stands at the desk."
            raise CommandError(message)
