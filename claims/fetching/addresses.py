"""Which network addresses the fetcher may reach: public ones, and nothing behind the door."""

from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from socket import SOCK_STREAM, getaddrinfo

from django.conf import settings
from django.utils.translation import gettext as _

from claims.fetching.errors import FetchError

# Written out, because ipaddress alone calls some of them global, depending on its version.
REFUSED_V4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a carrier's translator
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, the clouds' metadata services among them
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
]
PUBLIC_V6 = IPv6Network("2000::/3")  # leaves out ::1, ::ffff:1.2.3.4, ::1.2.3.4, NAT64, fc00::
REFUSED_V6 = [
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3fff::/20",  # documentation
    )
]
ISATAP = {0x00005EFE, 0x02005EFE}  # an IPv4 address in the last four bytes


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether the address is a plain public one: not private, special, mapped or translated."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in REFUSED_V4)
    embeds_v4 = (int(address) >> 32) & 0xFFFFFFFF in ISATAP
    refused = any(address in network for network in REFUSED_V6)
    return address in PUBLIC_V6 and address.scope_id is None and not embeds_v4 and not refused


def may_reach(address: IPv4Address | IPv6Address) -> bool:
    """Whether the fetcher may connect: a public address, or the tests' own server."""
    return is_public(address) or (settings.FETCH_ALLOW_LOOPBACK and address.is_loopback)


def resolve(host: str, port: int, *, seconds: float) -> list[str]:
    """
    Return the addresses of a host, each of which may be reached.

    Raises FetchError if one of them may not: a mixed answer is a trap or a mistake.
    """
    addresses = _look_up(host, port, seconds)
    if not all(may_reach(ip_address(address)) for address in addresses):
        message = _(
            "“%(host)s” leads to a private or special network address, which is never fetched."
            " Give the address of a page on the public web, or save the page and upload the file."
        )
        raise FetchError(message % {"host": host}, code="private_address")
    return addresses


def _look_up(host: str, port: int, seconds: float) -> list[str]:
    """Ask the name service, and wait for it no longer than told."""
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="resolver")
    try:
        asked = executor.submit(getaddrinfo, host, port, type=SOCK_STREAM)
        answers = asked.result(timeout=seconds)
    except (OSError, UnicodeError) as error:  # TimeoutError is an OSError
        message = _("No server was found for “%(host)s”. Check the spelling of the address.")
        raise FetchError(message % {"host": host}, code="unknown_host") from error
    finally:
        executor.shutdown(wait=False)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))
