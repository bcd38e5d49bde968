"""Which sentences of a text gave no claim, and why."""

from typing import Any

from claims.models import Body, SplitRun
from claims.splitting import Reason


def coverage(body: Body | None, run: SplitRun | None) -> list[dict[str, Any]]:
    """Return each sentence that gave no claim, with the reason in words."""
    if body is None or run is None:
        return []
    return [
        {"text": body.text[start:end], "reason": Reason(reason).label}
        for start, end, reason in run.skipped
    ]
