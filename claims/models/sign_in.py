"""Where people are signed in: from which device, since when, and when last seen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.user import User


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Questions about sign-ins."""

    def of(self, user: User) -> "SignInQuerySet":
        """Return where this person is signed in, where they were seen last first."""
        return self.filter(user=user).order_by("-seen_at", "-pk")


class SignIn(models.Model):
    """
    A session of a person.

    It is no desk row: it says nothing of what the desk decided, changes while its person works
    and goes when they sign out. What is done in it has its history.
    """

    user = models.ForeignKey(
        User, models.CASCADE, related_name="sign_ins", verbose_name=_("person")
    )
    session_key = models.CharField(_("session"), max_length=40, unique=True, editable=False)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    device = models.CharField(_("device"), max_length=300, blank=True)
    began_at = models.DateTimeField(_("signed in at"))
    seen_at = models.DateTimeField(_("last seen at"))

    objects = SignInQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-seen_at"], name="sign_in_seen_last")]
        constraints = [
            models.CheckConstraint(
                name="sign_in_is_seen_after_it_began",
                condition=models.Q(seen_at__gte=models.F("began_at")),
            ),
        ]
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        return f"{self.user}, {self.device or self.address or self.pk}"
