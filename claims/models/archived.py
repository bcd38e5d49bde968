"""The rule on an archived address: it leads to a web archive, and to a copy of this very page."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.archiving import is_copy_of, read_archived

if TYPE_CHECKING:
    from claims.models.base import Recorded


def require_archived(row: "Recorded", *, page: str, archived: str) -> None:
    """
    Raise ValidationError if what somebody typed as an archived address is none.

    `page` and `archived` name the fields. A row that was stored with another one before can still
    be saved as long as both stay: what rests on it must stay correctable.
    """
    url = getattr(row, archived)
    if not url or _stands(row, page, archived):
        return
    found = read_archived(url)
    if found is None:
        message = _(
            "This is no copy at a web archive that the desk knows. Give the address of one at the "
            "Wayback Machine (web.archive.org/web/…), perma.cc, archive.today, Ghostarchive or "
            "Megalodon, or store a copy by hand."
        )
        raise ValidationError({archived: ValidationError(message, code="no_archive")})
    original = getattr(row, page)
    if original and not is_copy_of(found, original):
        message = _("This is a copy of another page: %(page)s")
        params = {"page": found.original}
        raise ValidationError({archived: ValidationError(message, code="other", params=params)})


def _stands(row: "Recorded", *names: str) -> bool:
    """Whether these fields of a stored row are as they were."""
    stored = type(row)._base_manager.filter(pk=row.pk).values_list(*names).first()
    return stored == tuple(getattr(row, name) for name in names)
