"""The people at the desk and their roles."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.admin.base import RETRACT, DeskAdmin, DeskInline
from claims.admin.forms import DeskForm, take_whole
from claims.admin.person import person
from claims.models import Membership, User


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

    deeds = []
    add_form = NewPersonForm
    form = PersonForm
    filter_horizontal = []
    inlines = [MembershipInline]
    list_display = ["username", "byline", "roles", "is_active", "last_login"]
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
        return super().get_queryset(request).prefetch_related("memberships__group")

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


admin.site.unregister(Group)


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
