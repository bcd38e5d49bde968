"""Rules about what is cited: voices, originals, stored copies."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.gate.base import EvidenceRule, Rule
from claims.gate.case import Case
from claims.models import Evidence, Source, SourceTie

ENOUGH_VOICES = 2


class IndependentSources(Rule):
    """AFP, IFCN: what one publisher says twice is one source, and so is one agency's text."""

    id = "independent_sources"
    sentence = _("Two independent sources or more, for or against the claim")
    remedy = _(
        "Add evidence from another publisher that does not print the same text; if two sources "
        "are wrongly counted as one, say so with a reason."
    )
    idle = _("the ruling rests on a search that found nothing")

    def applies(self, case: Case) -> bool:
        """Leave a ruling alone that rests on nothing being found: NothingFound asks of that."""
        return not case.rests_on_nothing

    def holds(self, case: Case) -> bool:
        """Count the voices."""
        return case.rests_on_nothing or len(case.voices) >= ENOUGH_VOICES

    def said(self, case: Case) -> str:
        """Name the sources that count once, and those that a person says are two, and why."""
        apart = [tie for tie in case.ties if tie.kind == SourceTie.Kind.TWO]
        told = [_("%(tie)s, because: %(why)s") % {"tie": t, "why": t.because} for t in apart]
        return " ".join([*self.counted_once(case), *told])

    @staticmethod
    def counted_once(case: Case) -> list[str]:
        """Return a sentence on the sources that count once, if there are any."""
        several = [voice for voice in case.voices if voice.whys]
        if not several:
            return []
        sources, voices = sum(len(v.sources) for v in case.voices), len(case.voices)
        told = ngettext(
            "%(sources)s sources count as %(voices)s independent source. Counted as one: %(which)s",
            "%(sources)s sources count as %(voices)s independent sources. Counted as one: "
            "%(which)s",
            voices,
        )
        which = ". ".join(map(str, several))
        return [told % {"sources": sources, "voices": voices, "which": which}]


class PrimarySource(Rule):
    """IFCN: a primary source wherever there is one."""

    id = "primary_source"
    sentence = _("A primary source, or the reason why there is none")
    remedy = _("Cite the document or the data itself, or say in the ruling why there is none.")
    idle = _("the ruling rests on a search that found nothing")

    def applies(self, case: Case) -> bool:
        """Leave a ruling alone that rests on nothing being found."""
        return not case.rests_on_nothing

    def holds(self, case: Case) -> bool:
        """Look for a primary source or data, else for the reason why there is none."""
        near = (Source.Kind.PRIMARY, Source.Kind.DATA)
        explained = case.ruling is not None and bool(case.ruling.no_primary_because)
        there = (p for p in case.evidence if p.found != Evidence.Found.ABSENT)
        cited = any(piece.source.kind in near for piece in there)
        return case.rests_on_nothing or explained or cited


class StoredCopies(EvidenceRule):
    """AFP, EFCSN: a page that vanishes must not take the proof with it."""

    id = "stored_copies"
    sentence = _("Every cited page has a stored copy")
    remedy = _("Store a copy of the page at its source.")

    def holds(self, case: Case) -> bool:
        """Ask each source that has an address for its copies."""
        cited = {piece.source_id: piece.source for piece in case.evidence if piece.source.url}
        return all(source.snapshots.all() for source in cited.values())  # loaded with the case
