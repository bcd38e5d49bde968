"""Getting in at the desk: throttled, with a second factor, by mail, and out again elsewhere."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims.models import SignIn, User
from tests.admin.desk import (
    at,
    desk_of,
    errors_of,
    form_of,
    list_of,
    make_person,
    messages_of,
    signs_in,
    words_of,
)
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

ACCOUNT = reverse("desk:account")
FACTOR = reverse("desk:second_factor")
CONFIRM = reverse("desk:confirm")
INDEX = reverse("admin:index")
LOGIN = reverse("admin:login")


def code_of(user, ahead=0):
    """Return the code that a telephone shows, or one that it shows later."""
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key, drift=ahead):06}"


def set_up(client):
    """Set a second factor up as a person does, and return the page with the spare codes."""
    client.post(FACTOR, {"begin": "yes"})
    return client.post(FACTOR, {"code": code_of(client.person)})


def with_password(person):
    client = Client()
    client.post(LOGIN, {"username": person.username, "password": PASSWORD})
    client.person = person
    return client


def lets_in(client):
    return client.get(INDEX).status_code == 200


def test_after_five_wrong_passwords_the_right_one_is_not_asked_any_more(client):
    person = make_person("editor")
    for _attempt in range(5):
        refused = client.post(LOGIN, {"username": person.username, "password": "wrong"})
    assert refused.status_code == 429
    assert "quarter of an hour" in words_of(refused)
    assert not signs_in(client, person.username, PASSWORD)


@pytest.mark.slow
def test_others_are_not_locked_out_by_it(client):
    person, colleague = make_person("editor"), make_person("editor")
    for _attempt in range(5):
        client.post(LOGIN, {"username": person.username, "password": "wrong"})
    assert signs_in(client, colleague.username, PASSWORD)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert signs_in(elsewhere, person.username, PASSWORD)


def test_an_administrator_lets_somebody_try_again(client):
    person, desk = make_person("editor"), desk_of("administrator")
    for _attempt in range(5):
        client.post(LOGIN, {"username": person.username, "password": "wrong"})
    desk.post(at(person, "let-in"))
    assert signs_in(client, person.username, PASSWORD)


def test_a_second_factor_is_set_up_and_then_asked_for():
    desk = desk_of("editor")
    assert "data:image/svg+xml" in set_up_page(desk)
    codes = re.findall(r"<code>(\w+)</code>", set_up(desk).content.decode())
    assert len(set(codes)) == 10
    assert lets_in(desk)  # the session that set it up

    again = with_password(desk.person)
    assert not lets_in(again)
    asked = again.get(f"{LOGIN}?next={ACCOUNT}")
    assert asked.url.startswith(CONFIRM)
    answer = again.post(asked.url, {"code": codes[0].upper()})
    assert answer.url == ACCOUNT
    assert lets_in(again)
    used = with_password(desk.person)
    assert errors_of(used.post(CONFIRM, {"code": codes[0]}))
    assert not lets_in(used)


def set_up_page(desk):
    desk.post(FACTOR, {"begin": "yes"})
    return desk.get(FACTOR).content.decode()


@pytest.mark.slow
def test_a_code_of_the_telephone_lets_in_once():
    desk = desk_of("editor")
    set_up(desk)
    again = with_password(desk.person)
    again.post(CONFIRM, {"code": code_of(desk.person, ahead=1)})
    assert lets_in(again)


def test_the_way_on_leads_to_no_other_site():
    desk = desk_of("editor")
    set_up(desk)
    again = with_password(desk.person)
    sent = again.post(f"{CONFIRM}?next=https://evil.example/", {"code": code_of(desk.person, 1)})
    assert sent.url == INDEX


def test_who_gave_a_password_alone_is_a_stranger_on_every_page(client):
    person = make_person("administrator")
    person.must_confirm = True
    person.save_by(person)
    half = with_password(person)
    for page in (INDEX, ACCOUNT, list_of(User), at(person)):
        assert half.get(page).status_code == 302
    assert half.get("/").wsgi_request.user.is_anonymous


@pytest.mark.slow
def test_who_is_asked_for_a_factor_sets_it_up_at_the_next_sign_in():
    person, desk = make_person("editor"), desk_of("administrator")
    desk.post(at(person, "ask-for-factor"))

    half = with_password(person)
    assert half.get(CONFIRM).url == FACTOR
    assert "asks you for a second factor" in words_of(half.get(FACTOR))
    set_up(half)

    assert lets_in(half)
    assert person.history.first().history_change_reason == "second factor set up"


def test_who_has_a_factor_cannot_set_up_another_by_the_password_alone():
    desk = desk_of("editor")
    set_up(desk)
    half = with_password(desk.person)
    assert half.post(FACTOR, {"begin": "yes"}).url == INDEX
    assert TOTPDevice.objects.get(user=desk.person).confirmed


@pytest.mark.slow
def test_the_desk_can_ask_everybody(settings):
    desk = desk_of("reporter")
    assert lets_in(desk)
    settings.SECOND_FACTOR_FOR_ALL = True
    assert not lets_in(desk)


@pytest.mark.slow
def test_an_administrator_removes_the_factor_of_who_lost_it():
    desk, administrator = desk_of("editor"), desk_of("administrator")
    set_up(desk)
    administrator.post(at(desk.person, "drop-factor"))
    assert lets_in(with_password(desk.person))
    latest = desk.person.history.first()
    assert latest.history_change_reason == "second factor removed"
    assert latest.history_user == administrator.person


def test_nobody_else_removes_a_factor():
    desk, editor = desk_of("reviewer"), desk_of("editor")
    set_up(desk)
    editor.post(at(desk.person, "drop-factor"))
    assert not lets_in(with_password(desk.person))


def test_secrets_have_no_page_at_the_desk():
    desk = desk_of("superuser")
    assert desk.get(f"{INDEX}otp_totp/totpdevice/").status_code == 404
    assert desk.get(f"{INDEX}otp_static/staticdevice/").status_code == 404


def test_a_new_password_comes_by_mail(client):
    person = make_person("editor", email="ada@example.org")
    client.post(reverse("admin_password_reset"), {"email": person.email})
    (letter,) = mail.outbox
    link = re.search(r"https?://[^/]+(\S+)", letter.body)[1]
    page = client.get(link, follow=True)
    new = "a staple for the battery 9"
    there = page.redirect_chain[-1][0]
    client.post(there, {"new_password1": new, "new_password2": new})
    assert signs_in(client, person.username, new)
    assert not signs_in(Client(), person.username, PASSWORD)


def test_a_stranger_learns_nothing_from_asking_for_a_new_password(client):
    known = client.post(reverse("admin_password_reset"), {"email": "nobody@example.org"})
    assert known.url == reverse("password_reset_done")
    assert mail.outbox == []


@pytest.mark.slow
def test_a_person_sees_where_they_are_signed_in_and_ends_it_there():
    person = make_person("editor")
    here, there = desk_of(person), Client(headers={"user-agent": "A forgotten tablet"})
    assert signs_in(there, person.username, PASSWORD)
    assert "A forgotten tablet" in words_of(here.get(ACCOUNT))

    forgotten = SignIn.objects.get(session_key=there.session.session_key)
    answer = here.post(reverse("desk:sign_out_there", args=[forgotten.pk]), follow=True)

    assert "Signed out there" in messages_of(answer)
    assert not lets_in(there)
    assert lets_in(here)


def test_nobody_ends_the_sign_in_of_another():
    one, other = desk_of("editor"), desk_of("editor")
    sign_in = SignIn.objects.of(other.person).get()
    assert one.post(reverse("desk:sign_out_there", args=[sign_in.pk])).status_code == 404
    assert lets_in(other)


@pytest.mark.slow
def test_all_others_end_at_once():
    person = make_person("editor")
    here, *others = (desk_of(person) for _number in range(3))
    here.post(reverse("desk:sign_out_elsewhere"))
    assert [lets_in(client) for client in (here, *others)] == [True, False, False]


def test_an_administrator_signs_somebody_out_everywhere():
    desk, administrator = desk_of("editor"), desk_of("administrator")
    administrator.post(at(desk.person, "sign-out"))
    assert not lets_in(desk)


@pytest.mark.slow
def test_who_leaves_is_out_at_once_and_keeps_their_name():
    desk, administrator = desk_of("editor"), desk_of("administrator")
    sent = form_of(administrator.get(at(desk.person)))
    del sent["is_active"]
    page = administrator.post(at(desk.person), {**sent, "reason": "Left the newsroom."})
    assert page.status_code == 302, errors_of(page)
    assert not lets_in(desk)
    assert User.objects.get(pk=desk.person.pk).byline == desk.person.byline


def test_the_list_of_people_says_when_each_was_last_seen():
    desk, administrator = desk_of("editor"), desk_of("administrator")
    long_ago = timezone.now().replace(year=2001, month=2, day=3)
    SignIn.objects.of(desk.person).update(began_at=long_ago, seen_at=long_ago)
    assert "Feb. 3, 2001" in words_of(administrator.get(list_of(User)))


@pytest.mark.slow
def test_who_works_is_seen_again():
    desk = desk_of("editor")
    long_ago = timezone.now().replace(year=2001)
    SignIn.objects.of(desk.person).update(began_at=long_ago, seen_at=long_ago)
    session = desk.session
    session["noted"] = 0
    session.save()
    desk.get(INDEX)
    assert SignIn.objects.of(desk.person).get().seen_at.year > 2001


@pytest.mark.slow
def test_a_person_chooses_the_language_and_the_zone_of_the_desk():
    desk = desk_of("editor")
    chosen = {"language": "es", "time_zone": "Asia/Kathmandu"}
    assert desk.post(ACCOUNT, chosen).status_code == 302
    page = desk.get(INDEX)
    assert '<html lang="es"' in page.content.decode()
    before = User.history.filter(id=desk.person.pk).count()
    desk.post(ACCOUNT, {"language": "", "time_zone": ""})
    assert User.history.filter(id=desk.person.pk).count() == before  # no history: it is theirs


@pytest.mark.slow
def test_times_at_the_desk_are_told_in_the_zone_of_who_reads_them():
    desk = desk_of("editor")
    noon = timezone.now().replace(year=2001, month=2, day=3, hour=12, minute=0)
    SignIn.objects.of(desk.person).update(began_at=noon, seen_at=noon)
    desk.post(ACCOUNT, {"language": "", "time_zone": "Asia/Kathmandu"})
    assert "5:45 p.m." in words_of(desk.get(ACCOUNT))


def test_a_zone_or_language_that_there_is_not_is_refused():
    desk = desk_of("editor")
    page = desk.post(ACCOUNT, {"language": "tlh", "time_zone": "Mars/Olympus"})
    assert errors_of(page).count("is not one of the available choices") == 2
    assert User.objects.get(pk=desk.person.pk).time_zone == ""
