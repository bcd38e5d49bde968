"""Which of an article's claims its workbench shows: the filters, as a form that is sent by GET."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.admin.workbench.rows import Row
from claims.admin.workbench.standing import Standing
from claims.models import Claim, User

ASIDE = "aside"
MINE, NOBODY = "me", "nobody"
WORTH: dict[str, Callable[[float | None], bool]] = {  # thirds of a score from 0 to 1
    "high": lambda score: score is not None and score >= 2 / 3,
    "middle": lambda score: score is not None and 1 / 3 <= score < 2 / 3,
    "low": lambda score: score is not None and score < 1 / 3,
    "none": lambda score: score is None,
}
FILTERS = ("state", "kind", "assignee", "worth", "q")


class FilterForm(forms.Form):
    """Which claims to show; what is not known is passed over, never an error."""

    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Claim.Kind.choices]
    )
    assignee = forms.ChoiceField(label=_("Assigned to"), required=False)
    worth = forms.ChoiceField(
        label=_("Worth checking"),
        required=False,
        choices=[
            ("", _("Any worth")),
            ("high", _("most worth checking")),
            ("middle", _("in between")),
            ("low", _("least worth checking")),
            ("none", _("not scored")),
        ],
    )
    q = forms.CharField(
        label=_("Find in claims"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Find in claims")}),
    )

    def __init__(self, data: QueryDict, rows: Iterable[Row], user: User) -> None:
        super().__init__(data, auto_id="id_filter_%s")
        self.user = user
        aside = (ASIDE, _("laid aside"))
        at_work = [choice for choice in Standing.choices if not Standing(choice[0]).is_aside]
        offer(self, "state", [("", _("All states")), *at_work, aside])
        people = {row.assignee.pk: row.assignee for row in rows if row.assignee}
        named = sorted((str(person), str(pk)) for pk, person in people.items())
        everyone = [("", _("Anyone")), (MINE, _("me")), (NOBODY, _("nobody yet"))]
        offer(self, "assignee", [*everyone, *((pk, name) for name, pk in named)])
        self.full_clean()

    def shows(self, row: Row) -> bool:
        """Whether the claim is one of those asked for; without a word, what is at work."""
        asked = self.cleaned_data
        return (
            _in_state(row, asked.get("state", ""))
            and asked.get("kind", "") in ("", row.kind)
            and self._is_assigned(row, asked.get("assignee", ""))
            and (not asked.get("worth") or WORTH[asked["worth"]](row.worthiness))
            and asked.get("q", "").casefold() in row.text.casefold()
        )

    def _is_assigned(self, row: Row, asked: str) -> bool:
        """Whether the claim is given to who is asked for."""
        given = str(row.assignee.pk) if row.assignee else NOBODY
        return asked in ("", given) or (asked == MINE and given == str(self.user.pk))

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for."""
        return any(self.cleaned_data.values())


def offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Let a field of the form offer these choices."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _in_state(row: Row, asked: str) -> bool:
    """Whether the claim stands as is asked for."""
    if asked == ASIDE or not asked:
        return row.standing.is_aside is (asked == ASIDE)
    return row.standing == asked


def kept(query: QueryDict, **changed: Any) -> str:
    """Return a query string with the filters of this one, and what is changed."""
    fresh = QueryDict(mutable=True)
    for name in FILTERS:
        if query.get(name):
            fresh[name] = str(query[name])
    for name, value in changed.items():
        fresh[name] = str(value)
    return fresh.urlencode()
