"""A copy is fetched outside the transaction, by those who may, and overwrites nothing."""

import hashlib
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from claims.actions import fetch_snapshot as module
from claims.actions.fetch_snapshot import fetch_snapshot
from claims.models import Snapshot, Source
from tests.actions.outcomes import WORKERS, change, refused, told, who_may
from tests.factories import machine, make_evidence, make_snapshot, make_source
from tests.fetching.conftest import site
from tests.keeping import fresh
from tests.rulings import make_approved_ruling, make_published_ruling, make_researched_claim
from tests.width import wide

__all__ = ["site"]
pytestmark = pytest.mark.django_db
TEXT = b"The treaty of 1961 lapsed in 1996, thirty-five years after it was signed in Moscow.\n"


@pytest.fixture
def source(site):
    url = site.at("/a", lambda r: r.answer(TEXT, content_type="text/plain", X_Cache="HIT"))
    return make_source(url=url)


def test_those_who_work_on_sources_fetch_copies_and_the_machine(source, people):
    may = who_may(lambda by: fetch_snapshot(source, by=by), people)

    assert may == WORKERS | {"machine"}


def test_a_copy_keeps_all_that_it_came_with(source, people):
    copy = fetch_snapshot(source, by=people["reporter"])

    copy.refresh_from_db()
    with copy.raw.open("rb") as raw:
        assert raw.read() == TEXT
    assert copy.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert (copy.origin, copy.status, copy.final_url) == ("fetched", 200, source.url)
    assert (copy.media_type, copy.headers["x-cache"]) == ("text/plain", "HIT")
    assert "thirty-five years" in copy.text
    assert told(copy) == (people["reporter"], "fetched from its address")


PAGE = (
    "<html><head><title>{}</title></head><body><article><h1>{}</h1><p>"
    + "The treaty of 1961 lapsed in 1996, thirty-five years after it was signed. " * 8
    + "</p></article></body></html>"
)


@pytest.fixture
def page(site):
    """Return a source without a title, at a page with one."""

    def make(title="The treaty is gone", **fields):
        html = PAGE.format(title, title).encode()
        url = site.at("/page", lambda r: r.answer(html, content_type="text/html"))
        return make_source(title="", publisher="", url=url, **fields)

    return make


@pytest.mark.slow
def test_a_source_without_a_title_is_named_as_its_page_names_itself(page, people):
    source = page()

    fetch_snapshot(source, by=people["reporter"])

    assert str(fresh(source)) == "The treaty is gone"
    assert told(source) == (machine(), "named as its page names itself")


@pytest.mark.slow
def test_a_title_that_somebody_typed_stays(page, people):
    source = change(page(), title="As the editor calls it")

    fetch_snapshot(source, by=people["reporter"])

    assert fresh(source).title == "As the editor calls it"


@pytest.mark.slow
@pytest.mark.parametrize("make", wide([make_approved_ruling, make_published_ruling], every=2))
def test_what_a_reader_read_keeps_its_name(page, people, make):
    claim = make_researched_claim()
    source = page()
    make_evidence(claim, source)
    make_snapshot(source)
    ruling = make(claim)

    fetch_snapshot(source, by=people["reporter"])

    assert fresh(source).title == ""
    assert fresh(ruling).stage == ruling.stage


@pytest.mark.slow
def test_a_copy_is_stored_though_its_source_breaks_a_rule_by_now(page, people, monkeypatch):
    source = page()

    def refuse(*_args):
        raise ValidationError("No.")

    monkeypatch.setattr(Source, "clean", refuse)

    assert fetch_snapshot(source, by=people["reporter"]).pk
    assert fresh(source).title == ""


@pytest.mark.slow
def test_a_page_elsewhere_gives_no_name(page, people, monkeypatch):
    monkeypatch.setattr(module, "host_of", lambda url: url.count("http") and object())
    source = page()

    fetch_snapshot(source, by=people["reporter"])

    assert fresh(source).title == ""


def test_the_same_bytes_again_are_another_copy_and_one_file(source, people):
    first = fetch_snapshot(source, by=people["reporter"])
    second = fetch_snapshot(source, by=people["reporter"])

    assert first.pk != second.pk
    assert (first.raw.name, first.sha256) == (second.raw.name, second.sha256)


def test_a_stored_file_that_was_changed_is_not_taken_for_the_page(source, people):
    first = fetch_snapshot(source, by=people["reporter"])
    with Path(first.raw.path).open("wb") as file:
        file.write(b"forged")

    second = fetch_snapshot(source, by=people["reporter"])

    with second.raw.open("rb") as raw:
        assert raw.read() == TEXT


def test_whoever_may_not_store_has_nothing_fetched(source, site, people):
    with pytest.raises(PermissionDenied):
        fetch_snapshot(source, by=people["reader"])

    assert not site.seen


def test_permission_is_asked_again_once_the_page_is_here(source, people, monkeypatch):
    answers = iter([True, False])
    monkeypatch.setattr(module.policy, "may_store_copies", lambda _by, _source: next(answers))

    with pytest.raises(PermissionDenied):
        fetch_snapshot(source, by=people["reporter"])

    assert not Snapshot.objects.exists()


def test_nothing_is_fetched_within_a_transaction(source, people, monkeypatch):
    def depth():
        return len(connection.savepoint_ids)

    fetching, real = [], module.capture
    monkeypatch.setattr(
        module, "capture", lambda url, **o: fetching.append(depth()) or real(url, **o)
    )
    before = depth()

    fetch_snapshot(source, by=people["reporter"])

    assert fetching == [before]


def test_a_source_without_an_address_is_told(people):
    letter = make_source(url="", title="A letter")

    with refused(code="no_address"):
        fetch_snapshot(letter, by=people["reporter"])


def test_a_page_that_is_gone_leaves_nothing(site, people):
    source = make_source(url=site.at("/gone", lambda r: r.answer(status=410)))

    with refused(code="status"):
        fetch_snapshot(source, by=people["reporter"])

    assert not Snapshot.objects.exists()
