"""A ruling in other sites' pages: a small page for a frame, and oEmbed, which tells of it."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.addresses import absolute, embedded_address, picture_address, ruling_address
from claims.cards import HEIGHT as PICTURE_HEIGHT
from claims.cards import WIDTH as PICTURE_WIDTH
from claims.frozen import FrozenPage
from claims.text.xml import xml_text
from claims.views.frames import WIDTH, frame, height_of, is_embeddable, title_of
from claims.views.rulings import Read, RulingPage, group_of, is_withdrawn

SIZE = re.compile(r"[1-9]\d{0,4}", re.ASCII)
FORMATS = ("json", "xml")
# whose addresses are understood
EMBEDDABLE = ("ruling", "ruling_in_short", "ruling_version", "embedded")
KEPT = 3600  # seconds for which another site may keep what it was told
POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors {}",
    ]
)

Words = dict[str, Any]


def framed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the view with its pages allowed in the frames of the sites that the settings name."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        policy = POLICY.format(" ".join(settings.EMBEDDED_BY))
        response.headers["Content-Security-Policy"] = policy
        response.xframe_options_exempt = True  # type: ignore[attr-defined]
        return response

    return answer


class EmbeddedPage(RulingPage):
    """The ruling that holds today, as small as it can be said, without links into the desk."""

    template_name = "claims/embedded.html"

    def address_of(self, page: FrozenPage) -> str:
        """Return where the small page stands."""
        return embedded_address(page)

    def read_beside(self) -> Read:
        """Return nothing: the page shows of a ruling alone what was published."""
        return Read({}, set())

    def get_context_data(self, **kwargs: Any) -> Words:
        """Return the little that the page shows, and where the whole of it stands."""
        page = self.version.page
        withdrawn = is_withdrawn(page, self.group)
        ruling_url = absolute(ruling_address(page))
        lag = self.group.lag_of(page)
        shown = {"page": page, "is_withdrawn": withdrawn, "ruling_url": ruling_url, "lag": lag}
        return shown | kwargs


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """
    Return how the ruling at an address is embedded, as oEmbed 1.0 has it.

    400 for a question that is none, 404 for an address that shows no ruling or where nobody may
    embed one, 501 for a format that is neither JSON nor XML.
    """
    if not is_embeddable():
        raise Http404
    media = request.GET.get("format", "json")
    if media not in FORMATS:
        return refusal(501, _("There is json and xml."))
    most = request.GET.get("maxwidth", str(WIDTH)), request.GET.get("maxheight", "99999")
    if not all(SIZE.fullmatch(size) for size in most):
        return refusal(400, _("maxwidth and maxheight are whole numbers of pixels."))
    if not request.GET.get("url"):
        return refusal(400, _("Give the address of a ruling as url."))
    width, height = map(int, most)
    versions, group, _rows = group_of(claim_at(request.GET["url"]))
    page = versions[-1].page
    words = words_of(page, is_withdrawn(page, group), width, height)
    if "maxwidth" not in request.GET and "maxheight" not in request.GET:
        words |= thumbnail(page)
    return JsonResponse(words) if media == "json" else xml_response(words)


def refusal(status: int, words: str) -> HttpResponse:
    """Return why a question has no answer."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def claim_at(address: str) -> str:
    """Return the public id of the claim whose ruling stands there; raise Http404 if none does."""
    try:
        parts, site = urlsplit(address), urlsplit(settings.SITE_URL)
        path = parts.path.removeprefix(site.path)
        found = resolve(path) if parts.netloc.lower() == site.netloc.lower() else None
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if found is None or parts.scheme not in {"http", "https"}:
        raise Http404
    if found.app_name != "claims" or found.url_name not in EMBEDDABLE:
        raise Http404
    return str(found.kwargs["public_id"])


def words_of(page: FrozenPage, withdrawn: bool, width: int, height: int) -> Words:
    """Return what oEmbed tells of a ruling, in a frame no larger than is asked for."""
    width = min(width, WIDTH)
    height = min(height, height_of(page, width))
    title = title_of(page, withdrawn=withdrawn)
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": ", ".join(page["written_by"]),
        "provider_name": settings.SITE_NAME,
        "provider_url": absolute("/"),
        "cache_age": KEPT,
        "width": width,
        "height": height,
        "html": frame(page, title, width, height),
    }


def thumbnail(page: FrozenPage) -> Words:
    """Return the picture of a ruling, where nobody asked for a smaller one."""
    return {
        "thumbnail_url": absolute(picture_address(page)),
        "thumbnail_width": PICTURE_WIDTH,
        "thumbnail_height": PICTURE_HEIGHT,
    }


def xml_response(words: Words) -> HttpResponse:
    """Return what oEmbed tells as XML."""
    root = Element("oembed")
    for name, value in words.items():
        SubElement(root, name).text = xml_text(str(value))
    content = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type="text/xml; charset=utf-8")
