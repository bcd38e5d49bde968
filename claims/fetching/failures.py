"""What went wrong on the way, in words for the person who asked for the page."""

import ssl
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from urllib3.exceptions import DecodeError, NewConnectionError, ProtocolError
from urllib3.exceptions import TimeoutError as SilentError

from claims.fetching.errors import FetchError

PASSING = {"unreachable", "silent", "broken_off"}  # troubles that may be over in some minutes
SOON = 300
UNREACHABLE = _("%(host)s could not be reached. Check the address, or try again later.")

# The first row that fits speaks.
TROUBLES: list[tuple[type[Exception] | tuple[type[Exception], ...], str, Promise]] = [
    (NewConnectionError, "unreachable", UNREACHABLE),
    (
        (TimeoutError, SilentError),
        "silent",
        _("%(host)s did not answer. Try again later, or save the page and upload the file."),
    ),
    (
        ssl.SSLCertVerificationError,
        "certificate",
        _(
            "%(host)s could not prove that it is %(host)s: its certificate is not valid."
            " Check the address; if it is right, save the page and upload the file."
        ),
    ),
    (
        DecodeError,
        "compression",
        _("What %(host)s sent could not be unpacked. Save the page and upload the file."),
    ),
    (
        ProtocolError,
        "broken_off",
        _("The connection to %(host)s broke off before the page was complete. Try again."),
    ),
    (Exception, "unreachable", UNREACHABLE),
]

STATUSES: dict[int, Promise] = {
    HTTPStatus.UNAUTHORIZED: _("%(host)s shows this page only to those who sign in."),
    HTTPStatus.PAYMENT_REQUIRED: _("%(host)s shows this page only to those who pay."),
    HTTPStatus.FORBIDDEN: _("%(host)s refuses to show this page to us."),
    HTTPStatus.NOT_FOUND: _("There is no such page at %(host)s. Check the address."),
    HTTPStatus.GONE: _("%(host)s has removed this page. An archive may have a copy."),
    HTTPStatus.TOO_MANY_REQUESTS: _("%(host)s is being asked too often. Try again later."),
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: _("%(host)s may not show this page, by law."),
}
SERVER_TROUBLE = _("%(host)s has a problem of its own. Try again later.")
OTHER_TROUBLE = _("%(host)s did not give the page.")


def in_words(error: Exception, host: str) -> FetchError:
    """Return the refusal that says what a foreign error means."""
    code, message = next(
        (code, message) for kinds, code, message in TROUBLES if isinstance(error, kinds)
    )
    again = SOON if code in PASSING else None
    return FetchError(str(message) % {"host": host}, code=code, retry_after=again)


def status_refused(status: int, host: str, *, left_alone: int = 0) -> FetchError:
    """
    Return the refusal that says what an answer's status means.

    `left_alone` are the seconds for which the host is not asked again.
    """
    fallback = SERVER_TROUBLE if status >= HTTPStatus.INTERNAL_SERVER_ERROR else OTHER_TROUBLE
    reason = str(STATUSES.get(status, fallback)) % {"host": host}
    advice = str(_("If you can see the page, save it and upload the file."))
    told = f"{reason} (HTTP {status}) {advice}"
    again = left_alone or (SOON if status >= HTTPStatus.INTERNAL_SERVER_ERROR else None)
    return FetchError(told, code="status", status=status, retry_after=again)
