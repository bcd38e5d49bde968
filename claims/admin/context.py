"""A claim's passage in its context: the sentences around it, cut where sentences end."""

from typing import NamedTuple

from django.db.models.functions import Substr

from claims.models import Body, Claim
from claims.text.sentences import CLEAR_BREAK

AROUND = 400  # characters that are looked at on either side
SENTENCES = 2  # whole ones shown on either side, as far as they fit


class Context(NamedTuple):
    """A passage with what stands before and behind it in its text."""

    before: str
    words: str
    behind: str
    version: int
    cut_before: bool  # whether more of the text stands before, and behind
    cut_behind: bool


def context_of(claim: Claim) -> Context:
    """Return the passage with a few sentences around it, without loading the whole text."""
    start = max(claim.start - AROUND, 0)
    around = Substr("text", start + 1, claim.end - start + AROUND)
    shown, version = Body.objects.filter(pk=claim.body_id).values_list(around, "version").get()
    before, behind = shown[: claim.start - start], shown[claim.end - start :]
    kept, rest = last_sentences(before, whole=start == 0), first_sentences(behind)
    return Context(
        before=kept,
        words=claim.quote,
        behind=rest,
        version=version,
        cut_before=len(kept) < len(before) or start > 0,
        cut_behind=len(rest) < len(behind) or len(behind) == AROUND,
    )


def last_sentences(text: str, *, whole: bool) -> str:
    """Return the last sentences; one that is cut in the middle only where there is no other."""
    begins = [match.end() for match in CLEAR_BREAK.finditer(text)]
    begins = [0, *begins] if whole or not begins else begins
    return text[begins[-min(len(begins), SENTENCES + 1)] :]


def first_sentences(text: str) -> str:
    """Return the first sentences, the one in which the text begins among them."""
    ends = [match.end() for match in CLEAR_BREAK.finditer(text)]
    return text[: ends[min(len(ends), SENTENCES + 1) - 1]] if ends else text
