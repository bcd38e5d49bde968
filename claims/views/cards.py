"""The picture that stands beside a link to a ruling, for each version at its address for good."""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from claims import purging
from claims.branding import brand
from claims.cards import DRAWING, LINE, Card, draw
from claims.frozen import FrozenPage
from claims.languages import spoken_around
from claims.models import KeptPage
from claims.templatetags.claims import day
from claims.views.kept_pages import name_of
from claims.views.rulings import group_of, is_withdrawn, version_of

DAY = 24 * 60 * 60
SHARED = f"public, max-age={DAY}"  # not for good: what is withdrawn or redacted has to go


@require_safe
def card_picture(request: HttpRequest, public_id: str, version: int) -> HttpResponse:
    """
    Return the card of a version, drawn after publication or when it is first asked for.

    It is kept by what it says, so work at the desk does not have it drawn again.
    """
    versions, group, _rows = group_of(public_id)
    page = version_of(versions, version).page
    card = card_of(page, withdrawn=is_withdrawn(page, group))
    name = hashlib.sha256(repr((DRAWING, card)).encode()).hexdigest()
    etag = quote_etag(name[:32])
    unchanged = get_conditional_response(request, etag=etag)
    if isinstance(unchanged, HttpResponse):
        return unchanged
    headers = {"ETag": etag, "Cache-Control": SHARED, "X-Content-Type-Options": "nosniff"}
    headers |= purging.tags()
    with override(spoken_around(page["language"])):
        kept_as = name_of(request.path, name)
    response = HttpResponse(drawn(kept_as, card), content_type="image/png", headers=headers)
    vars(response)["kept_as"] = kept_as
    return response


def drawn(name: str, card: Card) -> bytes:
    """Return the picture as it was drawn before, by this process or at publication, or anew."""
    picture: bytes | None = cache.get(name)
    if picture is None:
        picture = KeptPage.found(name) or draw(card)
        cache.set(name, picture, DAY)
    return picture


def card_of(page: FrozenPage, *, withdrawn: bool) -> Card:
    """Return what the card of a version says, in the language of the ruling."""
    face = brand()
    logo = face.card_logo.read_bytes() if face.card_logo else b""
    with override(spoken_around(page["language"])):
        number = {"version": page["version"], "date": day(page["published_at"])}
        note = _("Version %(version)s, %(date)s") % number
        rating = _("Withdrawn") if withdrawn else page["rating"]["label"]
    return Card(
        site_name=face.name,
        claim=page["claim"]["text"],
        rating=rating,
        tone="open" if withdrawn else page["rating"]["tone"],
        shape="dashed" if withdrawn else page["rating"]["shape"],
        note=" · ".join(filter(None, [page["label"], note])),
        accent=face.accent or LINE,
        logo=logo,
        logo_digest=hashlib.sha256(logo).hexdigest() if logo else "",
    )
