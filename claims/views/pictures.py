"""The pictures on ruling pages: those alone that a published page names."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from claims.documents import DocumentError
from claims.documents.media_types import PICTURES
from claims.documents.pictures import bare
from claims.frozen import FrozenPicture
from claims.models import Attachment
from claims.views.rulings import Version, versions_of

INERT = "default-src 'none'; sandbox"


@require_safe
def picture(request: HttpRequest, public_id: str, sha256: str) -> HttpResponse:
    """Return a picture without its hidden data; raise Http404 unless a public page shows it."""
    shown = shown_in(versions_of(public_id), sha256)
    etag = quote_etag(sha256)
    response = HttpResponse(content_of(sha256), content_type=shown["media_type"])
    response.headers["Content-Security-Policy"] = INERT
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache"
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def shown_in(versions: list[Version], sha256: str) -> FrozenPicture:
    """Return the picture as one of these pages names it; raise Http404 if none does."""
    for version in reversed(versions):
        for item in version.page["evidence"]:
            found = item["picture"]
            if found and found["sha256"] == sha256 and found["media_type"] in PICTURES:
                return found
    raise Http404


def content_of(sha256: str) -> bytes:
    """Return what is seen of a stored picture; raise Http404 if it is gone or broken."""
    stored = Attachment.objects.filter(sha256=sha256).defer("text").first()
    if stored is None:
        raise Http404
    try:
        with stored.raw.open("rb") as file:
            return bare(file.read())
    except (OSError, DocumentError) as error:
        raise Http404 from error
