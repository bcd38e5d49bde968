"""
Traps that are laid for fetchers: none takes 256 MB or 30 s, or leaves anything behind.

A process of its own walks into each, so that its memory is its own and not the trap's.
"""

import gzip
import json
import os
import subprocess
import sys
import time
import zlib
from functools import cache
from pathlib import Path

import pytest

from claims.fetching import FetchError, fetch
from tests.servers import running_site

ROOT = Path(__file__).parents[2]
MB, SECONDS = 256, 30


def redirects(request):
    number = int(request.path.rpartition("/")[2])
    request.server.at(f"/r/{number + 1}", redirects)
    request.answer(status=302, Location=f"/r/{number + 1}")


def endless(request):
    request.send_response(200)
    request.send_header("Content-Type", "text/plain")
    request.end_headers()
    request.drip(b"a" * 1_000_000, every=0)


def endless_headers(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    request.drip(b"X: " + b"a" * 60_000 + b"\r\n", every=0)


def endless_chunks(request):
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.drip(b"1\r\na\r\n" * 10_000, every=0)


def endless_chunk_size(request):
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.drip(b"0" * 1_000_000, every=0)


def slow_body(request):
    request.answer(b"", Content_Length=10**6)
    request.drip(b"a", every=0.5)


def slow_head(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    request.drip(b"a", every=0.5)


def answer(body, **headers):
    return lambda r: r.answer(body, content_type="text/plain", **headers)


def quickly(raw):
    return gzip.compress(raw, 1)


def twice(raw):
    return gzip.compress(quickly(raw))


@cache
def packed(pack):
    """Return 300 MB as a bomb: made once, and only where somebody walks into it."""
    return pack(bytes(300_000_000))


def bomb(pack, encoding):
    def packed_answer(request):
        answer(packed(pack), Content_Encoding=encoding)(request)

    return packed_answer


TRAPS = {
    "10,000 redirects": ("/r/0", redirects, {"redirects"}),
    "endless body": ("/endless", endless, {"too_large"}),
    "endless headers": ("/headers", endless_headers, {"unreachable", "broken_off"}),
    "endless chunks": ("/chunks", endless_chunks, {"too_large", "too_slow"}),
    "endless size of a chunk": ("/size", endless_chunk_size, {"broken_off", "too_slow"}),
    "gzip bomb": ("/gzip", bomb(quickly, "gzip"), {"too_large"}),
    "gzip bomb in two layers": ("/twice", bomb(twice, "gzip, gzip"), {"compression"}),
    "deflate bomb": ("/deflate", bomb(zlib.compress, "deflate"), {"too_large"}),
    "more than announced": ("/more", answer(b"a" * 5000, Content_Length=10), {"10 bytes"}),
    "less than announced": ("/less", answer(b"a", Content_Length=10**6), {"broken_off"}),
    "a length that is none": (
        "/none",
        answer(b"a", Content_Length="-7"),
        {"1 bytes", "broken_off"},
    ),
    "announced beyond all limits": ("/huge", answer(b"a", Content_Length=10**15), {"too_large"}),
    "slow body": ("/slow", slow_body, {"too_slow"}),
    "slow head": ("/slow-head", slow_head, {"too_slow"}),
    "silence": ("/silence", lambda _request: time.sleep(40), {"silent"}),
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Walk into all traps, in three processes; return what each told."""
    for pack in (quickly, twice, zlib.compress):
        packed(pack)  # before anybody waits for it
    with running_site() as site:
        urls = [site.at(path, page) for path, page, _codes in TRAPS.values()]
        third = [urls[start::3] for start in range(3)]
        walkers = [walk(urls, tmp_path_factory.mktemp("own")) for urls in third]
        told = [walker.communicate(timeout=170) for walker in walkers]
    lines = [[json.loads(line) for line in out.splitlines()] for out, _err in told]
    assert [len(found) for found in lines] == [len(urls) for urls in third], told
    return {name: lines[n % 3][n // 3] for n, name in enumerate(TRAPS)}


def walk(urls, folder):
    command = [sys.executable, "-m", "tests.fetching.trapped", *urls]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TMPDIR": str(folder)}, **pipes)


@pytest.mark.slow
@pytest.mark.parametrize("trap", TRAPS)
def test_no_trap_takes_much_or_leaves_anything(walked, trap):
    told, codes = walked[trap], TRAPS[trap][2]

    assert told["code"] in codes
    assert told["seconds"] < SECONDS
    assert told["mb"] < MB
    assert told["left"] == {"threads": [], "files": [], "children": [], "temporary": []}


def test_a_name_that_leads_elsewhere_the_second_time_is_asked_once(site, monkeypatch):
    answers = iter(["127.0.0.1", "10.0.0.1", "169.254.169.254"])
    asked = []

    def rebinding(host, port, **_options):
        asked.append(host)
        return [(2, 1, 6, "", (next(answers), port))]

    monkeypatch.setattr("claims.fetching.addresses.getaddrinfo", rebinding)
    site.at("/a", lambda r: r.answer(b"<p>the page that was checked"))

    page = fetch(site.url("/a", "rebinding.example"))

    assert page.content == b"<p>the page that was checked"
    assert asked == ["rebinding.example"]


def test_a_name_that_led_to_the_page_before_is_checked_again_at_each_redirect(site, monkeypatch):
    answers = iter(["127.0.0.1", "169.254.169.254"])
    monkeypatch.setattr(
        "claims.fetching.addresses.getaddrinfo",
        lambda _host, port, **_options: [(2, 1, 6, "", (next(answers), port))],
    )
    site.at("/a", lambda r: r.answer(status=302, Location="/secret"))

    with pytest.raises(FetchError) as refusal:
        fetch(site.url("/a", "rebinding.example"))

    assert refusal.value.code == "private_address"
    assert [path for path, _headers in site.seen] == ["/a"]


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
        "64:ff9b:1::a00:1",  # NAT64 for local use
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "::ffff:127.0.0.1",  # mapped
        "::ffff:0:127.0.0.1",  # translated (RFC 2765)
        "::127.0.0.1",  # compatible
        "2001:0:7f00:1::",  # Teredo
        "fe80::1",
        "fd00:ec2::254",
        "::",
        "0.0.0.0",
        "100.64.0.1",
        "169.254.169.254",
    ],
)
def test_no_disguise_of_a_private_address_is_reached(site, monkeypatch, settings, address):
    settings.FETCH_ALLOW_LOOPBACK = False
    family = 10 if ":" in address else 2
    monkeypatch.setattr(
        "claims.fetching.addresses.getaddrinfo",
        lambda _host, port, **_options: [(family, 1, 6, "", (address, port))],
    )

    with pytest.raises(FetchError) as refusal:
        fetch(site.url("/a", "disguised.example"))

    assert refusal.value.code == "private_address"
    assert not site.seen
