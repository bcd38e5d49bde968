"""What whoever starts the application under a server finds in its log."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.checks import ON_START
from factcheck import starting
from tests.branding.newsroom import dress
from tests.width import wide

ROOT = Path(__file__).parents[1]


def test_both_name_the_same_checks():
    assert starting.ON_START == ON_START


@pytest.mark.parametrize("production", [True, False])
def test_faults_of_the_brand_are_logged_where_no_command_tells_them(
    settings, tmp_path, caplog, production
):
    settings.PRODUCTION = production
    dress(settings, tmp_path, favicon_png="x", logo_gif="x")
    caplog.set_level(logging.INFO, "factcheck")

    starting.log_findings()

    told = [(record.levelname, record.getMessage()) for record in caplog.records]
    if not production:
        assert told == []
        return
    (unknown, broken) = told
    assert unknown[0] == "INFO"
    assert "claims.I001: logo.gif in FACTCHECK_BRAND_DIR is not looked at." in unknown[1]
    assert broken[0] == "WARNING"
    assert "claims.W002: favicon.png is not shown" in broken[1]
    assert "Save it anew" in broken[1]


@pytest.mark.slow
@pytest.mark.parametrize("server", wide(["wsgi", "asgi"], every=2))
def test_they_are_logged_once_when_a_server_starts(tmp_path, server):
    brand = tmp_path / "brand"
    brand.mkdir()
    (brand / "favicon.png").write_text("x")
    environment = {
        "PATH": os.environ["PATH"],
        "FACTCHECK_ENV": "production",
        "FACTCHECK_SECRET_KEY": "k" * 60,
        "FACTCHECK_SITE_URL": "https://desk.example",
        "FACTCHECK_ALLOWED_HOSTS": "desk.example",
        "FACTCHECK_DATA_DIR": str(tmp_path / "data"),
        "FACTCHECK_BRAND_DIR": str(brand),
    }
    command = [sys.executable, "-c", f"import factcheck.{server}"]

    started = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert started.returncode == 0, started.stderr
    assert started.stderr.count("favicon.png is not shown") == 1
