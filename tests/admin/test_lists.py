"""Lists: what they find, and that more rows cost no more queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import finding
from claims.actions.retract_row import retract_row
from claims.models import Claim, Evidence, Ruling, Source
from tests.admin.desk import at, desk_of, list_of
from tests.factories import (
    make_article,
    make_attribution,
    make_claim,
    make_evidence,
    make_inquiry,
    make_note,
    make_proposal,
    make_search,
    make_source,
    make_tagging,
    make_verdict,
)
from tests.models.rows import DESK, MAKERS, name_of
from tests.rulings import make_researched_claim, make_submitted_ruling

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]


def queries_of(desk, url):
    desk.get(url)  # the first visit also fills caches of content types
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(url).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("model", DESK, ids=name_of)
def test_a_longer_list_asks_no_more_queries(model):
    desk = desk_of("superuser")
    for _n in range(2):
        MAKERS[model]()
    few = queries_of(desk, list_of(model))

    for _n in range(3):
        MAKERS[model]()
    many = queries_of(desk, list_of(model))

    assert len(many) == len(few), many


HANGING = [
    *(make_evidence, make_verdict, make_note, make_attribution),
    *(make_inquiry, make_search, make_tagging),
]


def hang(claim, times):
    for make in HANGING * times:
        make(claim)


def test_a_claim_with_more_on_it_asks_no_more_queries():
    desk, claim = desk_of("editor"), make_claim()
    make_verdict(claim, by=desk.person)
    hang(claim, times=2)
    few = queries_of(desk, at(claim))

    hang(claim, times=18)
    many = queries_of(desk, at(claim))

    assert len(many) == len(few), [sql for sql in many if sql not in few]


def test_an_article_with_more_claims_asks_no_more_queries():
    desk, article = desk_of("editor"), make_article()
    for _n in range(2):
        make_submitted_ruling(make_researched_claim(make_claim(article)))
    make_proposal(article)
    few = queries_of(desk, at(article))

    for _n in range(6):
        make_submitted_ruling(make_researched_claim(make_claim(article)))
        make_proposal(article)
    many = queries_of(desk, at(article))

    assert len(many) == len(few), [sql for sql in many if sql not in few]


def test_a_ruling_with_more_evidence_asks_no_more_queries():
    desk, ruling = desk_of("editor"), make_submitted_ruling()
    few = queries_of(desk, at(ruling))

    for _n in range(18):
        make_evidence(ruling.claim, make_source(url=""))
    many = queries_of(desk, at(ruling))

    assert len(many) == len(few), [sql for sql in many if sql not in few]


def found(desk, model, **query):
    response = desk.get(list_of(model), query)
    return {row.pk for row in response.context["cl"].result_list}


def test_claims_are_found_by_their_words_their_passage_their_article_and_their_id():
    claim, other = make_claim(text="Wages rose."), make_claim(make_article(title="Rivers"))
    desk = desk_of("reporter")

    assert found(desk, Claim, q="wages") == {claim.pk}
    assert found(desk, Claim, q="lapsed") == {claim.pk, other.pk}
    assert found(desk, Claim, q="rivers") == {other.pk}
    assert found(desk, Claim, q=claim.public_id) == {claim.pk}
    assert found(desk, Claim, q="nothing like it") == set()


def test_claims_are_filtered_by_state_and_by_where_their_ruling_stands():
    proposed, ruled = make_proposal(), make_submitted_ruling().claim
    desk = desk_of("reporter")

    assert found(desk, Claim, state__exact="proposed") == {proposed.pk}
    assert found(desk, Claim, ruling="none") == {proposed.pk}
    assert found(desk, Claim, ruling="in_review") == {ruled.pk}
    assert found(desk, Claim, ruling="published") == set()


def test_what_was_retracted_leaves_lists_and_is_found_by_its_filter():
    kept, gone, desk = make_source(), make_source(), desk_of("editor")
    retract_row(gone, by=desk.person, reason="Entered twice.")

    assert found(desk, Source) == {kept.pk}
    assert found(desk, Source, retracted="yes") == {gone.pk}
    assert found(desk, Source, q="treaty") == {kept.pk}


def offered(desk, model, field, term="", **question):
    """Return what is offered to be chosen for a field."""
    asked = {"app_label": "claims", "model_name": model._meta.model_name, "field_name": field}
    answer = desk.get(reverse("admin:autocomplete"), {**asked, "term": term, **question})
    return answer.json()["results"]


def test_who_chooses_is_told_where_only_the_newest_are_offered(monkeypatch):
    desk = desk_of("editor")
    claims = [make_claim(text=f"Treaty {n} lapsed.") for n in range(3)]
    assert [row.get("disabled") for row in offered(desk, Evidence, "claim", "treaty")] == [None] * 3

    monkeypatch.setattr(finding, "MOST_OFFERED", 2)
    told, *rows = offered(desk, Evidence, "claim", "treaty")

    assert told["disabled"] is True  # it cannot be chosen
    assert told["text"].startswith("Only the newest that have these words are offered.")
    assert {int(row["id"]) for row in rows} == {claim.pk for claim in claims[1:]}
    assert [row["text"] for row in offered(desk, Evidence, "claim", "lapsed 0")] == [str(claims[0])]


@pytest.mark.parametrize(
    ("model", "field", "make"),
    [
        (Evidence, "source", make_source),
        (Evidence, "claim", make_claim),
        (Ruling, "claim", make_claim),
    ],
)
def test_what_was_retracted_is_no_longer_offered(model, field, make):
    kept, gone, desk = make(), make(), desk_of("editor")
    retract_row(gone, by=desk.person, reason="Entered twice.")

    assert {int(row["id"]) for row in offered(desk, model, field)} == {kept.pk}
