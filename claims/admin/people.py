"""The people at the desk and their roles."""

from functools import partial
from typing import Any, cast

from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims import policy
from claims.actions.ask_for_second_factor import ask_for_second_factor
from claims.actions.drop_second_factor import drop_second_factor
from claims.actions.end_sign_ins import end_sign_ins
from claims.actions.let_sign_in_again import let_sign_in_again
from claims.admin.base import RETRACT, DeskAdmin, DeskInline
from claims.admin.deeds import Deed
from claims.admin.forms import DeskForm, take_whole
from claims.admin.person import person
from claims.models import Membership, User

SIGN_OUT = Deed(
    name="sign-out",
    label=_("Sign out everywhere"),
    explains=_("All sessions of this person end; what they typed and did not save is lost."),
    done=_("“%(row)s” is signed out everywhere."),
    act=end_sign_ins,
    allowed=lambda user, other: policy.may_end_sign_ins(user, other) and other.sign_ins.exists(),
)
ASK = Deed(
    name="ask-for-factor",
    label=_("Ask for a second factor"),
    explains=_("At the next page this person is asked to set one up, and at each sign-in for it."),
    done=_("“%(row)s” is asked for a second factor from now on."),
    act=partial(ask_for_second_factor, asked=True),
    allowed=lambda user, other: policy.may_change(user, other) and not other.must_confirm,
)
ASK_NO_MORE = Deed(
    name="ask-for-no-factor",
    label=_("Leave the second factor to them"),
    explains=_("This person decides whether a sign-in asks for a second factor."),
    done=_("“%(row)s” decides that now."),
    act=partial(ask_for_second_factor, asked=False),
    allowed=lambda user, other: policy.may_change(user, other) and other.must_confirm,
)
DROP_FACTOR = Deed(
    name="drop-factor",
    label=_("Remove the second factor"),
    explains=_(
        "For somebody who lost the telephone. Make sure that it is they who ask. Where a second "
        "factor is asked for, the next sign-in has them set one up anew."
    ),
    done=_("The second factor of “%(row)s” is removed."),
    act=drop_second_factor,
    allowed=policy.may_drop_second_factor,
)
LET_IN = Deed(
    name="let-in",
    label=_("Let them sign in again"),
    explains=_(
        "After five wrong passwords a name is refused for a quarter of an hour from where they "
        "were typed. This ends it."
    ),
    done=_("“%(row)s” can sign in again."),
    act=let_sign_in_again,
    allowed=lambda user, other: (
        policy.may_change(user, other)
        and AccessAttempt.objects.filter(username=other.username).exists()
    ),
)


class RoleFilter(admin.SimpleListFilter):
    """Find people by the roles that they hold today."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the roles."""
        return [(name, name) for name in Group.objects.values_list("name", flat=True)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return who holds it."""
        if self.value() is None:
            return queryset
        held = Membership.objects.live().filter(group__name=self.value())
        return queryset.filter(pk__in=held.values("user"))


class PersonForm(DeskForm, UserChangeForm):
    """A person's page, with the link to a new password."""


class NewPersonForm(UserCreationForm):
    """A new person: a name to sign in with, and a byline."""

    class Meta:
        model = User
        fields = ["username", "byline"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_whole(self)


class MembershipInline(DeskInline):
    """The roles of a person; a role is taken away by retracting it on its own page."""

    model = Membership
    fk_name = "user"
    verbose_name_plural = _("roles")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave roles to administrators; a person's page comes before their roles."""
        return obj is not None and person(request).has_perm("claims.add_membership")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep a role as it was given."""
        return False


@admin.register(User)
class PersonAdmin(DeskAdmin, UserAdmin):
    """A person: who leaves is deactivated and keeps their name in history."""

    deeds = [SIGN_OUT, ASK, ASK_NO_MORE, DROP_FACTOR, LET_IN]
    add_form = NewPersonForm
    form = PersonForm
    filter_horizontal = []
    inlines = [MembershipInline]
    list_display = ["username", "byline", "roles", "is_active", "last_seen", "has_factor"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["username", "byline", "email"]
    add_fieldsets = (
        (None, {"classes": ["wide"], "fields": ["username", "byline", "password1", "password2"]}),
    )
    fieldsets = (
        (None, {"fields": ["username", "password", "is_active", "is_staff"]}),
        (_("As readers see them"), {"fields": ["byline", "biography", "interests"]}),
        (_("Reaching them"), {"fields": ["first_name", "last_name", "email"]}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask little of a new person, and show nothing of a password to who cannot set it."""
        if obj is None:
            return self.add_fieldsets
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return fieldsets
        hidden = {"password", "is_staff"}
        return [
            (name, {**options, "fields": [f for f in options["fields"] if f not in hidden]})
            for name, options in fieldsets
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the roles that a line shows."""
        rows = super().get_queryset(request).prefetch_related("memberships__group")
        return cast("QuerySet", rows.annotate(seen_at=Max("sign_ins__seen_at")))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Remember who is at work, for the history of a new password."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.acting = person(request)
        return found

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let a new person sign in at the desk."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.display(description=_("last seen"), ordering="seen_at")
    def last_seen(self, colleague: Any) -> Any:
        """Say when the person was last at the desk, or last signed in."""
        return colleague.seen_at or colleague.last_login

    @admin.display(description=_("roles"))
    def roles(self, colleague: User) -> str:
        """Show the roles that the person holds today."""
        held = [m.group.name for m in colleague.memberships.all() if not m.is_retracted]
        return ", ".join(sorted(held)) or "–"


@admin.register(Membership)
class MembershipAdmin(DeskAdmin):
    """Who holds which role; retracting takes it away."""

    deeds = [RETRACT]
    autocomplete_fields = ["user"]
    list_display = ["user", "group"]
    list_filter = ["group"]
    list_select_related = ["user", "group"]
    search_fields = ["user__username", "user__byline"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep a role as it was given: another one is another row."""
        return obj is None and super().has_change_permission(request)


admin.site.unregister([Group, TOTPDevice, StaticDevice])  # secrets are their persons’ alone


@admin.register(Group)
class RoleAdmin(admin.ModelAdmin):
    """The roles, to read: what each may do is set by the release and documented with it."""

    fields = ["name", "may"]
    readonly_fields = ["name", "may"]
    search_fields = ["name"]

    @admin.display(description=_("may"))
    def may(self, group: Group) -> str:
        """List what the role may do, in words."""
        return ", ".join(str(name) for name in group.permissions.values_list("name", flat=True))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: roles come with the release."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: each migration would undo it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: people hold them."""
        return False
