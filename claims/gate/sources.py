"""Rules about what is cited: voices, originals, stored copies."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.gate.base import EvidenceRule, Rule
from claims.gate.case import Case
from claims.models import Source

ENOUGH_VOICES = 2


class IndependentSources(Rule):
    """AFP, IFCN: what one publisher says twice is one source, and so is one agency's text."""

    id = "independent_sources"
    sentence = _("Two independent sources or more, for or against the claim")
    remedy = _(
        "Add evidence from another publisher that does not print the same text; if two sources "
        "are wrongly counted as one, say so with a reason."
    )

    def holds(self, case: Case) -> bool:
        """Count the voices."""
        return len(case.voices) >= ENOUGH_VOICES

    def said(self, case: Case) -> str:
        """Name the sources that count once, and why."""
        several = [voice for voice in case.voices if voice.whys]
        if not several:
            return ""
        sources, voices = sum(len(v.sources) for v in case.voices), len(case.voices)
        told = ngettext(
            "%(sources)s sources are %(voices)s voice. Counted once: %(which)s",
            "%(sources)s sources are %(voices)s voices. Counted once: %(which)s",
            voices,
        )
        which = ". ".join(map(str, several))
        return told % {"sources": sources, "voices": voices, "which": which}


class PrimarySource(Rule):
    """IFCN: a primary source wherever there is one."""

    id = "primary_source"
    sentence = _("A primary source, or the reason why there is none")
    remedy = _("Cite the document or the data itself, or say in the ruling why there is none.")

    def holds(self, case: Case) -> bool:
        """Look for a primary source or data, else for the reason why there is none."""
        near = (Source.Kind.PRIMARY, Source.Kind.DATA)
        explained = case.ruling is not None and bool(case.ruling.no_primary_because)
        return explained or any(piece.source.kind in near for piece in case.evidence)


class StoredCopies(EvidenceRule):
    """AFP, EFCSN: a page that vanishes must not take the proof with it."""

    id = "stored_copies"
    sentence = _("Every cited page has a stored copy")
    remedy = _("Store a copy of the page at its source.")

    def holds(self, case: Case) -> bool:
        """Ask each source that has an address for its copies."""
        cited = {piece.source_id: piece.source for piece in case.evidence if piece.source.url}
        return all(source.snapshots.all() for source in cited.values())  # loaded with the case
