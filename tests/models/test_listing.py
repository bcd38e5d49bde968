"""What readers find follows what is published, in the same transaction."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.actions.redact_history import redact_history
from claims.models import Listing, ListingTag, ListingWords, Ruling, Spelling
from claims.models.fields import number_of, public_id_of
from claims.models.listing import BLOCK, Whole, install
from tests.factories import (
    make_administrator,
    make_article,
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_redaction,
    make_tagging,
)
from tests.rulings import make_approved_ruling, make_next_version, make_published_ruling, publish
from tests.views.pages import make_page

pytestmark = pytest.mark.django_db


def words():
    return " ".join(f"{w.head} {w.rest}" for w in ListingWords.objects.all()).split()


def test_nothing_is_listed_before_it_is_published():
    ruling = make_approved_ruling()
    assert not Listing.objects.exists()

    publish(ruling)

    assert Listing.objects.get().ruling_id == ruling.pk


def test_a_publication_that_fails_lists_nothing():
    ruling = make_approved_ruling()
    with transaction.atomic():
        publish(ruling)
        assert Listing.objects.exists()
        transaction.set_rollback(True)

    assert not Listing.objects.exists()
    assert not Spelling.objects.exists()


@pytest.mark.slow
def test_a_correction_takes_the_place_of_what_it_corrects():
    first = make_published_ruling(why="A zeppelin landed.")
    assert "zeppelin" in words()

    second = make_next_version(first, why="A balloon landed.")

    assert Listing.objects.get().ruling_id == second.pk
    assert "zeppelin" not in words()
    assert not Spelling.objects.filter(word="zeppelin").exists()
    assert Spelling.objects.get(variant="balloon", word="balloon").rulings == 1


@pytest.mark.slow
def test_a_retraction_leaves_nothing_behind():
    make_next_version(make_published_ruling(), "retraction")

    for model in (Listing, ListingTag, ListingWords, Spelling):
        assert not model.objects.exists()


def test_what_becomes_confidential_is_found_no_more_and_then_again():
    article = make_published_ruling().claim.article
    for confidential in (True, False):
        article.confidential = confidential
        article.save_by(make_editor(), "asked for")
        assert Listing.objects.exists() is not confidential


def test_of_a_new_article_readers_have_nothing_to_find():
    with CaptureQueriesContext(connection) as asked:
        make_article()

    assert not [query for query in asked if "claims_listing" in query["sql"]]


def test_what_is_redacted_from_a_page_leaves_the_index():
    ruling = make_published_ruling(why="A zeppelin landed.")
    redaction = make_redaction(ruling, "frozen.why", "why")

    redact_history(redaction, revision=redaction.revision, by=make_administrator())

    assert "zeppelin" not in words()
    assert "remov" in words()
    assert not Spelling.objects.filter(word="zeppelin").exists()


def test_it_is_found_under_what_its_page_says():
    claim = make_claim()
    claimant = make_attribution(claim).claimant
    topic = make_tagging(claim).topic
    ruling = make_published_ruling(claim, not_asked_because="Nobody answered.")

    topic.name = "Renamed since"
    topic.save_by(make_editor(), "a better name")

    found = {(tag.kind, tag.ref): tag.name for tag in ListingTag.objects.all()}
    assert found == {
        ("c", claimant.public_id): claimant.name,
        ("t", topic.slug): ruling.page["topics"][0]["name"],
        ("r", "False"): "False",
        ("l", "en"): "en",
    }


def test_the_newest_come_first_by_their_key():
    keys = [Whole.of(make_page()).listing.pk for _n in range(3)]

    assert keys == sorted(keys)
    assert list(Listing.objects.values_list("pk", flat=True)) == keys[::-1]


def test_a_page_of_the_earlier_format_is_listed_too():
    ruling = make_page()
    claimant = make_attribution(ruling.claim, make_claimant(name="A. Minister")).claimant
    old = {name: value for name, value in ruling.frozen.items() if name != "topics"}
    old["format"] = 2
    old["claim"]["claimants"] = [{"name": "A. Minister", "role": "", "affiliation": ""}]
    ruling = Ruling(**{**vars_of(ruling), "frozen": old})

    found = {tag.kind: tag.ref for tag in Whole.of(ruling).tags}
    assert found == {"r": "Half true", "l": "en", "c": claimant.public_id}


def vars_of(ruling):
    return {f.attname: getattr(ruling, f.attname) for f in Ruling._meta.concrete_fields}


def test_a_public_id_stands_for_one_number():
    numbers = [0, 1, 2, 3, 31, 32, 10**6, 2**31, 2**40 - 1]
    ids = [public_id_of(number) for number in numbers]

    assert [number_of(public_id) for public_id in ids] == numbers
    assert all(len(public_id) == 8 for public_id in ids)
    assert number_of("short") is None
    assert number_of("!!!!!!!!") is None


@pytest.mark.postgres
def test_postgres_asks_its_index_for_the_words_of_some_days():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute(
            "EXPLAIN SELECT listing_id FROM claims_listingwords"
            f" WHERE words @@ 'zeppelin' AND ARRAY[listing_id >> {BLOCK}] && '{{7}}'"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'claimbench_found'")
        (asked,) = cursor.fetchone()

    assert (
        f"Index Cond: ((words @@ '''zeppelin'''::tsquery) AND (ARRAY[(listing_id >> {BLOCK}" in plan
    )
    assert f"ARRAY[listing_id >> {BLOCK}] && blocks" in asked


@pytest.mark.postgres
def test_what_asks_the_index_takes_the_place_of_what_asked_it_before():
    """A process of the release before may ask while a desk is brought to a new one."""
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION claimbench_found")
        cursor.execute(
            "CREATE FUNCTION claimbench_found(tsquery, bigint, bigint, integer)"
            " RETURNS SETOF bigint LANGUAGE sql AS 'SELECT 1::bigint'"
        )
        install()
        cursor.execute("SELECT pronargs FROM pg_proc WHERE proname = 'claimbench_found'")
        assert cursor.fetchall() == [(5,)]
        cursor.execute("SELECT * FROM claimbench_found('zeppelin', 0, 9, 1)")
        assert cursor.fetchall() == []
