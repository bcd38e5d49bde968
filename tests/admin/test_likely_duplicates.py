"""What the desk may have twice: listed, merged, put back, or told apart for good."""

import pytest
from lxml import html

from claims.admin import likely_duplicates
from claims.models import Claimant, Distinction, Journal, Source, Topic
from tests.actions.outcomes import hide, told
from tests.admin.desk import at, desk_of, errors_of, fill, list_of, messages_of, words_of
from tests.admin.test_lists import queries_of
from tests.factories import (
    make_attribution,
    make_claimant,
    make_distinction,
    make_source,
    make_tagging,
    make_topic,
)
from tests.keeping import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of("editor")


def pairs(desk, model, **query):
    """Return the pairs on the page of likely duplicates, in words."""
    page = desk.get(list_of(model, "duplicates"), query)
    lines = html.fromstring(page.content.decode()).xpath('//ol[@class="pairs"]/li')
    return [" ".join(line.text_content().split()) for line in lines if line.get("class") is None]


def test_names_that_may_be_one_are_listed_with_how_much_names_each(desk):
    one, other = make_claimant(name="Anna Lind"), make_claimant(name="Lind, Anna")
    make_claimant(name="Kim Jong Un")
    make_attribution(claimant=one)

    (pair,) = pairs(desk, Claimant)

    assert f"Anna Lind ({one.pk}) · 1 record" in pair
    assert f"Lind, Anna ({other.pk}) · 0 records" in pair
    assert "Written the same" in pair


def test_it_is_told_where_only_the_newest_are_compared(desk, monkeypatch):
    make_claimant(name="Anna Lind")
    make_claimant(name="Lind, Anna")
    told = "Only the newest 1 are compared here."
    assert told not in words_of(desk.get(list_of(Claimant, "duplicates")))

    monkeypatch.setattr(likely_duplicates, "MOST", 1)

    assert told in words_of(desk.get(list_of(Claimant, "duplicates")))
    assert pairs(desk, Claimant) == []


def test_records_on_what_a_person_may_not_see_are_not_counted():
    one, _other = make_topic(name="Arms trade"), make_topic(name="Arms trades")
    hidden = make_tagging(topic=one)
    hide(hidden.claim.article)

    (pair,) = pairs(desk_of("reporter"), Topic)

    assert f"({one.pk}) · 0 records" in pair


def test_sources_of_one_address_are_a_pair_whatever_their_titles(desk):
    make_source(title="Treaty", url="https://example.org/t")
    make_source(title="Something else", url="https://example.org/t")
    make_source(title="A third one", url="https://example.org/u")

    assert len(pairs(desk, Source)) == 1


@pytest.mark.slow
def test_the_list_leads_to_the_page_that_merges(desk):
    one, other = make_topic(name="Arms trade"), make_topic(name="Arms trades")
    page = desk.get(list_of(Topic, "duplicates"))
    links = html.fromstring(page.content.decode()).xpath('//ol[@class="pairs"]//a/@href')

    assert {at(one, "merge"), at(other, "merge")} <= set(links)
    fill(desk, at(other, "merge"), into=one.pk, reason="The same.")

    assert pairs(desk, Topic) == []


def tell_apart(desk, one, other, **sent):
    url = list_of(type(one), "duplicates")
    return desk.post(url, {"one": one.pk, "other": other.pk, **sent}, follow=True)


def test_what_is_not_the_same_is_kept_and_offered_nowhere_again(desk):
    one, other = make_topic(name="Arms trade"), make_topic(name="Arms trades")

    page = tell_apart(desk, one, other, because="Two fields.")

    assert "are not the same" in messages_of(page)
    word = Distinction.objects.get()
    assert told(word) == (desk.person, "Two fields.")
    assert pairs(desk, Topic) == []
    assert f"({other.pk})" not in words_of(desk.get(at(one, "merge")))
    assert "Arms trade (" in words_of(desk.get(list_of(Distinction)))

    fill(desk, at(word, "retract"), reason="They are one after all.")

    assert len(pairs(desk, Topic)) == 1


def test_it_is_said_once_and_a_second_time_is_told_so(desk):
    one, other = make_topic(), make_topic()
    make_distinction(one, other)

    assert "already" in messages_of(tell_apart(desk, other, one))
    assert Distinction.objects.count() == 1


def test_a_pair_is_told_apart_by_hand_in_whatever_order_it_is_typed(desk):
    one, other = make_claimant(), make_claimant()
    typed = {"kind": "claimant", "one": other.pk, "other": one.pk, "because": "Two people."}

    fill(desk, list_of(Distinction, "add"), **typed)

    assert (Distinction.objects.get().one, Distinction.objects.get().other) == (one.pk, other.pk)


def test_a_pair_that_is_not_there_is_refused_by_hand_too(desk):
    typed = {"kind": "source", "one": make_source().pk, "other": 999999}

    assert "none with this number" in errors_of(fill(desk, list_of(Distinction, "add"), **typed))


@pytest.mark.parametrize("sent", [{"other": 999999}, {"other": "x"}, {"other": ""}, {"one": -1}])
def test_numbers_that_are_not_there_keep_nothing(desk, sent):
    row, before = make_topic(), Journal.position()

    page = desk.post(
        list_of(Topic, "duplicates"), {"one": row.pk, "other": row.pk, **sent}, follow=True
    )

    assert messages_of(page)
    assert Journal.position() == before


@pytest.mark.slow
def test_one_row_is_not_told_apart_from_itself(desk):
    row = make_topic()

    assert "different" in messages_of(tell_apart(desk, row, row))


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_only_reads_sees_the_list_and_changes_nothing(role):
    one, other = make_topic(name="Arms trade"), make_topic(name="Arms trades")
    reader = desk_of(role)

    assert "They are not the same" not in pairs(reader, Topic)[0]
    assert tell_apart(reader, one, other).status_code == 403
    assert not Distinction.objects.exists()


@pytest.mark.slow
def test_a_merge_is_put_back_from_the_page_of_what_was_merged(desk):
    gone, kept = make_claimant(name="Anna Lind"), make_claimant(name="Anna Lindh")
    named = make_attribution(claimant=gone)
    fill(desk, at(gone, "merge"), into=kept.pk, reason="The same.")
    assert fresh(named).claimant == kept
    assert at(gone, "unmerge") in desk.get(at(gone)).content.decode()

    page = fill(desk, at(gone, "unmerge"), reason="Two ministers.")

    assert page.url == at(gone)
    assert fresh(named).claimant == gone
    assert "In use again" in messages_of(desk.get(at(gone)))


def test_what_is_not_merged_offers_no_way_back(desk):
    row = make_claimant()

    assert "unmerge" not in desk.get(at(row)).content.decode()
    assert desk.get(at(row, "unmerge")).status_code == 403


@pytest.mark.parametrize("model", [Claimant, Source, Topic])
def test_the_lists_lead_to_it(desk, model):
    assert list_of(model, "duplicates") in desk.get(list_of(model)).content.decode()


@pytest.mark.slow
def test_more_pairs_ask_no_more_queries_and_come_a_page_at_a_time(desk):
    url = list_of(Topic, "duplicates")
    for n in range(3):
        make_topic(name=f"Arms trade {'x' * n}")
    few = len(queries_of(desk, url))
    for n in range(3, 12):
        make_topic(name=f"Arms trade {'x' * n}")

    assert len(queries_of(desk, url)) == few
    assert len(pairs(desk, Topic)) == 25
    assert pairs(desk, Topic, page=2)


@pytest.mark.slow
def test_words_on_what_is_not_the_same_are_listed_in_as_many_queries(desk):
    make_distinction()
    few = len(queries_of(desk, list_of(Distinction)))
    for _n in range(4):
        make_distinction()

    assert len(queries_of(desk, list_of(Distinction))) == few
