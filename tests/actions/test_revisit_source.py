"""A visit tells what stands at a cited address today, and keeps it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from claims.actions import revisit_source as module
from claims.actions.revisit_source import revisit_source
from claims.concerns import concern_of
from claims.models import Snapshot, Visit
from tests.actions.outcomes import WORKERS, change, refused, told, who_may
from tests.admin.desk import make_person
from tests.factories import make_evidence, make_snapshot, make_source
from tests.fetching.conftest import site
from tests.notices import told_to
from tests.revisited import ARTICLE, QUOTE, Paper
from tests.rulings import make_published_ruling

__all__ = ["site"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def paper(site):
    return Paper(site)


@pytest.fixture
def source(paper):
    return make_source(url=paper.put("/a"))


@pytest.fixture
def evidence(source, people):
    first = revisit_source(source, by=people["machine"])
    return make_evidence(source=source, quote=QUOTE, snapshot=first.snapshot)


def visit(source, people):
    return revisit_source(source, by=people["machine"])


def test_those_who_work_on_sources_visit_them_and_the_machine(source, people):
    assert who_may(lambda by: revisit_source(source, by=by), people) == WORKERS | {"machine"}


def test_a_page_without_a_copy_gets_its_first(source, people):
    met = visit(source, people)

    assert (met.outcome, met.compared_with) == ("first", None)
    assert QUOTE in met.snapshot.text
    assert told(met) == (people["machine"], "visited again")


def test_the_same_page_is_unchanged_and_no_copy_is_added(source, evidence, people):
    met = visit(source, people)

    assert (met.outcome, met.share, met.status) == ("unchanged", 0, 200)
    assert (met.compared_with, met.snapshot) == (evidence.snapshot, None)
    assert Snapshot.objects.count() == 1
    assert concern_of(evidence) is None


def test_a_changed_figure_in_a_cited_passage_is_a_change(paper, source, evidence, people):
    paper.put("/a", ARTICLE.replace("1996", "1995"))

    met = visit(source, people)

    assert met.outcome == "changed"
    assert met.share < 0.02
    assert "1995" in met.snapshot.text
    assert concern_of(evidence).kind == Visit.Concern.PASSAGE_CHANGED


def test_a_changed_menu_is_no_change(paper, source, evidence, people):
    paper.put("/a", menu="Sport Weather 14 comments Log in Updated 3 minutes ago")

    assert visit(source, people).outcome == "unchanged"
    assert Snapshot.objects.count() == 1


def test_a_changed_paragraph_elsewhere_is_told_and_the_passage_stands(
    paper, source, evidence, people
):
    paper.put("/a", ARTICLE.replace("ministers", "generals and their many friends of old"))

    met = visit(source, people)

    assert met.outcome == "changed"
    assert concern_of(evidence) is None


def test_a_passage_that_was_taken_out_is_told(paper, source, evidence, people):
    paper.put("/a", ARTICLE.replace(QUOTE, ""))

    visit(source, people)

    assert concern_of(evidence).kind == Visit.Concern.PASSAGE_GONE


@pytest.mark.parametrize(
    ("status", "outcome"), [(301, "moved"), (308, "moved"), (302, "unchanged")]
)
def test_only_a_redirect_for_good_is_a_move(paper, evidence, people, status, outcome):
    new = paper.put("/new")
    paper.site.at("/a", lambda r: r.answer(status=status, Location="/new"))

    met = visit(evidence.source, people)

    assert (met.outcome, met.final_url) == (outcome, new)
    assert concern_of(evidence) is None


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_the_server_calls_gone_is_gone(site, source, evidence, people, status):
    site.at("/a", lambda r: r.answer(status=status))

    met = visit(source, people)

    assert (met.outcome, met.certain, met.status) == ("gone", True, status)
    assert concern_of(evidence).kind == Visit.Concern.GONE


def test_a_way_to_the_first_page_seems_gone(site, paper, source, evidence, people):
    paper.put("/", "<p>Welcome to our paper, where you find the news of the day and more.</p>")
    site.at("/a", lambda r: r.answer(status=301, Location="/"))

    met = visit(source, people)

    assert (met.outcome, met.certain) == ("gone", False)
    assert "first page" in met.note
    assert concern_of(evidence).kind == Visit.Concern.SEEMS_GONE


def test_a_page_that_says_it_is_not_there_seems_gone(paper, source, evidence, people):
    apology = "<p>Sorry, we looked everywhere for what you asked and have nothing to show.</p>"
    paper.put("/a", apology, title="Page not found")

    met = visit(source, people)

    assert (met.outcome, met.certain) == ("gone", False)


def test_a_page_whose_title_alone_speaks_of_what_is_not_found_stands(
    paper, source, evidence, people
):
    paper.put("/a", title="Treaty not found in the archive")

    assert visit(source, people).outcome == "unchanged"


NOTHING = {401: "refused", 403: "refused", 429: "refused", 451: "refused"}
NOTHING |= {500: "unreachable", 503: "unreachable"}


@pytest.mark.parametrize("status", NOTHING)
def test_what_says_nothing_about_the_page_is_no_concern(site, evidence, people, status):
    site.at("/a", lambda r: r.answer(status=status))

    met = visit(evidence.source, people)

    assert (met.outcome, met.status) == (NOTHING[status], status)
    assert concern_of(evidence) is None


def test_what_robots_txt_asks_is_obeyed_and_says_nothing(site, people):
    body = b"User-agent: *\nDisallow: /\n"
    site.at("/robots.txt", lambda r: r.answer(body, content_type="text/plain"))
    source = make_source(url=site.at("/a", lambda r: r.answer(b"The page.")))
    evidence = make_evidence(source=source)

    met = visit(source, people)

    assert met.outcome == "refused"
    assert "robots" in met.note
    assert [path for path, _headers in site.seen] == ["/robots.txt"]
    assert concern_of(evidence) is None


def test_a_server_that_does_not_answer_says_nothing(site, source, evidence, people, monkeypatch):
    monkeypatch.setattr("claims.fetching.exchange.SILENCE", 0.2)
    site.at("/a", lambda r: r.drip(b"", every=0.05))

    met = visit(source, people)

    assert met.outcome == "unreachable"
    assert "did not answer" in met.note


def test_silence_over_days_says_something(site, people, monkeypatch):
    source = make_source(url=site.at("/a", lambda r: r.answer(status=500)))
    evidence = make_evidence(source=source, snapshot=make_snapshot(source))
    days = (timezone.now() - timedelta(days=n) for n in (9, 5, 1))
    field = Visit._meta.get_field("visited_at")

    concerns = []
    for day in days:
        monkeypatch.setattr(field, "_get_default", lambda day=day: day)
        visit(source, people)
        concern = concern_of(evidence)
        concerns.append(concern and concern.kind)

    assert concerns == [None, None, Visit.Concern.SILENT]


def test_a_page_that_comes_back_is_no_concern_any_more(site, paper, source, evidence, people):
    site.at("/a", lambda r: r.answer(status=404))
    visit(source, people)
    paper.put("/a")

    visit(source, people)

    assert concern_of(evidence) is None


def test_since_when_it_is_gone_outlives_a_silent_day(site, source, evidence, people):
    site.at("/a", lambda r: r.answer(status=404))
    first = visit(source, people)
    site.at("/a", lambda r: r.answer(status=500))
    visit(source, people)
    site.at("/a", lambda r: r.answer(status=404))

    last = visit(source, people)

    assert (last.since, last.times) == (first.visited_at, 2)


def test_the_same_change_is_kept_as_one_copy(paper, source, evidence, people):
    paper.put("/a", ARTICLE.replace("1996", "1995"))

    first, second = visit(source, people), visit(source, people)

    assert first.snapshot == second.snapshot
    assert second.compared_with == evidence.snapshot
    assert Snapshot.objects.count() == 2


def test_where_a_page_led_is_kept_only_as_an_address_that_rows_may_hold():
    assert module.as_address("https://paper.example/a") == "https://paper.example/a"
    assert module.as_address("https://bad_host.example/a") == ""
    assert module.as_address("") == ""


def test_a_source_without_an_address_is_told(people):
    letter = make_source(url="", title="A letter")

    with refused(code="no_address"):
        revisit_source(letter, by=people["machine"])


def test_whoever_may_not_visit_has_nothing_fetched(source, site, people):
    with pytest.raises(PermissionDenied):
        revisit_source(source, by=people["reader"])

    assert not site.seen


def test_an_address_that_was_changed_meanwhile_keeps_no_visit(source, people, monkeypatch):
    real = module.look_again

    def slow_look(url):
        change(source, url="https://elsewhere.example/")
        return real(url)

    monkeypatch.setattr(module, "look_again", slow_look)
    with pytest.raises(Exception, match="changed meanwhile"):
        revisit_source(source, by=people["machine"])

    assert not Visit.objects.exists()


def test_two_visits_at_once_are_one(source, people, monkeypatch):
    real = module.look_again

    def slow_look(url):
        monkeypatch.setattr(module, "look_again", real)
        revisit_source(source, by=people["reporter"])
        return real(url)

    monkeypatch.setattr(module, "look_again", slow_look)
    met = revisit_source(source, by=people["machine"])

    assert Visit.objects.get() == met
    assert told(met)[0] == people["reporter"]


def test_nothing_is_fetched_within_a_transaction(source, people, monkeypatch):
    fetching, real = [], module.look_again
    monkeypatch.setattr(
        module,
        "look_again",
        lambda url: fetching.append(len(connection.savepoint_ids)) or real(url),
    )
    before = len(connection.savepoint_ids)

    revisit_source(source, by=people["machine"])

    assert fetching == [before]


def test_a_file_without_words_is_compared_by_its_bytes(site, people):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
    source = make_source(url=site.at("/a", lambda r: r.answer(picture, content_type="image/png")))
    visit(source, people)
    same = visit(source, people)
    site.at("/a", lambda r: r.answer(picture + b"1", content_type="image/png"))

    other = visit(source, people)

    assert (same.outcome, other.outcome, other.certain) == ("unchanged", "changed", False)


def test_a_passage_that_the_copy_never_had_is_not_said_to_be_lost(source, people):
    copy = make_snapshot(source, text="Another text of the treaty altogether, in other words.")
    piece = make_evidence(source=source, quote="Nobody ever wrote this.", snapshot=copy)

    visit(source, people)

    assert concern_of(piece).kind == Visit.Concern.CHANGED


def test_a_page_that_changes_under_a_published_ruling_is_told(paper, people):
    writer = make_person("editor")
    ruling = make_published_ruling(by=writer)
    source = ruling.claim.evidence.first().source
    source = change(source, url=paper.put("/a"))
    paper.site.at("/a", lambda request: request.answer(b"", status=410))

    visit(source, people)

    assert "source_changed" in told_to(writer)
