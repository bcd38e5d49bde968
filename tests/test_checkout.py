"""What git keeps: where it stands, and what it never names."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"factcheck", "claims", "templates", "fixtures", "tests", ".ci"}
FILES = {"manage.py", "pyproject.toml", "requirements.txt", "README.md", "LICENSE", "CHANGELOG.md"}
FILES |= {".gitignore"}
NEVER_NAMED = re.compile(rb"\.\./" + rb"shared|(?<![\w.])/" + rb"work/")
MACHINES = re.compile(rb"/(?:home|Users)/[a-z]")


@pytest.fixture(scope="module")
def tracked():
    """Return what git tracks; a copy without git has nothing to ask."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this copy is no git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def test_the_top_level_is_fixed(tracked):
    top = {path.relative_to(ROOT).parts for path in tracked}

    assert {parts[0] for parts in top if len(parts) > 1} <= FOLDERS
    assert {parts[0] for parts in top if len(parts) == 1} <= FILES


@pytest.mark.parametrize("never", [NEVER_NAMED, MACHINES], ids=["outside", "machines"])
def test_nothing_names_a_place_outside_the_checkout(tracked, never):
    assert [p.relative_to(ROOT) for p in tracked if never.search(p.read_bytes())] == []


@pytest.mark.parametrize("name", ["requirements.txt", ".ci/requirements.txt"])
def test_dependencies_are_pinned_by_digest_and_name_no_index(name):
    text = (ROOT / name).read_text()
    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)

    assert pins
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)
    assert "://" not in text
    assert "index-url" not in text


def test_what_ci_installs_is_what_a_newcomer_installs():
    pin = re.compile(r"^([a-z0-9][\w.-]*==\S+)", re.MULTILINE)

    newcomer, ci = (
        set(pin.findall((ROOT / name).read_text()))
        for name in ("requirements.txt", ".ci/requirements.txt")
    )

    assert newcomer <= ci
