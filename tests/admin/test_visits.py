"""What visits found is told where the cited page is used, and a person can take note of it."""

import pytest

from claims.admin import visits as module
from claims.models import Acknowledgement, Claim, Ruling, Visit
from claims.models.digests import digest_of_text
from tests.actions.outcomes import hide
from tests.admin.desk import at, desk_of, errors_of, fill, list_of, messages_of, words_of
from tests.factories import make_claim, make_evidence, make_snapshot, make_source, make_visit
from tests.fetching.conftest import site
from tests.keeping import fresh
from tests.revisited import Paper
from tests.rulings import make_published_ruling
from tests.width import wide

__all__ = ["site"]
pytestmark = pytest.mark.django_db
REASON = "The archived copy has the passage."


@pytest.fixture(scope="module")
def published(kept):
    return make_published_ruling()


@pytest.fixture
def ruling(published):
    return fresh(published)


@pytest.fixture
def evidence(ruling):
    return ruling.claim.evidence.order_by("number").first()


def change(source, quote, standing="changed"):
    before, after = (
        make_snapshot(source, text=f"Something else.\n\nThe treaty lapsed in {year}.")
        for year in (1996, 1995)
    )
    passages = {digest_of_text(quote): standing}
    given = {"compared_with": before, "snapshot": after, "passages": passages}
    return make_visit(source, "changed", **given)


def test_a_source_lists_its_visits_and_each_shows_what_differs(evidence):
    visit = change(evidence.source, evidence.quote)
    desk = desk_of("editor")

    assert at(visit) in desk.get(at(evidence.source)).text
    page = desk.get(at(visit))

    assert "1996" in words_of(page)
    assert "<ins>1995" in page.text
    assert "Something else." not in page.text.split("This change")[0].split("What differs")[1]
    assert f"[^{evidence.cite}]" in words_of(page)
    assert "reads otherwise" in words_of(page)


@pytest.mark.slow
def test_a_claim_a_ruling_and_the_evidence_tell_it_with_what_to_do(ruling, evidence):
    make_visit(evidence.source)
    desk = desk_of("editor")

    for row in (ruling, ruling.claim, evidence):
        words = words_of(desk.get(at(row)))
        assert "Cited pages that changed or went" in words
        assert "the page is gone" in words
        assert "acknowledge the change" in words


@pytest.mark.slow
def test_where_nothing_changed_nothing_is_told(ruling, evidence):
    make_visit(evidence.source, "unchanged")
    desk = desk_of("editor")

    for row in (ruling, ruling.claim, evidence):
        assert "Cited pages that changed" not in words_of(desk.get(at(row)))


@pytest.mark.slow
@pytest.mark.parametrize("model", wide([Claim, Ruling], every=2))
def test_a_list_finds_what_waits(model, ruling, evidence):
    other = make_published_ruling(make_claim())
    mine = make_source(url="https://only.example/here")
    make_evidence(evidence.claim, mine)
    make_visit(mine)
    page = desk_of("editor").get(f"{list_of(model)}?cited=waiting")

    row, elsewhere = (r if model is Ruling else r.claim for r in (ruling, other))
    assert at(row) in page.text
    assert at(elsewhere) not in page.text


def test_sources_are_found_by_their_last_visit(evidence):
    make_visit(evidence.source, "unchanged")
    make_visit(evidence.source)
    desk = desk_of("editor")

    assert at(evidence.source) in desk.get(f"{list_of(type(evidence.source))}?visit=gone").text
    page = desk.get(f"{list_of(type(evidence.source))}?visit=unchanged")
    assert at(evidence.source) not in page.text


@pytest.mark.slow
def test_an_editor_acknowledges_with_a_reason(ruling, evidence):
    make_visit(evidence.source)
    desk = desk_of("editor")

    page = fill(desk, at(evidence, "acknowledge"), reason=REASON)

    assert page.status_code == 302
    assert Acknowledgement.objects.get().reason == REASON
    words = words_of(desk.get(at(ruling)))
    assert f"Acknowledged by {desk.person}: {REASON}" in words
    assert at(ruling) not in desk.get(f"{list_of(Ruling)}?cited=waiting").text


@pytest.mark.slow
def test_without_a_reason_nothing_is_acknowledged(evidence):
    make_visit(evidence.source)

    page = fill(desk_of("editor"), at(evidence, "acknowledge"), reason="")

    assert errors_of(page)
    assert not Acknowledgement.objects.exists()


def test_a_stale_tab_acknowledges_nothing_that_was_not_read(evidence, monkeypatch):
    read = make_visit(evidence.source)
    make_visit(evidence.source, certain=False)

    page = fill(desk_of("editor"), at(evidence, "acknowledge"), reason=REASON, visit=read.pk)

    assert "visited again since you read this" in errors_of(page)
    assert not Acknowledgement.objects.exists()


@pytest.mark.slow
def test_a_reporter_is_not_offered_to_acknowledge(evidence):
    make_visit(evidence.source)
    desk = desk_of("reporter")

    assert at(evidence, "acknowledge") not in desk.get(at(evidence)).text
    assert desk.get(at(evidence, "acknowledge")).status_code == 403


@pytest.mark.slow
def test_a_visit_on_demand_is_made(site, django_capture_on_commit_callbacks, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    source = make_source(url=Paper(site).put("/a"))
    make_evidence(source=source)
    desk = desk_of("reporter")

    with django_capture_on_commit_callbacks(execute=True):
        page = fill(desk, at(source, "visit"))

    assert "is asked for" in messages_of(desk.get(page.url))
    assert Visit.objects.get().history.latest().history_user == desk.person


def test_a_source_without_an_address_offers_no_visit():
    letter = make_source(url="", title="A letter")

    assert at(letter, "visit") not in desk_of("reporter").get(at(letter)).text


def test_a_quotation_of_a_confidential_claim_is_not_told_by_the_visit(evidence):
    visit = change(evidence.source, evidence.quote)
    hide(evidence.claim.article)

    assert evidence.quote not in desk_of("reporter").get(at(visit)).text


def test_a_page_that_changed_a_great_deal_is_shown_in_part(evidence, monkeypatch):
    monkeypatch.setattr(module, "SHOWN", 2)
    old, new = (
        make_snapshot(evidence.source, text="\n\n".join(f"{word} {n}." for n in range(9)))
        for word in ("Before", "After")
    )
    visit = make_visit(evidence.source, "changed", compared_with=old, snapshot=new)

    assert "More paragraphs differ" in words_of(desk_of("editor").get(at(visit)))
