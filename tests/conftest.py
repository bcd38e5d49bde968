"""
What all tests share: a folder of their own, fast passwords, a database that can be emptied.

The environment is set before the settings are read, so nothing of the machine's desk is touched.
"""

import gc
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as effort

from tests import parts, timing

# How long an example takes says how busy the machine is: what has to be quick has tests of its own.
# CI tries more examples, and has the time.
effort.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
effort.register_profile("quick", effort.get_profile("patient"), max_examples=25)
effort.load_profile("patient" if os.environ.get("CI") == "true" else "quick")

DATA = Path(tempfile.mkdtemp(prefix="claimbench-tests-"))

for variable in [name for name in os.environ if name.startswith("FACTCHECK_")]:
    del os.environ[variable]
os.environ["FACTCHECK_DATA_DIR"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"


def pytest_configure():
    from django.conf import settings  # noqa: PLC0415 - read only now that the environment is set

    # The settings of a worker of xdist were read with the folder of the process that began it.
    settings.MEDIA_ROOT = DATA / "media"
    settings.CACHES["fetching"]["LOCATION"] = DATA / "fetching"
    settings.CACHES["throttling"]["LOCATION"] = DATA / "throttling"
    settings.FETCH_INTERVAL = 0  # the tests' own server need not be spared
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file, since two writers at once cannot be had in memory; nobody needs it after a crash.
        database = settings.DATABASES["default"]
        database.setdefault("TEST", {})["NAME"] = str(DATA / "tests.sqlite3")
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
        database["OPTIONS"]["cached_statements"] = 2_000


def pytest_collection(session):
    """
    Compile another part of the tests first in each worker; what one compiled the others read.

    All go through the files in one order, and so would compile each file at the same moment: in
    a new checkout that took longer than all else before the first test.
    """
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    here = Path(__file__).parent
    whole = [Path(asked).resolve() for asked in session.config.args] == [here]
    if sys.dont_write_bytecode or not whole:
        return
    files = sorted(here.rglob("test_*.py"))
    for path in files[len(files) * number // workers : len(files) * (number + 1) // workers]:
        with suppress(Exception, pytest.skip.Exception):  # it is told when it is collected
            import_module(".".join(path.relative_to(here.parent).with_suffix("").parts))


def pytest_collection_finish():
    """Look no more for garbage among what stays to the end: modules, models, the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # what tests leave is little, and looked for less often


def pytest_unconfigure():
    shutil.rmtree(DATA, ignore_errors=True)


def pytest_runtest_setup(item):
    if item.get_closest_marker("postgres"):
        parts.require_postgres()
    if item.get_closest_marker("browser"):
        parts.require_chromium()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Keep the default run quick: a test that takes far too much of the processor fails."""
    before = timing.processor_seconds()
    outcome = yield
    markers = {marker.name for marker in item.iter_markers()}
    if told := timing.too_much(timing.processor_seconds() - before, markers):
        pytest.fail(told, pytrace=False)
    return outcome


@pytest.fixture(autouse=True)
def _in_english():
    """Leave no language behind in which a test's last page was asked for."""
    from django.utils import translation  # noqa: PLC0415 - needs the settings

    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_guards():
    """
    Lift the triggers before a test's tables are emptied; post_migrate puts them back.

    Somebody is at the desk again before the next test.
    """
    from django.test import TransactionTestCase  # noqa: PLC0415

    from tests.factories import group, machine, somebody  # noqa: PLC0415 - models are loaded
    from tests.guards import lift  # noqa: PLC0415

    flush = TransactionTestCase._fixture_teardown

    def lift_and_flush(case):
        lift()
        flush(case)
        machine.cache_clear()
        group.cache_clear()
        somebody()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_and_flush)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """
    Call the empty desk's search complete, as the migrations do that make its tables.

    Somebody is at the desk already, whose work most rows of most tests are.
    """
    from claims.models import IndexEntry  # noqa: PLC0415
    from tests.factories import somebody  # noqa: PLC0415

    with django_db_blocker.unblock():
        IndexEntry.objects.get_or_create(pk=0)
        somebody()


@pytest.fixture(autouse=True)
def _empty_cache():
    """Forget kept pages: the journal begins anew with each test, and pages are kept by its head."""
    from django.core.cache import caches  # noqa: PLC0415
    from django.core.signals import setting_changed  # noqa: PLC0415

    from claims import release  # noqa: PLC0415
    from claims.templatetags.keeping import MEMORY  # noqa: PLC0415
    from tests.factories import machine  # noqa: PLC0415

    def forget(**_kwargs):
        """Forget what a process keeps as long as it runs with its settings."""
        MEMORY.clear()
        release.of_this_process.cache_clear()

    for alias in caches.settings:
        caches[alias].clear()
    forget()
    setting_changed.connect(forget)
    yield
    setting_changed.disconnect(forget)
    machine.cache_clear()  # what a test with transactions of its own emptied is made anew


@pytest.fixture
def unguarded(db):
    """A database without its triggers, for the length of a test: what tampering would meet."""
    from claims.models import guards  # noqa: PLC0415
    from tests.guards import lift  # noqa: PLC0415

    lift()
    yield
    guards.install()
