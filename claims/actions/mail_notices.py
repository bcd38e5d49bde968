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
    by two processes at once or after one that was killed. Till it is handed over it stands at the
    desk, and stays there if that fails. What its person has read, may not see any more or does not
    want any more is left out. Raises MailServerError before, and MailError after it is taken up;
    `by` is who is noted for that.
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
            let_go(taken)
    except (OSError, ValueError) as error:  # what a server refuses; an address that is none
        logger.warning("%s could not mail %s notices", by, len(taken))
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
    Notification.objects.filter(pk__in=[notice.pk for notice in told]).update(at_desk=True)
    return told, letter


def is_wanted(notice: Notification, user: User, how: str) -> bool:
    """Whether a person still wants such a notice in this way, and still works at the desk."""
    return wishes_of(user, notice.kind)[1] == how and user.is_active and user.is_staff


def let_go(notices: list[Notification]) -> None:
    """Take from the desk what was wanted by mail alone, now that it is handed over."""
    mailed_alone = [notice.pk for notice in notices if not notice.at_desk]
    Notification.objects.filter(pk__in=mailed_alone).update(at_desk=False)
