"""The journal for outsiders: its head, checkpoints, the chain of digests, what was removed."""

from typing import Any

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.freezing import iso
from claims.history import journal
from claims.models import Checkpoint, Journal, Redaction

CHECKPOINTS = 100  # on a page
LONGEST = 1000  # entries of the chain on a page
RULE = 'seal = SHA-256(seal before + "\\n" + position + "\\n" + digest), all in hex, decimal, UTF-8'

Words = dict[str, Any]


@require_safe
def head(request: HttpRequest) -> JsonResponse:
    """Return the journal's head, and its checkpoints newest first, a hundred a page."""
    now = Journal.objects.first() or Journal()
    checkpoints = page_of(Checkpoint.objects.all(), request.GET.get("page", "1"))
    return JsonResponse(
        {
            "journal": {"length": now.length, "seal": now.seal, "time": iso(now.moved_at)},
            "rule": RULE,
            "chain": {
                "address": absolute("claims:chain", 1, 2).replace("1-2", "{from}-{to}"),
                "from": journal.salted_from() + 1,
                "longest": LONGEST,
            },
            "keys": keys(),
            "count": checkpoints.paginator.count,
            "checkpoints": [checkpoint_words(checkpoint) for checkpoint in checkpoints],
            "next": next_address(checkpoints),
            "redactions": [redaction_words(r) for r in Redaction.objects.done().order_by("-pk")],
        }
    )


@require_safe
def chain(request: HttpRequest, first: int, last: int) -> JsonResponse:
    """
    Return the digests from one position to another: all that is needed to compute the seals.

    Raises Http404 for positions that are not there, too many at once, or before the digests
    had salts.
    """
    length = Journal.position()
    if not journal.salted_from() < first <= last <= length or last - first >= LONGEST:
        raise Http404
    links = journal.links(first, last)
    return JsonResponse(
        {
            "from": first,
            "to": last,
            "rule": RULE,
            "digests": [[link.position, link.digest] for link in links],
            "seal": links[-1].seal if links else "",
        }
    )


def page_of(checkpoints: "QuerySet[Checkpoint]", number: str) -> Any:
    """Return a page of the list. Raises Http404 if there is none of this number."""
    try:
        return Paginator(checkpoints, CHECKPOINTS).page(number)
    except InvalidPage as error:
        raise Http404 from error


def next_address(page: Any) -> str | None:
    """Return the address of the page with older checkpoints, if there is one."""
    if not page.has_next():
        return None
    return f"{absolute('claims:transparency')}?page={page.next_page_number()}"


def absolute(name: str, *args: int) -> str:
    """Return an address with the site's own name before it."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def keys() -> list[Words]:
    """Return every key that ever signed, the newest first, each as openssl and C2SP write it."""
    found: dict[tuple[str, str], Words] = {}
    names = Checkpoint.objects.order_by("pk").values_list("key_name", "public_key").distinct()
    for name, key in dict.fromkeys(names):
        signed = Checkpoint.objects.filter(key_name=name, public_key=key).order_by("pk")
        first, last = signed[0], signed.reverse()[0]
        found[name, key] = {**first.key_words, "first_used": first.time, "last_used": last.time}
    return sorted(found.values(), key=lambda words: str(words["last_used"]), reverse=True)


def checkpoint_words(checkpoint: Checkpoint) -> Words:
    """Return a checkpoint as outsiders keep it."""
    return {
        "length": checkpoint.length,
        "seal": checkpoint.seal,
        "time": checkpoint.time,
        "key": checkpoint.key_id,
        "signature": checkpoint.signature,
        "note": str(checkpoint.note),
    }


def redaction_words(redaction: Redaction) -> Words:
    """Return what the public is told of something that was removed: never what it was."""
    return {
        "time": iso(redaction.done_at),
        "law": redaction.law,
        "kind": redaction.kind,
        "fields": redaction.names,
        "positions": sorted(map(int, redaction.after)),
    }
