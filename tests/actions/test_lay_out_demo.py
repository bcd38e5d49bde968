"""What lays the demo out, on a few of its claims; tests/commands/test_demo.py has all of them."""

import json
import shutil
from pathlib import Path

import pytest

from claims.actions import lay_out_demo as module
from claims.actions.ingest_article import ingest_article
from claims.actions.lay_out_demo import lay_out_demo
from claims.ingestion import from_file
from claims.models import Article, Journal, Ruling, Source
from tests.factories import machine, make_user

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[2] / "fixtures" / "demo"
FEW = (27, 35)


@pytest.fixture
def folder(tmp_path, settings):
    """The demo's data with two of its claims, and the quick splitter."""
    settings.SPLITTERS = {"default": settings.SPLITTERS["rules"]}
    shutil.copy(DATA / "article.txt", tmp_path)
    references = json.loads((DATA / "claims.json").read_text(encoding="utf-8"))
    few = [reference for reference in references if reference["number"] in FEW]
    (tmp_path / "claims.json").write_text(json.dumps(few), encoding="utf-8")
    return tmp_path


@pytest.fixture
def parts():
    """The demo's people by their part."""
    roles = {"reporter": "reporter", "reviewer": "reviewer"}
    roles |= {"editor": "editor", "second editor": "editor"}
    return {part: make_user(role) for part, role in roles.items()}


@pytest.mark.slow
def test_an_article_is_laid_out_as_far_as_its_claims_are_to_go_and_once(folder, parts):
    article, is_new = lay_out_demo(folder, parts)

    assert is_new
    assert article.claims.filter(state="accepted").count() == len(FEW)
    stages = sorted(Ruling.objects.values_list("stage", flat=True))
    assert stages == ["in_review", "published", "superseded"]
    sources = Source.objects.values_list("url", "publisher", "title", "published_on")
    assert len(sources) == len(set(sources)) > 0

    before = Journal.position()
    assert lay_out_demo(folder, parts) == (article, False)
    assert Journal.position() == before


def test_a_failure_in_the_middle_leaves_no_article(folder, parts, monkeypatch):
    laid_out = []

    def fail_at_the_second(claim, *_rest):
        laid_out.append(claim)
        if len(laid_out) > 1:
            raise RuntimeError

    monkeypatch.setattr(module, "lay_out_ruling", fail_at_the_second)
    before = Journal.position()

    with pytest.raises(RuntimeError):
        lay_out_demo(folder, parts)

    assert Journal.position() == before
    assert not Article.objects.exists()
    assert len(laid_out) == 2


def test_an_article_that_somebody_brought_in_before_is_theirs(folder, parts):
    raw = (folder / "article.txt").read_bytes()
    theirs, _is_new = ingest_article(from_file("article.txt", raw), by=machine())

    assert lay_out_demo(folder, parts) == (theirs, False)
    assert not Ruling.objects.exists()
