"""An archived address leads to a web archive, and to a copy of this very page."""

import pytest
from django.db.models import QuerySet

from claims.models import Source
from tests.actions.outcomes import change, refused, take_back
from tests.admin.desk import at, desk_of, errors_of, fill, words_of
from tests.factories import make_claim, make_source

pytestmark = pytest.mark.django_db
PAGE = "https://news.example/a"
COPY = f"https://web.archive.org/web/20240305102030/{PAGE}"
OTHER = "https://web.archive.org/web/20240305102030/https://other.example/"
EVIL = "https://evil.example/?web.archive.org"


def made(kind, url, archived):
    if kind == "source":
        return make_source(url=url, archived_url=archived)
    return make_claim(said_url=url, said_archived_url=archived)


@pytest.fixture(params=["source", "claim"])
def kind(request):
    return request.param


@pytest.mark.parametrize("archived", ["", COPY, "https://perma.cc/AB12-CD34"])
def test_a_copy_at_an_archive_is_kept(kind, archived):
    assert made(kind, PAGE, archived).pk


@pytest.mark.parametrize(("archived", "code"), [(EVIL, "no_archive"), (OTHER, "other")])
def test_what_is_none_or_of_another_page_is_refused(kind, archived, code):
    row = made(kind, PAGE, "")

    with refused(code=code):
        change(row, **{"archived_url" if kind == "source" else "said_archived_url": archived})


@pytest.mark.parametrize(("archived", "code"), [(EVIL, "no_archive"), (OTHER, "other")])
def test_a_new_row_is_held_against_the_rule_too(archived, code):
    by = make_source().history.latest().history_user

    with refused(code=code):
        make_source(by=by, url=PAGE, archived_url=archived)


def test_without_a_page_a_copy_of_any_is_kept(kind):
    assert made(kind, "", COPY).pk


def test_a_page_that_changes_is_held_against_its_copy():
    source = make_source(url=PAGE, archived_url=COPY)

    with refused(code="other"):
        change(source, url="https://moved.example/")


def test_a_row_that_was_stored_before_the_rule_can_still_be_saved():
    source = make_source(url=PAGE, title="Before")
    QuerySet(Source).filter(pk=source.pk).update(archived_url=EVIL)
    source.refresh_from_db()

    assert change(source, title="After").title == "After"
    assert take_back(source).is_retracted
    with refused(code="no_archive"):
        change(source, archived_url=EVIL + "2")


def test_the_desk_says_at_which_field_and_tells_archive_and_day():
    desk, source = desk_of("reporter"), make_source(url=PAGE)

    assert "Wayback Machine" in errors_of(fill(desk, at(source), archived_url=EVIL))
    fill(desk, at(source), archived_url=COPY, reason="Found it.")
    assert "Wayback Machine, copy of March 5, 2024" in words_of(desk.get(at(source)))
