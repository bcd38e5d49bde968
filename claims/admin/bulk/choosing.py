"""Choosing claims in the list: each deed on many of them leads to a page that asks for the rest."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.actions.choose_claims import choose_claims
from claims.admin.deeds import address
from claims.admin.person import person
from claims.models import BulkJob
from claims.policy import may_do_to_many

Kind = BulkJob.Kind
LABELS: dict[Kind, Promise] = {
    Kind.ACCEPT: _("Accept the selected claims"),
    Kind.ASSIGN: _("Assign the selected claims"),
    Kind.TAG: _("Add topics to the selected claims"),
    Kind.UNTAG: _("Take topics off the selected claims"),
    Kind.DROP: _("Drop the selected claims"),
    Kind.EXPORT: _("Export the selected claims"),
}


class ManyClaims(ModelAdmin):
    """A list of claims in which many are chosen for one deed."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer what this person may do to many claims; nothing where one is picked for a form."""
        actions = super().get_actions(request)
        if IS_POPUP_VAR in request.GET:
            return actions
        offered: dict[str, tuple[Callable[..., Any], str, Promise]] = {
            kind.value: (partial(chosen, kind), kind.value, label)
            for kind, label in LABELS.items()
            if may_do_to_many(person(request), kind)
        }
        return {**actions, **offered}


def chosen(
    kind: Kind, _admin: ModelAdmin, request: HttpRequest, claims: QuerySet
) -> HttpResponse | None:
    """Note what was chosen, and go to the page that asks for the rest; nothing is done so far."""
    try:
        job = choose_claims(claims, kind, by=person(request))  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    return HttpResponseRedirect(address(job, "confirm"))
