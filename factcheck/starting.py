"""What the log says when the application starts under a server of its own."""

import logging

from django.conf import settings
from django.core.checks import ERROR, WARNING, run_checks

logger = logging.getLogger(__name__)
ON_START = "start"  # the tag of the checks whose findings belong into the log


def log_findings() -> None:
    """
    Write what the checks of a start find into the log, a line each.

    `runserver` prints it by itself; gunicorn and its kin ask no check. A fault keeps nobody from
    starting: pages do without what is at fault.
    """
    if not settings.PRODUCTION:
        return
    for found in run_checks(tags=[ON_START]):
        level = logging.ERROR if found.level >= ERROR else logging.WARNING
        level = level if found.level >= WARNING else logging.INFO
        logger.log(level, "%s: %s %s", found.id, found.msg, found.hint or "")
