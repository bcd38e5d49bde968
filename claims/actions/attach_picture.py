"""Attach a still or an image to a piece of evidence."""

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.attach_file import keep, read_attachment, refusal
from claims.actions.save_row import save_row
from claims.documents import DocumentError
from claims.documents.pictures import bare
from claims.models import Attachment, Evidence, User
from claims.models.journal import recorded

LARGEST = 10_000_000  # bytes; a page sends them to each reader


def attach_picture(
    piece: Evidence,
    *,
    file: "UploadedFile[bytes]",
    alternative: str,
    by: User,
    reason: str = "",
    revision: int | None = None,
) -> Evidence:
    """
    Keep a picture at a piece of evidence, with what it shows in words; return the piece.

    Readers see it only once the piece says so. Raises PermissionDenied if `by` may not,
    StaleRevision if the piece was saved since `revision`, and ValidationError if the file is no
    picture that pages can show, if it is not described, or if a ruling on the claim is published
    and no reason is given.
    """
    require_permission(by, piece)
    if (file.size or 0) > LARGEST:
        message = _("A picture for a page has %(limit)s MB at most: save it smaller.")
        raise refusal(message, "too_large", limit=f"{LARGEST / 1_000_000:g}")
    attachment = read_attachment(file)
    require_picture(attachment, file)
    return put(piece, attachment, alternative, by=by, reason=reason, revision=revision)


def require_permission(by: User, piece: Evidence) -> None:
    """Raise PermissionDenied if this person may not attach a picture to this piece."""
    if not policy.may_attach(by, piece):
        raise PermissionDenied


def require_picture(attachment: Attachment, file: "UploadedFile[bytes]") -> None:
    """Raise ValidationError unless pages can show the file, without its hidden data."""
    try:
        file.seek(0)
        bare(file.read())
    except DocumentError as error:
        raise refusal(error, error.code) from error
    if not attachment.is_picture:
        raise refusal(_("This picture cannot be shown on a page."), "picture")


@recorded
def put(
    piece: Evidence,
    attachment: Attachment,
    alternative: str,
    *,
    by: User,
    reason: str,
    revision: int | None,
) -> Evidence:
    """Store the picture and name it at its piece, both or neither."""
    piece = Evidence.objects.select_for_update().get(pk=piece.pk)
    if revision is not None:
        piece.require_revision(revision)
    piece.picture = keep(attachment, piece.claim, by=by)
    piece.picture_alt, piece.picture_shown = alternative.strip(), False
    try:
        return save_row(piece, by=by, reason=reason)
    except BaseException:
        attachment.raw.storage.delete(str(attachment.raw.name))  # no transaction takes a file back
        raise
