"""Parsers of foreign formats run apart: a bomb takes a child process with it, and no more."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from claims.documents.base import DocumentError
from claims.documents.refusals import refusal

CPU_SECONDS = 10
WALL_SECONDS = 20
MEMORY = 256 * 1024 * 1024
LIMITED = Path(__file__).with_name("limited.py")


def read_apart(
    script: str, payload: bytes, *, called: str, cpu_seconds: int = 0, wall_seconds: int = 0
) -> dict[str, Any]:
    """
    Return the JSON object that a script of this folder writes when it reads the payload.

    DocumentError if the script refuses the file, which it says as {"refused": code, …}, or as
    run_apart does; `called` is what to call the file by.
    """
    written = run_apart(script, payload, cpu_seconds=cpu_seconds, wall_seconds=wall_seconds)
    found: dict[str, Any] = json.loads(written)
    if "refused" in found:
        raise refusal(found, called)
    return found


def run_apart(script: str, payload: bytes, *, cpu_seconds: int = 0, wall_seconds: int = 0) -> bytes:
    """
    Return what a script of this folder writes when it reads the payload.

    The script sees nothing of the project or its environment. DocumentError if it takes too
    much time or memory, or fails.
    """
    limits = [str(cpu_seconds or CPU_SECONDS), str(MEMORY)]
    command = [sys.executable, "-B", "-P", str(LIMITED), *limits]
    environment = {
        name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ
    }
    environment["OPENBLAS_NUM_THREADS"] = "1"  # a library that a parser loads would start some
    try:
        done = subprocess.run(  # noqa: S603 - our own script, by its path
            [*command, str(LIMITED.parent / script)],
            input=payload,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=wall_seconds or WALL_SECONDS,
            env=environment,
            check=True,
        )
    except subprocess.SubprocessError as error:
        message = _(
            "The file is too large or too complicated to be read safely."
            " Paste the part that matters as text."
        )
        raise DocumentError(message, code="too_complicated") from error
    return done.stdout
