"""Mail to people at the desk: what happened, by claim, in their language and their time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.branding import brand
from claims.models import Claim, Notification, User

LONGEST, IN_SUBJECT = 200, 60  # characters of a wording


@dataclass(slots=True)
class Group:
    """What is told of one claim."""

    name: str
    notices: list[Notification] = field(default_factory=list)


def letter_to(user: User, notices: Iterable[Notification]) -> EmailMessage:
    """
    Return the mail that tells a person these notices, of claims that they may see.

    Mail passes through many hands: nothing of a confidential article stands in it, and of no claim
    what a note, a verdict or a ruling says.
    """
    told = list(notices)
    with (
        translation.override(user.language or settings.LANGUAGE_CODE),
        timezone.override(user.time_zone or timezone.get_default_timezone()),
    ):
        groups = grouped(told)
        body = render_to_string(
            "claims/mail/notices.txt",
            {
                "user": user,
                "groups": groups,
                "site": settings.SITE_NAME,
                "tagline": settings.TAGLINE,
                "site_url": settings.APPLICATION_URL,
            },
        )
        return EmailMessage(subject_of(told), f"{body.strip()}\n", to=[user.email])


def subject_of(notices: list[Notification]) -> str:
    """Return how many notices a mail has, or what the one says, and of which claim."""
    n = len(notices)
    text = ngettext("%(n)s notice from the desk", "%(n)s notices from the desk", n) % {"n": n}
    if n == 1:
        text = f"{named(notices[0].claim, IN_SUBJECT)}: {notices[0].sentence}"
    return " ".join(f"[{brand().short_name}] {text}".split())


def grouped(notices: list[Notification]) -> list[Group]:
    """Return the notices by claim, in the order in which each claim comes first."""
    groups: dict[int, Group] = {}
    for notice in notices:
        claim = notice.claim
        group = groups.setdefault(claim.pk, Group(named(claim)))
        group.notices.append(notice)
    return list(groups.values())


def named(claim: Claim, longest: int = LONGEST) -> str:
    """Return what a mail may call a claim: nothing of a confidential article."""
    if claim.article.confidential:
        return _("A claim in a confidential article")
    wording = Truncator(" ".join(claim.text.split())).chars(longest)
    return _("“%(claim)s”") % {"claim": wording}
