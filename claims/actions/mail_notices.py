"""Mail a person the notices that wait for them."""

import logging
from contextlib import suppress

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from claims.letters import letter_to
from claims.models import Notification, User
from claims.models.notification import wishes_of

logger = logging.getLogger(__name__)


class MailError(Exception):
    """A mail could not be handed over; what it was to tell stands at the desk."""


class MailServerError(MailError):
    """The mail server cannot be reached; nothing was taken up, and all of it waits."""


def mail_notices(user: User, how: str, *, by: User) -> int:
    """
    Mail what waits for a person to be mailed in this way; return how many notices that told.

    At most once: a notice is taken up for good before it is sent, so that none is mailed twice,
    by two processes at once or after one that was killed. A mail that fails is not tried again:
    its notices stand at the desk. What its person has read, may not see any more or does not want
    any more is left out. Raises MailServerError before, and MailError after that.
    """
    connection, taken = get_connection(), list[Notification]()
    try:
        connection.open()
    except OSError as error:
        raise MailServerError(str(error)) from error
    try:
        taken, letter = take_up(user, how)
        if letter is not None:
            connection.send_messages([letter])
    except (OSError, ValueError) as error:  # what a server refuses; an address that is none
        put_at_desk(taken, by=by)
        raise MailError(str(error)) from error
    finally:
        with suppress(OSError):  # it was sent, or not, by now
            connection.close()
    return len(taken)


@transaction.atomic
def take_up(user: User, how: str) -> tuple[list[Notification], EmailMessage | None]:
    """Take what waits up for mail; return what is to be told of it, and the mail that does."""
    waiting = Notification.objects.to_mail(how).filter(recipient=user)
    keys = list(waiting.select_for_update().values_list("pk", flat=True))
    notices = Notification.objects.of(user).filter(pk__in=keys, read_at=None)
    told = [n for n in notices.with_rows().order_by("created_at", "pk") if is_wanted(n, user, how)]
    letter = letter_to(user, told) if told else None
    Notification.objects.filter(pk__in=keys).update(mailed_at=timezone.now())
    return told, letter


def is_wanted(notice: Notification, user: User, how: str) -> bool:
    """Whether a person still wants such a notice in this way, and still works at the desk."""
    return wishes_of(user, notice.kind)[1] == how and user.is_active and user.is_staff


def put_at_desk(notices: list[Notification], *, by: User) -> None:
    """Let notices that could not be mailed stand at the desk, also where only mail was wanted."""
    Notification.objects.filter(pk__in=[n.pk for n in notices]).update(at_desk=True)
    logger.warning("%s notices could not be mailed; noted by %s", len(notices), by.pk)
