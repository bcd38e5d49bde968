"""Let people know of what happened to a claim, as each of them wants to be told."""

from collections.abc import Iterable
from datetime import date

from claims import policy
from claims.models import Claim, Note, Notification, Ruling, User
from claims.models.notification import wishes_of


def notify(
    kind: Notification.Kind,
    claim: Claim,
    *,
    to: Iterable[User | None],
    by: User,
    ruling: Ruling | None = None,
    note: Note | None = None,
    on_day: date | None = None,
) -> list[Notification]:
    """
    Leave a notice for each of these people who may see the claim; return them.

    Nobody is told of their own deed, or of what they chose not to be told of. It is called in the
    transaction of the deed, once the deed is done, and is undone with it. With a day it is a
    reminder, of which there is one a day.
    """
    people = [user for user in policy.readers_among(to, claim) if user.pk != by.pk]
    wanted = [(user, *wishes_of(user, kind)) for user in people]
    notices = [
        Notification(
            recipient=user,
            actor=by,
            kind=kind,
            claim=claim,
            ruling=ruling,
            note=note,
            on_day=on_day,
            at_desk=at_desk,
            mail=mail,
        )
        for user, at_desk, mail in wanted
        if at_desk or mail
    ]
    return Notification.objects.bulk_create(notices, ignore_conflicts=on_day is not None)
