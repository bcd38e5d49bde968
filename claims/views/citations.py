"""How to cite a version, as files that reference managers and typesetters read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from claims.citation import Citation, bibtex, cite, csl_json
from claims.languages import spoken_around
from claims.views.rulings import group_of, is_withdrawn, version_of

CSL_JSON = "application/vnd.citationstyles.csl+json"
BIBTEX = "application/x-bibtex; charset=utf-8"


@require_safe
def citation_json(request: HttpRequest, public_id: str, version: int) -> HttpResponse:
    """Return the citation of a version as CSL-JSON."""
    return citation_file(public_id, version, csl_json, CSL_JSON)


@require_safe
def citation_bibtex(request: HttpRequest, public_id: str, version: int) -> HttpResponse:
    """Return the citation of a version as BibTeX."""
    return citation_file(public_id, version, bibtex, BIBTEX)


def citation_file(
    public_id: str, version: int, write: Callable[[Citation], str], media_type: str
) -> HttpResponse:
    """Return the citation of a version as one format writes it; raise Http404 if there is none."""
    versions, group, _rows = group_of(public_id)
    page = version_of(versions, version).page
    with override(spoken_around(page["language"])):
        citation = cite(page, withdrawn=is_withdrawn(page, group))
    return HttpResponse(write(citation), content_type=media_type)
