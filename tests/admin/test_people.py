"""Who may change whom, and what a new password leaves in history."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from claims.models import Membership, Rating, User
from tests.admin.desk import (
    at,
    desk_of,
    errors_of,
    fill,
    form_of,
    list_of,
    make_person,
    signs_in,
    words_of,
)
from tests.factories import PASSWORD, machine, make_user
from tests.width import wide

pytestmark = pytest.mark.django_db

NEW = "a staple for the battery 9"


def password_page(person):
    return reverse("admin:auth_user_password_change", args=[person.pk])


def test_an_administrator_adds_a_person_who_can_sign_in(client):
    desk = desk_of("administrator")
    names = {"username": "ada", "byline": "Ada Lovelace", "password1": NEW, "password2": NEW}

    assert fill(desk, list_of(User, "add"), **names).status_code == 302

    ada = User.objects.get(username="ada")
    assert [version.history_user for version in ada.history.all()] == [desk.person]
    assert signs_in(client, "ada", NEW)
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.slow
def test_an_administrator_gives_a_role_on_the_person_s_page():
    person, desk = make_user(), desk_of("administrator")
    group = Group.objects.get(name="reviewer")

    answer = fill(
        desk, at(person), **{"memberships-TOTAL_FORMS": 1, "memberships-0-group": group.pk}
    )

    assert answer.status_code == 302, errors_of(answer)
    given = Membership.objects.get(user=person)
    assert given.history.get().history_user == desk.person
    assert User.objects.get(pk=person.pk).has_perm("claims.add_verdict")


@pytest.mark.slow
def test_an_administrator_cannot_make_themselves_able_to_do_everything():
    desk = desk_of("administrator")
    sent = form_of(desk.get(at(desk.person)))

    desk.post(at(desk.person), {**sent, "byline": "Root", "is_superuser": "on"})

    mine = User.objects.get(pk=desk.person.pk)
    assert (mine.byline, mine.is_superuser) == ("Root", False)
    assert "is_superuser" not in sent


@pytest.mark.parametrize("who", ["superuser", "machine"])
def test_an_administrator_cannot_change_who_stands_above(who):
    above = make_person("superuser") if who == "superuser" else machine()
    desk = desk_of("administrator")
    versions = above.history.count()
    sent = {"username": "me", "revision_read": above.revision, "revision": above.revision}
    sent |= {"password1": NEW, "password2": NEW, "version": above.history.earliest().pk}

    assert desk.post(at(above), sent).status_code == 403
    assert desk.post(password_page(above), sent).status_code == 403
    assert desk.post(at(above, "restore"), sent).status_code == 403

    above.refresh_from_db()
    assert above.username != "me"
    assert not above.check_password(NEW)
    assert above.history.count() == versions


@pytest.mark.parametrize("role", wide(["reader", "reporter", "reviewer", "editor"], every=2))
def test_who_is_no_administrator_changes_nobody(role):
    desk, colleague = desk_of(role), make_user("reader")

    for person in (desk.person, colleague):
        sent = {"username": "me", "byline": "Me", "is_superuser": "on", "password1": NEW}
        assert desk.post(at(person), sent).status_code == 403
        assert desk.get(password_page(person)).status_code == 403
        assert desk.post(password_page(person), {**sent, "password2": NEW}).status_code == 403
        person.refresh_from_db()
        assert (person.byline, person.is_superuser) != ("Me", True)
    assert desk.get(list_of(Membership)).status_code == 403
    assert desk.post(list_of(Membership, "add"), {"user": desk.person.pk}).status_code == 403


@pytest.mark.parametrize("role", ["reader", "reporter", "editor"])
def test_colleagues_see_a_person_without_the_password(role):
    desk, colleague = desk_of(role), make_user("reader", byline="Ada Lovelace")

    page = words_of(desk.get(at(colleague)))

    assert "Ada Lovelace" in page
    assert "salt" not in page
    assert "hash" not in page


@pytest.mark.slow
def test_a_new_password_for_somebody_else_is_the_administrator_s_act(client):
    person, desk = make_user("reporter", is_staff=True), desk_of("administrator")

    answer = fill(desk, password_page(person), password1=NEW, password2=NEW)

    assert answer.status_code == 302, errors_of(answer)
    assert person.history.latest().history_user == desk.person
    assert signs_in(client, person.username, NEW)


def test_a_new_password_of_one_s_own_is_one_s_own_act(client):
    person = make_person("reporter")
    client.force_login(person)
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}

    answer = client.post(reverse("admin:password_change"), typed)

    assert answer.status_code == 302
    assert person.history.latest().history_user == person
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.slow
def test_a_password_change_does_not_make_an_open_page_overwrite_it():
    person, desk = make_user("reporter"), desk_of("administrator")
    opened = form_of(desk.get(at(person)))
    fill(desk, password_page(person), password1=NEW, password2=NEW)

    answer = desk.post(at(person), {**opened, "byline": "Ada"})
    desk.post(at(person), form_of(answer))

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert person.byline == "Ada"


@pytest.mark.slow
def test_no_password_or_hash_is_told_in_history():
    person, desk = make_user("reporter"), desk_of("administrator")
    fill(desk, password_page(person), password1=NEW, password2=NEW)

    page = desk.get(at(person, "history")).content.decode()

    assert NEW not in page
    person.refresh_from_db()
    assert person.password not in page


@pytest.mark.slow
def test_who_leaves_is_deactivated_and_keeps_their_name(client):
    person, desk = make_user("reporter", is_staff=True), desk_of("administrator")
    sent = form_of(desk.get(at(person)))
    sent.pop("is_active")

    assert desk.post(at(person), sent).status_code == 302

    client.force_login(person)
    assert client.get(reverse("admin:index")).status_code == 302
    assert User.objects.filter(pk=person.pk).exists()


def test_nobody_changes_the_scale_or_the_roles_by_hand():
    desk, step, group = desk_of("superuser"), Rating.objects.first(), Group.objects.first()

    assert desk.post(at(group), {"name": "mine"}).status_code == 403
    assert desk.post(at(step), {"label": "Mine"}).status_code in (200, 403)

    step.refresh_from_db()
    assert step.label != "Mine"
