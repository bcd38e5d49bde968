"""Which notices a person wants, and how: one line for each kind."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Notification, User
from claims.models.notification import chosen_by


class Line(NamedTuple):
    """One kind of notice, with its two fields."""

    label: str
    desk: forms.BoundField
    mail: forms.BoundField


class WishesForm(forms.Form):
    """For each kind of notice whether it stands at the desk, and how it is mailed."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in Notification.Kind.choices:
            at_desk, mail = chosen_by(user, kind)
            named = {"aria-label": _("%(kind)s: at the desk") % {"kind": label}}
            self.fields[f"{kind}-desk"] = forms.BooleanField(
                required=False, initial=at_desk, widget=forms.CheckboxInput(attrs=named)
            )
            named = {"aria-label": _("%(kind)s: by mail") % {"kind": label}}
            self.fields[f"{kind}-mail"] = forms.ChoiceField(
                required=False,
                initial=mail,
                choices=Notification.Mail.choices,
                widget=forms.Select(attrs=named),
            )

    def lines(self) -> Iterator[Line]:
        """Yield the kinds, each with its fields."""
        for kind, label in Notification.Kind.choices:
            yield Line(str(label), self[f"{kind}-desk"], self[f"{kind}-mail"])

    def wishes(self) -> dict[str, tuple[bool, str]]:
        """Return what was chosen of each kind."""
        chosen = self.cleaned_data
        kinds = Notification.Kind.values
        return {kind: (chosen[f"{kind}-desk"], chosen[f"{kind}-mail"]) for kind in kinds}
