"""Keep that a person signed out."""

from claims.models import SignIn, User


def note_sign_out(session_key: str, *, by: User) -> None:
    """Forget the session that its person ended."""
    SignIn.objects.of(by).filter(session_key=session_key).delete()
