"""Parsers of foreign formats run apart: a bomb takes a child process with it, and no more."""

import os
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from claims.documents.base import DocumentError

CPU_SECONDS = 10
WALL_SECONDS = 20
MEMORY = 256 * 1024 * 1024
LIMITED = Path(__file__).with_name("limited.py")


def run_apart(script: str, payload: bytes) -> bytes:
    """
    Return what a script of this folder writes when it reads the payload.

    The script sees nothing of the project or its environment. DocumentError if it takes too
    much time or memory, or fails.
    """
    command = [sys.executable, "-B", "-P", str(LIMITED), str(CPU_SECONDS), str(MEMORY)]
    environment = {
        name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own script, by its path
            [*command, str(LIMITED.parent / script)],
            input=payload,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
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
