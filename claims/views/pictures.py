"""The pictures on ruling pages: those alone that a published page names, or the desk previews."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from claims.documents import DocumentError
from claims.documents.media_types import PICTURES
from claims.documents.pictures import bare
from claims.models import Attachment, Ruling
from claims.policy import may_see_file

INERT = "default-src 'none'; sandbox"


@require_safe
def picture(request: HttpRequest, public_id: str, sha256: str) -> HttpResponse:
    """
    Return a picture without its hidden data.

    Raises Http404 unless a public page shows it, or who asks may see it at the desk: whoever
    approves a page reads it whole.
    """
    kept = Attachment.objects.filter(sha256=sha256, media_type__in=PICTURES).defer("text")
    stored = kept.filter(claim__public_id=public_id).first() or kept.first()
    if stored is None:
        raise Http404
    is_public = is_shown(public_id, sha256)
    if not (is_public or may_see_file(request.user, stored)):
        raise Http404
    etag = quote_etag(sha256)
    response = HttpResponse(content_of(stored), content_type=stored.media_type)
    response.headers["Content-Security-Policy"] = INERT
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache" if is_public else "no-store, private"
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def is_shown(public_id: str, sha256: str) -> bool:
    """Whether a public page of this claim shows this picture."""
    pages = Ruling.objects.published().filter(claim__public_id=public_id)
    pictures = [item["picture"] for ruling in pages for item in ruling.page["evidence"]]
    return any(found and found["sha256"] == sha256 for found in pictures)


def content_of(stored: Attachment) -> bytes:
    """Return what is seen of a stored picture; raise Http404 if it is gone or broken."""
    try:
        with stored.raw.open("rb") as file:
            return bare(file.read())
    except (OSError, DocumentError) as error:
        raise Http404 from error
