import pytest
from django.db import connection
from django.urls import reverse
from lxml import html

from claims import addresses
from claims.actions.propose_scale import propose_scale
from claims.actions.put_in_force import put_in_force
from claims.catalogue.articles import article_cards, newest_of_articles
from claims.views import public
from tests.factories import (
    TEXT,
    make_administrator,
    make_article,
    make_body,
    make_claim,
    make_proposal,
    make_rule_set,
    rating,
)
from tests.views.pages import Seen, make_page, make_versions
from tests.width import wide

pytestmark = pytest.mark.django_db

LISTS = ["rulings", "articles", "corrections"]
OTHER = "An aide told reporters on Monday."
AIDE = "The new agreement will replace both, an aide told reporters on Monday."


def article_page(client, article, ruling):
    return client.get(addresses.article_address(ruling.page["article"]))


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_so_and_where_to_go(client, name):
    response = client.get(reverse(f"claims:{name}"))

    assert response.status_code == 200
    assert 'class="empty"' in response.text
    assert reverse("claims:method") in response.text


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "page", wide(["2", "0", "-1", "x", "99999999999999999999", "9" * 5000, "\x00"], every=3)
)
def test_a_page_beyond_the_end_is_not_there(client, name, page):
    make_versions()

    assert client.get(reverse(f"claims:{name}"), {"page": page}).status_code == 404


def test_lists_come_in_pages(client, monkeypatch):
    monkeypatch.setattr("claims.views.public.RulingList.paginate_by", 1)
    first, second = make_page(), make_page()

    newest = client.get(reverse("claims:rulings")).text
    older = client.get(reverse("claims:rulings"), {"page": 2}).text

    assert second.claim.public_id in newest
    assert first.claim.public_id not in newest
    assert 'rel="next"' in newest
    assert first.claim.public_id in older


def test_lists_show_what_stands_and_nothing_else(client):
    first, second = make_versions("retraction", stage="retracted")
    draft = make_page(stage="draft")

    for name in ("rulings", "articles"):
        text = client.get(reverse(f"claims:{name}")).text
        for ruling in (first, second, draft):
            assert ruling.claim.public_id not in text
            assert ruling.claim.article.public_id not in text


def test_corrections_name_their_kind_and_lead_to_the_comparison(client):
    _first, second = make_versions("substantive")

    text = client.get(reverse("claims:corrections")).text

    assert "Correction" in text
    assert "A date was added." in text
    assert addresses.changes_address(second.page, 1) in text


@pytest.mark.slow
def test_sixty_corrections_stand_on_three_pages_each_once_with_its_kind(client):
    kinds = ["minor", "clarification", "substantive", "retraction"] * 15
    stages = {"retraction": "retracted"}
    made = [make_versions(kind, stage=stages.get(kind, "published"))[1] for kind in kinds]

    pages = [client.get(reverse("claims:corrections"), {"page": n}) for n in (1, 2, 3)]

    listed = [one.pk for page in pages for one in page.context["rulings"]]
    assert listed == [ruling.pk for ruling in reversed(made)]
    told = " ".join(page.text for page in pages)
    for words in ("Minor correction", "Clarification", "Correction", "Retraction"):
        assert told.count(f"<strong>{words}</strong>") == 15
    assert client.get(reverse("claims:corrections"), {"page": 4}).status_code == 404


def test_a_withdrawn_ruling_stays_at_its_address_with_notice_and_reason(client):
    _first, second = make_versions("retraction", stage="retracted")

    response = client.get(addresses.ruling_address(second.page))

    assert response.status_code == 200
    assert 'class="notice" data-kind="retraction"' in response.text
    assert second.page["correction"]["note"] in response.text


def test_a_version_that_corrects_nothing_is_no_correction(client):
    """Its number is 3 because 2 was a retraction, or 2 because of how numbers once were given."""
    only = make_page(version=2)
    _first, second = make_versions("retraction", stage="superseded")
    make_page(second.claim, version=3)

    response = client.get(reverse("claims:corrections"))

    assert response.status_code == 200
    assert only.claim.public_id not in response.text
    assert response.text.count("A date was added.") == 1


@pytest.mark.parametrize(("name", "queries"), [("rulings", 4), ("articles", 5), ("corrections", 3)])
def test_lists_take_the_same_few_queries_however_long(
    client, django_assert_num_queries, name, queries
):
    for _n in range(3):
        make_versions()

    with django_assert_num_queries(queries):
        page = client.get(reverse(f"claims:{name}"))

    assert page.status_code == 200


def test_articles_are_counted_without_reading_their_rulings():
    """What the list costs rests on the articles of its page, not on all rulings."""
    articles = [make_article() for _n in range(3)]
    for article in articles * 3:
        make_page(make_claim(article))
    make_page(make_claim(articles[0]))
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    keys = newest_of_articles()
    with connection.execute_wrapper(note):
        cards = article_cards(keys[:2])

    assert [card.article["id"] for card in cards] == [articles[0].public_id, articles[2].public_id]
    assert [sum(n for _rating, n in card.ratings) for card in cards] == [4, 3]
    assert len(asked) == 2


def test_articles_stand_by_their_newest_ruling_page_by_page(client, monkeypatch):
    monkeypatch.setattr(public.ArticleList, "paginate_by", 2)
    articles = [make_article(title=f"Article {n}") for n in range(3)]
    for article in [*articles, articles[0]]:
        make_page(make_claim(article), article__title=article.title)

    first = Seen(client.get(reverse("claims:articles"))).words
    second = Seen(client.get(reverse("claims:articles"), {"page": 2})).words

    assert first.index("Article 0") < first.index("Article 2")
    assert "2 claims ruled on" in first
    assert "Article 1" in second
    assert client.get(reverse("claims:articles"), {"page": 3}).status_code == 404


def test_the_method_shows_the_scale_with_its_definitions(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        text = client.get(reverse("claims:method")).text

    for label in ("True", "Mostly true", "Half true", "Mostly false", "False", "Unproven"):
        assert rating(label).definition in text


def test_the_method_shows_the_rules_in_force_and_all_before(client):
    by = make_administrator()
    rules = make_rule_set({"both_sides": "should"}, why="Not every claim has two sides.")
    put_in_force(rules, revision=rules.revision, by=by)
    scale = propose_scale(why="Plainer words.", by=by)
    put_in_force(scale, revision=scale.revision, by=by)

    page = client.get(reverse("claims:method")).text

    text = " ".join(html.fromstring(page).text_content().split())
    assert "These are the rules in force, version 2" in text
    assert "Should: Evidence for and against, or a search that readers see" in text
    assert "Must: Evidence for and against, or a search that readers see" in text  # as in version 1
    assert "Not every claim has two sides." in text
    assert "Version 1 of the scale, the first" in text
    for anchor in ("rules-1", "rules-2", "scale-1", "scale-2"):
        assert page.count(f'id="{anchor}"') == 1


def test_an_article_page_takes_three_queries(client, django_assert_num_queries):
    article = make_article(shown="full")
    rulings = [make_page(make_claim(article, quote)) for quote in (TEXT.split("\n")[0], AIDE)]

    with django_assert_num_queries(3):
        response = article_page(client, article, rulings[0])

    assert response.status_code == 200


def test_claims_are_numbered_in_the_order_of_the_text_and_lead_to_their_rulings(client):
    article = make_article(shown="full")
    last = make_page(make_claim(article, AIDE))
    first = make_page(make_claim(article))

    seen = Seen(article_page(client, article, first))

    marks = [link for link in seen.all("a") if link.get("class") == "ref"]
    assert [mark["href"] for mark in marks] == [
        addresses.ruling_address(first.page),
        addresses.ruling_address(last.page),
    ]
    assert [mark["aria-label"] for mark in marks] == ["Claim 1: Half true", "Claim 2: Half true"]
    assert marks[0]["id"] == addresses.anchor(first.claim.public_id)


def test_an_underline_has_a_tone_only_where_all_rulings_agree(client):
    article = make_article(shown="full")
    one = make_page(make_claim(article))
    text = article_page(client, article, one).text
    assert '<mark data-tone="half-true">' in text

    make_page(make_claim(article), rating__tone="false", rating__label="False")

    text = article_page(client, article, one).text
    assert '<mark data-tone="mixed">' in text
    assert '<mark data-tone="half-true">' not in text


def test_words_of_claims_without_a_ruling_never_show(client):
    article = make_article(shown="full")
    ruling = make_page(make_claim(article))
    make_proposal(article, AIDE, text="Proposed by a machine.")
    make_claim(article, AIDE, text="Accepted and not ruled on.")
    make_page(make_claim(article, AIDE, text="In review."), stage="in_review")

    text = article_page(client, article, ruling).text

    for words in ("Proposed by a machine.", "Accepted and not ruled on.", "In review."):
        assert words not in text
    assert text.count('class="ref"') == 1


@pytest.mark.parametrize(
    ("shown", "marked", "rest"), [("full", 1, 1), ("passages", 1, 0), ("link", 0, 0)]
)
def test_readers_see_as_much_of_the_text_as_the_desk_allows(client, shown, marked, rest):
    article = make_article(f"{TEXT}\nNobody checked this paragraph.\n", shown=shown)
    ruling = make_page(make_claim(article))

    text = article_page(client, article, ruling).text

    assert text.count("<mark data-tone") == marked
    assert text.count("Nobody checked this paragraph.") == rest
    assert ("[…]" in text) is (shown == "passages")
    assert ruling.page["claim"]["text"] in text


def test_the_text_is_the_newest_that_a_ruling_stands_in(client):
    article = make_article(shown="full")
    early = make_page(make_claim(article))
    make_body(article, f"{TEXT}\nAdded later.\n")
    late = make_page(make_claim(article, AIDE))
    make_body(article, f"{TEXT}\nAdded even later.\n")

    text = article_page(client, article, late).text

    assert "Added later." in text
    assert "Added even later." not in text
    assert text.count('class="ref"') == 1
    assert "not in the text shown" in text
    assert early.page["claim"]["text"] in text


def test_an_article_whose_last_ruling_was_withdrawn_stays(client):
    _first, second = make_versions("retraction", stage="retracted")

    response = article_page(client, second.claim.article, second)

    assert response.status_code == 200
    assert "Withdrawn rulings" in response.text
    assert "<mark" not in response.text


@pytest.mark.parametrize("name", ["rulings", "corrections"])
def test_each_ruling_in_a_list_leads_to_its_article(client, name):
    _first, second = make_versions()
    article = addresses.article_address(second.page["article"])

    links = [link.get("href") for link in Seen(client.get(reverse(f"claims:{name}"))).all("a")]

    assert article in links
    assert client.get(article).status_code == 200
