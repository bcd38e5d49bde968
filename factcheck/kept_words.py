"""
Words that were sent to the desk when nobody was signed in any more, kept until somebody is.

They wait in the session, on the server: neither the sign-in page nor a cookie holds them, so that
on a shared computer the next person finds nothing in the page. They are bound to who opened the
form (a signed field in it), to its address and to an hour, and given back to that person alone;
somebody else who signs in makes them vanish. No password is kept, and no file: it has to be
chosen again. Nothing is done with them: the form is shown as it was typed, and its person saves.
"""

import time
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict

OPENED_BY = "_opened_by"  # the field in which a form says who opened it
KEY = "kept_words"
HELD = 60 * 60  # seconds
LONGEST = 2_000_000  # characters: twice the longest article
SECRET = ("password", "csrfmiddlewaretoken", "otp", "token")


def opened_by(user: Any) -> str:
    """Return what a form says of who opened it."""
    return Signer(salt=OPENED_BY).sign(str(user.pk))


def keep(request: HttpRequest) -> bool:
    """Keep what was sent; False if it does not say who typed it, or is another's, or too long."""
    try:
        who = Signer(salt=OPENED_BY).unsign(request.POST.get(OPENED_BY, ""))
    except BadSignature:
        return False
    if request.user.is_authenticated and str(request.user.pk) != who:
        return False
    fields = {name: sent for name, sent in request.POST.lists() if not is_secret(name)}
    if sum(len(text) for sent in fields.values() for text in sent) > LONGEST:
        return False
    address = request.get_full_path()
    request.session[KEY] = {"by": who, "at": time.time(), "address": address, "fields": fields}
    return True


def is_secret(name: str) -> bool:
    """Whether a field is never kept."""
    return name == OPENED_BY or any(word in name.lower() for word in SECRET)


def kept_for(request: HttpRequest) -> QueryDict | None:
    """Return what this person had typed at this address, if it is kept."""
    kept = request.session.get(KEY)
    if kept is None:
        return None
    if kept["by"] != str(request.user.pk) or time.time() - kept["at"] > HELD:
        del request.session[KEY]
        return None
    if kept["address"] != request.get_full_path():
        return None
    words = QueryDict(mutable=True)
    for name, sent in kept["fields"].items():
        words.setlist(name, sent)
    return words


def let_go(request: HttpRequest) -> None:
    """Forget what is kept for an address, now that its form was sent again."""
    kept = request.session.get(KEY)
    if kept is not None and kept["address"] == request.get_full_path():
        del request.session[KEY]
