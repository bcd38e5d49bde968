"""The time that a whole fetch has, redirects and all."""

import time

from django.utils.translation import gettext as _

from claims.fetching.errors import FetchError


class Deadline:
    """The moment at which a transfer must be over, however lively it still is."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left; FetchError if none are."""
        left = self.at - time.monotonic()
        if left > 0:
            return left
        message = _(
            "The page took longer than %(seconds)s seconds to arrive."
            " Try again later, or save the page and upload the file."
        )
        told = message % {"seconds": f"{self.seconds:g}"}
        raise FetchError(told, code="too_slow", retry_after=300)
