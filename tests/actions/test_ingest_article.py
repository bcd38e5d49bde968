import hashlib

import pytest

from claims.actions.ingest_article import ingest_article
from claims.ingestion import from_file, from_text
from claims.models import Article, Journal
from tests.actions.outcomes import WORKERS, hide, refused, take_back, told, who_may
from tests.factories import QUOTE, TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ingested():
    return from_file("alliance.txt", TEXT.encode(), language="en")


@pytest.fixture(scope="module")
def stored(kept, people, ingested):
    article, _is_new = ingest_article(ingested, by=people["reporter"], reason="Readers asked.")
    return article


def test_those_who_work_on_articles_and_the_machine_bring_them_in(ingested, people):
    assert who_may(lambda by: ingest_article(ingested, by=by), people) == WORKERS | {"machine"}


def test_the_text_its_blocks_and_its_original_are_kept(stored, ingested):
    body = stored.body

    assert stored.title == "Two states form an alliance"
    assert QUOTE in body.text
    assert body.sha256 == hashlib.sha256(body.text.encode()).hexdigest()
    assert [block["kind"] for block in body.blocks][:2] == ["heading", "paragraph"]
    with body.original.open("rb") as original:
        assert original.read() == ingested.original
    assert (body.original_name, body.media_type) == ("alliance.txt", "text/plain")


def test_history_says_who_brought_it_in_and_why(stored, people):
    assert stored.added_by == people["reporter"]
    assert told(stored) == told(stored.body) == (people["reporter"], "Readers asked.")


def test_the_same_text_again_is_recognised(stored, people):
    before = Journal.position()
    again = from_text(TEXT, title="Another title")

    assert ingest_article(again, by=people["editor"]) == (stored, False)
    assert Journal.position() == before


def test_another_text_is_another_article(stored, people):
    other = from_text(f"{TEXT}One sentence more.")

    article, is_new = ingest_article(other, by=people["editor"])

    assert is_new
    assert article != stored


def test_a_confidential_article_is_recognised_only_by_those_who_see_it(stored, ingested, people):
    hide(stored)

    seen = {part: ingest_article(ingested, by=people[part]) for part in ("reporter", "editor")}
    unseen, is_new = ingest_article(ingested, by=people["reviewer"])

    assert seen == {"reporter": (stored, False), "editor": (stored, False)}
    assert is_new
    assert unseen != stored


def test_a_retracted_article_can_be_brought_in_again(stored, ingested, people):
    take_back(stored)

    assert ingest_article(ingested, by=people["editor"])[1]


def test_what_a_person_knows_goes_before_what_the_text_says(people):
    text = from_text("A headline\n\nThe state signed nothing in the year 2000, an aide said.")

    article, _is_new = ingest_article(
        text, by=people["editor"], title="A title", shown="full", confidential=True, byline=""
    )

    assert (article.title, article.shown, article.confidential) == ("A title", "full", True)


@pytest.mark.parametrize(
    "details", [{"title": "T" * 301}, {"url": "ftp://a.example/"}, {"shown": "everything"}]
)
def test_what_breaks_a_rule_leaves_nothing(people, details):
    text = from_text("The state signed nothing in the year 2000, an aide said.", title="A title")

    with refused():
        ingest_article(text, by=people["editor"], **details)
    assert not Article.objects.filter(bodies=None).exists()
