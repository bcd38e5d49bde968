"""Files from outside, sent to people at the desk so that nothing in them can run."""

from django.core.files import File
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

INERT = "default-src 'none'; sandbox"


def download(file: "File[bytes]", *, name: str, media_type: str) -> FileResponse:
    """
    Return a stored file as a download under this name.

    A browser saves it, guesses no other type, and opens it, if at all, without scripts, forms or
    an origin. Raises Http404 if the file is gone.
    """
    try:
        stored = file.open("rb")
    except OSError as error:
        raise Http404(_("The file is gone from the data folder.")) from error
    response = FileResponse(stored, as_attachment=True, filename=name, content_type=media_type)
    response.headers["Content-Security-Policy"] = INERT
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response
