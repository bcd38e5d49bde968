"""Which sentences of a text gave no claim, and why."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from claims.models import Body, SplitRun
from claims.splitting import Reason

ON_A_PAGE = 100


def coverage(request: HttpRequest, body: Body | None, run: SplitRun | None) -> Page:
    """Return the asked page of the sentences that gave no claim, each with the reason in words."""
    skipped = run.skipped if body is not None and run is not None else []
    page = Paginator(skipped, ON_A_PAGE).get_page(request.GET.get("sentences"))
    page.object_list = [told(body, *item) for item in page.object_list] if body else []
    return page


def told(body: Body, start: int, end: int, reason: str) -> dict[str, Any]:
    """Return a sentence of the text, with the reason why it gave no claim."""
    return {"text": body.text[start:end], "reason": Reason(reason).label}
