"""Only plain public addresses are reached, whatever they are dressed up as."""

import time
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.fetching.addresses import is_public, resolve
from claims.fetching.errors import FetchError

REFUSED = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1"),
    *("127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1"),
    *("192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255"),
    *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1"),
    *("255.255.255.255", "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1"),
    *("::ffff:100.64.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::7f00:1"),
    *("64:ff9b::808:808", "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:7f00:1::"),
    *("2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1"),
    *("3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1"),
    *("ff02::1", "ff0e::1", "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1"),
    "2606:4700::1%eth0",
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2606:4700::1111"]


@pytest.mark.parametrize("address", REFUSED)
def test_special_addresses_are_refused(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not(address):
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_no_disguise_makes_an_ipv4_address_public(address):
    number = int(address)
    disguises = [number, (0xFFFF << 32) | number, (0x64FF9B << 96) | number]
    disguises += [(0x2002 << 112) | (number << 80), (0x20010000 << 96) | number]

    assert not any(is_public(ip_address(d.to_bytes(16, "big"))) for d in disguises)


def test_one_private_answer_among_public_ones_is_refused(names):
    names["mixed.example"] = ["8.8.8.8", "2606:4700::1111", "10.0.0.1"]

    with pytest.raises(FetchError, match="private or special") as refusal:
        resolve("mixed.example", 80, seconds=1)
    assert refusal.value.code == "private_address"


def test_public_answers_are_given_once_each_in_their_order(names):
    names["good.example"] = ["2606:4700::1111", "8.8.8.8", "8.8.8.8"]

    assert resolve("good.example", 80, seconds=1) == ["2606:4700::1111", "8.8.8.8"]


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.1", "017700000001"])
def test_loopback_in_other_spellings_is_refused(host):
    with pytest.raises(FetchError):
        resolve(host, 80, seconds=5)


def test_the_tests_switch_opens_loopback_and_nothing_else(settings):
    settings.FETCH_ALLOW_LOOPBACK = True

    assert resolve("127.0.0.1", 80, seconds=1) == ["127.0.0.1"]
    with pytest.raises(FetchError):
        resolve("10.0.0.1", 80, seconds=1)


def test_an_unknown_host_is_named(monkeypatch):
    def unknown(*_arguments, **_options):
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("claims.fetching.addresses.getaddrinfo", unknown)
    with pytest.raises(FetchError, match=r"No server was found for “nowhere\.example”"):
        resolve("nowhere.example", 80, seconds=1)


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a..b"])
def test_a_name_that_cannot_be_is_refused(host):
    with pytest.raises(FetchError, match="No server was found"):
        resolve(host, 80, seconds=5)


def test_a_slow_name_service_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("claims.fetching.addresses.getaddrinfo", lambda *_a, **_o: time.sleep(0.5))
    start = time.monotonic()
    with pytest.raises(FetchError):
        resolve("slow.example", 80, seconds=0.05)
    assert time.monotonic() - start < 0.4
