"""A child process that reads foreign formats has little time, little memory, and no secrets."""

import time

import pytest

from claims.documents import DocumentError, sandbox


@pytest.fixture
def run(tmp_path):
    def run(code, payload=b""):
        script = tmp_path / "script.py"
        script.write_text(code)
        return sandbox.run_apart(str(script), payload)

    return run


def test_what_the_child_writes_comes_back(run):
    assert run("import sys; sys.stdout.write(sys.stdin.read().upper())", b"text") == b"TEXT"


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",
        "bytearray(400 * 2**20)",
        "import os; os.abort()",
        "1 / 0",
        "import sys; sys.exit(3)",
        "import sys; sys.setrecursionlimit(10**9); f = lambda: f(); f()",
    ],
)
def test_a_child_that_costs_too_much_or_fails_is_refused(run, monkeypatch, code):
    monkeypatch.setattr(sandbox, "CPU_SECONDS", 1)
    start = time.monotonic()

    with pytest.raises(DocumentError, match="too large or too complicated") as refusal:
        run(code)
    assert refusal.value.code == "too_complicated"
    assert time.monotonic() - start < sandbox.WALL_SECONDS / 2


def test_a_child_that_sleeps_is_ended(run, monkeypatch):
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.3)

    with pytest.raises(DocumentError):
        run("import time; time.sleep(60)")


def test_the_child_writes_no_file(run, tmp_path):
    left = tmp_path / "left"

    with pytest.raises(DocumentError):
        run(f"open({str(left)!r}, 'w').write('x' * 100_000)")
    assert not left.exists()


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
        "import os; os.system('true')",
        "import os; os.mkdir('left')",
        "import shutil; shutil.rmtree('left')",
    ],
)
def test_the_child_starts_nothing_and_reaches_no_network(run, code):
    with pytest.raises(DocumentError):
        run(code)


def test_the_child_sees_nothing_of_the_projects_secrets(run, monkeypatch):
    monkeypatch.setenv("FACTCHECK_SECRET_KEY", "a secret")

    assert b"SECRET" not in run("import os; print(sorted(os.environ))")
