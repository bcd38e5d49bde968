"""The people at the desk, and the one user who is none."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.base import DeskQuerySet, Recorded, Tracked, retraction_is_whole
from claims.models.fields import NameField, public_id_field, slug_of
from claims.models.journal import recorded, sealed_history

MACHINE = "claimbench"
PREFERENCES = {"language", "time_zone"}
UNRECORDED = {
    *("password", "last_login", "has_factor", "must_confirm", "notice_wishes", "public_id"),
    *PREFERENCES,
}


class UserQuerySet(DeskQuerySet["User"]):
    """Questions about people."""


class DeskUserManager(UserManager["User"]):
    """Makes users whose first history row names who made them."""

    def get_queryset(self) -> UserQuerySet:
        """Return the people, refusing what would leave no history."""
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: "User") -> UserQuerySet:
        """Return the people that this person may see."""
        return self.get_queryset().visible_to(user)

    def machine(self) -> "User":
        """Return the user without a login who acts for the machine, made on first need."""
        try:
            return self.get(username=MACHINE)
        except self.model.DoesNotExist:
            user = self.model(username=MACHINE, byline="Claimbench")
            user.set_unusable_password()
            user.save()
            return user


class User(AbstractUser, Recorded):
    """A person at the desk; one who leaves is deactivated and keeps their name in history."""

    public_id = public_id_field()
    byline = NameField(
        _("byline"), max_length=150, blank=True, help_text=_("The name as readers see it.")
    )
    biography = models.TextField(_("biography"), blank=True)
    interests = models.TextField(
        _("declared interests"),
        blank=True,
        help_text=_("Memberships, holdings and ties that a reader should know of."),
    )
    must_confirm = models.BooleanField(
        _("is asked for a second factor"), default=False, editable=False
    )
    has_factor = models.BooleanField(_("has a second factor"), default=False, editable=False)
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Empty: as the browser asks.")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=50,
        blank=True,
        help_text=_("For example Europe/Madrid. Empty: as the desk."),
    )
    notice_wishes = models.JSONField(
        _("which notices, and how"),
        default=dict,
        db_default={},
        blank=True,
        editable=False,
        help_text=_("By kind: whether at the desk, and how by mail. Of others: desk and digest."),
    )
    groups = models.ManyToManyField(  # type: ignore[assignment]  # joins are tracked rows
        Group,
        through="claims.Membership",
        through_fields=("user", "group"),
        related_name="user_set",
        related_query_name="user",
        verbose_name=_("roles"),
    )
    user_permissions = None  # type: ignore[assignment]  # what a person may do comes from roles

    objects: ClassVar[DeskUserManager] = DeskUserManager()
    history = sealed_history(excluded_fields=sorted(UNRECORDED))

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(name="user_name_is_filled", condition=~Q(username="")),
        ]

    def clean(self) -> None:
        """Want a language that the desk speaks, and a time zone that there is."""
        super().clean()
        if self.language and self.language not in dict(settings.LANGUAGES):
            message = _("The desk does not speak this language.")
            raise ValidationError({"language": ValidationError(message, code="language")})
        if self.time_zone and self.time_zone not in available_timezones():
            message = _("There is no such time zone: write one such as Europe/Madrid.")
            raise ValidationError({"time_zone": ValidationError(message, code="time_zone")})

    acting: "User | None" = None  # who changes this person's password, if it is somebody else

    def __str__(self) -> str:
        return self.byline or self.get_full_name() or self.username

    @property
    def public_name(self) -> str:
        """The name as readers see it; nothing where only the name at sign-in is known."""
        return self.byline or self.get_full_name()

    def get_absolute_url(self) -> str:
        """Return the address of the page on which readers see who this is."""
        return reverse("claims:person", args=[self.public_id, slug_of(self.public_name, "person")])

    @property
    def is_asked_for_a_factor(self) -> bool:
        """Whether a password alone does not let this person in."""
        return self.has_factor or self.must_confirm or settings.SECOND_FACTOR_FOR_ALL

    @property
    def is_machine(self) -> bool:
        """Whether this is the user who acts for the machine."""
        return self.username == MACHINE

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with history also where Django's own sign-in saves: as this person's own act."""
        if self._door_is_open:  # whoever opened it holds the journal
            super().save(*args, **kwargs)
        else:
            self.save_as_own_act(*args, **kwargs)

    @recorded
    def save_as_own_act(self, *args: Any, **kwargs: Any) -> None:
        """Save as this person's own act; a new password or time of sign-in is not history."""
        unrecorded = set(kwargs.get("update_fields") or ["all"]) <= UNRECORDED
        by = self.acting or (self if self.pk or self.is_machine else type(self).objects.machine())
        with self.door(by, "account"):
            self.revision += not unrecorded
            if unrecorded:
                self.save_without_historical_record(*args, **kwargs)  # type: ignore[attr-defined]
            else:
                super().save(*args, **kwargs)


class MembershipQuerySet(DeskQuerySet["Membership"]):
    """Questions about who holds which role."""


class Membership(Tracked):
    """A person's role at the desk; taking it away is a retraction."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="memberships", verbose_name=_("role")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        constraints = [
            retraction_is_whole("membership"),
            models.UniqueConstraint(
                "user",
                "group",
                condition=Q(retracted_at=None),
                name="membership_is_given_once",
                violation_error_message=_("This person has this role already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.group}"
