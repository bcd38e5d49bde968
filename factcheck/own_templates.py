"""Templates of the newsroom's own: they stand before those of the release."""

import logging
from pathlib import Path

from django.conf import settings
from django.template import Origin, Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.loaders import filesystem

logger = logging.getLogger(__name__)


class Loader(filesystem.Loader):
    """
    Finds templates in the folder of the settings.

    One that cannot be read is passed over: readers get the release's own, and the log says so.
    """

    def get_dirs(self) -> list[str | Path]:
        """Return the folder, if there is one."""
        return [settings.BRAND_DIR / "templates"] if settings.BRAND_DIR else []

    def get_contents(self, origin: Origin) -> str:
        """Return the text of a template. Raises TemplateDoesNotExist for one that is broken."""
        try:
            contents = str(super().get_contents(origin))
            Template(contents, origin, str(origin.template_name), self.engine)
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            logger.error("%s is passed over: %s", origin.name, error)
            raise TemplateDoesNotExist(origin) from error
        return contents
