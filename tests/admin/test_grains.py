"""How much one claim may say is asked where claims are looked for."""

import pytest
from lxml import html

from claims.models import Article
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, list_of, messages_of, words_of
from tests.factories import make_article
from tests.width import wide

pytestmark = pytest.mark.django_db
TEXT = "The mayor, who was elected in 2010, left the city and the party."
LONGER = (
    "Ann Roe, a lawyer from Oslo, left the firm in May 2010 after she had won a case in Bergen."
)


@pytest.fixture
def grains(settings):
    """Split with the splitter that has grains, configured to the finest."""
    conf = {"BACKEND": "claims.splitting.spacy.ClauseSplitter", "OPTIONS": {"granularity": "fine"}}
    settings.SPLITTERS = {**settings.SPLITTERS, "default": conf}


def test_each_grain_is_explained_in_a_sentence(grains):
    page = words_of(desk_of("reporter").get(at(make_article(), "split")))

    for told in ("clause: A claim says all", "medium: Each statement", "fine: A clause is told"):
        assert told in page


@pytest.mark.usefixtures("grains")
@pytest.mark.parametrize(("chosen", "offered"), [("", "fine"), ("clause", "clause")])
def test_the_articles_own_choice_is_offered_and_else_the_configured_one(chosen, offered):
    article = make_article(granularity=chosen)

    assert form_of(desk_of("reporter").get(at(article, "split")))["granularity"] == offered


@pytest.mark.slow
@pytest.mark.usefixtures("grains")
def test_the_choice_is_kept_and_told_on_the_page():
    client, article = desk_of("reporter"), make_article(TEXT)

    fill(client, at(article, "split"), granularity="clause")

    page = words_of(client.get(at(article)))
    assert "Grain: clause. Grain chosen for this article: clause." in page
    assert Article.objects.get(pk=article.pk).granularity == "clause"
    assert article.body.split_runs.get().granularity == "clause"


@pytest.mark.slow
@pytest.mark.usefixtures("grains")
def test_how_many_claims_are_new_and_how_many_waited_before_is_told():
    client, article = desk_of("reporter"), make_article(LONGER)

    fill(client, at(article, "split"), granularity="clause")
    first = messages_of(client.get(at(article)))
    fill(client, at(article, "split"), granularity="fine")
    second = messages_of(client.get(at(article)))

    assert "1 claim is new and waits as proposed." in first
    assert "from before" not in first
    assert "claims are new and wait as proposed. 1 from before still waits, too" in second


@pytest.mark.usefixtures("grains")
@pytest.mark.parametrize("typed", wide(["coarse", "", "fine\x00"], every=3))
def test_another_grain_is_refused_in_words(typed):
    client, article = desk_of("reporter"), make_article(TEXT)

    response = fill(client, at(article, "split"), granularity=typed)

    assert errors_of(response)
    assert not article.body.split_runs.exists()


@pytest.mark.slow
def test_a_splitter_without_grains_says_so_and_asks_nothing():
    client, article = desk_of("reporter"), make_article(TEXT, granularity="fine")

    response = client.get(at(article, "split"))

    assert "granularity" not in form_of(response)
    assert "“rules” decides by itself how much one claim says" in words_of(response)
    fill(client, at(article, "split"))
    assert article.body.split_runs.get().granularity == ""


@pytest.mark.slow
@pytest.mark.usefixtures("grains")
def test_an_article_is_split_at_the_grain_chosen_when_it_is_brought_in():
    client = desk_of("reporter")

    fill(client, list_of(Article, "add"), text=f"A title\n\n{TEXT}", granularity="clause")

    article = Article.objects.get()
    assert article.granularity == article.body.split_runs.get().granularity == "clause"


@pytest.mark.slow
def test_where_there_is_no_grain_none_is_asked_when_it_is_brought_in():
    client = desk_of("reporter")
    page = client.get(list_of(Article, "add"))
    assert not html.fromstring(page.content).xpath('//input[@name="granularity"]')

    fill(client, list_of(Article, "add"), text=f"A title\n\n{TEXT}")

    assert Article.objects.get().granularity == ""
