"""The application that an ASGI server runs."""

import os

from django.core.asgi import get_asgi_application

from factcheck.starting import log_findings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_asgi_application()
log_findings()
