"""The application that a WSGI server such as gunicorn runs."""

import os

from django.core.wsgi import get_wsgi_application

from factcheck.starting import log_findings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_wsgi_application()
log_findings()
