"""Store a copy of a source, uploaded by hand."""

import hashlib

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.check_quotations import recheck
from claims.documents import DocumentError, reader_for
from claims.models import Snapshot, Source, User
from claims.models.journal import recorded


def store_snapshot(source: Source, *, file: "UploadedFile[bytes]", by: User) -> Source:
    """
    Keep the file as it is, with the text that is in it; return the source.

    Raises PermissionDenied if `by` may not, and ValidationError if the file is too large or cannot
    be read.
    """
    require_permission(by, source)
    require_size(file.size or 0)
    raw = file.read()
    try:
        reader = reader_for(raw, name=file.name or "")
        document = reader.read(raw, name=file.name or "")
    except DocumentError as error:
        raise ValidationError({"file": ValidationError(str(error), code=error.code)}) from error
    keep(source, raw, reader.media_type, document.text, by=by)
    return source


def require_permission(by: User, source: Source) -> None:
    """Raise PermissionDenied if this person may not store copies of this source."""
    if not (by.has_perm("claims.add_snapshot") and policy.may_change(by, source)):
        raise PermissionDenied


def require_size(size: int) -> None:
    """Raise ValidationError if a file has more bytes than a stored copy may."""
    if size > settings.ARTICLE_MAX_BYTES:
        message = _("The file is larger than %(limit)s MB: store only the part that is cited.")
        params = {"limit": f"{settings.ARTICLE_MAX_BYTES / 1_000_000:g}"}
        raise ValidationError({"file": ValidationError(message, code="too_large", params=params)})


@recorded
def keep(source: Source, raw: bytes, media_type: str, text: str, *, by: User) -> Snapshot:
    """Store the copy; what parses foreign formats has run before the transaction."""
    require_permission(by, source)
    digest = hashlib.sha256(raw).hexdigest()
    snapshot = Snapshot(source=source, sha256=digest, media_type=media_type, text=text)
    snapshot.final_url = source.url
    snapshot.raw = ContentFile(raw, name="raw")
    snapshot.save_by(by, "copy stored by hand")
    recheck(source)
    return snapshot
