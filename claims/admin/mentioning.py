"""Notes as the desk shows them, and whom a new one reaches."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.actions.save_row import save_row
from claims.addressees import Addressed, addressed
from claims.admin.person import person
from claims.models import Note, Recorded, User
from claims.text.sanitize import render_note


def words_of(note: Note, known: Collection[str]) -> SafeString:
    """Return a note's Markdown as HTML, with the mentions marked that mean somebody."""
    return mark_safe(render_note(note.text, known))  # noqa: S308 - it was cleaned


def save_and_tell(request: HttpRequest, row: Recorded, *, reason: str) -> None:
    """Hand a row to the one door, and say whom it reaches if it is a note."""
    before = Note._base_manager.filter(pk=row.pk).first() if isinstance(row, Note) else None
    save_row(row, by=person(request), reason=reason)
    if isinstance(row, Note):
        tell_reach(request, addressed(row, before.text if before else ""))


def tell_reach(request: HttpRequest, found: Addressed) -> None:
    """Say whom a saved note reaches by name, and whom it does not and why."""
    if found.told:
        messages.success(
            request, _("Told of your note: %(people)s.") % {"people": names(found.told)}
        )
    if found.kept_out:
        told = ngettext(
            "%(people)s may not see this claim, and was not told of your note.",
            "%(people)s may not see this claim, and were not told of your note.",
            len(found.kept_out),
        )
        messages.warning(request, told % {"people": names(found.kept_out)})
    if found.unknown:
        told = _("Nobody at the desk signs in with this name: %(names)s.")
        named = ", ".join(f"@{name}" for name in found.unknown)
        messages.warning(request, told % {"names": named})


def names(people: list[User]) -> str:
    """Return people's names in one line."""
    return ", ".join(map(str, people))
