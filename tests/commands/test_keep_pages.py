"""All public pages are kept by a command, and what no claim is behind goes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from claims import release
from claims.actions.keep_pages import addresses_of
from claims.models import KeptPage
from tests.factories import make_editor
from tests.rulings import make_draft, make_next_version, make_published_ruling

pytestmark = pytest.mark.django_db


def keep(*options):
    call_command("keep_pages", "--processes", "1", *options)


def test_it_keeps_what_is_missing_and_says_how_much(capsys):
    first, second = make_published_ruling(), make_next_version(make_published_ruling())
    make_draft()
    pages = [address for one in (first, second) for address in addresses_of(one.claim)]

    keep()
    keep()

    made = len(pages) + 2  # the files of each ruling, together
    assert capsys.readouterr().out.splitlines() == [
        f"2 claims: {made} pages rendered, those of 0 others removed.",
        "2 claims: 0 pages rendered, those of 0 others removed.",
    ]
    assert KeptPage.objects.count() == made


def test_it_removes_what_no_reader_may_see_any_more(capsys):
    ruling = make_published_ruling()
    keep()
    ruling.claim.article.confidential = True
    ruling.claim.article.save_by(make_editor())

    keep("-v", "0")
    assert not KeptPage.objects.exists()
    keep()

    assert capsys.readouterr().out.splitlines()[-1].startswith("0 claims: 0 pages rendered")


def test_what_is_of_an_earlier_release_goes(monkeypatch):
    make_published_ruling()
    keep()
    before = set(KeptPage.objects.values_list("name", flat=True))
    monkeypatch.setattr(release, "renderers", lambda: ("bleach 9",))
    release.of_this_process.cache_clear()

    keep()

    after = set(KeptPage.objects.values_list("name", flat=True))
    assert len(after) == len(before)
    assert not after & before


def test_it_says_so_where_the_release_changes_under_it(monkeypatch):
    make_published_ruling()
    monkeypatch.setattr(release, "is_as_begun", lambda: False)

    with pytest.raises(CommandError, match="run it again"):
        keep()

    assert not KeptPage.objects.exists()


@pytest.mark.parametrize("processes", ["0", "-1", "x"])
def test_less_than_one_process_is_wrong_usage(processes):
    with pytest.raises(CommandError):
        call_command("keep_pages", "--processes", processes)


@pytest.mark.slow
def test_other_processes_find_what_several_kept(tmp_path):
    given = {"FACTCHECK_DATA_DIR": str(tmp_path / "data"), "FACTCHECK_ENV": "local"}

    def told(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        root = Path(settings.BASE_DIR)
        done = subprocess.run(
            command, cwd=root, check=True, env=os.environ | given, capture_output=True, text=True
        )
        return done.stdout

    told("demo", "--no-serve")

    assert " 0 pages rendered" not in told("keep_pages", "--processes", "3")
    assert " 0 pages rendered" in told("keep_pages", "--processes", "1")
