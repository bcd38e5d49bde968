"""What the environment sets: documented, complete in production, empty on one's own machine."""

import ast
import json
import os
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from factcheck.environment import languages_in, secret_key
from tests.width import wide

ROOT = Path(__file__).parent.parent
CODE = "import json; from factcheck import settings as s; print(json.dumps({}))"
PRODUCTION = {
    "FACTCHECK_ENV": "production",
    "FACTCHECK_SECRET_KEY": "of-fifty-characters-and-more-0123456789-abcdefghijk",
    "FACTCHECK_ALLOWED_HOSTS": "desk.example",
    "FACTCHECK_SITE_URL": "https://desk.example",
}

READERS = {"env", "optional_env", "chosen_env", "framing_env", "folder_env", "languages_env"}


def variables_read():
    """Return the names of the variables that the project reads, from its code."""
    for path in sorted((ROOT / "factcheck").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                arguments = [a.value for a in node.args[:1] if isinstance(a, ast.Constant)]
                yield from variables_of(ast.unparse(node.func), arguments)


def variables_of(function, arguments):
    if function in READERS:
        yield from (f"FACTCHECK_{name}" for name in arguments)
    elif function in {"os.environ.get", "os.getenv"}:
        yield from arguments
    elif function == "dj_database_url.config":
        yield "DATABASE_URL"


def loaded(values, environment):
    """Load the settings in a process with this environment; return its outcome."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    code = CODE.format("{" + ", ".join(f"{v!r}: str(s.{v})" for v in values) + "}")
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=kept | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def local(tmp_path):
    return {"FACTCHECK_DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def production(tmp_path):
    return PRODUCTION | {"FACTCHECK_DATA_DIR": str(tmp_path)}


def test_the_variables_are_found():
    assert {"FACTCHECK_ENV", "FACTCHECK_SECRET_KEY", "DATABASE_URL"} <= set(variables_read())


@pytest.mark.parametrize("name", sorted(set(variables_read())))
def test_each_variable_is_in_the_readme(name):
    assert f"`{name}`" in (ROOT / "README.md").read_text()


def test_the_readme_tells_of_no_variable_that_is_not_read():
    told = set(re.findall(r"`(FACTCHECK_\w+|DATABASE_URL)`", (ROOT / "README.md").read_text()))

    assert told <= set(variables_read())


@pytest.mark.parametrize(
    "name", wide(sorted(PRODUCTION.keys() - {"FACTCHECK_ENV"} | {"FACTCHECK_DATA_DIR"}), every=2)
)
def test_production_refuses_to_start_without_what_it_needs_by_name(name, production):
    del production[name]

    outcome = loaded(["DEBUG"], production)

    assert outcome.returncode != 0
    assert outcome.stderr.strip().splitlines()[-1].endswith(f"Set the environment variable {name}.")


@pytest.mark.slow
def test_production_starts_with_what_it_needs_and_is_closed(production):
    values = ["DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]

    outcome = loaded(values, production)

    assert outcome.stderr == ""
    assert list(json.loads(outcome.stdout).values()) == ["False", "True", "True", "True"]


def test_production_cannot_be_debugged(production, local):
    for environment, debug in ((production, "False"), (local, "True")):
        outcome = loaded(["DEBUG"], environment | {"FACTCHECK_DEBUG": "1"})

        assert json.loads(outcome.stdout) == {"DEBUG": debug}


def test_production_makes_no_secret_of_its_own(production, tmp_path):
    loaded(["SECRET_KEY"], production)

    assert not (tmp_path / "secret_key").exists()


@pytest.mark.slow
def test_ones_own_machine_needs_nothing_set():
    outcome = loaded(
        ["DATA_DIR", "PRODUCTION"], {"FACTCHECK_SECRET_KEY": "given, so that none is made"}
    )

    assert outcome.stderr == ""
    values = json.loads(outcome.stdout)
    assert values == {"DATA_DIR": str(ROOT / ".data"), "PRODUCTION": "False"}


def test_the_secret_is_made_once_and_for_its_owner_alone(local):
    first, second = (loaded(["SECRET_KEY"], local).stdout for _n in range(2))

    path = Path(local["FACTCHECK_DATA_DIR"]) / "secret_key"
    assert first == second
    assert len(json.loads(first)["SECRET_KEY"]) >= 50
    assert path.stat().st_mode & 0o077 == 0


def test_processes_that_start_at_once_have_one_secret(tmp_path):
    """Each reads it at once: none may meet a file that another has not written yet."""
    for number in range(20):
        folder, start = tmp_path / str(number), threading.Barrier(8)

        def key(folder=folder, start=start):
            start.wait()
            return secret_key(folder)

        with ThreadPoolExecutor(8) as pool:
            keys = [task.result() for task in [pool.submit(key) for _n in range(8)]]

        assert len(set(keys)) == 1
        assert len(keys[0]) >= 50
        assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_a_key_that_is_half_written_is_not_there_yet(tmp_path, monkeypatch):
    path = tmp_path / "secret_key"

    def writing():
        assert not path.exists()
        return "k" * 50

    monkeypatch.setattr("factcheck.environment.get_random_secret_key", writing)

    assert secret_key(tmp_path) == "k" * 50
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_data_lies_is_ignored_by_git():
    assert ".data/" in (ROOT / ".gitignore").read_text().splitlines()


@pytest.mark.slow
def test_sqlite_waits_for_writers_and_postgres_is_one_variable_away(local):
    sqlite = loaded(["DATABASES"], local).stdout
    postgres = loaded(["DATABASES"], local | {"DATABASE_URL": "postgres://desk@db/desk"}).stdout

    assert "IMMEDIATE" in sqlite
    assert "journal_mode=WAL" in sqlite
    assert "django.db.backends.postgresql" in postgres
    assert "IMMEDIATE" not in postgres


@pytest.mark.parametrize(
    ("chosen", "backend"),
    [({}, "DatabaseBackend"), ({"FACTCHECK_TASKS": "immediate"}, "Immediate")],
)
def test_long_work_waits_in_the_database_unless_it_is_to_be_done_at_once(chosen, backend, local):
    assert backend in loaded(["TASKS"], local | chosen).stdout


@pytest.mark.slow
def test_a_word_that_is_not_known_is_refused_with_those_that_are(local):
    outcome = loaded(["TASKS"], local | {"FACTCHECK_TASKS": "redis"})

    assert "FACTCHECK_TASKS is 'redis': write one of database, immediate." in outcome.stderr


@pytest.mark.parametrize("name", ["FETCH_ALLOW_LOOPBACK", "FACTCHECK_FETCH_ALLOW_LOOPBACK"])
def test_no_variable_opens_the_machines_own_addresses_to_the_fetcher(local, name):
    done = loaded(["FETCH_ALLOW_LOOPBACK"], local | {name: "1"})

    assert json.loads(done.stdout) == {"FETCH_ALLOW_LOOPBACK": "False"}


@pytest.mark.slow
def test_fetching_is_switched_off_by_one_word_and_a_wrong_one_is_told(local):
    assert json.loads(loaded(["FETCH"], local).stdout) == {"FETCH": "True"}
    assert json.loads(loaded(["FETCH"], local | {"FACTCHECK_FETCH": "off"}).stdout) == {
        "FETCH": "False"
    }
    assert "FACTCHECK_FETCH is 'no'" in loaded(["FETCH"], local | {"FACTCHECK_FETCH": "no"}).stderr


@pytest.mark.parametrize(
    ("asked", "offered"),
    wide(
        [
            ({}, "es en"),
            ({"FACTCHECK_LANGUAGES": "en"}, "en"),
            ({"FACTCHECK_LANGUAGES": "es, EN"}, "es en"),
        ],
        every=2,
    ),
)
def test_the_public_pages_speak_what_is_asked_for_or_all_that_is_known(local, asked, offered):
    outcome = loaded(["PUBLIC_LANGUAGES"], local | {"FACTCHECK_LANGUAGE": "es"} | asked)

    assert json.loads(outcome.stdout) == {"PUBLIC_LANGUAGES": str(offered.split())}


@pytest.mark.slow
def test_a_language_without_a_catalogue_is_refused_with_the_way_to_bring_one(local, tmp_path):
    asked = local | {"FACTCHECK_LANGUAGES": "en ar", "FACTCHECK_BRAND_DIR": str(tmp_path)}
    outcome = loaded(["PUBLIC_LANGUAGES"], asked)
    assert "FACTCHECK_LANGUAGES has ['ar']: write some of en, es, or put" in outcome.stderr

    catalogue = tmp_path / "locale/ar/LC_MESSAGES/django.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes((ROOT / "claims/locale/es/LC_MESSAGES/django.mo").read_bytes())
    told = json.loads(loaded(["PUBLIC_LANGUAGES"], asked).stdout)
    assert told == {"PUBLIC_LANGUAGES": "['en', 'ar']"}
    assert languages_in(tmp_path) == [("ar", LANG_INFO["ar"]["name_local"])]


@pytest.mark.parametrize("content", [b"", b"none", b"\xde\x12\x04\x95" + b"\xff" * 30])
def test_a_catalogue_that_cannot_be_read_is_named(tmp_path, content):
    catalogue = tmp_path / "locale/ar/LC_MESSAGES/django.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(content)

    with pytest.raises(ImproperlyConfigured, match="is no catalogue: make it with msgfmt"):
        languages_in(tmp_path)


@pytest.mark.parametrize(
    ("value", "sources"),
    wide(
        [
            ("*", ["*"]),
            ("'none'", ["'none'"]),
            ("https://a.example, https://*.b.example:8443 'self'", None),
        ],
        every=2,
    ),
)
def test_who_may_embed_rulings_is_a_list_of_sites(local, value, sources):
    outcome = loaded(["EMBEDDED_BY"], local | {"FACTCHECK_EMBEDDED_BY": value})

    expected = sources or ["https://a.example", "https://*.b.example:8443", "'self'"]
    assert json.loads(outcome.stdout) == {"EMBEDDED_BY": str(expected)}


@pytest.mark.parametrize(
    "value", wide(["", "a.example", "*; script-src *", "https://a.example/path"], every=2)
)
def test_who_may_embed_rulings_is_nothing_that_says_more(local, value):
    outcome = loaded(["EMBEDDED_BY"], local | {"FACTCHECK_EMBEDDED_BY": value})

    assert "FACTCHECK_EMBEDDED_BY has" in outcome.stderr
