"""A web server on this machine that behaves as well or as badly as it is told."""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

CERTIFICATE = Path(__file__).parent / "fetching" / "certificate.pem"


class Request(BaseHTTPRequestHandler):
    """One request; a page is a function of it."""

    server: "Site"
    body = b""

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        with suppress(ConnectionError, TimeoutError, ssl.SSLError):
            self.server.pages.get(self.path, missing)(self)

    def do_POST(self):
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    do_BAN = do_GET  # noqa: N815 - the name is the method's

    def answer(self, body=b"", *, status=200, content_type="text/html; charset=utf-8", **headers):
        """Answer well; keyword arguments become headers."""
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        for name, value in {"Content_Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def drip(self, piece: bytes, *, every: float) -> None:
        """Send the same piece again and again until the other side goes away."""
        while True:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(every)

    def log_message(self, *_arguments):
        """Say nothing."""


def missing(request: Request) -> None:
    """Say that there is no such page, as for the robots.txt of most sites."""
    request.answer(status=404)


class Site(ThreadingHTTPServer):
    """Pages by path, and a record of the requests that came."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.pages: dict[str, Callable[[Request], None]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request, client_address):
        """Stay quiet: the tests hang up on purpose."""

    def at(self, path: str, page: Callable[[Request], None]) -> str:
        """Put a page at a path and return its address."""
        self.pages[path] = page
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return the address of a path under a name for this server."""
        return f"{scheme}://{host}:{self.server_port}{path}"


@contextmanager
def running_site(*, tls: bool = False) -> Iterator[Site]:
    """Serve on a free port of this machine until the block ends."""
    with Site() as site:
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            site.socket = context.wrap_socket(
                site.socket, server_side=True, do_handshake_on_connect=False
            )
        thread = Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()
