"""Notices: their rules, what they say, and who may still see them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from claims.models import Notification, Ruling, User
from claims.models.notification import KINDS
from tests.actions.outcomes import change, hide, take_back
from tests.admin.desk import make_person
from tests.factories import machine, make_claim
from tests.keeping import fresh
from tests.notices import make_notice
from tests.rulings import make_draft

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
BREACHES = {
    "notification_kind_is_known": {"kind": "gossip"},
    "notification_mail_is_known": {"mail": "pigeon"},
    "notification_goes_somewhere": {"at_desk": False, "mail": ""},
    "notification_reminds_on_a_day": {"on_day": DAY},
}


@pytest.mark.parametrize("name", BREACHES)
def test_the_database_holds_the_rules_of_a_notice(name):
    notice = make_notice()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Notification.objects.filter(pk=notice.pk).update(**BREACHES[name])


def test_nobody_is_told_news_of_their_own():
    person = make_person("reporter")

    with pytest.raises(IntegrityError, match="to_its_actor"), transaction.atomic():
        make_notice(person, actor=person)


def test_there_is_one_reminder_a_day():
    first = make_notice(kind="due_soon", on_day=DAY)

    with pytest.raises(IntegrityError, match=r"UNIQUE|unique"), transaction.atomic():
        make_notice(first.recipient, first.claim, "overdue", on_day=DAY)


def test_every_kind_is_listed_and_has_its_sentence():
    assert set(KINDS) == set(Notification.Kind.values) == set(Notification.SENTENCES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_says_what_happened_and_names_who_did_it_or_nobody(kind):
    notice = Notification(kind=kind, actor=User(byline="Ada Lovelace"))

    assert notice.sentence.endswith(".")
    assert "%" not in notice.sentence
    blind = {"due_soon", "overdue", "verdict_wanted", "verdict_given", "approval_void"}
    blind |= {"not_published", "source_changed"}
    assert ("Ada Lovelace" in notice.sentence) is (kind not in blind)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"version": 1}, "The ruling on it was published by Ada."),
        ({"version": 2}, "Ada published version 2 of the ruling on it."),
        ({"version": 2, "stage": "retracted"}, "Ada withdrew the ruling on it."),
        ({"edition": "es"}, "Ada published a translation of the ruling on it (es)."),
        (
            {"edition": "es", "stage": "retracted"},
            "Ada withdrew the translation of the ruling on it (es).",
        ),
    ],
)
def test_a_notice_of_a_publication_says_of_what(words, told):
    ruling = Ruling(**({"stage": "published", "version": 1} | words))
    notice = Notification(kind="published", actor=User(byline="Ada"), ruling=ruling)

    assert notice.sentence == told


def test_it_leads_to_the_ruling_to_the_verdicts_or_to_the_claim():
    ruling = make_draft()
    claim = f"/admin/claims/claim/{ruling.claim_id}/change/"
    places = {
        "returned": f"/admin/claims/ruling/{ruling.pk}/change/",
        "assigned": claim,
        "verdict_given": f"{claim}#verdicts",
    }

    for kind, place in places.items():
        given = {"ruling": ruling} if kind == "returned" else {}
        assert make_notice(claim=ruling.claim, kind=kind, **given).get_absolute_url() == place


@pytest.mark.parametrize("lost", ["the claim", "the role", "nothing"])
def test_it_is_seen_only_as_long_as_its_person_may_see_the_claim(lost):
    notice = make_notice()
    hide(notice.claim.article)
    if lost == "the claim":
        change(notice.claim, assignee=None)
    if lost == "the role":
        take_back(notice.recipient.memberships.get())

    seen = Notification.objects.of(fresh(notice.recipient))

    assert seen.exists() is (lost == "nothing")


def test_it_is_seen_by_nobody_else():
    notice = make_notice(make_person("editor"))

    assert not Notification.objects.of(make_person("editor")).exists()
    assert Notification.objects.of(notice.recipient).get() == notice


def test_unread_ones_come_first_and_then_the_newest():
    person, claim = make_person("editor"), make_claim()
    old, read, new = (make_notice(person, claim) for _n in range(3))
    mail_alone = make_notice(person, claim, at_desk=False, mail="digest")
    Notification.objects.filter(pk=read.pk).update(read_at=machine().date_joined)

    shown = list(Notification.objects.of(person).shown())

    assert shown == [new, old, read]
    assert mail_alone not in shown
    assert Notification.objects.of(person).unread().count() == 2
