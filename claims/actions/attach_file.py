"""Attach a file to a claim, an inquiry or a search."""

import hashlib
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.documents import DocumentError, reader_for
from claims.documents.media_types import HEAD, PICTURES, is_program, media_type_of
from claims.documents.pictures import size_of
from claims.models import Attachment, Claim, Inquiry, Search, Tracked, User
from claims.models.journal import recorded
from claims.text.file_names import clean_name

Row = TypeVar("Row", Claim, Inquiry, Search)
UNNAMED = "file"


def attach_file(row: Row, *, file: "UploadedFile[bytes]", by: User, about: str = "") -> Row:
    """
    Keep the file as it is, with the text that is in it, at this row; return the row.

    Raises PermissionDenied if `by` may not, and ValidationError if the file is empty, too large or
    a program.
    """
    require_permission(by, row)
    attachment = read_attachment(file, about=about)
    keep(attachment, row, by=by)
    return row


def require_permission(by: User, row: Tracked) -> None:
    """Raise PermissionDenied if this person may not attach files to this row."""
    if not policy.may_attach(by, row):
        raise PermissionDenied


def read_attachment(file: "UploadedFile[bytes]", *, about: str = "") -> Attachment:
    """
    Return the file as an attachment that is not stored yet.

    Raises ValidationError, beside the field `file`, for what is not kept.
    """
    require_size(file.size or 0)
    raw = file.read()
    if not raw.strip(b"\0\t\n\r "):
        raise refusal(_("The file is empty."), "empty")
    if is_program(raw):
        raise refusal(_("This is a program, which the desk does not keep."), "program")
    attachment = Attachment(about=about.strip(), size=len(raw))
    attachment.name = clean_name(file.name or "") or UNNAMED
    attachment.media_type = media_type_of(raw[:HEAD])
    attachment.sha256 = hashlib.sha256(raw).hexdigest()
    attachment.text = text_in(raw, attachment.name)
    if attachment.media_type in PICTURES:
        measure(attachment, raw)
    attachment.raw = ContentFile(raw, name="raw")
    return attachment


def require_size(size: int) -> None:
    """Raise ValidationError if a file has more bytes than an attached one may."""
    if size > settings.ATTACHMENT_MAX_BYTES:
        message = _("The file is larger than %(limit)s MB: attach the part that matters.")
        limit = f"{settings.ATTACHMENT_MAX_BYTES / 1_000_000:g}"
        raise refusal(message, "too_large", limit=limit)


def refusal(message: object, code: str, **params: str) -> ValidationError:
    """Return the refusal of a file, beside its field."""
    return ValidationError({"file": ValidationError(str(message), code=code, params=params)})


def text_in(raw: bytes, name: str) -> str:
    """Return the text of a file that some reader can read, or nothing."""
    if len(raw) > settings.ARTICLE_MAX_BYTES:
        return ""
    try:
        return reader_for(raw, name=name).read(raw, name=name).text
    except DocumentError:
        return ""


def measure(attachment: Attachment, raw: bytes) -> None:
    """Note the size of a picture that pages can show; a broken one is a file like others."""
    try:
        attachment.width, attachment.height = size_of(raw)
    except DocumentError:
        attachment.width = attachment.height = None


@recorded
def keep(attachment: Attachment, row: Row, *, by: User) -> Attachment:
    """Store the file; what parses foreign formats has run before the transaction."""
    require_permission(by, row)
    attachment.claim = row if isinstance(row, Claim) else row.claim
    attachment.inquiry = row if isinstance(row, Inquiry) else None
    attachment.search = row if isinstance(row, Search) else None
    attachment.save_by(by, "file attached")
    return attachment
