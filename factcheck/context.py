"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Return the newsroom's name and address, as the settings give them."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
