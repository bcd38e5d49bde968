"""
Pages that are found as they were rendered before, by whatever process, or rendered now.

What is found is right by its name alone: a digest of all that the page is made from. Whoever
makes a page says what that is before anything is rendered, and reads nothing afterwards.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import get_language, override

from claims import release
from claims.branding import brand
from claims.models import KeptPage
from claims.text.plain_data import digest_of


def name_of(path: str, made_from: Any) -> str:
    """
    Return the name of what stands at a path: a digest of data, release, settings and language.

    Raises ValueError where it is made from anything but plain data.
    """
    process = release.of_this_process(), brand().fingerprint, static_files()
    around = get_language(), timezone.get_current_timezone_name(), get_script_prefix()
    parts = *process, *around, path, digest_of(made_from).hex()
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def static_files() -> str:
    """Return what stands for the addresses of static files, as they were last collected."""
    return str(getattr(staticfiles_storage, "manifest_hash", ""))


class KeptResponse(TemplateResponse):
    """
    A page in the language that was spoken when it was asked for, whenever it is rendered.

    What its template takes is told only if the page has to be rendered.
    """

    def __init__(
        self, request: HttpRequest, template: str, *, made_from: Any, told: Callable[[], Any]
    ) -> None:
        super().__init__(request, template)
        self.spoken = get_language()
        self.kept_as = name_of(request.path, [template, made_from])
        self.told = told

    @property
    def rendered_content(self) -> Any:
        """The page, as it was kept or as it is rendered now."""
        page = KeptPage.found(self.kept_as)
        if page is not None:
            return page
        with override(self.spoken):
            self.context_data = self.told()
            return super().rendered_content
