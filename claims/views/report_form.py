"""
The form by which readers report an error, and how it knows a person's from a program's.

There is no cookie: who reports an error is not followed. In place of a token in a cookie the form
carries a signed time, from which also its receipt number follows: a form that is sent twice is
one report. A field that nobody sees, and seconds that nobody needs, stop simple programs; no one
else is asked who the reader is.
"""

import re
import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Report, Ruling
from claims.models.fields import ALPHABET, validate_directions
from claims.models.report import LETTERS

SALT = "claims.report"
SOONEST = 3  # seconds: nobody types a report faster
LATEST = 60 * 60 * 24
CLAIM_ADDRESS = re.compile(rf"/claims/([{ALPHABET}]{{8}})(?:-[A-Za-z-]+)?(?:/|\.json|$)")
TOO_SOON = _("This came faster than a person types. Nothing is lost: press the button again.")
TOO_LATE = _("This form was open for more than a day, or came from a copy. Please send it again.")
TRAPPED = _("A field that stays empty was filled in, as programs do. It is empty again: resend.")


def new_token() -> str:
    """Return what a form carries: when it was made, signed."""
    return TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(12))


def receipt_of(token: str) -> str:
    """Return the receipt number of a form; without the secret key nobody can tell it before."""
    digest = salted_hmac(SALT, token, algorithm="sha256").digest()
    return "R-" + "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LETTERS])


def fault_of(token: str) -> str:
    """Return why a form's token does not hold: `soon`, `late`, or nothing."""
    signer = TimestampSigner(salt=SALT)
    try:
        signer.unsign(token, max_age=LATEST)
    except BadSignature:
        return "late"
    try:
        signer.unsign(token, max_age=SOONEST)
    except SignatureExpired:
        return ""
    return "soon"


def public_claim(public_id: str) -> Claim | None:
    """Return the claim of this id if readers may see a ruling on it."""
    rulings = Ruling.objects.published().originals().current().filter(claim__public_id=public_id)
    ruling = rulings.select_related("claim").first() if public_id else None
    return ruling.claim if ruling else None


class QuietField(forms.CharField):
    """What the page sends and nobody types; what does not look like it counts as nothing."""

    widget = forms.HiddenInput

    def __init__(self, form: re.Pattern[str]) -> None:
        super().__init__(required=False)
        self.form = form

    def clean(self, value: Any) -> str:
        """Return the value if it has its form, or nothing."""
        return value if isinstance(value, str) and self.form.fullmatch(value) else ""


class ReportForm(forms.Form):
    """What a reader tells the desk; only what is wrong must be said."""

    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Say what is wrong, in a sentence at least.")},
    )
    passage = forms.CharField(
        label=_("Which passage do you mean?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sources = forms.CharField(
        label=_("Which sources show it?"),
        required=False,
        max_length=3000,
        help_text=_("Addresses, titles, page numbers: whatever helps the desk to look it up."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    page = forms.CharField(
        label=_("On which page?"),
        required=False,
        max_length=500,
        help_text=_("Its address or its title."),
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=150,
        validators=[validate_directions],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    claim = QuietField(re.compile(f"[{ALPHABET}]{{8}}"))
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = QuietField(re.compile(r"[\w:-]{20,200}", re.ASCII))
    refused_before: Any = None
    use_required_attribute = False  # the page says what is missing, and keeps what was typed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # browsers cut at it and say nothing

    def clean(self) -> dict[str, Any]:
        """Hold against it what shows a program; one thing at a time, and first what is typed."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:  # “press the button again” would be no help
            return cleaned
        fault = fault_of(cleaned["token"])
        if cleaned["website"]:
            raise ValidationError(TRAPPED)
        if fault:
            raise ValidationError(TOO_SOON if fault == "soon" else TOO_LATE)
        return cleaned

    def typed(self) -> dict[str, str]:
        """Return what the reader typed, as it is kept."""
        typed = {name: self.cleaned_data[name] for name in Report.TYPED}
        return {name: text.replace("\r\n", "\n") for name, text in typed.items()}

    def meant(self) -> Claim | None:
        """Return the claim that is meant: the one the form came with, or that of the page."""
        found = CLAIM_ADDRESS.search(self.cleaned_data["page"])
        return public_claim(self.cleaned_data["claim"] or (found[1] if found else ""))

    def again(self, *, token: str = "") -> "ReportForm":
        """Return the form as it was typed, for another try: with a new token, or the same."""
        data = {name: self.data.get(name, "") for name in self.fields}
        kept = self.data.get("token", "")
        form = ReportForm({**data, "website": "", "token": token or kept})
        form.refused_before = self.errors
        return form

    @property
    def is_stale(self) -> bool:
        """Whether it has to have a new token before it can be sent."""
        return fault_of(str(self["token"].value() or "")) == "late"

    @property
    def has_words(self) -> bool:
        """Whether anything was typed that could be lost."""
        return any(str(self[name].value() or "").strip() for name in Report.TYPED)

    @property
    def errors(self) -> Any:
        """Return what is wrong: of a form for another try, what was wrong with the one before."""
        return self.refused_before if self.refused_before is not None else super().errors
