"""A whole split that nobody has worked on is taken back at the desk."""

import pytest

from claims.actions.accept_claim import accept_claim
from claims.models import SplitRun
from tests.admin.desk import at, desk_of, errors_of, fill, messages_of, words_of
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db
TEXT = "Rents fell in May.\n\nThe mayor left the city in 2010.\n\nTaxes rose."
OFFERED = b'value="take-back"'


@pytest.fixture
def desk():
    return desk_of("reporter")


@pytest.fixture
def article(desk):
    article = make_article(TEXT)
    fill(desk, at(article, "split"))
    return article


def test_the_page_says_how_many_claims_go(desk, article):
    assert "3 claims leave the lists." in words_of(desk.get(at(article, "take-back")))


@pytest.mark.slow
def test_the_claims_leave_the_page_and_it_is_said(desk, article):
    fill(desk, at(article, "take-back"), reason="Too fine.")

    page = desk.get(at(article))
    assert f"The last split of “{article}” was taken back." in messages_of(page)
    assert not article.claims.live().exists()
    assert OFFERED not in page.content


@pytest.mark.slow
def test_claims_are_found_again_after_it(desk, article):
    fill(desk, at(article, "take-back"), reason="Too fine.")

    fill(desk, at(article, "split"))

    assert article.claims.live().count() == 3


@pytest.mark.slow
def test_it_is_offered_only_where_there_is_a_split(desk, article):
    bare = make_article("No claim was looked for.")

    assert OFFERED in desk.get(at(article)).content
    assert OFFERED not in desk.get(at(bare)).content


def test_who_only_reads_is_not_offered_it(article):
    reader = desk_of("reader")

    assert OFFERED not in reader.get(at(article)).content
    assert reader.get(at(article, "take-back")).status_code == 403


@pytest.mark.slow
def test_where_somebody_worked_the_page_says_on_which_claim(desk, article):
    accept_claim(article.claims.first(), by=make_editor())

    page = desk.get(at(article, "take-back"))
    answer = fill(desk, at(article, "take-back"), reason="Too fine.")

    assert "Somebody has worked on 1 of its claims" in words_of(page)
    assert "Somebody has worked on “" in errors_of(answer)
    assert article.claims.live().count() == 3


@pytest.mark.slow
def test_an_old_page_takes_back_no_newer_split(desk, article):
    old = SplitRun.objects.get(body__article=article)
    fill(desk, at(article, "split"))

    answer = fill(desk, at(article, "take-back"), reason="Too fine.", run=old.pk)

    assert "since you opened this page" in errors_of(answer)
