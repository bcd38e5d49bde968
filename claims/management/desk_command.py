"""What the commands that need the database share."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, ProgrammingError


class DeskCommand(BaseCommand):
    """A command that works on the desk's rows; a database that is not ready is told in a line."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command. Raises CommandError if tables are missing or nobody answers."""
        try:
            return super().execute(*args, **options)
        except (InterfaceError, OperationalError, ProgrammingError) as error:
            why = str(error).partition("\n")[0]
            message = (
                "The database is not ready: run manage.py migrate, or see that it can be reached"
                f" ({why})."
            )
            raise CommandError(message) from error


def at_least_one(typed: str) -> int:
    """Return the number that was typed. Raises ValueError for none, and for less than one."""
    if (number := int(typed)) < 1:
        raise ValueError
    return number
