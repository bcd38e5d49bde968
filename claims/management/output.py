"""Where a command that exports writes."""

import shutil
from pathlib import Path
from typing import IO

from django.core.management.base import CommandError


def send_to(output: Path, file: IO[bytes]) -> None:
    """Copy a report to a file. Raises CommandError if it cannot be written."""
    try:
        with output.open("wb") as out:
            shutil.copyfileobj(file, out)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}."
        raise CommandError(message) from error
