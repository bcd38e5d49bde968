"""Keep the pages of a claim's rulings as they are rendered, so that no reader waits for that."""

import logging
from collections.abc import Iterator

from django.db import transaction
from django.http import Http404, HttpResponse
from django_tasks import task

from claims import release
from claims.addresses import (
    changes_address,
    embedded_address,
    picture_address,
    reference_of,
    ruling_address,
    version_address,
)
from claims.answers import answer_at, rendered
from claims.models import Claim, Journal, KeptPage, Ruling, User
from claims.models.journal import recorded
from claims.models.prepared import reading_once
from claims.site.together import made_together, name_together

logger = logging.getLogger(__name__)

ATTEMPTS = 3  # where somebody else writes meanwhile
Pages = dict[str, bytes]


def keep_pages(claim: Claim, *, by: User) -> int:
    """
    Render what is not kept of a claim's public pages, and return how much that was.

    The files that they become in a static site are kept too, as one for each ruling.
    What is kept of it and no longer found goes. Nothing is kept where the desk was changed
    meanwhile, three times: what was removed from a page must not come back. It is derived and has
    no history: `by` is the machine.
    """
    for _attempt in range(ATTEMPTS):
        head = Journal.objects.values_list("seal", flat=True).first()
        kept = KeptPage.names_of(claim.pk)
        pages, names = made(claim, kept)
        if not pages and kept == names:
            return 0
        if store(claim, pages, names, head):
            return len(pages)
    logger.info("pages of claim %s were not kept for %s", claim.public_id, by.username)
    return 0


def made(claim: Claim, kept: set[str]) -> tuple[Pages, set[str]]:
    """Return by name what is not kept of a claim's pages, and the names of all of them."""
    pages: Pages = {}
    with reading_once():
        names = {*made_alone(claim, kept, pages), *made_as_files(claim, kept, pages)}
    return pages, names


def made_alone(claim: Claim, kept: set[str], pages: Pages) -> Iterator[str]:
    """Yield the name of each page of a claim; put among the pages which of them is not kept."""
    for address in addresses_of(claim):
        try:
            answer = answer_at(address)
        except Http404:  # went meanwhile
            continue
        name = getattr(answer, "kept_as", None)
        if name is None:
            continue
        yield name
        if name not in kept and isinstance(body := rendered(answer), HttpResponse):
            pages[name] = body.content
            KeptPage.find_once(name, body.content)


def made_as_files(claim: Claim, kept: set[str], pages: Pages) -> Iterator[str]:
    """Yield the name of all files of each ruling; put among the pages those that are not kept."""
    current = Ruling.objects.published().current().filter(claim=claim)
    for reference in sorted({reference_of(ruling.page) for ruling in current}):
        named = name_together(reference)
        if named is None:  # went meanwhile
            continue
        address, name = named
        if name not in kept and (files := made_together(address)):
            pages[name] = files
        if name in kept or name in pages:
            yield name


def addresses_of(claim: Claim) -> Iterator[str]:
    """Yield where the pages and pictures stand that take long to render."""
    for ruling in Ruling.objects.published().filter(claim=claim).order_by("edition", "version"):
        page = ruling.page
        if ruling.is_current:
            yield from (ruling_address(page), embedded_address(page))
        yield from (version_address(page), picture_address(page))
        if page["correction"]:
            yield changes_address(page, page["correction"]["version_before"])


@recorded
def store(claim: Claim, pages: Pages, names: set[str], head: str | None) -> bool:
    """Keep pages, unless the journal moved on since they were begun; return whether they are."""
    if Journal.held().seal != head:
        return False
    KeptPage.keep(claim.pk, pages, names)
    return True


def keep_after_commit(claim: Claim) -> None:
    """Have a worker keep the pages of a claim once its change is stored; no change waits for it."""

    def keep() -> None:
        keep_rendered.enqueue(claim.pk)

    transaction.on_commit(keep, robust=True)


@task()
def keep_rendered(claim: int) -> None:
    """Keep the pages of a claim that was published, corrected or withdrawn."""
    if release.is_as_begun():
        keep_pages(Claim.objects.get(pk=claim), by=User.objects.machine())
    else:
        logger.warning("no page is kept: another release was brought in; start this worker again")
