"""What the index of words finds: the newest first, as many as are looked at."""

import pytest
from django.db import connection

from claims.models import Article, IndexEntry
from claims.models.index_entry import SEARCHED, keys_of, matches
from claims.text.words import parts_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db

FAR_APART = [1, 2_047, 2_048, 9_000, 50_000, 1_000_000, 1_000_001, 40_000_000]


def index(kind, number, head="", rest="", article=None):
    key = keys_of(kind)[0] + number
    return IndexEntry.objects.create(pk=key, head=head, rest=rest, article=article)


def found(kind, typed, **options):
    return matches(kind, parts_of(typed), **options)


def test_rows_however_far_apart_are_found_the_newest_first():
    for number in FAR_APART:
        index("note", number, head="zeppelin")
    index("note", 3_000, head="steamer")

    there = found("note", "zeppelin")

    assert there.numbers == FAR_APART[::-1]
    assert not there.cut


def test_only_the_kind_that_was_asked_for_is_found():
    for kind in SEARCHED:
        index(kind, 7, head="zeppelin")

    assert [found(kind, "zeppelin").numbers for kind in SEARCHED] == [[7]] * len(SEARCHED)


def test_rows_with_all_words_in_their_names_come_first():
    index("note", 1, head="a zeppelin land")
    index("note", 2, head="zeppelin", rest="land")
    index("note", 3, rest="the zeppelin land")

    there = found("note", "zeppelin landed")

    assert (there.named, there.others) == ([1], [3, 2])
    assert found("note", "zeppelin landed", limit=2).numbers == [1, 3]


def test_what_stands_side_by_side_is_looked_for_among_the_newest(monkeypatch):
    monkeypatch.setattr("claims.models.index_entry.LOOKED_AT", 2)
    index("note", 1, head="zeppelin land")
    for number in (2, 3, 4):
        index("note", number, head="land zeppelin")

    assert found("note", '"zeppelin landed"') == ([], [], True)
    index("note", 5, head="zeppelin land")
    assert found("note", '"zeppelin landed"') == ([5], [], True)


def test_names_are_looked_for_among_the_newest(monkeypatch):
    monkeypatch.setattr("claims.models.index_entry.LOOKED_AT", 1)
    index("note", 1, head="zeppelin")
    for number in (2, 3):
        index("note", number, rest="zeppelin")

    assert found("note", "zeppelin") == ([], [3, 2], True)


def test_what_is_hidden_neither_shows_nor_takes_the_place_of_others(monkeypatch):
    monkeypatch.setattr("claims.models.index_entry.LOOKED_AT", 1)
    article = make_article()
    index("note", 1, head="zeppelin")
    for number in (2, 3):
        index("note", number, head="zeppelin", article=article)

    hidden = Article.objects.filter(pk=article.pk)

    assert found("note", "zeppelin", hidden=hidden) == ([1], [], False)


@pytest.mark.postgres
def test_postgres_asks_the_index_of_the_kind():
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        found("evidence", "zeppelin")
    with connection.cursor() as cursor:
        # Few rows, or what another test left in the statistics, make other ways cheaper.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute(f"EXPLAIN {asked[0][0]}", asked[0][1])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Bitmap Index Scan on claims_indexentry_newest_evidence" in plan
