"""
All files of one ruling: they are kept together as they are written, under one name.

The name stands for all that any of them is made from, so nothing of them is read or rendered where
they are found. What a picture at the desk becomes is not known by it: a ruling that shows one is
made file by file.
"""

import hashlib
import json
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import reverse

from claims.answers import answer_at, found_at
from claims.models import KeptPage
from claims.site.addresses import kin_of
from claims.site.pages import MissingError, page_at

HEAD = 8  # bytes that tell how long the list of the files is
RULING = "claims:ruling_in_short"
PICTURE = "picture"


class File(NamedTuple):
    """A file of the site, and the address that it stands for."""

    address: str
    name: str
    sha256: str
    body: bytes


class Files(NamedTuple):
    """The files of one ruling, and where they lead beside each other."""

    files: list[File]
    links: list[str]


def name_together(reference: str) -> tuple[str, str] | None:
    """Return the address of a ruling and the name of all its files; None for no public one."""
    try:
        answer = answer_at(reverse(RULING, args=[reference]))
    except Http404:
        return None
    return str(answer.headers["Location"]), vars(answer)["together_as"]()


def found_together(address: str) -> Files | None:
    """Return what is kept of a ruling of which this is an address, as it would be made now."""
    found = found_at(urlsplit(address).path)
    if found is None or not found.route.startswith("claims/"):
        return None
    named = name_together(found.kwargs["public_id"])
    kept = KeptPage.found(named[1]) if named else None
    return unpacked(kept) if kept else None


def made_together(address: str) -> bytes | None:
    """Return all files of the ruling at an address, packed; None if they cannot be kept so."""
    kin, waiting = kin_of(address), [address]
    files: dict[str, File] = {}
    links: dict[str, None] = {}
    while waiting:
        if (one := waiting.pop()) in files:
            continue
        try:
            page = page_at(one)
        except MissingError:
            return None
        files[one] = File(one, page.file, hashlib.sha256(page.body).hexdigest(), page.body)
        links |= dict.fromkeys(page.links)
        waiting += [link for link in page.links if kin_of(link) == kin]
    if any(is_picture(link) for link in files):
        return None
    return packed(Files(list(files.values()), [link for link in links if link not in files]))


def is_picture(address: str) -> bool:
    """Whether a picture of the desk stands there."""
    found = found_at(urlsplit(address).path)
    return found is not None and found.url_name == PICTURE


def packed(together: Files) -> bytes:
    """Return files as one."""
    told = [(file.address, file.name, file.sha256, len(file.body)) for file in together.files]
    head = json.dumps([told, together.links]).encode()
    return b"".join([len(head).to_bytes(HEAD), head, *(file.body for file in together.files)])


def unpacked(together: bytes) -> Files:
    """Return the files that were packed."""
    place = HEAD + int.from_bytes(together[:HEAD])
    told, links = json.loads(together[HEAD:place])
    files = []
    for address, name, sha256, length in told:
        files.append(File(address, name, sha256, together[place : place + length]))
        place += length
    return Files(files, links)
