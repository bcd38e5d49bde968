"""What is told of visits: that a page cited by a published ruling is not what it was."""

import pytest

from claims.actions.tell_of_visit import tell_of_visit, troubles_at
from tests.actions.outcomes import hide
from tests.admin.desk import make_person
from tests.factories import machine, make_acknowledgement, make_visit
from tests.notices import told_to
from tests.rulings import make_published_ruling, make_submitted_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_person("editor")


@pytest.fixture
def approver():
    return make_person("editor")


@pytest.fixture
def ruling(writer, approver):
    return make_published_ruling(by=writer, approver=approver)


def met(ruling, outcome="gone", **fields):
    """Keep that a visit met something at the address of a ruling's first source, and tell it."""
    source = ruling.claim.evidence.first().source
    known = troubles_at(source.url)
    visit = make_visit(source, outcome, **fields)
    tell_of_visit(visit, known, by=machine())
    return visit


def test_who_wrote_and_who_approved_hear_of_it_once(ruling, writer, approver):
    for _day in range(2):
        met(ruling)

    assert told_to(writer).count("source_changed") == 1
    assert told_to(approver).count("source_changed") == 1
    notice = writer.notices.get(kind="source_changed")
    assert notice.get_absolute_url().endswith(f"/ruling/{ruling.pk}/change/")


def test_what_comes_after_somebody_took_note_is_told_anew(ruling, writer):
    visit = met(ruling)
    make_acknowledgement(ruling.claim.evidence.first(), visit)
    met(ruling, "unchanged")
    met(ruling)

    assert told_to(writer).count("source_changed") == 2


def test_a_page_that_stands_is_told_to_nobody(ruling, writer):
    met(ruling, "unchanged")

    assert "source_changed" not in told_to(writer)


@pytest.mark.slow
def test_what_no_published_ruling_cites_is_told_to_nobody(writer):
    met(make_submitted_ruling(by=writer))

    assert told_to(writer) == []


def test_who_may_no_longer_see_it_is_not_told():
    reporter = make_person("reporter")
    ruling = make_published_ruling(by=reporter)
    hide(ruling.claim.article)

    met(ruling)

    assert "source_changed" not in told_to(reporter)
