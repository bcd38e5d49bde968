"""
A process that walks into traps: `python -m tests.fetching.trapped URL…`, one JSON line for each.

Each line tells the refusal's code, how long it took, the most memory that the process ever had,
and what it left behind.
"""

import json
import os
import re
import sys
import tempfile
import threading
import time
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    settings.FETCH_ALLOW_LOOPBACK, settings.FETCH_INTERVAL = True, 0
    django.setup()
    from claims.archiving import CaptureError, capture  # noqa: PLC0415 - settings come first

    for url in sys.argv[1:]:
        start, before = time.monotonic(), left_over()
        try:
            code = f"{len(capture(url).content)} bytes"
        except CaptureError as error:
            code = error.code
        seconds = time.monotonic() - start
        time.sleep(0.3)  # a cancelled timer takes a moment to end
        memory = most_memory()
        after = left_over()
        left = {name: sorted(set(after[name]) - set(before[name])) for name in after}
        print(json.dumps({"code": code, "seconds": seconds, "mb": memory, "left": left}))  # noqa: T201


def most_memory() -> float:
    """Return the most that this program held, in MB; getrusage counts who started it, too."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def left_over() -> dict[str, list[str]]:
    """Return the threads, open files and sockets, children and temporary files there are now."""
    open_files = [str(f.readlink()) for f in Path("/proc/self/fd").iterdir() if f.is_symlink()]
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return {
        "threads": [thread.name for thread in threading.enumerate()],
        "files": [name for name in open_files if "/proc/" not in name],
        "children": children,
        "temporary": [file.name for file in Path(tempfile.gettempdir()).iterdir()],
    }


if __name__ == "__main__":
    main()
