"""The application as behind a proxy that has ended the TLS of every request."""

from factcheck.wsgi import application as behind


def application(environ, start_response):
    """Answer a request as if it had come by https."""
    return behind({**environ, "HTTP_X_FORWARDED_PROTO": "https"}, start_response)
