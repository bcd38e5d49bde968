"""What readers may see of an article, explained where it is chosen."""

import pytest
from lxml import html

from claims.models import Article
from tests.admin.desk import at, desk_of, fill, list_of, words_of
from tests.factories import make_article
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["add", "change"])
def test_each_answer_stands_beside_what_it_means_for_who_owns_the_text(page):
    url = list_of(Article, "add") if page == "add" else at(make_article())
    answer = desk_of("editor").get(url)

    radios = html.fromstring(answer.content).xpath('//input[@type="radio" and @name="shown"]')
    assert [radio.get("value") for radio in radios] == ["passages", "full", "link"]
    for told in ("allowed in most countries", "copies a whole work", "owners who object"):
        assert told in words_of(answer)


def test_what_was_chosen_is_kept_with_its_reason():
    article, desk = make_article(), desk_of("editor")

    fill(desk, at(article), shown="link", reason="The owner asked for it.")

    assert fresh(article).shown == "link"
    assert article.history.latest().history_change_reason == "The owner asked for it."


@pytest.mark.slow
def test_who_may_not_decide_it_reads_what_was_decided():
    article = make_article()
    answer = desk_of("reporter").get(at(article))

    assert not html.fromstring(answer.content).xpath('//input[@name="shown"]')
    assert "the passages around ruled claims" in words_of(answer)
    fill(desk_of("reporter"), at(article), shown="full", title="Another title")
    assert (fresh(article).shown, fresh(article).title) == ("passages", "Another title")
