"""From where a form was sent: in place of a token in a cookie, the browser's own word for it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

HERE = {"same-origin", "none", ""}  # what Sec-Fetch-Site may say of a form of ours


def origin_of(address: str) -> str:
    """Return the scheme, host and port of an address, or nothing where it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme and parts.netloc else ""


def own_origins(request: HttpRequest) -> set[str]:
    """Return the origins of this site: the one that settings name, and the one that was asked."""
    return {origin_of(settings.SITE_URL), f"{request.scheme}://{request.get_host()}".lower()}


def is_sent_from_here(request: HttpRequest) -> bool:
    """
    Whether a form was sent from a page of this site, or of a copy of it that the settings name.

    Browsers send Origin with every form; where one is missing, Referer has to say it.
    """
    origin = origin_of(request.headers.get("origin") or request.headers.get("referer", ""))
    if origin in {origin_of(address) for address in settings.REPORT_ORIGINS}:
        return True
    fetched_from = request.headers.get("sec-fetch-site", "")
    return origin in own_origins(request) and fetched_from in HERE
