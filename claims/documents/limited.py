"""
Runs a script within limits that it cannot lift: `limited.py CPU_SECONDS MEMORY_BYTES SCRIPT`.

This is the child process of claims.documents.sandbox; it imports nothing of the project.
"""

import os
import resource
import runpy
import sys
from contextlib import suppress
from typing import Any

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND
# What reading a document never needs; see Python's table of audit events.
REFUSED = ("socket.", "subprocess.", "shutil.", "ftplib.", "http.", "urllib.")
REFUSED_CALLS = {
    *("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.kill"),
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "pty.spawn"),
}


def limit(cpu_seconds: int, memory: int) -> None:
    """Lower this process's limits for good: time, memory, no files, no children, no core dumps."""
    limits = [
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ]
    for kind, value in limits:
        with suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
            resource.setrlimit(kind, (value, value))
    sys.addaudithook(refuse)  # nothing takes a hook away again


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise PermissionError where Python code would write, start a process or use a network."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
    if writes or event in REFUSED_CALLS or event.startswith(REFUSED):
        raise PermissionError(event)


if __name__ == "__main__":
    limit(int(sys.argv[1]), int(sys.argv[2]))
    runpy.run_path(sys.argv[3], run_name="__main__")
