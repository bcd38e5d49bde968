"""An article with hundreds of claims: each page of it asks no more, and stays of a size."""

import pytest
from lxml import html

from claims.models import Claim
from tests.admin.desk import at, desk_of, list_of, words_of
from tests.admin.test_lists import queries_of
from tests.factories import make_article, make_claim, make_split_run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINES = [f"The mayor of town {n} left the city in {1500 + n} for good." for n in range(500)]
MOST = 300_000  # bytes of a page


@pytest.fixture(scope="module")
def article(kept):
    article = make_article("\n\n".join(LINES))
    make_split_run(article.body, skipped=[[0, 60, "question"]] * 250)
    for line in LINES:
        make_claim(article, line)
    return article


@pytest.fixture(scope="module")
def small(kept):
    article = make_article("\n\n".join(LINES))
    for line in LINES[:3]:
        make_claim(article, line)
    make_split_run(article.body, skipped=[[0, 60, "question"]])
    return article


@pytest.fixture
def desk():
    return desk_of("editor")


def listed(article):
    return f"{list_of(Claim)}?article__id__exact={article.pk}"


PAGES = {
    "article": at,
    "list": listed,
    "workbench": lambda article: at(article, "workbench"),
    "texts": lambda article: at(article, "texts"),
    "claim": lambda article: at(article.claims.in_text_order()[1]),
    "split": lambda article: at(article.claims.in_text_order()[1], "split"),
    "merge": lambda article: at(article.claims.in_text_order()[1], "merge"),
    "new text": lambda article: at(article, "new-text"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_five_hundred_claims_asks_no_more_and_stays_of_a_size(desk, article, small, name):
    few = queries_of(desk, PAGES[name](small))
    many = queries_of(desk, PAGES[name](article))

    assert len(many) == len(few), [sql for sql in many if sql not in few]
    size = len(desk.get(PAGES[name](article)).content)
    assert size < MOST


def lines_of(response):
    return html.fromstring(response.content).xpath('//ol[@class="claim-lines"]/li')


def test_the_claims_of_an_article_are_listed_a_page_at_a_time(desk, article):
    first, last = desk.get(at(article)), desk.get(at(article, claims=5))

    assert len(lines_of(first)) == len(lines_of(last)) == 100
    assert "1 to 100 of 500" in words_of(first)
    assert "401 to 500 of 500" in words_of(last)
    assert LINES[499] in words_of(last)


@pytest.mark.parametrize("asked", ["0", "9999", "x", "-1", "1e9"])
def test_a_page_that_is_not_there_is_another(desk, article, asked):
    assert len(lines_of(desk.get(at(article, claims=asked)))) == 100


@pytest.mark.parametrize("page", ["change", "workbench"])
def test_the_sentences_without_a_claim_are_told_a_page_at_a_time(desk, article, page):
    response = desk.get(at(article, page, sentences=3))

    assert "250 sentences gave no claim" in words_of(response)
    assert "201 to 250 of 250" in words_of(response)
    assert len(html.fromstring(response.content).xpath('//*[@id="sentences"]//dt')) == 50


def test_claims_whose_passage_went_are_told_a_page_at_a_time(desk):
    article = make_article("\n\n".join(LINES[:60]))
    for line in LINES[:60]:
        make_claim(article, line, anchor="orphaned")

    page = desk.get(at(article, "texts"))

    assert len(html.fromstring(page.content).xpath('//ul[@class="lost"]/li')) == 50
    assert "1 to 50 of 60" in words_of(page)


def test_a_long_text_is_opened_in_the_workbench(desk, article):
    page = desk.get(at(article))

    assert "The workbench shows all of it, in parts." in words_of(page)


def test_where_all_claims_are_laid_aside_the_workbench_leads_to_them(desk):
    article = make_article()
    make_claim(article, state="dropped", drop_reason="Trivial.")

    page = desk.get(at(article, "workbench"))

    assert "All its claims are laid aside." in words_of(page)
    assert "No claims yet" not in words_of(page)


def test_an_article_without_claims_says_so_and_numbers_nothing(desk):
    page = html.fromstring(desk.get(at(make_article("Nothing was said."))).content)

    told = page.xpath("//*[@aria-labelledby='claims-head']")[0]
    assert "None yet: let the splitter find them" in told.text_content()
    assert not told.xpath(".//ol")
