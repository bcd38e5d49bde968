"""The page of a person's notices, their count in the head of each page, and their choice."""

import pytest
from django.urls import reverse

from claims.models import Notification, User
from claims.models.notification import chosen_by
from tests.actions.outcomes import change, hide
from tests.admin.desk import desk_of, form_of, messages_of, words_of
from tests.factories import make_claim
from tests.notices import make_notice
from tests.width import wide

pytestmark = pytest.mark.django_db
PAGE, ACCOUNT = "/admin/notices/", "/admin/account/"


@pytest.fixture
def desk():
    return desk_of("editor")


@pytest.fixture
def notice(desk):
    return make_notice(desk.person, make_claim(text="Zebras decide."))


def is_read(notice):
    notice.refresh_from_db()
    return notice.read_at is not None


def test_it_says_what_happened_and_where(desk, notice):
    page = words_of(desk.get(PAGE))

    assert "Unread: Zebras decide. Claimbench assigned it to you." in page
    assert notice.claim.article.title in page


def test_nothing_so_far_says_what_would_be_told(desk):
    page = words_of(desk.get(PAGE))

    assert "Nothing so far." in page
    assert "Mark all as read" not in page


def test_one_click_leads_there_and_marks_it_as_read(desk, notice):
    there = desk.post(reverse("desk:open_notice", args=[notice.pk]))

    assert there["Location"] == notice.get_absolute_url()
    assert is_read(notice)


def test_one_is_marked_as_read(desk, notice):
    other = make_notice(desk.person)

    desk.post(reverse("desk:read_notice", args=[notice.pk]))

    assert is_read(notice)
    assert not is_read(other)


@pytest.mark.slow
def test_all_are_marked_as_read_but_what_came_since_the_page_was_opened(desk, notice):
    form = form_of(desk.get(PAGE), "/notices/read/")
    later = make_notice(desk.person)

    done = desk.post("/admin/notices/read/", form)

    assert "1 notice is marked as read." in messages_of(desk.get(done["Location"]))
    assert is_read(notice)
    assert not is_read(later)


@pytest.mark.parametrize("until", wide(["", "-1", "x", "9" * 40, "٣"], every=3))
def test_a_forged_number_marks_nothing(desk, notice, until):
    assert desk.post("/admin/notices/read/", {"until": until}).status_code == 302
    assert not is_read(notice)


@pytest.mark.parametrize("name", ["open_notice", "read_notice"])
def test_nobody_opens_or_marks_what_is_anothers_or_may_not_be_seen_any_more(name):
    notice = make_notice()
    address = reverse(f"desk:{name}", args=[notice.pk])

    assert desk_of("editor").post(address).status_code == 404
    hide(notice.claim.article)
    change(notice.claim, assignee=None)
    assert desk_of(notice.recipient).post(address).status_code == 404
    assert not is_read(notice)


@pytest.mark.parametrize("address", ["/admin/notices/read/", "/admin/notices/1/read/"])
def test_reading_changes_nothing_by_a_link(desk, address):
    assert desk.get(address).status_code == 405


def test_a_stranger_is_sent_to_sign_in(client):
    assert "/admin/login/" in client.get(PAGE)["Location"]


def test_what_may_not_be_seen_any_more_is_neither_shown_nor_counted():
    notice = make_notice(claim=None)
    desk = desk_of(notice.recipient)
    assert "1 unread" in words_of(desk.get(PAGE))
    hide(notice.claim.article)
    change(notice.claim, assignee=None, text="Zebras decide.")

    page = words_of(desk.get(PAGE))

    assert "unread" not in page
    assert "Zebras" not in page


@pytest.mark.slow
def test_unread_ones_are_counted_in_the_head_of_each_page_by_one_query(
    desk, django_assert_max_num_queries
):
    desk.get(ACCOUNT)
    with django_assert_max_num_queries(30) as none:
        desk.get(ACCOUNT)
    for _n in range(3):
        make_notice(desk.person)

    with django_assert_max_num_queries(len(none)) as some:
        page = desk.get(ACCOUNT)

    assert "3 unread" in words_of(page)
    counts = [q for q in some.captured_queries if "claims_notification" in q["sql"]]
    assert len(counts) == 1


@pytest.mark.slow
def test_a_hundred_and_more_are_not_counted_out(desk):
    claim = make_claim()
    given = {"recipient": desk.person, "actor": claim.article.added_by, "claim": claim}
    rows = [Notification(kind="returned", **given) for _n in range(101)]
    Notification.objects.bulk_create(rows)

    assert "99+ unread" in words_of(desk.get(PAGE))


@pytest.mark.slow
def test_a_page_takes_the_same_queries_however_many_there_are(desk, django_assert_max_num_queries):
    make_notice(desk.person)
    desk.get(PAGE)
    with django_assert_max_num_queries(30) as few:
        desk.get(PAGE)
    for _n in range(5):
        make_notice(desk.person, make_claim())

    with django_assert_max_num_queries(len(few)):
        page = desk.get(PAGE)

    assert page.status_code == 200


@pytest.mark.slow
def test_a_long_list_comes_in_pages(desk):
    claim = make_claim()
    for _n in range(31):
        make_notice(desk.person, claim)

    assert "Page 1 of 2" in words_of(desk.get(PAGE))
    assert desk.get(f"{PAGE}?page=2").content.decode().count("data-unread") == 1


@pytest.mark.slow
def test_each_chooses_what_they_are_told_and_how(desk):
    form = form_of(desk.get(ACCOUNT), "/account/notices/")
    del form["assigned-desk"]

    done = desk.post("/admin/account/notices/", form | {"assigned-mail": "at_once"})

    assert "Kept: you are told so from now on." in messages_of(desk.get(done["Location"]))
    kept = User.objects.get(pk=desk.person.pk)
    assert chosen_by(kept, "assigned") == (False, "at_once")
    assert chosen_by(kept, "overdue") == (True, "digest")
    shown = form_of(desk.get(ACCOUNT), "/account/notices/")
    assert shown["assigned-mail"] == "at_once"
    assert "assigned-desk" not in shown


@pytest.mark.slow
def test_what_there_is_not_is_refused_in_words(desk):
    form = form_of(desk.get(ACCOUNT), "/account/notices/")

    refused = desk.post("/admin/account/notices/", form | {"assigned-mail": "pigeon"})

    assert "pigeon is not one of the available choices" in words_of(refused)
    assert User.objects.get(pk=desk.person.pk).notice_wishes == {}


@pytest.mark.parametrize("address", ["", "ann@desk.example"])
def test_the_page_says_where_mail_goes(address):
    desk = desk_of("editor")
    change(desk.person, email=address)

    told = words_of(desk.get(ACCOUNT))

    assert ("Mail goes to ann@desk.example, and tells what happens from now on" in told) is bool(
        address
    )
    assert ("Your page has no e-mail address" in told) is not address


@pytest.mark.slow
def test_the_forms_for_language_and_for_notices_leave_each_other_alone(desk):
    desk.post("/admin/account/notices/", form_of(desk.get(ACCOUNT), "/account/notices/"))
    wishes = User.objects.get(pk=desk.person.pk).notice_wishes

    desk.post(ACCOUNT, {"language": "es", "time_zone": ""})

    kept = User.objects.get(pk=desk.person.pk)
    assert (kept.language, kept.notice_wishes) == ("es", wishes)
