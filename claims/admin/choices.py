"""What a form of the desk offers to be chosen."""

import re
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from claims.admin.person import person
from claims.models.base import DeskQuerySet

LIKE_AN_ID = re.compile(r"[0-9]{1,18}")


class VisibleChoices(BaseModelAdmin):
    """Offers, and accepts, only rows that this person may see, whatever number is sent."""

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet | None:
        """Return the rows that can be chosen."""
        rows = super().get_field_queryset(db, db_field, request)
        if rows is None:
            rows = db_field.remote_field.model._default_manager.get_queryset()
        return rows.visible_to(person(request)) if isinstance(rows, DeskQuerySet) else rows

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let long lists be searched, and name what is chosen already."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Choice(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class Choice(AutocompleteSelect):
    """A choice by search: it asks the database neither for a loaded row nor for what is no id."""

    chosen: Model | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return the chosen row as the one option."""
        keys = [str(key) for key in value if LIKE_AN_ID.fullmatch(str(key))]
        if self.chosen is None or keys != [str(self.chosen.pk)]:
            return super().optgroups(name, keys or [""], attr)
        option = self.create_option(name, self.chosen.pk, str(self.chosen), True, 0)
        return [(None, [option], 0)]
