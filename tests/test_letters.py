"""The mail that tells people what happened."""

from datetime import UTC, date, datetime

import pytest

from claims.letters import letter_to
from claims.models import Notification
from tests.actions.outcomes import hide
from tests.admin.desk import make_person
from tests.factories import make_claim, make_note
from tests.keeping import fresh
from tests.notices import make_notice

pytestmark = pytest.mark.django_db
SECRET = "Zebras decide\nthe vote & more."


@pytest.fixture
def person():
    return make_person("editor", byline="Ann Lee", email="ann@desk.example")


@pytest.fixture
def claim():
    return make_claim(text=SECRET, due_on=date(2026, 12, 1))


def letter(person):
    return letter_to(person, Notification.objects.of(person).with_rows().order_by("pk"))


def test_it_tells_by_claim_what_happened_with_the_way_there(person, claim, settings):
    settings.APPLICATION_URL, settings.SITE_NAME = "https://desk.example", "The Paper"
    settings.TAGLINE = "Checked twice"
    ada = make_person("editor", byline="Ada")
    note = make_note(claim)
    make_notice(person, claim, "assigned", actor=ada)
    make_notice(person, make_claim(text="Another."), "returned", actor=ada)
    make_notice(person, claim, "mentioned", actor=ada, note=note)

    mail = letter(person)

    assert mail.subject == "[The Paper] 3 notices from the desk"
    assert mail.body.startswith("Hello Ann Lee, this happened at the desk of The Paper:\n")
    assert mail.body.count("“Zebras decide the vote & more.”") == 1
    assert "- Ada assigned it to you. Due on Dec. 1, 2026. (" in mail.body
    assert f"\n  https://desk.example/admin/claims/claim/{claim.pk}/change/\n" in mail.body
    assert f"/claim/{claim.pk}/change/#notes-{note.pk}\n" in mail.body
    assert mail.body.index("mentioned you") < mail.body.index("“Another.”")
    assert "https://desk.example/admin/account/#notices" in mail.body
    assert note.text not in mail.body
    assert "\n-- \nThe Paper: Checked twice\n" in mail.body


def test_one_notice_is_told_in_the_subject(person, claim):
    make_notice(person, claim, "overdue", on_day=date(2026, 12, 2))

    told = "“Zebras decide the vote & more.”: It is assigned to you and overdue."
    assert letter(person).subject == f"[Claimbench] {told}"


def test_of_a_confidential_article_no_word_is_mailed(person, claim):
    hide(claim.article)
    make_notice(person, claim, "assigned")

    mail = letter(person)

    assert mail.subject.startswith("[Claimbench] A claim in a confidential article: ")
    assert "A claim in a confidential article\n" in mail.body
    for word in ("Zebra", claim.article.title, claim.public_id):
        assert word not in mail.body + mail.subject


def test_it_is_in_the_language_and_the_time_of_who_gets_it(claim):
    person = make_person("editor", email="a@desk.example", language="es", time_zone="Asia/Kolkata")
    make_notice(person, claim, created_at=datetime(2026, 11, 20, 20, 15, tzinfo=UTC))

    body = letter(person).body

    assert "21 de noviembre de 2026 a las 01:45" in body
    assert "diciembre de 2026" in body


def test_it_takes_the_same_queries_however_much_it_tells(person, django_assert_num_queries):
    for _n in range(3):
        make_notice(person, make_claim())

    again = fresh(person)
    with django_assert_num_queries(2):  # what the person may; the notices
        whole = letter(again)

    assert whole
