"""
Going on from a page with what was typed on it: a button beside the form sends the whole form.

What was typed is saved first, by the same rules as with Save, and then the deed is done or the
page is opened that the button names. A form that is refused is shown again and nothing goes on.
"""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.admin.deeds import Deed, address, done
from claims.admin.person import person
from claims.models import Recorded

if TYPE_CHECKING:
    from claims.admin.base import DeskAdmin

GO_ON = "_then"  # the name of the buttons; the value is a deed's name, or a page's


def go_on(admin: "DeskAdmin", request: HttpRequest, row: Recorded) -> str:
    """Do what the pressed button names, now that the row is saved; return where that leads."""
    deed = deed_named(admin, request)
    if deed is None:
        return admin.next_pages(row).get(request.POST[GO_ON], address(row, "change"))
    if deed.read_at:
        return address(row, deed.read_at)
    if deed.form(row, by=person(request)).asks or not deed.is_quick:
        return address(row, deed.name)
    return address(do_saved(deed, request, row), "change")


def deed_named(admin: "DeskAdmin", request: HttpRequest) -> Deed | None:
    """Return the deed that the pressed button names, if it names one."""
    name = request.POST.get(GO_ON)
    return next((deed for deed in admin.deeds if deed.name == name), None)


def told_refused(admin: "DeskAdmin", request: HttpRequest) -> str:
    """Return what to say above a form that was refused: what did not happen, and where to look."""
    deed = deed_named(admin, request)
    if deed is None:
        return _("Nothing was saved. Look at what is marked below.")
    refusal = _("Nothing was saved, and “%(deed)s” was not done. Look at what is marked below.")
    return refusal % {"deed": deed.label}


def do_saved(deed: Deed, request: HttpRequest, row: Recorded) -> Recorded:
    """Do a deed on the revision that was just saved or read; say why if it is refused."""
    if not deed.allowed(person(request), row):
        refusal = _("“%(deed)s” cannot be done as things stand now.")
        messages.error(request, refusal % {"deed": deed.label})
        return row
    form = deed.form(row, {"revision": row.revision}, by=person(request))
    result = done(deed, form, request, row)
    if result is None:
        deed.refused(request, form)
        return row
    deed.tell(request, result)
    return result
