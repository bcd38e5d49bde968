"""Store a copy of a source, uploaded by hand."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.check_quotations import recheck
from claims.archiving import media_type_of
from claims.documents import Document, DocumentError, reader_for
from claims.models import Snapshot, Source, User
from claims.models.journal import recorded


def store_snapshot(
    source: Source, *, file: "UploadedFile[bytes]", by: User, what: str = ""
) -> Source:
    """
    Keep the file as it is, with the text that is in it, and what it is; return the source.

    A file that cannot be read, as a picture or a recording, is kept with the reason. Raises
    PermissionDenied if `by` may not, and ValidationError if the file is empty or too large.
    """
    require_permission(by, source)
    require_size(file.size or 0)
    raw, name = file.read(), file.name or ""
    snapshot = Snapshot(source=source, what=what.strip(), final_url=source.url)
    snapshot.media_type, document, snapshot.unread = read(raw, name)
    if document is not None:
        snapshot.text, snapshot.pages = document.text, list(document.pages)
    keep(snapshot, raw, by=by)
    return source


def read(raw: bytes, name: str) -> tuple[str, Document | None, str]:
    """
    Return the media type of a file, what it says, and why that cannot be read if it cannot.

    Raises ValidationError if there is nothing in it.
    """
    try:
        reader = reader_for(raw, name=name)
        document = reader.read(raw, name=name)
    except DocumentError as error:
        if error.code == "empty":
            raise ValidationError({"file": ValidationError(str(error), code="empty")}) from error
        return media_type_of(raw), None, str(error)
    return reader.media_type, document, ""


def require_permission(by: User, source: Source) -> None:
    """Raise PermissionDenied if this person may not store copies of this source."""
    if by.is_machine or not policy.may_store_copies(by, source):
        raise PermissionDenied


def require_size(size: int) -> None:
    """Raise ValidationError if a file has more bytes than a stored copy may."""
    if size > settings.COPY_MAX_BYTES:
        message = _("The file is larger than %(limit)s MB: store only the part that is cited.")
        params = {"limit": f"{settings.COPY_MAX_BYTES / 1_000_000:g}"}
        raise ValidationError({"file": ValidationError(message, code="too_large", params=params)})


@recorded
def keep(snapshot: Snapshot, raw: bytes, *, by: User) -> None:
    """Store the copy; what parses foreign formats has run before the transaction."""
    require_permission(by, snapshot.source)
    snapshot.hold(raw)
    snapshot.save_by(by, "copy stored by hand")
    recheck(snapshot.source)
