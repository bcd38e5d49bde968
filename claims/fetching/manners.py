"""
Manners towards one host: a pause between requests, and peace when it asks for it.

What is known of a host stands in the cache "fetching", so that all processes share it.
"""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.utils.translation import gettext as _

from claims.fetching.deadline import Deadline
from claims.fetching.errors import FetchError

LONGEST_WAIT = 10.0  # seconds for which somebody waits for their turn
LOOK_AGAIN = 0.05
OVERLOADED = {429, 503}  # RFC 6585, section 4; RFC 9110, section 15.6.4
FIRST_REST = 60  # seconds, doubled with each refusal that follows
LONGEST_REST = 3600  # where the host names no time
DAY = 24 * 3600


def known() -> BaseCache:
    """Return where it is kept what is known of hosts."""
    return caches["fetching"]


def take_turn(host: str, deadline: Deadline) -> None:
    """
    Wait until this host may be asked again. Raises FetchError if that takes too long.

    One page is one turn, its redirects on the same host and its robots.txt included, as a browser
    would do it.
    """
    require_peace(host)
    until = time.monotonic() + min(LONGEST_WAIT, deadline.left())
    while settings.FETCH_INTERVAL and not known().add(f"turn:{host}", 1, settings.FETCH_INTERVAL):
        if time.monotonic() + LOOK_AGAIN > until:
            message = _("Others here are fetching from %(host)s too. Try again in a minute.")
            raise FetchError(message % {"host": host}, code="busy", retry_after=60)
        time.sleep(LOOK_AGAIN)


def require_peace(host: str) -> None:
    """Raise FetchError while a host wants to be left alone."""
    left = int(known().get(f"peace:{host}", 0) - time.time())
    if left > 0:
        message = _(
            "%(host)s is overloaded, or asked to be left alone for a while: it is not asked again"
            " for %(minutes)s min. Try again then, or save the page and upload the file."
        )
        told = {"host": host, "minutes": left // 60 + 1}
        raise FetchError(message % told, code="left_alone", retry_after=left + 1)


def note(host: str, status: int, retry_after: str = "") -> int:
    """Note how a host answered; return the seconds for which it is now left alone, or 0."""
    if status not in OVERLOADED:
        known().delete(f"refusals:{host}")
        return 0
    refusals: int = known().get(f"refusals:{host}", 0)
    known().set(f"refusals:{host}", refusals + 1, DAY)
    doubled = min(LONGEST_REST, FIRST_REST << min(refusals, 10))
    seconds = max(asked_for(retry_after), doubled)
    known().set(f"peace:{host}", time.time() + seconds, seconds)
    return seconds


def asked_for(retry_after: str) -> int:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), a day at most."""
    retry_after = retry_after.strip()
    if retry_after.isascii() and retry_after.isdigit():
        return min(int(retry_after[:9]), DAY)
    try:
        then = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0, min(int((then - datetime.now(UTC)).total_seconds()), DAY))
