"""Visit the address of a cited source again, and keep what was met there."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import policy
from claims.actions.fetch_snapshot import keep_capture
from claims.actions.request_snapshot import require_reach
from claims.actions.tell_of_visit import tell_of_visit, troubles_at
from claims.archiving import Answer, Capture, CaptureError, Doubt, Look, look_again
from claims.concerns import cited_copy, cited_passages
from claims.models import Snapshot, Source, User, Visit
from claims.models.digests import digest_of_text
from claims.models.journal import recorded
from claims.text.comparison import Comparison, compare

NO_ADDRESS = gettext_lazy("This source has no address to visit.")
READDRESSED = gettext_lazy("The address of this source was changed meanwhile: visit it again.")
NOTHING_CAME = {
    Answer.GONE: Visit.Outcome.GONE,
    Answer.SILENCE: Visit.Outcome.UNREACHABLE,
    Answer.REFUSAL: Visit.Outcome.REFUSED,
}
LONGEST_NOTE = Visit._meta.get_field("note").max_length


@dataclass(frozen=True, slots=True)
class Met:
    """What was met at an address, held against the copy that the desk cites."""

    look: Look
    base: Snapshot | None
    comparison: Comparison | None  # none where either has no text
    outcome: Visit.Outcome
    certain: bool = True
    note: str = ""


def revisit_source(source: Source, *, by: User, reason: str = "") -> Visit:
    """
    Keep one visit to the source's address as it is now, with a copy if its text is new.

    A page that is gone or cannot be reached is a visit too. Where somebody else's visit was kept
    while this one was under way, that one is returned. It takes seconds and is no transaction:
    never call it within one. Raises PermissionDenied before anything is fetched, and
    ValidationError if there is no address, it was changed meanwhile or nothing may be fetched.
    """
    require_visit(source, by=by)
    began = timezone.now()
    met = hold_against(source, looked_at(source.url))
    return keep_visit(source, met, began=began, by=by, reason=reason)


def require_visit(source: Source, *, by: User) -> None:
    """Raise PermissionDenied, or ValidationError if there is nothing to visit or no way out."""
    require_permission(by, source)
    if not source.url:
        raise ValidationError(NO_ADDRESS, code="no_address")
    require_reach()


def looked_at(url: str) -> Look:
    """Return what an address gave. Raises ValidationError if it was not even asked."""
    try:
        return look_again(url)
    except CaptureError as error:
        raise ValidationError(str(error), code=error.code) from error


def require_permission(by: User, source: Source) -> None:
    """Raise PermissionDenied if this person, or the machine, may not visit a source again."""
    if not policy.may_visit(by, source):
        raise PermissionDenied


def hold_against(source: Source, look: Look) -> Met:
    """Return what was met, held against the copy that is cited; nothing is stored."""
    base = cited_copy(source)
    if look.capture is None:
        return Met(look, base, None, NOTHING_CAME[look.answer], note=look.note)
    if base is None:
        return Met(look, None, None, Visit.Outcome.FIRST, note=look.note)
    if not (base.text and look.capture.text):
        return held_by_bytes(look, base, look.capture)
    comparison = compare(base.text, look.capture.text, cited_passages(source))
    return held_by_words(look, base, comparison)


def held_by_words(look: Look, base: Snapshot, comparison: Comparison) -> Met:
    """Return what two texts say; that the page only seems to be there is believed with both."""
    share = _("%(share).1f %% of its words differ from the copy of %(date)s.")
    differs = share % {"share": 100 * comparison.share, "date": f"{base.fetched_at:%Y-%m-%d}"}
    if look.doubt and comparison.is_strange:
        note = f"{said_of(look.doubt)} {differs} {look.note}"
        return Met(look, base, comparison, Visit.Outcome.GONE, certain=False, note=note)
    if not comparison.is_slight and look.capture and look.capture.cut:
        cut = _("The page shows only a part of itself to those who do not pay.")
        return Met(look, base, None, Visit.Outcome.REFUSED, note=f"{cut} {look.note}")
    if not comparison.is_slight:
        return Met(look, base, comparison, Visit.Outcome.CHANGED, note=f"{differs} {look.note}")
    outcome = Visit.Outcome.MOVED if look.moved else Visit.Outcome.UNCHANGED
    note = f"{differs if comparison.share else ''} {look.note}"
    return Met(look, base, comparison, outcome, note=note)


def held_by_bytes(look: Look, base: Snapshot, capture: Capture) -> Met:
    """Return what two files say of which one at least has no text that can be read."""
    if capture.sha256 == base.sha256:
        outcome = Visit.Outcome.MOVED if look.moved else Visit.Outcome.UNCHANGED
        return Met(look, base, None, outcome, note=look.note)
    told = _("The file is another one, and the words of the two cannot be compared.")
    note = f"{told} {capture.unread} {look.note}"
    return Met(look, base, None, Visit.Outcome.CHANGED, certain=False, note=note)


def said_of(doubt: Doubt) -> str:
    """Return in words what makes an answer look like none."""
    if doubt == Doubt.HOME:
        return _("It leads to the first page of the site.")
    return _("The page says of itself that it is not there.")


@recorded
def keep_visit(source: Source, met: Met, *, began: object, by: User, reason: str = "") -> Visit:
    """
    Store a visit, with the copy of what was met if no stored copy says the same.

    Raises PermissionDenied, and ValidationError if the source has another address by now.
    """
    source = Source.objects.select_for_update().get(pk=source.pk)
    require_permission(by, source)
    if source.url != met.look.url:
        raise ValidationError(READDRESSED, code="readdressed")
    visits = Visit.objects.of([source.url]).order_by("-visited_at", "-pk")
    if other := visits.filter(source=source, visited_at__gte=began).first():
        return other
    visit = visit_of(source, met)
    if met.outcome in (Visit.Outcome.FIRST, Visit.Outcome.CHANGED):
        visit.snapshot = copy_of(source, met.look.capture, by=by)
    visit.follow(visits.that_continue(visit).first())
    known = troubles_at(visit.url)
    visit.save_by(by, reason or "visited again")
    tell_of_visit(visit, known, by=by)
    return visit


def visit_of(source: Source, met: Met) -> Visit:
    """Return the visit that tells what was met."""
    passages = met.comparison.passages if met.comparison else {}
    return Visit(
        source=source,
        url=met.look.url,
        outcome=met.outcome,
        certain=met.certain,
        status=met.look.status,
        final_url=as_address(met.look.final_url),
        compared_with=met.base,
        share=met.comparison.share if met.comparison else None,
        passages={digest_of_text(words): str(how) for words, how in passages.items()},
        note=" ".join(met.note.split())[:LONGEST_NOTE],
    )


def as_address(url: str) -> str:
    """Return where a page led if that can be kept as an address; the note has it in any case."""
    try:
        Visit._meta.get_field("final_url").run_validators(url)
    except ValidationError:
        return ""
    return url


def copy_of(source: Source, capture: Capture | None, *, by: User) -> Snapshot | None:
    """Return a stored copy that says what was met: one that is there, or a new one."""
    if capture is None:
        return None
    same = {"text": capture.text} if capture.text else {"sha256": capture.sha256}
    digest = digest_of_text(capture.text)
    known = source.snapshots.filter(text_sha256=digest).filter(**same).first()
    return known or keep_capture(source, capture, by=by, reason="fetched on a later visit")
