"""How long work keeps the processor, on a machine that does other things too."""

import time

ROUNDS = 3


def least_seconds(work):
    """Return the processor time of the quickest of some rounds: what disturbs one, spares one."""
    return min(_seconds(work) for _round in range(ROUNDS))


def _seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start
