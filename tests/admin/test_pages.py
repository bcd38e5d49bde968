"""Every page of the desk opens for every role, or refuses clearly."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html

from claims.models import (
    Acknowledgement,
    Article,
    Attachment,
    Body,
    BulkJob,
    Correction,
    Snapshot,
    SplitRun,
    Tracked,
    Verdict,
    Visit,
)
from tests.admin.desk import ROLES, at, desk_of, list_of, messages_of, words_of
from tests.factories import make_claim, make_proposal
from tests.models.rows import DESK, MAKERS, name_of
from tests.rulings import make_submitted_ruling

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

PEOPLE = [*ROLES, "superuser"]
every_role = pytest.mark.parametrize("role", PEOPLE)
every_model = pytest.mark.parametrize("model", DESK, ids=name_of)


def test_every_model_has_its_page_at_the_desk():
    ours = {model for model in admin.site._registry if model._meta.app_label == "claims"}

    assert {*DESK, BulkJob} == ours
    assert Group in admin.site._registry


@every_model
def test_its_pages_open_or_refuse_for_each_role(model):
    row = MAKERS[model]()
    for role in PEOPLE:
        desk = desk_of(role)
        may_see = desk.person.has_perm(f"claims.view_{model._meta.model_name}")
        blind = model is Verdict and desk.person.has_perm("claims.add_verdict")
        expected = (
            dict.fromkeys(pages_of(row), 200 if may_see else 403)
            | ({at(row): 302, at(row, "history"): 302} if blind else {})  # nobody else's so far
            | {list_of(model, "add"): 200 if may_add(desk.person, model) else 403}
        )

        opened = {url: desk.get(url).status_code for url in expected}

        assert opened == expected, role


def pages_of(row):
    lists = [list_of(type(row)), f"{list_of(type(row))}?q=treaty"]
    if isinstance(row, Tracked):
        lists.append(f"{list_of(type(row))}?retracted=yes")
    return [*lists, at(row), at(row, "history")]


def may_add(person, model):
    made_by_deeds = model in (
        *(Attachment, Body, SplitRun, Snapshot, Correction),
        *(Visit, Acknowledgement),
    )
    return not made_by_deeds and person.has_perm(f"claims.add_{model._meta.model_name}")


@every_role
def test_the_desk_opens_and_names_what_the_role_may(role):
    response = desk_of(role).get(reverse("admin:index"))

    assert response.status_code == 200
    assert ("Roles of people" in words_of(response).replace("roles", "Roles")) is (
        role in ("administrator", "superuser")
    )


def test_who_is_not_signed_in_is_asked_to(client):
    claim = make_claim()

    for url in (reverse("admin:index"), at(claim), at(claim, "history"), at(claim, "retract")):
        response = client.get(url)
        assert response.status_code == 302
        assert response.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("page", ["change", "history", "retract", "accept"])
def test_an_id_that_is_not_there_is_told_in_words(page):
    claim = make_claim()
    claim.pk = 987654
    desk = desk_of("editor")

    response = desk.get(at(claim, page), follow=True)

    assert response.status_code == 200
    assert response.redirect_chain == [(reverse("admin:index"), 302)]
    assert "987654" in messages_of(response)


@pytest.mark.parametrize("key", ["0", "-1", "none", "9" * 40, "1/2", "%00"])
def test_an_id_that_can_be_no_id_is_told_in_words(key):
    desk = desk_of("editor")

    for page in ("change", "history", "retract", "accept", "restore"):
        url = f"{reverse('admin:claims_claim_changelist')}{key}/{page}/"
        response = desk.get(url, follow=True)
        assert response.status_code == 200, (url, response.status_code)
        assert "doesn’t exist" in messages_of(response) or "There is no" in messages_of(response)


def test_every_button_of_the_desk_carries_what_forgery_is_refused_by():
    desk, proposed, ruling = desk_of("editor"), make_proposal(), make_submitted_ruling()
    pages = [at(proposed), at(ruling), at(ruling, "preview"), at(ruling, "return")]

    forms = [
        form
        for url in [*pages, at(proposed.article), list_of(Article, "add")]
        for form in html.fromstring(desk.get(url).content.decode()).forms
        if form.method.upper() == "POST"
    ]

    assert len(forms) > len(pages)
    assert all(form.fields["csrfmiddlewaretoken"] for form in forms)


def test_the_way_back_in_history_carries_it_too():
    claim, desk = make_claim(), desk_of("editor")
    claim.save_by(desk.person)

    forms = html.fromstring(desk.get(at(claim, "history")).content.decode()).forms
    back = [form for form in forms if form.get("action", "").endswith("/restore/")]

    assert [bool(form.fields["csrfmiddlewaretoken"]) for form in back] == [True]
