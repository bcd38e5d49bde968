"""A name under a public ruling leads to who that is today; nobody else has a page."""

import pytest
from django.urls import reverse
from lxml import html

from claims import freezing
from claims.actions.correct_ruling import correct_ruling
from claims.models import Correction
from tests.actions.outcomes import change, hide
from tests.factories import machine, make_editor, make_reporter, make_reviewer, make_verdict
from tests.keeping import fresh
from tests.rulings import (
    approve,
    make_approved_ruling,
    make_next_version,
    make_published_ruling,
    publish,
    submit,
)
from tests.translations import make_published_translation
from tests.width import wide

pytestmark = pytest.mark.django_db
PEOPLE = "/people/"


@pytest.fixture
def ada():
    return make_reporter(
        byline="Ada Lovelace",
        username="ada-signs-in",
        email="ada@desk.example",
        biography="Counts.\n\n<b>Twice</b>.",
        interests="Owns an engine.",
    )


def words(response):
    return " ".join(html.fromstring(response.text).find(".//main").text_content().split())


def test_who_wrote_and_who_approved_are_linked_from_the_ruling(client, ada):
    grace = make_editor(byline="Grace Hopper")
    ruling = make_published_ruling(by=ada, approver=grace)

    tree = html.fromstring(client.get(ruling.get_absolute_url()).text)

    links = {a.text_content(): a.get("href") for a in tree.iter("a")}
    assert links["Ada Lovelace"] == f"/people/{ada.public_id}/ada-lovelace/"
    assert links["Grace Hopper"] == grace.get_absolute_url()


@pytest.fixture
def linked(client):
    """Return the names that a ruling's page links, with their addresses, in order."""

    def run(ruling):
        tree = html.fromstring(client.get(fresh(ruling).get_absolute_url()).text)
        links = [(a.text_content(), a.get("href")) for a in tree.iterfind(".//dd//a")]
        return [link for link in links if link[1].startswith(PEOPLE)]

    return run


@pytest.mark.slow
@pytest.mark.parametrize("make", wide([make_published_ruling, make_published_translation], every=2))
def test_a_correction_names_whose_words_it_corrects_and_who_corrected(linked, make):
    ada, grace, mary = (make_editor(byline=name) for name in ("Ada", "Grace Hopper", "Mary"))
    first = make(by=ada, approver=mary)
    second = correct_ruling(first, kind="minor", note="A comma.", by=grace)
    second = publish(approve(submit(second), by=mary))
    third = publish(approve(submit(correct_ruling(second, kind="minor", note="No.", by=ada))))

    named = [(str(person), person.get_absolute_url()) for person in (ada, grace, mary)]
    assert linked(second) == named
    assert linked(first) == [named[0], named[2]]
    assert linked(third)[:2] == [named[1], named[0]]  # who wrote this version stands last


@pytest.mark.slow
def test_an_older_page_of_a_correction_links_the_one_that_it_names(linked, monkeypatch):
    monkeypatch.setattr(freezing, "writers_of", lambda ruling: [str(ruling.written_by)])
    first = make_published_ruling(by=make_editor(byline="Grace Hopper"))
    second = correct_ruling(first, kind="minor", note="A comma.", by=make_editor(byline="Mary"))
    second = publish(approve(submit(second), by=make_editor(byline="Rosalind")))

    (mary, _approver) = linked(second)

    assert mary == ("Mary", second.written_by.get_absolute_url())


@pytest.mark.slow
def test_a_page_tells_what_a_person_says_and_their_rulings(client, ada):
    ruling = make_published_ruling(by=ada)

    response = client.get(ada.get_absolute_url())

    text = words(response)
    assert "Owns an engine." in text
    assert "Counts. <b>Twice</b>." in text
    assert ruling.page["claim"]["text"] in text
    assert "ada-signs-in" not in response.text
    assert "ada@desk" not in response.text


@pytest.mark.slow
def test_all_who_are_named_are_listed(client, ada):
    make_published_ruling(by=ada, approver=make_editor(byline="Grace Hopper"))
    make_editor(byline="Never Named")

    text = words(client.get(PEOPLE))

    assert "Ada Lovelace" in text
    assert "Grace Hopper" in text
    assert "Never Named" not in text


def test_an_empty_desk_names_nobody(client):
    assert "nobody is named yet" in words(client.get(PEOPLE))


@pytest.mark.slow
def test_who_is_named_by_no_public_ruling_has_no_page(client, ada):
    judge = make_reviewer()
    ruling = make_approved_ruling(by=ada)
    make_verdict(ruling.claim, by=judge)

    for person in (ada, judge, machine()):
        assert client.get(person.get_absolute_url()).status_code == 404


@pytest.mark.slow
def test_a_ruling_on_a_confidential_article_names_nobody(client, ada):
    ruling = make_published_ruling(by=ada)
    hide(ruling.claim.article)

    assert client.get(ada.get_absolute_url()).status_code == 404


@pytest.mark.slow
def test_who_left_keeps_the_page(client, ada):
    make_published_ruling(by=ada)
    change(ada, is_active=False)

    assert client.get(ada.get_absolute_url()).status_code == 200


@pytest.mark.slow
def test_without_a_public_name_there_is_no_page_and_no_link(client):
    nameless = make_reporter(byline="", username="signs-in-so")
    ruling = make_published_ruling(by=nameless)

    assert client.get(nameless.get_absolute_url()).status_code == 404
    assert "signs-in-so" not in client.get(PEOPLE).text
    assert nameless.public_id not in client.get(ruling.get_absolute_url()).text


@pytest.mark.slow
def test_a_new_name_leads_on_and_the_ruling_keeps_the_old_one(client, ada):
    ruling = make_published_ruling(by=ada)
    old = ada.get_absolute_url()
    ada = change(ada, byline="Ada King")

    assert client.get(old).headers["Location"] == ada.get_absolute_url()
    page = html.fromstring(client.get(ruling.get_absolute_url()).text)
    (link,) = (a for a in page.iter("a") if a.get("href") == ada.get_absolute_url())
    assert link.text_content() == "Ada Lovelace"


@pytest.mark.slow
def test_a_ruling_that_others_went_on_with_still_names_its_first_writer(client, ada):
    first = make_published_ruling(by=ada)
    make_next_version(first)

    text = words(client.get(ada.get_absolute_url()))

    assert text.count(first.page["claim"]["text"]) == 1


@pytest.mark.slow
def test_a_withdrawn_ruling_shows_no_rating(client, ada):
    ruling = make_published_ruling(by=ada)
    make_next_version(ruling, Correction.Kind.RETRACTION)

    text = words(client.get(ada.get_absolute_url()))

    assert "Withdrawn" in text
    assert ruling.page["rating"]["label"] not in text.replace("False positives", "")


@pytest.mark.parametrize("path", ["nothing0/x/", "%00/x/", "x/", "é/é/"])
def test_invented_people_are_not_found(client, path):
    assert client.get(f"{PEOPLE}{path}").status_code == 404


@pytest.mark.slow
def test_a_page_takes_the_same_queries_however_many_rulings(client, django_assert_num_queries, ada):
    for _n in range(3):
        make_published_ruling(by=ada)

    with django_assert_num_queries(4):
        client.get(ada.get_absolute_url())
    with django_assert_num_queries(3):
        client.get(reverse("claims:people"))
