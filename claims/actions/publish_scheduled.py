"""Put before readers what is due, or keep on record why it could not be."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from claims import gate
from claims.actions.notify import notify
from claims.actions.publish_ruling import HIDDEN, publish_ruling
from claims.models import Notification, Ruling, StaleRevision, User
from claims.models.journal import recorded

logger = logging.getLogger(__name__)


def publish_scheduled(ruling: Ruling, *, by: User) -> Ruling | None:
    """
    Publish a version that is due, as the person who scheduled it; return it as it then is.

    The gate is asked again, and so is what that person may do by now. What is refused stays
    unpublished, with its time and the reason on record by `by`, who only notes it; it is not
    tried again. Returns None if somebody saved the version since it was read: nothing was done.
    """
    scheduler, revision = ruling.scheduled_by, ruling.revision
    if scheduler is None or not ruling.is_scheduled:
        return None
    time = formats.localize(timezone.localtime(ruling.publish_at))
    reason = _("published as %(who)s had scheduled it for %(time)s")
    told = reason % {"who": scheduler, "time": time}
    try:
        return publish_at_its_time(
            ruling, revision=revision, scheduler=scheduler, reason=told, by=by
        )
    except StaleRevision:
        return None
    except PermissionDenied:
        why = _("%(who)s may not publish it any more.") % {"who": scheduler}
    except ValidationError as error:
        why = why_not(error)
    return note_failure(ruling, revision=revision, why=why, by=by)


@recorded
def publish_at_its_time(
    ruling: Ruling, *, revision: int, scheduler: User, reason: str, by: User
) -> Ruling:
    """Publish as who scheduled it, and tell them: they are not at the desk when it happens."""
    published = publish_ruling(ruling, revision=revision, by=scheduler, reason=reason)
    told = {"to": [scheduler], "by": by, "ruling": published}
    notify(Notification.Kind.PUBLISHED, published.claim, **told)  # type: ignore[arg-type]
    return published


def why_not(error: ValidationError) -> str:
    """Return a refusal for everybody at the desk: nothing in it tells what verdicts say."""
    blind = {rule.id for rule in gate.RULES.values() if rule.blind}
    found = getattr(error, "error_list", [error])
    told = [str(HIDDEN) if e.code in blind else " ".join(e.messages) for e in found]
    return " ".join(dict.fromkeys(told))


@recorded
def note_failure(ruling: Ruling, *, revision: int, why: str, by: User) -> Ruling | None:
    """Keep why a version was not published at its time, unless somebody saved it since."""
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    if ruling.revision != revision:
        return None
    ruling.schedule_failure = why
    ruling.save_by(by, _("not published as scheduled: %(why)s") % {"why": why})
    concerned = [ruling.scheduled_by, ruling.written_by]
    notify(Notification.Kind.NOT_PUBLISHED, ruling.claim, to=concerned, by=by, ruling=ruling)
    logger.warning("ruling %s was not published as scheduled", ruling.pk)
    return ruling
