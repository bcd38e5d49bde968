"""Search over everything at the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.retract_row import retract_row
from claims.models import Claim, Evidence, IndexEntry
from claims.models.index_entry import SEARCHED
from tests.admin.desk import desk_of, list_of, words_of
from tests.factories import (
    make_article,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_inquiry,
    make_note,
    make_report,
    make_search,
    make_source,
    make_topic,
    make_verdict,
)
from tests.models.rows import DESK, MAKERS
from tests.translations import make_translation
from tests.width import wide

pytestmark = pytest.mark.django_db


def look_up(desk, typed, **query):
    response = desk.get(reverse("desk:search"), {"q": typed, **query})
    assert response.status_code == 200
    return response


def kinds_of(response):
    return {group.kind for group in response.context["groups"]}


def numbers_of(response, kind):
    return [n for g in response.context["groups"] if g.kind == kind for n in g.found.numbers]


@pytest.mark.parametrize(
    ("kind", "make"),
    wide(
        [
            ("article", lambda: make_article(title="A zeppelin lands")),
            ("claim", lambda: make_claim(text="A zeppelin landed.")),
            ("claimant", lambda: make_claimant(name="Zeppelin Works")),
            ("source", lambda: make_source(title="On zeppelins")),
            ("evidence", lambda: make_evidence(quote="The zeppelin rose.")),
            ("note", lambda: make_note(text="Ask at the zeppelin works.")),
            ("inquiry", lambda: make_inquiry(question="Where is the zeppelin?")),
            ("search", lambda: make_search(terms="zeppelin 1930")),
            ("report", lambda: make_report(text="No zeppelin was there.")),
            ("topic", lambda: make_topic(name="Zeppelins")),
            ("user", lambda: make_editor(byline="Ada Zeppelin")),
        ],
        every=3,
    ),
)
def test_each_kind_of_row_is_found_by_its_words(kind, make):
    row = make()

    assert numbers_of(look_up(desk_of("reporter"), "zeppelins"), kind) == [row.pk]


@pytest.mark.slow
def test_a_public_id_and_an_address_find_their_row():
    source = make_source(url="https://archive.example/papers/17?page=2")
    claim, desk = make_claim(), desk_of("reader")

    assert numbers_of(look_up(desk, claim.public_id), "claim") == [claim.pk]
    assert numbers_of(look_up(desk, source.url), "source") == [source.pk]


@pytest.mark.slow
def test_a_translation_is_found_by_the_claim_in_its_language():
    translation = make_translation()

    assert numbers_of(look_up(desk_of("reporter"), "caducado"), "ruling") == [translation.pk]


@pytest.mark.slow
def test_names_come_before_other_texts_and_live_rows_before_retracted():
    article = make_article("Wages rose. Prices fell.")
    beside = make_claim(article, "Wages rose.", text="They got more.")
    gone = make_claim(article, "Prices fell.", text="Wages rose, and prices fell.")
    named = make_claim(article, "Prices fell.", text="Wages rose much in a year, they say.")
    retract_row(gone, by=make_editor(), reason="Entered twice.")

    response = look_up(desk_of("editor"), "wages rose")

    assert numbers_of(response, "claim") == [named.pk, beside.pk, gone.pk]
    assert "retracted" in words_of(response)


def test_a_confidential_article_neither_shows_nor_counts():
    article = make_article(confidential=True, title="A zeppelin lands")
    make_evidence(make_claim(article, text="A zeppelin landed."), quote="The zeppelin rose.")

    assert "evidence" in kinds_of(look_up(desk_of("editor"), "zeppelin"))
    hidden = look_up(desk_of("reporter"), "zeppelin")
    assert kinds_of(hidden) == set()
    assert "landed" not in words_of(hidden)


@pytest.mark.slow
def test_others_verdicts_are_not_searched():
    make_verdict(reasoning="The zeppelin proves it.")

    assert kinds_of(look_up(desk_of("reviewer"), "zeppelin")) == set()


def test_what_is_looked_for_is_marked_and_escaped():
    make_claim(text="The <b>zeppelin</b> landed.")

    page = look_up(desk_of("reader"), "zeppelin").content.decode()

    assert '<mark class="found-word">zeppelin</mark>' in page
    assert "<b>" not in page


@pytest.mark.slow
def test_the_beginning_of_a_word_finds_it_where_no_row_has_the_word():
    claim, desk = make_claim(text="A zeppelin landed."), desk_of("reader")

    assert numbers_of(look_up(desk, "zepp"), "claim") == [claim.pk]


@pytest.mark.slow
def test_a_word_that_very_many_rows_have_is_no_beginning(monkeypatch):
    make_claim(text="A zeppelin landed."), make_claim(text="The zeppelin rose.")
    make_note(text="Zeppelinists say otherwise.")
    desk = desk_of("reader")
    assert kinds_of(look_up(desk, "zeppelin")) == {"claim", "note"}

    monkeypatch.setattr("claims.models.index_entry.LOOKED_AT", 1)

    response = look_up(desk, "zeppelin")
    assert kinds_of(response) == {"claim"}
    assert "no words that begin like them" in words_of(response)


@pytest.mark.parametrize(
    "typed", wide(["", "  ", "…", '"', "'", "a:* & (b", "NOT x OR", "{head} : x\x00"], every=4)
)
def test_whatever_is_typed_gets_a_page(typed):
    response = look_up(desk_of("reader"), typed)

    assert not response.context["groups"]
    told = words_of(response)
    assert "Type words" in told or "Look at the spelling" in told


@pytest.mark.slow
def test_a_kind_is_paged(monkeypatch):
    monkeypatch.setattr("claims.admin.search.PER_PAGE", 2)
    article = make_article()
    for number in range(3):
        make_claim(article, text=f"The zeppelin landed on day {number}.")

    first = look_up(desk_of("reader"), "zeppelin", kind="claim")
    second = look_up(desk_of("reader"), "zeppelin", kind="claim", p=2)

    assert [len(r.context["groups"][0].hits) for r in (first, second)] == [2, 1]
    assert "Page 2 of 2" in words_of(second)


def test_every_page_of_the_desk_has_the_box_and_a_stranger_has_no_search():
    assert 'role="search"' in desk_of("reader").get(list_of(Claim)).content.decode()
    stranger = desk_of("reader")
    stranger.logout()
    assert stranger.get(reverse("desk:search"), {"q": "treaty"}).status_code == 302


@pytest.mark.slow
def test_more_rows_cost_no_more_queries():
    desk, article = desk_of("reporter"), make_article()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            look_up(desk, "treaty")
        return len(captured)

    make_evidence(make_claim(article))
    queries()
    few = queries()
    for _n in range(4):
        make_evidence(make_claim(article))
    assert queries() == few


@pytest.mark.slow
def test_a_changed_row_is_found_by_its_new_words_alone():
    note, desk = make_note(text="About a zeppelin."), desk_of("reader")

    note.text = "About a steamer."
    note.save_by(note.author)

    assert kinds_of(look_up(desk, "zeppelin")) == set()
    assert kinds_of(look_up(desk, "steamer")) == {"note"}


@pytest.mark.slow
def test_every_row_that_is_saved_has_the_entry_that_it_should_have():
    for model in DESK:
        if model._meta.model_name in SEARCHED:
            row = MAKERS[model]()
            wanted = IndexEntry.for_row(row)
            (kept,) = IndexEntry.objects.filter(pk=wanted.pk)
            assert (kept.head, kept.rest, kept.article_id) == (
                wanted.head,
                wanted.rest,
                wanted.article_id,
            )
            assert kept.head


@pytest.mark.slow
def test_the_search_of_a_list_says_when_it_did_not_count_all(monkeypatch):
    monkeypatch.setattr("claims.admin.long_lists.MOST_COUNTED", 1)
    make_claim(), make_claim()

    assert "more than 1 claims" in words_of(desk_of("reader").get(list_of(Claim)))


@pytest.mark.slow
def test_the_search_of_a_list_says_when_it_looked_at_the_newest_alone(monkeypatch):
    claims = [make_claim(text=f"The lighthouse number {n} is lit.") for n in range(3)]
    told = "only the newest were looked at"
    desk = desk_of("reader")
    assert told not in words_of(desk.get(list_of(Claim), {"q": "lighthouse"}))

    monkeypatch.setattr("claims.finding.MOST_LISTED", 2)
    page = words_of(desk.get(list_of(Claim), {"q": "lighthouse"}))

    assert told in page
    assert [claim.text in page for claim in claims] == [False, True, True]


def test_hidden_rows_take_no_place_of_others_in_the_search_of_a_list(monkeypatch):
    monkeypatch.setattr("claims.finding.MOST_LISTED", 1)
    monkeypatch.setattr("claims.finding.MOST_RELATED", 1)
    seen = make_claim(text="The lighthouse is lit.")
    make_evidence(seen)
    secret = make_article(confidential=True)
    for n in range(2):
        make_evidence(make_claim(secret, text=f"The lighthouse number {n} is dark."))
    desk = desk_of("reader")

    claims = desk.get(list_of(Claim), {"q": "lighthouse"})
    evidence = desk.get(list_of(Evidence), {"q": "lighthouse"})

    assert list(claims.context["cl"].result_list) == [seen]
    assert [row.claim for row in evidence.context["cl"].result_list] == [seen]
    assert "only the newest were looked at" not in words_of(claims) + words_of(evidence)


@pytest.mark.slow
def test_the_search_says_when_it_looked_at_the_newest_alone(monkeypatch):
    article = make_article()
    for text in ("Zeppelins landed.", "The landed zeppelin rose.", "It landed: a zeppelin."):
        make_claim(article, text=text)
    told, desk = "only the newest were looked at", desk_of("reader")
    assert told not in words_of(look_up(desk, "zeppelin"))

    monkeypatch.setattr("claims.models.index_entry.LOOKED_AT", 1)

    assert told in words_of(look_up(desk, "zeppelin"))
    nothing = look_up(desk, '"zeppelins landed"')
    assert not nothing.context["groups"]
    assert told in words_of(nothing)
