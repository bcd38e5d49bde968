"""All files of a ruling as they were kept: those that would be made, for as long as they would."""

import json
from collections import Counter

import pytest
from django.core.cache import cache
from django.core.management import call_command

from claims.actions import keep_pages as module
from claims.actions.keep_pages import keep_pages
from claims.management.site import walk as walking
from claims.models import Claim, KeptPage, Ruling, User, Visit
from claims.site.together import File, Files, packed, unpacked
from claims.templatetags.keeping import MEMORY
from tests.factories import (
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_tagging,
    make_visit,
)
from tests.made_with import each_change
from tests.rulings import make_next_version, make_published_ruling
from tests.translations import make_published_translation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def keep():
    for claim in Claim.objects.all():
        keep_pages(claim, by=User.objects.machine())


def forget():
    cache.clear()
    MEMORY.clear()


def site(folder):
    """Return each file of the site, as it is written now into a new folder."""
    forget()
    call_command("render_site", folder, "--processes", "1", verbosity=0)
    names = json.loads((folder / "manifest.json").read_text())["files"]
    return {name: (folder / name).read_bytes() for name in names}


@pytest.fixture
def sites(tmp_path):
    """Write the site with what is kept, and then without."""

    def written(name):
        with_kept = site(tmp_path / f"{name} with")
        KeptPage.drop_all()
        return with_kept, site(tmp_path / f"{name} without")

    return written


@pytest.fixture
def made(monkeypatch):
    """How often the file of each address was made, and not found."""
    addresses = Counter()
    page_at = walking.page_at
    noted = lambda address: addresses.update([address]) or page_at(address)  # noqa: E731
    monkeypatch.setattr(walking, "page_at", noted)
    return addresses


@pytest.fixture
def ruling():
    """A corrected ruling with a translation, beside one that was withdrawn."""
    make_next_version(make_published_ruling(make_claim(make_article())), "retraction")
    second = make_next_version(make_published_ruling(), why="It lapsed in 1996.")
    make_published_translation(second)
    return second


def test_the_site_is_the_same_and_no_file_of_a_ruling_is_made(sites, ruling, made):
    keep()

    with_kept, without = sites("first")

    assert with_kept == without
    of_rulings = {address: n for address, n in made.items() if address.startswith("/claims/")}
    assert set(of_rulings.values()) == {1}, "made where nothing was kept, and found before"


def test_a_picture_at_the_desk_has_its_ruling_made_file_by_file(ruling, monkeypatch):
    monkeypatch.setattr("claims.site.together.is_picture", lambda address: True)

    keep()

    pages = KeptPage.objects.values_list("packed", flat=True)
    assert len(pages) == sum(len(list(module.addresses_of(one))) for one in Claim.objects.all())


def correct(ruling):
    make_next_version(ruling, why="Other words.")


def withdraw(ruling):
    make_next_version(ruling, "retraction")


def visit(ruling):
    url = next(item["source"]["url"] for item in ruling.page["evidence"] if item["source"]["url"])
    make_visit(url=url, outcome=Visit.Outcome.GONE)


def make_confidential(ruling):
    ruling.claim.article.confidential = True
    ruling.claim.article.save_by(make_editor())


def rename_who_wrote_it(ruling):
    writer = ruling.written_by
    writer.byline = "Under Another Name"
    writer.save_by(make_editor())


def work_at_the_desk(ruling):
    make_evidence(ruling.claim)


def publish_another(ruling):
    make_published_ruling(make_claim(ruling.claim.article))


CHANGES = [
    correct,
    withdraw,
    visit,
    make_confidential,
    rename_who_wrote_it,
    work_at_the_desk,
    publish_another,
]


@pytest.mark.parametrize("deed", CHANGES, ids=lambda deed: deed.__name__)
def test_nothing_is_stale_once_somebody_did(sites, ruling, deed):
    keep()

    deed(ruling)

    with_kept, without = sites("changed")
    assert with_kept == without


@pytest.fixture(**each_change)
def change(request, settings, tmp_path):
    """Change something that pages are made with."""
    return lambda: request.param(settings, tmp_path)


def test_nothing_is_stale_after_a_change_of(sites, ruling, made, change):
    keep()

    change()
    with_kept, without = sites("changed")

    assert with_kept == without
    own = f"/claims/{ruling.claim.public_id}.json"
    assert made[own] == 2, "nothing of before was found"


def test_pages_of_before_lead_to_no_topic_that_nothing_stands_under(sites):
    topic = make_tagging(claim := make_claim(make_article())).topic
    make_tagging(other := make_claim(), topic)
    address = f'href="/topics/{topic.slug}/"'.encode()
    make_next_version(make_published_ruling(claim), "retraction")
    standing = make_published_ruling(other)
    keep()
    assert KeptPage.objects.filter(claim=claim.pk).exists()

    before = {name for name, body in site_of(claim, sites("before")[0]) if address in body}
    keep()
    make_next_version(standing, "retraction")
    with_kept, without = sites("after")
    after = {name for name, body in site_of(claim, with_kept) if address in body}

    assert with_kept == without
    assert before
    assert not after


def site_of(claim, files):
    return [(name, body) for name, body in files.items() if claim.public_id in name]


def test_what_is_packed_is_what_comes_out():
    files = [File("/a/", "a/index.html", "0" * 64, b""), File("/ü", "ü.txt", "1" * 64, b"\0\xff")]

    assert unpacked(packed(Files(files, ["/b/"]))) == Files(files, ["/b/"])
    assert unpacked(packed(Files([], []))) == Files([], [])


def test_files_are_kept_once_for_each_ruling_and_go_with_its_pages(ruling):
    keep()
    before = KeptPage.objects.filter(claim=ruling.claim_id).count()
    keep()

    assert KeptPage.objects.filter(claim=ruling.claim_id).count() == before
    make_next_version(Ruling.objects.get(pk=ruling.pk), "retraction")
    assert not KeptPage.objects.filter(claim=ruling.claim_id).exists()
