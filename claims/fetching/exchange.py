"""One request and its answer, over a connection that is pinned to a checked address."""

import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from http.client import HTTPException
from socket import SHUT_RDWR, socket
from threading import Timer

import certifi
from django.conf import settings
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from claims.fetching.addresses import resolve
from claims.fetching.deadline import Deadline
from claims.fetching.failures import in_words
from claims.fetching.targets import Target

SILENCE = 10.0  # seconds to wait for the next sign of life
TROUBLE = (OSError, HTTPError, HTTPException)


@contextmanager
def exchange(target: Target, deadline: Deadline) -> Iterator[HTTPResponse]:
    """
    Send one GET request and give its answer, the body still to be read.

    Every failure, in the body of the `with` statement too, becomes a FetchError.
    """
    connection = _connect(target, deadline)
    hang_up = Timer(deadline.left(), _hang_up, [connection.sock])
    hang_up.daemon = True
    hang_up.start()
    try:
        connection.request("GET", target.path, headers=_headers(target), preload_content=False)
        with closing(connection.getresponse()) as answer:
            yield answer
        deadline.left()  # a line that was hung up can look like the end of the body
    except TROUBLE as error:
        deadline.left()
        raise in_words(error, target.host) from error
    finally:
        hang_up.cancel()
        connection.close()


def _connect(target: Target, deadline: Deadline) -> HTTPConnection:
    """Connect to the first address of the host that answers; all of them were checked."""
    trouble: Exception = OSError("no address")
    for address in resolve(target.host, target.port, seconds=min(SILENCE, deadline.left())):
        connection = _connection(target, address, min(SILENCE, deadline.left()))
        try:
            connection.connect()
        except TROUBLE as error:
            connection.close()
            trouble = error
        else:
            return connection
    deadline.left()
    raise in_words(trouble, target.host) from trouble


def _connection(target: Target, address: str, seconds: float) -> HTTPConnection:
    """Return a connection to the address, on which the server must prove the host's name."""
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=seconds)
    return HTTPSConnection(
        address,
        target.port,
        timeout=seconds,
        ssl_context=tls_context(),
        server_hostname=target.host,
    )


@cache
def tls_context() -> ssl.SSLContext:
    """Return the rules by which a server proves its name."""
    return ssl.create_default_context(cafile=certifi.where())


def _headers(target: Target) -> dict[str, str]:
    """Return what every request says, who is asking among it."""
    agent = f"Claimbench (+{settings.SITE_URL}; {settings.SITE_NAME})"
    return {
        "Host": target.netloc,
        "User-Agent": "".join(c for c in agent if c.isascii() and c.isprintable()),
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _hang_up(line: socket) -> None:
    """End a transfer from outside, in whatever state it is; reading then meets its end."""
    with suppress(OSError):
        socket.shutdown(line, SHUT_RDWR)
