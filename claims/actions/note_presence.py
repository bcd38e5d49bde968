"""Keep when a person was last seen at the desk."""

from django.utils import timezone

from claims.models import SignIn, User


def note_presence(session_key: str, *, by: User) -> bool:
    """Keep that the person of this session is at work now; say whether it is one that is known."""
    return SignIn.objects.of(by).filter(session_key=session_key).update(seen_at=timezone.now()) == 1
