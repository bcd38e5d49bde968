"""`manage.py ingest`: an article in one command, and one line about what is wrong."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import Article, Journal
from tests.documents.pdfs import pdf
from tests.documents.words import docx, mail
from tests.factories import TEXT, make_article, make_claim, make_reader, make_reporter
from tests.rulings import make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db
PAGE = "<html><head><title>Rates</title></head><body><nav><a href='/'>Home</a></nav></body></html>"


@pytest.fixture
def ingest(capsys):
    """Run the command with the quick splitter; return the object that it printed."""

    def run(*arguments, splitter="rules", **options):
        call_command("ingest", *map(str, arguments), splitter=splitter, **options)
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def article_file(tmp_path):
    path = tmp_path / "alliance.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_it_stores_and_splits_and_prints_one_object(ingest, article_file):
    told = ingest(article_file)

    article = Article.objects.get(public_id=told["article"])
    assert article.title == "Two states form an alliance"
    assert told["claims"] == article.claims.count() > 1
    assert told["skipped"] == len(article.body.split_runs.get().skipped) > 0
    assert told["desk"].endswith(f"/admin/claims/article/{article.pk}/change/")
    assert set(told) == {"article", "claims", "skipped", "desk"}


FILES = {
    "a.pdf": pdf(["A treaty lapses", "", "The treaty lapsed in 1996."], Title="A treaty lapses"),
    "a.docx": docx(),
    "a.md": b"# A treaty lapses\n\nThe treaty **lapsed** in 1996.",
    "a.eml": mail().as_bytes(),
}


@pytest.mark.parametrize("name", wide(FILES, every=2))
def test_it_takes_files_of_every_usual_form(ingest, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name])

    told = ingest(path)

    article = Article.objects.get(public_id=told["article"])
    assert "lapsed in 1996" in article.body.text
    with article.body.original.open() as original:
        assert original.read() == FILES[name]


def test_what_is_known_of_it_goes_before_what_the_text_says(ingest, article_file):
    told = ingest(
        article_file, title="A title", url="https://paper.example/1", publisher="The Paper"
    )

    article = Article.objects.get(public_id=told["article"])
    assert (article.title, article.publisher) == ("A title", "The Paper")
    assert article.url == "https://paper.example/1"


def test_the_same_text_again_is_the_same_article(ingest, article_file):
    first = ingest(article_file)
    before = Journal.position()

    assert ingest(article_file) == first
    assert Journal.position() == before


def test_a_text_that_was_never_split_is_split_now(ingest, article_file):
    article = make_article()

    told = ingest(article_file)

    assert told["article"] == article.public_id
    assert told["claims"] == article.claims.count() > 0


@pytest.mark.parametrize("named", [True, False])
def test_history_names_who_acts(ingest, article_file, named):
    reporter = make_reporter()

    told = ingest(article_file, by=reporter.username if named else None)

    article = Article.objects.get(public_id=told["article"])
    acting = article.added_by
    assert acting == reporter if named else acting.is_machine
    assert {row.history_user for row in article.claims.first().history.all()} == {acting}


BAD = {
    "nothing": (b"", "empty"),
    "white space": (b" \n\t\n ", "empty"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, "text"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG image"),
    "no article": (PAGE.encode(), "article"),
}


@pytest.mark.parametrize("bad", wide(BAD, every=3))
def test_a_bad_file_is_one_line_and_leaves_nothing(ingest, tmp_path, bad):
    content, told = BAD[bad]
    path = tmp_path / "bad.html" if b"<html" in content else tmp_path / "bad.txt"
    path.write_bytes(content)
    before = Journal.position()

    with pytest.raises(CommandError) as refusal:
        ingest(path)

    assert told in str(refusal.value)
    assert_one_line(refusal.value)
    assert Journal.position() == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"title": "T" * 5000}, "300"),
        ({"title": "Turned \u202e around"}, "direction of writing"),
        ({"publisher": "P" * 301}, "The publisher is 301"),
        ({"url": "ftp://paper.example/1"}, "not a web address"),
        ({"by": "nobody"}, "There is no user 'nobody'."),
    ],
)
def test_a_bad_option_is_one_line_and_leaves_nothing(ingest, article_file, options, told):
    before = Journal.position()

    with pytest.raises(CommandError) as refusal:
        ingest(article_file, **options)

    assert told in str(refusal.value)
    assert_one_line(refusal.value)
    assert Journal.position() == before


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("missing.txt", "cannot be read"),
        (".", "cannot be read"),
        ("ftp://paper.example/1", "http"),
        ("http://127.0.0.1/1", "private"),
        ("http://[::1]/1", "private"),
    ],
)
def test_what_cannot_be_had_is_one_line(ingest, source, told):
    with pytest.raises(CommandError) as refusal:
        ingest(source)

    assert told in str(refusal.value)
    assert_one_line(refusal.value)


def test_an_address_takes_no_other_address(ingest):
    with pytest.raises(CommandError, match="--url goes with a file") as refusal:
        ingest("https://paper.example/1", url="https://paper.example/2")

    assert refusal.value.returncode == 2


def test_a_file_that_is_too_large_is_never_read(ingest, article_file, settings):
    settings.COPY_MAX_BYTES = 10

    with pytest.raises(CommandError, match="10 bytes at most"):
        ingest(article_file)


def test_who_may_not_bring_articles_in_is_told_so(ingest, article_file):
    reader = make_reader()

    with pytest.raises(CommandError, match=f"{reader} may not bring articles in"):
        ingest(article_file, by=reader.username)

    assert not Article.objects.exists()


def test_who_left_the_desk_may_not_either(ingest, article_file):
    reporter = make_reporter()
    reporter.is_active = False
    reporter.save_by(reporter)

    with pytest.raises(CommandError, match="may not"):
        ingest(article_file, by=reporter.username)


def assert_one_line(error):
    assert error.returncode == 1
    assert "\n" not in str(error)


def test_the_grain_is_kept_on_the_article(ingest, article_file):
    ingest(article_file, splitter="default", granularity="clause")

    article = Article.objects.get()
    assert article.granularity == article.body.split_runs.get().granularity == "clause"


def test_a_splitter_without_grains_is_wrong_usage_and_stores_nothing(ingest, article_file):
    with pytest.raises(CommandError, match="no granularity to choose") as refusal:
        ingest(article_file, granularity="fine")

    assert refusal.value.returncode == 2
    assert not Article.objects.exists()


def test_a_text_replaces_that_of_an_article_and_the_anchors_are_told(ingest, article_file):
    first = ingest(article_file)
    article_file.write_text(TEXT.replace("1996", "1994"), encoding="utf-8")

    told = ingest(article_file, replaces=first["article"], reason="They corrected it.")

    article = Article.objects.get()
    assert (told["article"], article.body.version) == (article.public_id, 2)
    assert told["anchors"]["changed"] > 0
    assert told["anchors"]["orphaned"] == 0
    assert sum(told["anchors"].values()) == told["claims"] > first["claims"]
    assert article.body.history.get().history_change_reason == "They corrected it."


def test_the_text_that_is_there_replaces_nothing(ingest, article_file):
    first = ingest(article_file)
    before = Journal.position()

    again = ingest(article_file, replaces=first["article"])

    assert again["claims"] == again["anchors"]["exact"] == first["claims"]
    assert Journal.position() == before


def test_an_article_that_is_not_there_is_named(ingest, article_file):
    with pytest.raises(CommandError, match="There is no article 'nothing0'"):
        ingest(article_file, replaces="nothing0")


@pytest.mark.slow
def test_a_published_ruling_wants_a_reason_from_the_command_too(ingest, article_file):
    article = make_published_ruling(make_claim(make_article())).claim.article
    article_file.write_text(TEXT.replace("1996", "1994"), encoding="utf-8")

    with pytest.raises(CommandError, match="give a reason"):
        ingest(article_file, replaces=article.public_id)

    assert article.bodies.count() == 1
