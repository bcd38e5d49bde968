"""Commands on a database that is not ready say so in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "ingest": ["README.md", "--splitter", "rules"],
    "export_claims": ["--article", "nosuchid", "--format", "csv"],
    "verify_history": [],
}
UNREACHABLE = "postgres://nobody@127.0.0.1:1/none"


def run(folder, *arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | {"FACTCHECK_DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def assert_told(done):
    (line,) = done.stderr.splitlines()
    assert line.startswith("CommandError: The database is not ready: run manage.py migrate")
    assert done.returncode == 1
    assert done.stdout == ""


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_that_was_never_migrated_is_one_line(tmp_path, command):
    done = run(tmp_path, command, *COMMANDS[command])

    assert_told(done)
    assert "no such table" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [["verify_history"], ["demo", "--no-serve"]], ids=lambda arguments: arguments[0]
)
def test_a_database_that_cannot_be_reached_is_one_line(tmp_path, arguments):
    assert_told(run(tmp_path, *arguments, DATABASE_URL=UNREACHABLE))
