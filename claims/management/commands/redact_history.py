"""Ask for words to be removed from history, and carry out what somebody else asked for."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError

from claims.actions.redact_history import redact_history
from claims.actions.save_row import save_row
from claims.management.desk_command import DeskCommand
from claims.models import Redaction, User


class Command(DeskCommand):
    """Two people remove what the law demands: one asks, another carries it out."""

    help = "Remove from a row and its history what the law demands; it takes two people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is asked for, or the number of a request to carry out."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        ask = verbs.add_parser("ask", help="say what is to go, and why")
        ask.add_argument("kind", help="the kind of row, for example note")
        ask.add_argument("row", type=int, help="its number")
        ask.add_argument("names", nargs="+", help="the fields whose contents go")
        ask.add_argument("--law", required=True, help="the law that demands it")
        ask.add_argument("--because", required=True, help="why, without the words that go")
        ask.add_argument(
            "--position", type=int, action="append", default=[], help="only from this history row"
        )
        approve = verbs.add_parser("approve", help="carry out what somebody else asked for")
        approve.add_argument("redaction", type=int, help="the number that “ask” printed")
        for verb in (ask, approve):
            verb.add_argument("--by", required=True, metavar="USERNAME", help="who does it")

    def handle(self, **options: Any) -> None:
        """Ask or carry out; a refusal is one line on standard error and exit status 1."""
        by = acting(options["by"])
        try:
            redaction = asked(options, by) if options["verb"] == "ask" else approved(options, by)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except PermissionDenied as error:
            message = f"{by} may not: it takes an administrator who did not ask for it."
            raise CommandError(message) from error
        if options["verbosity"]:
            self.stdout.write(told(redaction))


def asked(options: dict[str, Any], by: User) -> Redaction:
    """Return what was just asked for."""
    redaction = Redaction(
        kind=options["kind"],
        row_id=options["row"],
        names=options["names"],
        positions=options["position"],
        law=options["law"],
        because=options["because"],
    )
    return save_row(redaction, by=by, reason=options["law"])


def approved(options: dict[str, Any], by: User) -> Redaction:
    """Return what was just carried out. Raises CommandError if nobody asked for it."""
    redaction = Redaction.objects.filter(pk=options["redaction"]).first()
    if redaction is None:
        message = f"There is no redaction {options['redaction']}."
        raise CommandError(message)
    return redact_history(redaction, revision=redaction.revision, by=by)


def told(redaction: Redaction) -> str:
    """Return what was done, and what is to be done next."""
    if redaction.done_at is None:
        return (
            f"Redaction {redaction.pk} is asked for: {redaction}. Somebody else carries it out "
            f"with redact_history approve {redaction.pk}."
        )
    count = len(redaction.after)
    return f"Redaction {redaction.pk} is carried out: {redaction}, in {count} history rows."


def acting(username: str) -> User:
    """Return the user to name in the history. Raises CommandError if there is none."""
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        message = f"There is no user {username!r}."
        raise CommandError(message) from error
