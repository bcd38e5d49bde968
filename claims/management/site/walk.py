"""From page to page: all that readers can reach, made by several processes."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from django.db import connections

from claims.management.site.folder import Folder
from claims.management.site.pages import MissingError, page_at

BATCH = 25  # addresses that a process takes at a time
AHEAD = 3  # batches that wait for each process


class Made(NamedTuple):
    """What became of an address: its file, with what leads on from it; or why there is none."""

    address: str
    file: str = ""
    sha256: str = ""
    links: tuple[str, ...] = ()
    missing: str = ""


def make(folder: Folder, addresses: list[str]) -> list[Made]:
    """Make the files of some addresses."""
    return [made(folder, address) for address in addresses]


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
    running: set[Future[list[Made]]] = set()
    with workers(processes) as pool:
        while waiting or running:
            while waiting and len(running) < processes * AHEAD:
                batch = [waiting.popleft() for _n in range(min(BATCH, len(waiting)))]
                running.add(
                    done_here(folder, batch) if pool is None else pool.submit(make, folder, batch)
                )
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for result in (one for future in done for one in future.result()):
                new = [link for link in result.links if link not in seen]
                seen.update(new)
                waiting.extend(new)
                yield result


def workers(processes: int) -> "AbstractContextManager[ProcessPoolExecutor | None]":
    """Return the processes that make pages, or None where this one makes them itself."""
    if processes <= 1:
        return nullcontext()
    connections.close_all()  # a connection that two processes share would mix up their answers
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork"))


def done_here(folder: Folder, batch: list[str]) -> "Future[list[Made]]":
    """Make some files in this process."""
    future: Future[list[Made]] = Future()
    future.set_result(make(folder, batch))
    return future
