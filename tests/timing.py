"""How long work keeps the processor, on a machine that does other things too."""

import resource
import time

ROUNDS = 3
MOST = 20  # seconds of a test of the default run: twenty times what the longest takes when alone
LEFT_OUT = {"slow", "browser"}


def too_much(spent, markers):
    """Return what a test is told that the default run is not for, or nothing."""
    if spent < MOST or not LEFT_OUT.isdisjoint(markers):
        return ""
    return f"It took {spent:.0f} s of the processor: make it quicker, or mark it slow."


def processor_seconds():
    """Return what this process has used of the processor so far, and its children that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def least_seconds(work):
    """Return the processor time of the quickest of some rounds: what disturbs one, spares one."""
    return min(_seconds(work) for _round in range(ROUNDS))


def _seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start
