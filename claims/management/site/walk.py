"""From page to page: all that readers can reach, made by several processes."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import NamedTuple

from django.db import connections

from claims.management.site.folder import Folder
from claims.models.prepared import reading_once
from claims.site.addresses import kin_of
from claims.site.pages import MissingError, page_at
from claims.site.together import Files, found_together

BATCH = 10  # addresses that a process takes at a time
AHEAD = 2  # batches that wait for each process
FOLDER: ContextVar[Folder] = ContextVar("the folder that a process writes into")


class Made(NamedTuple):
    """What became of an address: its file, with what leads on from it; or why there is none."""

    address: str
    file: str = ""
    sha256: str = ""
    links: tuple[str, ...] = ()
    missing: str = ""


def make_there(addresses: list[str]) -> list[Made]:
    """Make the files of some addresses in a process that was told of its folder once for all."""
    return make(FOLDER.get(), addresses)


def make(folder: Folder, addresses: list[str]) -> list[Made]:
    """Make the files of some addresses, and all that these lead to of the same rulings."""
    results: dict[str, Made] = {}
    for address in addresses:
        with reading_once():
            make_with_kin(folder, address, results)
    return list(results.values())


def make_with_kin(folder: Folder, address: str, results: dict[str, Made]) -> None:
    """Make the file of an address, and of its kin: what was made for one serves the others."""
    if address not in results and (together := found_together(address)):
        results |= {one.address: one for one in written(folder, together)}
    kin, waiting = kin_of(address), [address]
    while waiting:
        if (one := waiting.pop()) not in results:
            results[one] = result = made(folder, one)
            waiting += [link for link in result.links if kin and kin_of(link) == kin]


def written(folder: Folder, together: Files) -> Iterator[Made]:
    """Write the files of a ruling as they were kept; the first tells where all of them lead."""
    links = tuple(together.links)
    for file in together.files:
        folder.put_as(file.name, file.body, file.sha256)
        yield Made(file.address, file.name, file.sha256, links)
        links = ()


def made(folder: Folder, address: str) -> Made:
    """Make the file of an address."""
    try:
        page = page_at(address)
    except MissingError as error:
        return Made(address, missing=str(error))
    return Made(
        address, page.file, folder.put(page.file, page.body), tuple(dict.fromkeys(page.links))
    )


def walk(folder: Folder, starts: Iterable[str], *, processes: int) -> Iterator[Made]:
    """Yield what becomes of each address that can be reached, each once, in any order."""
    waiting = deque(dict.fromkeys(starts))
    seen = set(waiting)
    told: set[str] = set()
    running: set[Future[list[Made]]] = set()
    with workers(folder, processes) as pool:
        while waiting or running:
            while waiting and len(running) < processes * AHEAD:
                if batch := taken(waiting, told):
                    running.add(
                        done_here(folder, batch) if pool is None else pool.submit(make_there, batch)
                    )
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for result in (one for future in done for one in future.result()):
                new = [link for link in result.links if link not in seen]
                seen.update(new)
                queue(waiting, new)
                if result.address not in told:  # two can lead to the same of one ruling at once
                    told.add(result.address)
                    yield result


def queue(waiting: deque[str], links: Iterable[str]) -> None:
    """
    Let addresses wait: those of no ruling come first.

    A page of a list is known from the page before it alone. If it waited behind the rulings that
    are known already, the last pages would be made one after another, while a process idles.
    """
    for link in links:
        if kin_of(link) is None:
            waiting.appendleft(link)
        else:
            waiting.append(link)


def taken(waiting: deque[str], told: set[str]) -> list[str]:
    """Return the next addresses of which nobody told yet what became of them."""
    batch: list[str] = []
    while waiting and len(batch) < BATCH:
        if (address := waiting.popleft()) not in told:
            batch.append(address)
    return batch


def workers(folder: Folder, processes: int) -> "AbstractContextManager[ProcessPoolExecutor | None]":
    """
    Return the processes that make pages, or None where this one makes them itself.

    Each has the folder as it was before from the beginning, since what it knows of it is long.
    """
    if processes <= 1:
        return nullcontext()
    connections.close_all()  # a connection that two processes share would mix up their answers
    fork = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(
        processes, mp_context=fork, initializer=FOLDER.set, initargs=(folder,)
    )


def done_here(folder: Folder, batch: list[str]) -> "Future[list[Made]]":
    """Make some files in this process."""
    future: Future[list[Made]] = Future()
    future.set_result(make(folder, batch))
    return future
