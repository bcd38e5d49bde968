"""
One POST and its answer, within a time and a size.

Unlike the fetcher this reaches private addresses too: whoever runs the desk names the server in
the settings, and it mostly stands on the same machine. No redirect is followed.
"""

import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from socket import SHUT_RDWR, socket
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult

import certifi
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)

MAX_BYTES = 256 * 1024  # of an answer; the claims of one sentence are a few hundred
PIECE = 16 * 1024


class PostError(Exception):
    """No answer came; `reason` is a word for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered, as it came."""

    status: int
    retry_after: str
    content: bytes


def post(target: SplitResult, body: bytes, headers: Mapping[str, str], seconds: float) -> Answered:
    """Send a body and return the answer; PostError where none came whole and in time."""
    until = monotonic() + seconds
    connection = _connection(target, seconds)
    try:
        connection.connect()
        hang_up = Timer(max(0.0, until - monotonic()), _hang_up, [connection.sock])
        hang_up.daemon = True
        hang_up.start()
        try:
            connection.request(
                "POST", target.path, body=body, headers=headers, preload_content=False
            )
            with closing(connection.getresponse()) as answer:
                answered = _read(answer)
        finally:
            hang_up.cancel()
    except (OSError, HTTPError, HTTPException, UnicodeError) as error:
        raise PostError(_in_a_word(error, is_late=monotonic() >= until)) from error
    finally:
        connection.close()
    if monotonic() >= until:  # a line that was hung up can look like the end of the body
        raise PostError("time-out")
    return answered


def _read(answer: HTTPResponse) -> Answered:
    """Read the body as it is, packed or not, no further than is useful."""
    content = bytearray()
    while piece := answer.read(PIECE, decode_content=False):
        content += piece
        if len(content) > MAX_BYTES:
            raise PostError("answer too large")
    return Answered(answer.status, answer.headers.get("Retry-After", ""), bytes(content))


def _in_a_word(error: Exception, *, is_late: bool) -> str:
    """Return what went wrong, without an address or a name."""
    if isinstance(error, NameResolutionError):
        return "unknown host"
    refused = isinstance(error, NewConnectionError)  # to the library a kind of time-out
    late = isinstance(error, TimeoutError | ConnectTimeoutError | ReadTimeoutError)
    if (late and not refused) or is_late:
        return "time-out"
    if isinstance(error, ssl.SSLError):
        return "certificate"
    return "connection"


def _connection(target: SplitResult, seconds: float) -> HTTPConnection:
    host = target.hostname or ""
    if target.scheme == "http":
        return HTTPConnection(host, target.port or 80, timeout=seconds)
    return HTTPSConnection(host, target.port or 443, timeout=seconds, ssl_context=_tls_context())


@cache
def _tls_context() -> ssl.SSLContext:
    """Return the rules by which a server proves its name: the machine's own and the public ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _hang_up(line: socket) -> None:
    """End a transfer from outside, in whatever state it is; reading then meets its end."""
    with suppress(OSError):
        socket.shutdown(line, SHUT_RDWR)
