"""`manage.py export_claims`: a claim report on standard output or in a file."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.exports import EXPORTERS
from tests.factories import make_note, make_proposal
from tests.keeping import kept
from tests.rulings import make_published_ruling

__all__ = ["kept"]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def article(kept):
    """An article with one published ruling and one proposal."""
    article = make_published_ruling().claim.article
    make_proposal(article)
    return article


@pytest.fixture
def exported(article, capsys):
    """Run the command on the article; return what it printed."""

    def run(**options):
        call_command("export_claims", article=article.public_id, **options)
        return capsys.readouterr().out

    return run


def test_it_prints_what_is_published(article, exported):
    rows = json.loads(exported(format="json"))

    assert [row["stage"] for row in rows] == ["published"]
    assert rows[0]["article_id"] == article.public_id
    assert rows[0]["state"] == ""


def test_internally_it_prints_everything_but_notes(article, exported):
    make_note(article.claims.first(), text="Nobody outside may read this.")

    printed = exported(format="json", internal=True)

    assert sorted(row["state"] for row in json.loads(printed)) == ["accepted", "proposed"]
    assert "Nobody outside" not in printed


def test_csv_and_json_tell_the_same_rows(exported):
    as_csv = list(csv.DictReader(io.StringIO(exported(format="csv"), newline="")))
    as_json = json.loads(exported(format="json"))

    assert [row["claim_id"] for row in as_csv] == [row["claim_id"] for row in as_json]
    assert list(as_csv[0]) == list(as_json[0])


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_file_holds_what_would_be_printed(exported, tmp_path, name):
    path = tmp_path / "report"

    assert exported(format=name, output=path) == ""
    assert path.read_bytes().decode() == exported(format=name)


def test_nothing_of_a_confidential_article_is_published(article, exported):
    article.confidential = True
    article.save_by(article.added_by)

    assert json.loads(exported(format="json")) == []


def test_an_unknown_article_is_one_line():
    with pytest.raises(CommandError, match=r"^There is no article 'nosuchid'\.$") as refusal:
        call_command("export_claims", article="nosuchid", format="csv")

    assert refusal.value.returncode == 1


def test_a_file_that_cannot_be_written_is_one_line(exported, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        exported(format="csv", output=tmp_path / "no" / "folder" / "report.csv")


@pytest.mark.parametrize("arguments", [["--article", "x", "--format", "docx"], ["--format", "csv"]])
def test_wrong_usage_is_refused(arguments):
    with pytest.raises(CommandError):
        call_command("export_claims", *arguments)
