"""Where the demo is not laid out, and what is left when it fails: nothing."""

import io
import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.management.commands import demo
from claims.models import Article, User
from tests.factories import make_article
from tests.width import wide

pytestmark = pytest.mark.django_db


def run(**options):
    out = io.StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def people():
    return User.objects.filter(username__startswith="demo-").count()


def test_it_is_not_for_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="not laid out in production"):
        run(no_serve=True)
    assert people() == 0


def test_a_port_in_use_is_told_before_anything_is_done():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(CommandError, match=r"Port \d+ is in use"):
            run(port=other.getsockname()[1])
    assert people() == 0


@pytest.mark.slow
def test_a_failure_leaves_nobody_whose_password_was_never_printed(monkeypatch):
    def fail(*_arguments):
        raise RuntimeError

    monkeypatch.setattr(demo, "lay_out_demo", fail)

    with pytest.raises(RuntimeError):
        run(no_serve=True)
    assert people() == 0
    assert not Article.objects.exists()


@pytest.mark.parametrize("no_serve", [True, False])
def test_it_serves_last_unless_told_not_to(monkeypatch, no_serve):
    called = []
    monkeypatch.setattr(demo, "lay_out_demo", lambda *_args: (make_article(), True))
    monkeypatch.setattr(demo, "require_free", lambda _port: None)
    monkeypatch.setattr(demo, "start_worker", lambda: None)
    monkeypatch.setattr(demo, "call_command", lambda *args, **_kw: called.append(args))

    printed = run(no_serve=no_serve, port=8123)

    served = [] if no_serve else [("runserver", "127.0.0.1:8123")]
    assert called == [("migrate",), *served]
    assert ("Serving" in printed) is not no_serve
    assert "  Desk      http://127.0.0.1:8123/admin/" in printed
    assert "set FACTCHECK_SITE_URL=http://127.0.0.1:8123 for them" in printed


@pytest.mark.parametrize(
    ("port", "site", "told"),
    wide(
        [
            (8000, "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
            (8000, "https://desk.example", "https://desk.example"),
            (8123, "http://127.0.0.1:8123", "http://127.0.0.1:8123"),
            (8123, "http://127.0.0.1:8000", "http://127.0.0.1:8123"),
        ],
        every=2,
    ),
)
def test_it_says_where_it_is_served(monkeypatch, settings, port, site, told):
    settings.SITE_URL = site
    monkeypatch.setattr(demo, "lay_out_demo", lambda *_args: (make_article(), True))
    monkeypatch.setattr(demo, "call_command", lambda *_args, **_kw: None)

    printed = run(no_serve=True, port=port)

    assert f"  Readers   {told}/\n" in printed
    assert ("FACTCHECK_SITE_URL" in printed) is (told != site)
