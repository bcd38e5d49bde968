"""The rows on a page, as they are sent while others save, retract and add such rows."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.forms import BaseInlineFormSet

from claims.admin.choices import LIKE_AN_ID
from claims.admin.merging import Comparison
from claims.models import Recorded, Tracked, User


class DeskFormSet(BaseInlineFormSet):
    """Rows on another row's page; words typed into one that was retracted meanwhile are kept."""

    by: ClassVar[User]
    model: type[Recorded]

    def get_queryset(self) -> Any:
        """Return the rows as they were sent, in their order, with those retracted since."""
        stored: Any = super().get_queryset()
        if not self.is_bound:
            return stored
        if not hasattr(self, "_sent_rows"):
            found = {str(row.pk): row for row in stored}
            found |= self.taken_back([key for key in self.sent() if key not in found])
            self._sent_rows = [found[key] for key in self.sent() if key in found]
        return self._sent_rows

    def sent(self) -> list[str]:
        """Return the keys of the rows that were on the page when it was opened."""
        names = [f"{self.add_prefix(i)}-id" for i in range(self.initial_form_count())]
        keys = [str(self.data.get(name, "")) for name in names]
        return [key for key in keys if LIKE_AN_ID.fullmatch(key)]

    def taken_back(self, keys: list[str]) -> dict[str, Any]:
        """Return those of these rows that were retracted and that this person may see."""
        if not keys or not issubclass(self.model, Tracked):
            return {}
        rows: Any = self.model._default_manager
        retracted = rows.visible_to(self.by).exclude(retracted_at=None)
        return {
            str(row.pk): row
            for row in retracted.filter(**{self.fk.name: self.instance}, pk__in=keys)
        }

    def save_new_objects(self, commit: bool = True) -> Any:
        """Add what was typed into a row that was retracted, where that was chosen."""
        super().save_new_objects(commit)
        forms: list[Any] = self.initial_forms
        for form in forms:
            if form.comes_again and form.has_changed():
                self.new_objects.append(self.save_new(form, commit=commit))
        return self.new_objects

    def added_meanwhile(self) -> list[Recorded]:
        """Return the rows that are stored and were not on the page when it was opened."""
        sent = set(self.sent())
        return [row for row in super().get_queryset() if str(row.pk) not in sent]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What others did to the rows of a page while a person was typing on it."""

    rows: list[Comparison]
    added: list[Recorded]


def meeting_of(context: dict[str, Any]) -> Meeting | None:
    """Return what a page that was refused has to tell of others' work, if there is any."""
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(form for rows in formsets for form in rows.initial_forms)]
    met = [comparison for form in forms if (comparison := getattr(form, "comparison", None))]
    added = [
        row
        for rows in formsets
        if isinstance(rows, DeskFormSet) and rows.is_bound
        for row in rows.added_meanwhile()
    ]
    return Meeting(met, added) if met or added else None
