"""Readers report an error: without a cookie, without losing a word, and hear what came of it."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from lxml import html

from claims.actions.resolve_report import resolve_report
from claims.actions.take_up_report import take_up_report
from claims.models import Report
from claims.views import throttling
from claims.views.report_form import LATEST, new_token, receipt_of
from tests.actions.outcomes import hide, take_back, told
from tests.factories import machine, make_editor, make_report
from tests.rulings import make_approved_ruling, make_published_ruling
from tests.translations import make_published_translation

pytestmark = pytest.mark.django_db
FORM = "/report/"
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def _counts_begin_anew():
    caches["throttling"].clear()


def token(age=10):
    """Return what a form of this age, in seconds, carries."""
    with patch("django.core.signing.time.time", return_value=time.time() - age):
        return new_token()


def send(client, headers=HERE, **typed):
    given = {"text": "The year is wrong.", **typed}
    if "token" not in given:  # made only then: two threads at once would stop the clock for good
        given["token"] = token()
    return client.post(FORM, given, headers=headers)


def tree(response):
    return html.fromstring(response.text)


def words(response):
    return " ".join(tree(response).find(".//main").text_content().split())


def typed_in(response):
    """Return what the form of a page holds."""
    form = tree(response).find(".//form")
    values = dict.fromkeys(filter(None, form.fields.keys()), "") | dict(form.form_values())
    return {name: value.removeprefix("\n") for name, value in values.items()}


def test_the_form_sets_no_cookie_and_is_kept_by_nothing(client):
    response = client.get(FORM)

    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not send(client).cookies


def test_a_report_lands_at_the_desk_and_leads_to_its_receipt(client):
    answer = send(
        client,
        text="The year is wrong:\r\nit was 1996.",
        passage="in 2000",
        sources="https://archive.example/",
        name="Ada",
        contact="ada@reader.example",
    )

    (report,) = Report.objects.all()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/report/{report.receipt}/"
    assert report.text == "The year is wrong:\nit was 1996."
    assert (report.passage, report.sources) == ("in 2000", "https://archive.example/")
    assert (report.name, report.contact) == ("Ada", "ada@reader.example")
    assert told(report) == (machine(), "received from a reader")


@pytest.mark.slow
def test_from_a_ruling_the_claim_is_known(client):
    ruling = make_published_ruling()
    page = client.get(ruling.get_absolute_url()).text
    address = re.search(r'href="(/report/\?claim=[^"]+)"', page)[1]
    form = client.get(address)
    assert ruling.page["claim"]["text"] in words(form)

    send(client, claim=typed_in(form)["claim"])

    assert Report.objects.get().claim == ruling.claim


@pytest.mark.slow
def test_from_a_translation_the_desk_hears_that_it_is_meant(client):
    spanish = make_published_translation(rating_word="Falso")
    page = html.fromstring(client.get(spanish.get_absolute_url()).text)
    (link,) = page.xpath("//a[contains(@href, '/report/?claim=')]/@href")

    typed = typed_in(client.get(link))
    send(client, page=typed["page"], claim=typed["claim"])

    report = Report.objects.get()
    assert report.page.endswith(spanish.get_absolute_url())
    assert report.claim == spanish.claim
    assert client.get(FORM, {"claim": "x-es\0"}).status_code == 200


@pytest.mark.slow
def test_from_an_article_the_page_is_known(client):
    ruling = make_published_ruling()
    article = client.get(ruling.claim.article.get_absolute_url()).text
    address = re.search(r'href="(/report/\?article=[^"]+)"', article)[1]

    assert ruling.claim.article.public_id in typed_in(client.get(address))["page"]


@pytest.mark.slow
def test_the_address_of_a_ruling_names_its_claim(client):
    ruling = make_published_ruling()

    send(client, page=f"https://desk.example{ruling.get_absolute_url()}")

    assert Report.objects.get().claim == ruling.claim


@pytest.mark.parametrize("secret", ["approved", "confidential"])
def test_what_is_not_public_is_not_told_and_not_joined(client, secret):
    ruling = make_approved_ruling() if secret == "approved" else make_published_ruling()
    if secret == "confidential":
        hide(ruling.claim.article)
    public_id = ruling.claim.public_id

    form = client.get(FORM, {"claim": public_id, "article": ruling.claim.article.public_id})
    send(client, claim=public_id)

    assert ruling.claim.text not in form.text
    assert typed_in(form)["page"] == ""
    assert Report.objects.get().claim is None


# What is refused, and that nothing typed is lost


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": ""}, "Say what is wrong"),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
        ({"text": "a\0b"}, "Null characters"),
        ({"passage": "x" * 2001}, "at most 2000"),
        ({"sources": "x" * 3001}, "at most 3000"),
        ({"page": "x" * 501}, "at most 500"),
        ({"name": "\u202eadA"}, "writing direction"),
        ({"contact": "no address"}, "valid email address"),
        ({"website": "https://spam.example"}, "as programs do"),
        ({"token": ""}, "more than a day, or came from a copy"),
        ({"token": "forged:1tabcd:signature-of-nobody-at-all"}, "more than a day"),
        ({"token": "\0"}, "more than a day"),
    ],
)
def test_bad_input_is_refused_in_words_and_kept(client, typed, says):
    response = send(client, **({"passage": "in 2000"} | typed))

    assert response.status_code == 400
    assert says in words(response)
    assert "What you typed was not sent. It is still here." in words(response)
    kept = typed_in(response)
    for name in typed.keys() - {"website", "token"}:
        assert kept[name].replace("\ufffd", "\0") == typed[name]  # HTML has no NUL
    assert kept["website"] == ""
    assert not Report.objects.exists()


def test_a_form_that_is_refused_can_be_sent_once_it_is_right(client):
    refused = send(client, contact="no address", claim="not one\0")

    again = client.post(FORM, typed_in(refused) | {"contact": ""}, headers=HERE)

    assert again.status_code == 302


def test_what_is_faster_than_a_person_waits(client):
    fresh = new_token()

    refused = send(client, token=fresh)
    assert refused.status_code == 400
    assert "faster than a person types" in words(refused)
    assert typed_in(refused)["token"] == fresh
    with patch("django.core.signing.time.time", return_value=time.time() + 10):
        assert client.post(FORM, typed_in(refused), headers=HERE).status_code == 302


SENTENCES = ["faster than a person", "more than a day", "as programs do", "from here"]


@pytest.mark.parametrize(
    ("typed", "headers", "says"),
    [
        ({"text": "", "age": 0}, HERE, []),  # what is wrong stands beside the field
        ({"text": "", "age": LATEST + 60}, HERE, []),
        ({"contact": "no address", "website": "spam", "age": 0}, HERE, []),
        ({"website": "spam", "age": 0}, HERE, ["as programs do"]),
        ({"age": 0}, HERE, ["faster than a person"]),
        ({"age": LATEST + 60}, {}, ["from here"]),
        ({"age": 0}, {}, ["from here"]),
    ],
)
def test_who_is_refused_is_told_one_thing_to_do(client, typed, headers, says):
    made = token(typed.pop("age"))

    refused = send(client, headers=headers, token=made, **typed)

    assert [words_ for words_ in SENTENCES if words_ in words(refused)] == says
    right = typed_in(refused) | {"text": "The year is wrong.", "contact": ""}
    with patch("django.core.signing.time.time", return_value=time.time() + 10):
        assert client.post(FORM, right, headers=HERE).status_code == 302


def test_an_empty_form_is_not_told_that_something_was_kept(client):
    refused = words(send(client, text=" "))

    assert "It was not sent." in refused
    assert "What you typed" not in refused


def test_an_old_form_gets_a_new_time(client):
    old = token(LATEST + 60)

    refused = send(client, token=old)

    assert refused.status_code == 400
    assert typed_in(refused)["token"] not in ("", old)


def test_the_same_form_sent_twice_is_one_report(client):
    same = token()

    answers = [send(client, token=same) for _n in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {f"/report/{receipt_of(same)}/"}
    assert Report.objects.count() == 1


def test_a_form_sent_again_with_other_words_is_told_and_kept(client):
    same = token()
    send(client, token=same)

    refused = send(client, token=same, text="And the month.")

    assert refused.status_code == 400
    assert receipt_of(same) in words(refused)
    assert (
        "What you typed was not sent. It is still here. This form was sent already, with other"
        in words(refused)
    )
    assert typed_in(refused)["text"] == "And the month."
    assert typed_in(refused)["token"] != same


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver.elsewhere.example"},
        {"origin": "http://[bad"},
        {"referer": "https://elsewhere.example/report/"},
        {},
    ],
)
def test_what_comes_from_elsewhere_is_refused_and_kept(client, headers):
    response = send(client, headers=headers)

    assert response.status_code == 403
    assert "did not come from a page of this site" in words(response)
    assert typed_in(response)["text"] == "The year is wrong."
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"origin": "http://testserver"}, {"referer": "http://testserver/report/"}]
)
def test_an_older_browser_is_believed_by_what_it_says(client, headers):
    assert send(client, headers=headers).status_code == 302


def test_a_copy_of_the_site_that_is_named_may_send(client, settings):
    settings.REPORT_ORIGINS = ["https://copy.example/"]
    from_copy = {"origin": "https://copy.example", "sec-fetch-site": "cross-site"}

    stale = send(client, headers=from_copy, token="")
    fresh = send(client, headers=from_copy)

    assert stale.status_code == 400
    assert typed_in(stale)["text"] == "The year is wrong."
    assert typed_in(stale)["token"]
    assert fresh.status_code == 302


@pytest.mark.slow
def test_from_one_address_only_so_many_come_within_the_hour(client):
    for _n in range(throttling.FROM_ONE):
        assert send(client).status_code == 302

    response = send(client)

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "3600"
    assert typed_in(response)["text"] == "The year is wrong."
    assert Report.objects.count() == throttling.FROM_ONE
    assert send(Client(REMOTE_ADDR="192.0.2.1")).status_code == 302
    later = time.time() + throttling.HOUR
    with patch("claims.views.throttling.time.time", return_value=later):
        assert send(client).status_code == 302


def test_all_together_may_send_only_so_many(client):
    with patch("claims.views.throttling.BY_ALL", 2):
        answers = [send(Client(REMOTE_ADDR=f"203.0.113.{n}")).status_code for n in range(3)]

    assert answers == [302, 302, 429]


@pytest.mark.slow
def test_mistakes_do_not_count(client):
    for _n in range(throttling.FROM_ONE + 1):
        send(client, text="")

    assert send(client).status_code == 302


@pytest.mark.parametrize(
    ("meta", "address"),
    [
        ({"REMOTE_ADDR": "8.8.4.4"}, "8.8.4.4"),
        ({"REMOTE_ADDR": "8.8.4.4", "HTTP_X_FORWARDED_FOR": "9.9.9.9"}, "8.8.4.4"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 8.8.8.8"}, "8.8.8.8"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "no address"}, "127.0.0.1"),
        ({"REMOTE_ADDR": "::ffff:8.8.4.4"}, "8.8.4.4"),
        ({"REMOTE_ADDR": "::ffff:127.0.0.1", "HTTP_X_FORWARDED_FOR": "8.8.8.8"}, "8.8.8.8"),
        ({"REMOTE_ADDR": "2a00:1:2:3:4:5:6:7"}, "2a00:1:2:3::/64"),
        ({"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "8.8.8.8"}, "8.8.8.8"),
        ({"REMOTE_ADDR": ""}, "None"),
    ],
)
def test_an_address_is_what_the_own_proxy_says(rf, meta, address):
    assert throttling.address_of(rf.get(FORM, **meta)) == address


def test_no_address_is_kept_in_words(client, settings):
    send(Client(REMOTE_ADDR="203.0.113.77"))

    folder = settings.CACHES["throttling"]["LOCATION"]
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if b"203.0.113" in path.read_bytes()]
    with patch("claims.views.throttling.time.time", return_value=time.time() + throttling.HOUR):
        send(Client(REMOTE_ADDR="203.0.113.78"))
    assert not {*kept} & {path for path in folder.rglob("*") if path.is_file()}


# The receipt


def receipt(client, report):
    return client.get(report.get_absolute_url())


def test_a_receipt_says_where_the_report_stands_and_none_of_its_words(client):
    report, by = (
        make_report(text="My neighbour said so.", contact="ada@reader.example"),
        make_editor(),
    )

    received = words(receipt(client, report))
    report = take_up_report(report, revision=report.revision, by=by)
    looked_at = receipt(client, report)
    report = resolve_report(
        report, revision=report.revision, by=by, outcome="declined", answer="It was <1996>."
    )
    resolved = words(receipt(client, report))

    assert "The desk has received it" in received
    assert "is looking at it" in words(looked_at)
    assert by.byline not in looked_at.text
    assert "nothing was changed. It was <1996>." in resolved
    for text in (received, words(looked_at), resolved):
        assert "neighbour" not in text
        assert "reader.example" not in text
    assert looked_at.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in looked_at.headers["Cache-Control"]


def test_a_receipt_is_found_however_its_letters_are_typed(client):
    report = make_report()

    assert client.get(f"/report/{report.receipt.upper()}/").status_code == 200


@pytest.mark.parametrize("path", ["R-00000000", "R-iiiiiiii", "x", "R-", "%00", "R-" + "0" * 3000])
def test_what_is_no_receipt_is_not_found(client, path):
    assert client.get(f"/report/{path}/").status_code == 404


def test_a_retracted_report_has_no_receipt_any_more(client):
    assert receipt(client, take_back(make_report())).status_code == 404


def test_receipts_cannot_be_told_from_the_form():
    receipts = {receipt_of(new_token()) for _n in range(50)}

    assert len(receipts) == 50
    assert all(re.fullmatch(r"R-[0-9a-hjkmnp-tv-z]{8}", receipt) for receipt in receipts)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client, method):
    assert getattr(client, method)(FORM).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_at_the_same_moment_is_one_report():
    machine()
    same = token()

    def send_it(_n):
        try:
            return send(Client(), token=same).status_code
        finally:
            connection.close()  # each thread has one of its own

    with ThreadPoolExecutor(2) as pool:
        answers = [*pool.map(send_it, range(2))]

    assert answers == [302, 302]
    assert Report.objects.count() == 1
