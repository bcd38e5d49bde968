"""Rules about what is cited: voices, originals, stored copies."""

from itertools import combinations
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from claims.gate.base import EvidenceRule, Rule
from claims.gate.case import Case
from claims.models import Source


class IndependentSources(Rule):
    """AFP, IFCN: what one publisher says twice is one source."""

    id = "independent_sources"
    sentence = _("Two independent sources or more")
    remedy = _("Add evidence from another publisher.")

    def holds(self, case: Case) -> bool:
        """Look for two that are not the same voice."""
        sources = [piece.source for piece in case.evidence]
        return any(are_independent(one, other) for one, other in combinations(sources, 2))


def are_independent(one: Source, other: Source) -> bool:
    """
    Whether two sources are two voices: neither publisher nor host is the same.

    Hosts are compared whole, without their www: who owns several of them is not known here. Where
    two sources have nothing to compare, they differ in what they are called.
    """
    publishers = one.publisher.casefold(), other.publisher.casefold()
    hosts = host_of(one), host_of(other)
    titles = one.title.casefold(), other.title.casefold()
    known = [pair for pair in (publishers, hosts) if all(pair)] or [titles]
    return all(mine != theirs for mine, theirs in known)


def host_of(source: Source) -> str:
    """Return the host of a source's address, or nothing."""
    return (urlsplit(source.url).hostname or "").removeprefix("www.")


class PrimarySource(Rule):
    """IFCN: a primary source wherever there is one."""

    id = "primary_source"
    sentence = _("A primary source, or what is not known without one")
    remedy = _("Cite the document or the data itself, or say under “what is not known” why not.")

    def holds(self, case: Case) -> bool:
        """Look for a primary source or data, else for the reason why there is none."""
        near = (Source.Kind.PRIMARY, Source.Kind.DATA)
        explained = case.ruling is not None and bool(case.ruling.not_known)
        return explained or any(piece.source.kind in near for piece in case.evidence)


class StoredCopies(EvidenceRule):
    """AFP, EFCSN: a page that vanishes must not take the proof with it."""

    id = "stored_copies"
    sentence = _("Every cited page has a stored copy")
    remedy = _("Store a copy of the page at its source.")

    def holds(self, case: Case) -> bool:
        """Ask each source that has an address for its copies."""
        cited = {piece.source_id: piece.source for piece in case.evidence if piece.source.url}
        return all(source.snapshots.exists() for source in cited.values())
