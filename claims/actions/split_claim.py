"""Split a claim that says several things: each part becomes a claim of its own."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.drop_claim import require_free
from claims.models import Attribution, Claim, Tagging, User
from claims.models.journal import recorded
from claims.text.anchors import anchor

FEWEST = 2
SHARED = (  # what holds for each part as it held for the whole
    *("article_id", "body_id", "anchor", "kind", "frame_id", "chosen_because"),
    *("said_on", "said_where", "said_url", "said_archived_url", "said_by"),
    *("said_medium", "said_at", "said_words"),
    *("assignee_id", "due_on"),
)


class Part(NamedTuple):
    """One of the claims that a claim is split into; without a quote it keeps the passage."""

    text: str
    quote: str = ""


@recorded
def split_claim(
    claim: Claim,
    parts: Sequence[Part],
    *,
    by: User,
    reason: str = "",
    revision: int | None = None,
) -> Claim:
    """
    Split a claim into accepted claims, its `parts`, and return it; unsplit_claim undoes that.

    Each part says where and by whom it was said, and what it is about, as the claim did. What
    was collected on the claim, and the machine's guesses at its wording, stay with it.
    Raises PermissionDenied if `by` may not, StaleRevision if it was saved since `revision`, and
    ValidationError if a ruling holds it in place, if it is not at work, or for parts that are
    too few, that say the same or whose quotes do not stand in its passage.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if revision is not None:
        claim.require_revision(revision)
    if not policy.may_recast(by, claim):
        raise PermissionDenied
    require_free(claim)
    require_several(claim, parts)
    made = [part_of(claim, part) for part in parts]
    claim.state = Claim.State.SPLIT
    claim.save_by(by, reason or "split into others")
    for part in made:
        part.save_by(by, reason or "part of a claim that was split")
        copy_subjects(claim, part, by=by)
    return claim


def require_several(claim: Claim, parts: Sequence[Part]) -> None:
    """Raise ValidationError unless there are several parts, none of them said already."""
    if len(parts) < FEWEST:
        message = _("A claim is split into two parts or more: type a wording for each.")
        raise ValidationError(message, code="too_few")
    for index, part in enumerate(parts):
        said = [claim.text, *(other.text for other in parts[:index])]
        if same_words(part.text) in map(same_words, said):
            message = _("“%(text)s” is said already: each part says less, and something else.")
            raise ValidationError(message, code="repeated", params={"text": part.text})


def same_words(text: str) -> str:
    """Return a wording so that two compare equal if they differ in case or white space alone."""
    return " ".join(text.casefold().split())


def part_of(claim: Claim, part: Part) -> Claim:
    """Return a part as a claim that is not saved yet. Raises ValidationError for its quote."""
    shared = {name: getattr(claim, name) for name in SHARED}
    made = Claim(text=part.text, state=Claim.State.ACCEPTED, split_from=claim, **shared)
    start = claim.start + place_in(claim.quote, part.quote)
    found = anchor(claim.body.text, start, start + len(part.quote or claim.quote))
    made.quote, made.start, made.end = found.quote, found.start, found.end
    made.prefix, made.suffix = found.prefix, found.suffix
    return made


def place_in(passage: str, quote: str) -> int:
    """Return where the quote begins in the passage. Raises ValidationError unless it is once."""
    first = passage.find(quote)
    if first < 0:
        message = _("“%(quote)s” is not in the claim’s passage word for word: copy it from there.")
        raise ValidationError(message, code="passage", params={"quote": quote})
    if quote and passage.find(quote, first + 1) >= 0:
        message = _("“%(quote)s” stands in the passage more than once: copy a few words more.")
        raise ValidationError(message, code="ambiguous", params={"quote": quote})
    return first


def copy_subjects(claim: Claim, part: Claim, *, by: User) -> None:
    """Give a part the claimants and the topics of the claim."""
    rows: Iterable[Attribution | Tagging] = [
        *(
            Attribution(claim=part, claimant_id=row.claimant_id, remark=row.remark)
            for row in claim.attributions.live()
        ),
        *(Tagging(claim=part, topic_id=row.topic_id) for row in claim.taggings.live()),
    ]
    for row in rows:
        row.save_by(by, "part of a claim that was split")
