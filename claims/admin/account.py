"""A person's own page: how they read the desk, their second factor, where they are signed in."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.actions.choose_notices import choose_notices
from claims.actions.end_sign_in import end_sign_in
from claims.actions.end_sign_ins import end_sign_ins
from claims.actions.keep_preferences import keep_preferences
from claims.admin.person import person
from claims.admin.wishes import WishesForm
from claims.models import SignIn

ACCOUNT = "desk:account"


class PreferencesForm(forms.Form):
    """In which language and time zone a person reads the desk."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("All times at the desk are shown in it. Readers see the desk’s own."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
        languages, times = self.fields["language"], self.fields["time_zone"]
        languages.choices = [("", _("as the browser asks")), *settings.LANGUAGES]  # type: ignore[attr-defined]
        as_desk = _("as the desk: %(zone)s") % {"zone": settings.TIME_ZONE}
        times.choices = [("", as_desk), *((zone, zone) for zone in zones)]  # type: ignore[attr-defined]


@admin.site.admin_view
def account(request: HttpRequest) -> HttpResponse:
    """Show a person's own page, and keep what they prefer."""
    user = person(request)
    known = {"language": user.language, "time_zone": user.time_zone}
    form = PreferencesForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            keep_preferences(user, by=user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Kept: the desk is shown to you so from now on."))
            return HttpResponseRedirect(reverse(ACCOUNT))
    return TemplateResponse(request, "admin/account.html", account_context(request, form))


@admin.site.admin_view
def choose(request: HttpRequest) -> HttpResponse:
    """Keep which notices a person wants, and how."""
    user = person(request)
    wishes = WishesForm(request.POST or None, user=user)
    if request.method == "POST" and wishes.is_valid():
        choose_notices(user, by=user, wishes=wishes.wishes())
        messages.success(request, _("Kept: you are told so from now on."))
        return HttpResponseRedirect(reverse(ACCOUNT))
    known = {"language": user.language, "time_zone": user.time_zone}
    context = account_context(request, PreferencesForm(initial=known), wishes)
    return TemplateResponse(request, "admin/account.html", context)


def account_context(
    request: HttpRequest, form: PreferencesForm, wishes: WishesForm | None = None
) -> dict[str, Any]:
    """Return what a person's own page shows."""
    return {
        **admin.site.each_context(request),
        "title": _("My account"),
        "form": form,
        "wishes": wishes or WishesForm(user=person(request)),
        "sign_ins": SignIn.objects.of(person(request)),
        "here": request.session.session_key,
    }


@require_POST
@admin.site.admin_view
def sign_out_there(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of a person's own sessions."""
    found = get_object_or_404(SignIn.objects.of(person(request)), pk=pk)
    end_sign_in(found, by=person(request))
    messages.success(request, _("Signed out there."))
    return HttpResponseRedirect(reverse(ACCOUNT))


@require_POST
@admin.site.admin_view
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End all of a person's own sessions but this one."""
    end_sign_ins(person(request), by=person(request), but=request.session.session_key or "")
    messages.success(request, _("Signed out everywhere but here."))
    return HttpResponseRedirect(reverse(ACCOUNT))
