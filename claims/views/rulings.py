"""The pages of one claim's ruling: today's version, each version, what changed, and the JSON."""

import json
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Case, F, JSONField, Q, When
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from claims import addresses
from claims.addresses import absolute
from claims.claimreview import claim_review, publisher
from claims.frozen import (
    FrozenCorrection,
    FrozenEvidence,
    FrozenPage,
    edition_of,
    in_todays_format,
)
from claims.languages import spoken_around
from claims.models import Article, Correction, Ruling
from claims.models.listing import Kind, tags_of
from claims.models.prepared import Prepared, Rows, read_once
from claims.templatetags.evidence import by_time
from claims.text.places import selectors_of
from claims.text.plain_data import bare
from claims.text.sanitize import number_citations
from claims.views.comparison import compare
from claims.views.editions import WITHDRAWN, Edition, Group
from claims.views.frames import code_of
from claims.views.kept_pages import KeptResponse, name_of
from claims.views.live_sources import ABOUT, LiveSource, live_and_named, live_sources
from claims.views.people import PEOPLE, Byline, bylines, told_of
from claims.views.redirecting import OneAddressView, redirected

Context = dict[str, Any]
STANCES = ["refutes", "supports", "context"]  # in the order of the page


class Version(NamedTuple):
    """A public version of a ruling; its frozen page says all but these."""

    number: int
    stage: str
    page: FrozenPage
    shown: str
    writer: Byline
    approver: Byline


def public_versions(public_id: str, edition: str) -> Any:
    """
    Return the columns of the public versions of a ruling, or of a translation, the oldest first.

    Those that stand in the other languages are among them, without their page.
    """
    own = Case(When(edition=edition, then=F("frozen")), output_field=JSONField())
    rulings = Ruling.objects.published().filter(claim__public_id=public_id)
    rulings = rulings.filter(Q(edition=edition) | Q(stage__in=Ruling.CURRENT))
    told: list[Any] = [KT("frozen__claim__id"), KT("frozen__claim__text"), KT("frozen__language")]
    told += ["edition", "version", "stage", own, "claim__article__shown", *PEOPLE]
    return rulings.order_by("edition", "version").values_list(*told)


PUBLIC_VERSIONS = Prepared(public_versions)


class Found(NamedTuple):
    """What the database has of a ruling, read and as it came: the rows of its public versions."""

    versions: list[Version]
    group: Group
    rows: Rows


def group_of(reference: str) -> Found:
    """
    Return the versions of a ruling, or of a translation, and in what languages there is one.

    The page is read of those versions alone. Raises Http404 where no version is public.
    """
    return read_once(("ruling", reference), lambda: found_of(reference))


def found_of(reference: str) -> Found:
    """Return what the database has of a ruling; raises Http404 where it has nothing public."""
    public_id, _dash, edition = reference.partition("-")
    versions, editions = [], []
    rows = PUBLIC_VERSIONS.rows(public_id, edition)
    for claim, text, language, of, number, stage, frozen, shown, *people in rows:
        if of == edition:
            page = in_todays_format(json.loads(frozen))
            versions.append(Version(number, stage, page, shown, *told_of(people)))
        if stage in Ruling.CURRENT:
            editions.append(Edition.of(claim, text, of, language, number, stage))
    if not versions:
        raise Http404
    return Found(versions, Group(editions), rows)


def version_of(versions: list[Version], number: int) -> Version:
    """Return one of the versions; raise Http404 if it is not among them."""
    for version in versions:
        if version.number == number:
            return version
    raise Http404


class Read(NamedTuple):
    """What a page of a version shows beside it: of its sources today, of topics and claimants."""

    live: dict[str, LiveSource]
    named: set[str]  # that have pages


class VersionPage(OneAddressView):
    """One version, at its address for good."""

    template_name = "claims/ruling.html"
    found: Found
    version: Version
    read: Read

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the claim's versions and choose the one that is asked for."""
        super().setup(request, *args, **kwargs)
        self.found = group_of(kwargs["public_id"])
        self.version = self.chosen()
        self.address = self.address_of(self.version.page)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page in the language of the ruling, as far as the site's own words have it."""
        return redirected(request, self.address) or self.shown(request)

    def shown(self, request: HttpRequest) -> HttpResponse:
        """Return the page, made from what the database has now: nothing is read afterwards."""
        self.read = self.read_beside()
        beside = self.read.live, sorted(self.read.named)
        made_from = self.found.rows, beside, self.version.number
        with override(spoken_around(self.version.page["language"])):
            template, told = self.template_name, self.get_context_data
            return KeptResponse(request, template, made_from=made_from, told=told)

    def read_beside(self) -> Read:
        """Return what the page shows beside what was published."""
        return beside(self.version)

    @property
    def versions(self) -> list[Version]:
        """The public versions, the oldest first."""
        return self.found.versions

    @property
    def group(self) -> Group:
        """The languages in which the ruling stands."""
        return self.found.group

    def chosen(self) -> Version:
        """Return the version that the address names."""
        return version_of(self.versions, self.kwargs["version"])

    def address_of(self, page: FrozenPage) -> str:
        """Return where this page stands."""
        return addresses.version_address(page)

    def writers(self) -> list[Byline]:
        """Return who wrote the versions up to this one, the oldest first."""
        return [one.writer for one in self.versions if one.number <= self.version.number]

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the frozen page and what surrounds it."""
        page, stage = self.version.page, self.version.stage
        stands = stage == Ruling.Stage.PUBLISHED
        return super().get_context_data(
            section="rulings",
            page=page,
            others=[one._asdict() for one in self.group.others(edition_of(page))],
            lag=self.group.lag_of(page) if stands else "",
            is_version=True,
            is_superseded=stage == Ruling.Stage.SUPERSEDED,
            is_withdrawn=is_withdrawn(page, self.group),
            is_marked=stands and self.version.shown != Article.Shown.LINK,
            canonical_url=absolute(self.address),
            version_url=absolute(addresses.version_address(page)),
            numbers=numbers_of(page),
            named=self.read.named,
            live=self.read.live,
            bylines=bylines(self.writers(), self.version.approver, edition_of(page)),
            corrections=meaningful_corrections(self.versions, page["version"]),
            history=[version.page for version in reversed(self.versions)],
            **kwargs,
        )


class RulingPage(VersionPage):
    """The version that holds today, or the notice that the ruling was withdrawn."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or lead to it; either tells what all files of the ruling are kept as."""
        response = super().get(request, *args, **kwargs)
        vars(response)["together_as"] = self.together_as
        return response

    def together_as(self) -> str:
        """Return the name of all that is made of the ruling, of every version and beside it."""
        read = [(live, sorted(named)) for live, named in map(beside, self.versions)]
        with override(settings.PUBLIC_LANGUAGES[0]):
            return name_of("", ["together", self.kwargs["public_id"], self.found.rows, read])

    def chosen(self) -> Version:
        """Return the newest version: older ones are superseded."""
        return self.versions[-1]

    def address_of(self, page: FrozenPage) -> str:
        """Return where the claim's own page stands."""
        return addresses.ruling_address(page)

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add what machines read; this page alone carries it."""
        context = super().get_context_data(**kwargs)
        page, url, stage = context["page"], context["canonical_url"], self.version.stage
        withheld = context["lag"] == WITHDRAWN
        review = claim_review(
            page,
            url=url,
            publisher=publisher(),
            stage=stage,
            original_stands=not withheld,
            translations=[one["url"] for one in context["others"] if one["edition"]],
        )
        return context | {
            "is_version": False,
            "alternates": self.group.alternates(edition_of(page)),
            "claim_review": review,
            "embed_code": bare(code_of(page, withdrawn=context["is_withdrawn"])),
        }


class ChangesPage(VersionPage):
    """What changed from one version to a later one, word by word."""

    template_name = "claims/changes.html"
    before: Version

    def chosen(self) -> Version:
        """Return the later version; raise Http404 unless the earlier one is."""
        if self.kwargs["before"] >= self.kwargs["after"]:
            raise Http404
        self.before = version_of(self.versions, self.kwargs["before"])
        return version_of(self.versions, self.kwargs["after"])

    def address_of(self, page: FrozenPage) -> str:
        """Return where the comparison stands."""
        return addresses.changes_address(page, self.kwargs["before"])

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add both versions and the parts that differ."""
        before, after = self.before.page, self.version.page
        parts = {"before": before, "after": after, "parts": compare(before, after)}
        return super().get_context_data(**(kwargs | parts))


@require_safe
def ruling_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """
    Return the version that holds today, as it was frozen, with its address and stage.

    What became of its sources since stands apart, under `live`; in what languages there is one, and
    what became of what it translates, under `editions` and `lag`.
    """
    versions, group, _rows = group_of(public_id)
    version = versions[-1]
    url = absolute(addresses.ruling_address(version.page))
    page = {**version.page, "evidence": [with_selectors(i) for i in version.page["evidence"]]}
    live = {"about": ABOUT, "sources": [*live_sources(version.page).values()]}
    languages = {"editions": group.told(), "lag": group.lag_of(version.page) or None}
    return JsonResponse({"url": url, "stage": version.stage, **page, **languages, "live": live})


def with_selectors(item: FrozenEvidence) -> dict[str, Any]:
    """Return a piece of evidence with its place as W3C's selectors."""
    return {**item, "selectors": selectors_of(item["pages"], item["time_code"])}


def beside(version: Version) -> Read:
    """Return what a page of a version shows beside what was published."""
    page = version.page
    refs = {tag.ref for tag in tags_of(page) if tag.kind in (Kind.TOPIC, Kind.CLAIMANT)}
    if version.stage == Ruling.Stage.PUBLISHED:  # all it names have pages, since it stands itself
        return Read(live_sources(page), refs)
    return Read(*live_and_named(page, refs))


def numbers_of(page: FrozenPage) -> dict[str, int]:
    """Return a number for each piece of evidence: as cited, then as listed if nothing cites it."""
    evidence = page["evidence"]
    stances = [[item for item in evidence if item["stance"] == stance] for stance in STANCES]
    groups = [group for items in stances for group in by_time(items, page)]
    listed = [item["cite"] for group in groups for item in group.evidence]
    cited = [cite for cite in number_citations(page["body"], page["not_known"]) if cite in listed]
    return {cite: number for number, cite in enumerate(dict.fromkeys([*cited, *listed]), start=1)}


def meaningful_corrections(versions: list[Version], number: int) -> list[FrozenPage]:
    """Return the versions up to this one whose note changes the meaning, the newest first."""
    pages = (version.page for version in reversed(versions) if version.number <= number)
    return [page for page in pages if changes_meaning(page["correction"])]


def is_withdrawn(page: FrozenPage, group: Group) -> bool:
    """Whether a page withdrew the ruling, or the ruling was withdrawn and is not back."""
    return retracts(page) or group.is_withdrawn(edition_of(page))


def retracts(page: FrozenPage) -> bool:
    """Whether this version withdrew the ruling; it shows no rating, whatever came after it."""
    correction = page["correction"]
    return correction is not None and correction["kind"] == Correction.Kind.RETRACTION


def changes_meaning(correction: FrozenCorrection | None) -> bool:
    """Whether a reader must know of the correction before reading on."""
    return correction is not None and correction["kind"] != Correction.Kind.MINOR
