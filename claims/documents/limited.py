"""
Runs a script within limits that it cannot lift: `limited.py CPU_SECONDS MEMORY_BYTES SCRIPT`.

This is the child process of claims.documents.sandbox; it imports nothing of the project.
"""

import resource
import runpy
import sys
from contextlib import suppress


def limit(cpu_seconds: int, memory: int) -> None:
    """Lower this process's limits for good: time, memory, no files written, no core dumps."""
    limits = [
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ]
    for kind, value in limits:
        with suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
            resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    limit(int(sys.argv[1]), int(sys.argv[2]))
    runpy.run_path(sys.argv[3], run_name="__main__")
