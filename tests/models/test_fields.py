"""Dates as exact as they are known, names that turn nothing around, ids that tell no order."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Article, Claim, Claimant, Report, Search, Source
from claims.models.fields import (
    ALPHABET,
    new_public_id,
    validate_language,
    validate_partial_date,
)
from tests.factories import make_article

OVERRIDE, POP, ISOLATE, END = "\u202e", "\u202c", "\u2067", "\u2069"


@pytest.mark.parametrize("written", ["2000", "2000-02", "2000-02-29", "0800", "2024-12-31"])
def test_a_date_is_as_exact_as_it_is_known(written):
    validate_partial_date(written)


@pytest.mark.parametrize(
    "written",
    ["200", "2000-2", "2000-13", "2000-00", "2001-02-29", "2000-02-30", "2000-02-00", "0000",
     "02/2000", "2000-02-09T10:00", "20000", "٢٠٠٠", "2000-", " 2000", "2000\n", "spring 2000"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_a_model_to_follow(written):
    with pytest.raises(ValidationError, match="write 2000, 2000-02 or 2000-02-09"):
        validate_partial_date(written)


@given(st.dates())
def test_every_day_can_be_written_in_three_ways(day):
    for length in (4, 7, 10):
        validate_partial_date(day.isoformat()[:length])


def test_partial_dates_sort_as_text():
    written = ["2000", "2000-02", "2000-02-09", "2000-10", "2001"]

    assert sorted(written) == written


@pytest.mark.parametrize(
    "tag", ["en", "pt-BR", "zh-Hant-TW", "es-419", "und", "ca-valencia", "de-1996"]
)
def test_a_language_is_written_as_a_tag(tag):
    validate_language(tag)


@pytest.mark.django_db
def test_a_language_is_checked_when_it_is_typed_and_stays_correctable():
    article = make_article(language="english")

    article.save_by(article.added_by)

    field = Article._meta.get_field("language").formfield()
    with pytest.raises(ValidationError, match="no language tag"):
        field.clean("in English")


@pytest.mark.parametrize("tag", ["", "e", "english", "en_US", "en-", "en US", "en\n", "pt-b"])
def test_what_is_no_language_tag_is_refused_with_a_model_to_follow(tag):
    with pytest.raises(ValidationError, match="write en, es or pt-BR"):
        validate_language(tag)


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Article, "title"),
        (Article, "publisher"),
        (Article, "byline"),
        (Article, "url"),
        (Claim, "said_where"),
        (Claimant, "name"),
        (Source, "title"),
        (Source, "url"),
        (Search, "where"),
    ],
)
@pytest.mark.parametrize("mark", [OVERRIDE, ISOLATE])
def test_names_titles_and_addresses_close_what_turns_the_text(model, field, mark):
    value = f"https://news.example/{mark}gpj"

    with pytest.raises(ValidationError, match=r"not closed|valid URL"):
        model._meta.get_field(field).clean(value, None)


def test_names_in_scripts_that_run_both_ways_are_names():
    field = Claimant._meta.get_field("name")

    for name in (f"{ISOLATE}יוסי{END} Cohen", f"{OVERRIDE}abc{POP}", "نوشین\u200cجان", "Zoë"):
        assert field.clean(name, None) == name


def test_running_text_may_hold_what_a_name_may_not():
    field = Claim._meta.get_field("text")

    assert field.clean(f"He wrote {OVERRIDE}so.", None)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://news.example/", "news", "//news.example"]
)
def test_addresses_are_http(url):
    with pytest.raises(ValidationError, match="valid URL"):
        Article._meta.get_field("url").clean(url, None)


def test_public_ids_are_eight_characters_that_nobody_misreads():
    ids = {new_public_id() for _n in range(2000)}

    assert len(ids) == 2000
    assert all(re.fullmatch(f"[{ALPHABET}]{{8}}", made) for made in ids)
    assert len(ALPHABET) == 32
    assert not set("ilou") & set(ALPHABET)


def test_each_article_claim_and_report_has_an_id_of_its_own():
    assert Article().public_id != Article().public_id
    assert Claim().public_id != Claim().public_id
    assert Report().receipt != Report().receipt
    for model, field in ((Article, "public_id"), (Claim, "public_id"), (Report, "receipt")):
        assert model._meta.get_field(field).unique
