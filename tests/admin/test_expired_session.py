"""A session that ends while somebody types loses none of their words and saves none by itself."""

import time

import pytest
from django.test import Client
from lxml import html

from claims.models import Article, Note
from factcheck import kept_words
from tests.admin.desk import at, desk_of, errors_of, form_of, list_of, make_person, words_of
from tests.factories import PASSWORD, make_claim, make_inquiry

pytestmark = pytest.mark.django_db


def opened(desk, url, **typed):
    """Return a form as it is sent, with the field that says who opened it."""
    page = desk.get(url)
    (who,) = set(html.fromstring(page.content).xpath('//input[@name="_opened_by"]/@value'))
    return {**form_of(page), "_opened_by": who, **typed}


def sign_in(desk, person, url):
    """Sign in as the sign-in page asks; return what comes then."""
    sent = {"username": person.username, "password": PASSWORD, "next": url}
    return desk.get(desk.post("/admin/login/", sent).url)


def sent_too_late(url, person, **typed):
    """Return somebody's window after their session ended and they pressed Save."""
    desk = desk_of(person)
    form = opened(desk, url, **typed)
    desk.session.flush()
    answer = desk.post(url, form)
    assert answer.url.startswith("/admin/login/")
    return desk


@pytest.fixture
def person():
    return make_person("editor")


@pytest.fixture
def inquiry():
    return make_inquiry()


def test_what_was_typed_is_there_again_and_nothing_was_saved(person, inquiry):
    desk = sent_too_late(at(inquiry), person, whom="The court")

    page = sign_in(desk, person, at(inquiry))

    assert form_of(page)["whom"] == "The court"
    assert "signed out" in errors_of(page)
    assert inquiry.history.count() == 1
    assert desk.post(at(inquiry), form_of(page)).status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.whom == "The court"
    assert "signed out" not in words_of(desk.get(at(inquiry)))


@pytest.mark.slow
def test_what_was_typed_into_the_rows_of_a_claims_page_is_there_again(person):
    claim = make_claim()
    note = {"notes-0-text": "Ask the archive.", "text": "Another wording."}
    typed = {**note, "notes-0-claim": claim.pk}
    desk = sent_too_late(at(claim), person, **{"notes-TOTAL_FORMS": "1", **typed})

    page = sign_in(desk, person, at(claim))

    assert {name: form_of(page)[name] for name in note} == note
    assert "ManagementForm" not in words_of(page)
    assert desk.post(at(claim), form_of(page)).status_code == 302
    assert Note.objects.get().text == "Ask the archive."


@pytest.mark.slow
def test_the_sign_in_page_says_so_and_holds_no_word_of_it(person, inquiry):
    desk = sent_too_late(at(inquiry), person, whom="The court")

    page = desk.get("/admin/login/")

    assert "What you typed is kept" in words_of(page)
    assert "The court" not in page.content.decode()


def test_somebody_else_who_signs_in_does_not_get_it_nor_anybody_after(person, inquiry):
    desk = sent_too_late(at(inquiry), person, whom="The court")

    page = sign_in(desk, make_person("editor"), at(inquiry))

    assert "The court" not in page.content.decode()
    assert kept_words.KEY not in desk.session


@pytest.mark.slow
def test_it_is_kept_for_an_hour(person, inquiry, monkeypatch):
    desk = sent_too_late(at(inquiry), person, whom="The court")
    later = time.time() + kept_words.HELD + 1
    monkeypatch.setattr(time, "time", lambda: later)

    assert form_of(sign_in(desk, person, at(inquiry)))["whom"] == inquiry.whom


@pytest.mark.slow
def test_a_reason_typed_for_a_deed_is_there_again_and_the_deed_not_done(person, inquiry):
    page = at(inquiry, "retract")
    desk = sent_too_late(page, person, reason="Asked twice.")

    shown = sign_in(desk, person, page)

    assert form_of(shown)["reason"] == "Asked twice."
    inquiry.refresh_from_db()
    assert not inquiry.is_retracted


@pytest.mark.slow
def test_a_page_whose_form_cannot_be_filled_in_shows_the_words(person):
    url = list_of(Article, "add")
    desk = sent_too_late(url, person, text="The treaty lapsed in 1996.")

    assert "The treaty lapsed in 1996." in words_of(sign_in(desk, person, url))
    assert not Article.objects.exists()


@pytest.mark.slow
def test_no_password_is_kept(person, inquiry):
    desk = sent_too_late(at(inquiry), person, whom="The court", password1=PASSWORD)

    assert PASSWORD not in str(dict(desk.session))


def test_a_form_that_does_not_say_who_opened_it_is_not_kept(person, inquiry):
    desk = Client()

    desk.post(at(inquiry), {"whom": "The court", "_opened_by": f"{person.pk}:forged"})

    assert kept_words.KEY not in desk.session


@pytest.mark.slow
def test_a_form_that_was_open_while_signing_in_anew_is_shown_as_it_was_typed(person, inquiry):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(person)
    form = opened(desk, at(inquiry), whom="The court", csrfmiddlewaretoken="a" * 64)

    answer = desk.post(at(inquiry), form)

    assert answer.url == at(inquiry)
    assert form_of(desk.get(answer.url))["whom"] == "The court"
    assert inquiry.history.count() == 1


@pytest.mark.parametrize("field", [{}, {"_opened_by": "1:forged"}])
def test_a_forged_form_is_still_refused(person, inquiry, field):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(person)

    assert desk.post(at(inquiry), {"whom": "The court", **field}).status_code == 403
    assert inquiry.history.count() == 1
