"""The second factor of a sign-in: setting it up, and asking for it."""

from typing import Any

import segno
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login, match_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims.access import half_signed_in
from claims.actions.begin_second_factor import begin_second_factor
from claims.actions.confirm_second_factor import confirm_second_factor
from claims.actions.drop_second_factor import drop_second_factor
from claims.admin.account import ACCOUNT
from claims.admin.person import person
from claims.models import User


class CodeForm(forms.Form):
    """A code of six digits, or a spare one."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code without the spaces with which programs show it."""
        return str(self.cleaned_data["code"]).replace(" ", "").lower()


@never_cache
@sensitive_post_parameters("code")
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave a password for the code of their second factor."""
    user = half_signed_in(request)
    if user is None:
        return HttpResponseRedirect(reverse("admin:index"))
    if not user.has_factor:
        return HttpResponseRedirect(reverse("desk:second_factor"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = match_token(user, form.cleaned_data["code"])
        if device is not None:
            return let_through(request, user, device)
        form.add_error("code", _("This code does not let you in. Wait for the next one."))
    title = _("Confirm that it is you")
    return TemplateResponse(request, "admin/confirm.html", page(request, title, form=form))


def let_through(request: HttpRequest, user: User, device: Any) -> HttpResponse:
    """Have the session count as confirmed, and go where its person wanted to."""
    request.user = user
    login(request, device)
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if safe else reverse("admin:index"))


@never_cache
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set a second factor up: begin, scan its secret, type a code made with it."""
    user = half_signed_in(request) or request.user
    may_begin = isinstance(user, User) and (request.user.is_authenticated or not user.has_factor)
    if not (isinstance(user, User) and user.is_staff and may_begin):
        return HttpResponseRedirect(reverse("admin:index"))
    if request.method == "POST" and "begin" in request.POST:
        begin_second_factor(user, by=user)
        return HttpResponseRedirect(reverse("desk:second_factor"))
    begun = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and begun is not None and form.is_valid():
        try:
            codes = confirm_second_factor(user, by=user, **form.cleaned_data)
        except ValidationError as error:
            refuse_code(form, error)
        else:
            return codes_page(request, user, codes)
    return TemplateResponse(
        request, "admin/second_factor.html", setting_up(request, user, begun, form)
    )


def refuse_code(form: CodeForm, error: ValidationError) -> None:
    """Say at the code why it was not taken."""
    for sentence in error.messages:
        form.add_error("code", sentence)


def setting_up(
    request: HttpRequest, user: User, begun: TOTPDevice | None, form: CodeForm
) -> dict[str, Any]:
    """Return what the page of setting up shows: the secret as a picture and in letters."""
    secret = begun.config_url if begun else ""
    picture = segno.make(secret).svg_data_uri(scale=5, border=3, light="#fff") if begun else ""
    letters = secret.partition("secret=")[2].partition("&")[0]
    title = _("Second factor")
    asked = not request.user.is_authenticated
    told = {"begun": begun, "picture": picture, "letters": letters, "asked": asked, "who": user}
    return page(request, title, form=form, **told)


def codes_page(request: HttpRequest, user: User, codes: list[str]) -> HttpResponse:
    """Show the spare codes, once; the session that set the factor up counts as confirmed."""
    request.user = user
    login(request, TOTPDevice.objects.get(user=user, confirmed=True))
    context = page(request, _("Spare codes"), codes=codes)
    return TemplateResponse(request, "admin/spare_codes.html", context)


@admin.site.admin_view
def drop(request: HttpRequest) -> HttpResponse:
    """Take a person's own second factor away."""
    if request.method == "POST" and person(request).has_factor:
        drop_second_factor(person(request), by=person(request))
        messages.success(request, _("Your second factor is removed."))
    return HttpResponseRedirect(reverse(ACCOUNT))


def page(request: HttpRequest, title: Any, **context: Any) -> dict[str, Any]:
    """Return what each of these pages shows."""
    return {**admin.site.each_context(request), "title": title, **context}
