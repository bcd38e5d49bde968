"""
How often something may be sent: from one address, and by all.

Of an address nothing is kept but a keyed digest, which is another one each hour, and a count
beside it that is gone after that hour.
"""

import time
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 60 * 60
FROM_ONE = 10
BY_ALL = 200
NETWORK = 64  # bits: a household has so many addresses of IPv6


def address_of(request: HttpRequest) -> str:
    """
    Return the address that a request came from.

    A proxy in the house's own network adds the address that it was asked from at the end of
    X-Forwarded-For; what stands before that, anybody may have written.
    """
    direct = parsed(request.META.get("REMOTE_ADDR", ""))
    if direct is None or direct.is_private:
        last = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        direct = parsed(last) or direct
    if isinstance(direct, IPv6Address):
        return str(ip_network((direct, NETWORK), strict=False))
    return str(direct)


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Return an address, or None for what is none; one of IPv4 may come dressed as IPv6."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_too_much(request: HttpRequest, *, what: str) -> bool:
    """Whether there was enough of this within the hour; if not, this one is counted."""
    hour = int(time.time() // HOUR)
    one = salted_hmac(f"{what} {hour}", address_of(request), algorithm="sha256").hexdigest()
    limits = {f"{what}:{one}": FROM_ONE, f"{what}:{hour}": BY_ALL}
    cache = caches["throttling"]
    counts = {key: cache.get(key, 0) for key in limits}
    if any(counts[key] >= most for key, most in limits.items()):
        return True
    if not counts[f"{what}:{hour}"]:
        cache.clear()  # the first of an hour takes away what was counted before
    for key, count in counts.items():
        cache.set(key, count + 1, HOUR)
    return False
