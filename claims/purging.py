"""
Having a CDN drop its copies of the public pages.

Every page that may be copied names one tag, and all copies with it are called back at once: what
one publication changes runs over lists, feeds, topics, people and other rulings, and a list of
addresses would miss one.
"""

import json
from dataclasses import dataclass, field

import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError

TAG = "claimbench"
TIMEOUT = urllib3.Timeout(total=10)  # seconds
GOOD = range(200, 300)

HTTP = urllib3.PoolManager(retries=False, timeout=TIMEOUT)


class PurgeError(Exception):
    """A CDN did not say that its copies are gone; str() says what it said."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a CDN."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


def varnish(url: str, key: str) -> Call:
    """Return a ban by tag; what a BAN does, the site's own VCL says."""
    return Call("BAN", url, {"Cache-Tag": TAG, **({"Purge-Key": key} if key else {})})


def fastly(url: str, key: str) -> Call:
    """Return a purge by surrogate key, of the service whose address in the API is given."""
    return Call("POST", f"{url}/purge/{TAG}", {"Fastly-Key": key, "Accept": "application/json"})


def cloudflare(url: str, key: str) -> Call:
    """Return a purge by tag, in the zone whose address in the API is given."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    return Call("POST", f"{url}/purge_cache", headers, json.dumps({"tags": [TAG]}).encode())


CALLS = {"varnish": varnish, "fastly": fastly, "cloudflare": cloudflare}


def is_on() -> bool:
    """Whether a CDN keeps copies that can be called back."""
    return bool(settings.CDN != "none" and settings.PURGE_URLS)


def tags() -> dict[str, str]:
    """Return the headers by which a CDN knows what to drop, if there is one."""
    return {"Cache-Tag": TAG, "Surrogate-Key": TAG} if is_on() else {}


def purge_all() -> None:
    """
    Have every copy dropped, at each address that the settings name.

    Raises PurgeError if one of them does not say so in time; the others were asked all the same.
    """
    failed = [why for url in settings.PURGE_URLS if (why := failure_at(url))]
    if failed:
        raise PurgeError("; ".join(failed))


def failure_at(url: str) -> str:
    """Ask at one address; return why it failed, or nothing. The key is never told."""
    call = CALLS[settings.CDN](url.rstrip("/"), settings.PURGE_KEY)
    where = urllib3.util.parse_url(url).host or url
    try:
        answer = HTTP.request(
            call.method,
            call.url,
            body=call.body,
            headers=call.headers,
            redirect=False,
            preload_content=False,
        )
        status = answer.status
        answer.close()
    except (HTTPError, ValueError) as error:
        return f"{where}: {type(error).__name__}"
    return "" if status in GOOD else f"{where}: answered {status}"
