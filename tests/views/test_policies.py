"""Readers find each policy in all its versions, and are told where there is none."""

import pytest
from django.urls import reverse
from lxml import html

from claims import addresses
from claims.actions.propose_scale import propose_scale
from claims.actions.put_in_force import put_in_force
from tests.factories import (
    make_administrator,
    make_editor,
    make_policy,
    make_policy_in_force,
    make_scale,
)
from tests.views.pages import Seen, make_page

pytestmark = pytest.mark.django_db


def words(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return " ".join(html.fromstring(response.text).find(".//main").text_content().split())


def policy(kind):
    return reverse("claims:policy", args=[kind])


def test_an_empty_desk_says_which_policies_nobody_wrote(client):
    listed = words(client, reverse("claims:policies"))

    assert listed.count("The newsroom has not published one yet") == 5
    assert listed.count("the newsroom has added no text of its own yet") == 2
    assert "Nothing is stated here in its place" in words(client, policy("funding"))
    assert "comes with the software" in words(client, policy("method"))
    assert "A published ruling is never changed in silence" in words(client, policy("corrections"))


def test_a_page_without_a_text_is_in_no_index_and_one_with_it_is(client):
    assert "noindex" in client.get(policy("funding")).text
    make_policy_in_force("funding")

    assert "noindex" not in client.get(policy("funding")).text


def test_a_policy_tells_its_version_its_day_and_its_people(client):
    written = make_policy_in_force("funding", second=make_editor(byline="Grace Hopper"))

    text = words(client, policy("funding"))

    assert "Readers pay for it." in text
    assert "Version 1, in force" in text
    assert "put in force byGrace Hopper" in text
    assert written.written_by.byline in text
    assert "in force since" in words(client, reverse("claims:policies"))


@pytest.mark.slow
def test_earlier_versions_stay_at_their_addresses(client):
    make_policy_in_force("funding", body="Readers pay for it.")
    make_policy_in_force("funding", body="Two foundations pay for it.", why="New donors.")

    first = words(client, f"{policy('funding')}v1/")

    assert "Readers pay for it." in first
    assert "no longer in force" in first
    assert "Two foundations" in words(client, policy("funding"))
    assert "New donors." in words(client, f"{policy('funding')}v2/")


def test_two_versions_are_compared_word_by_word(client):
    make_policy_in_force("funding", body="Readers pay **most** of what it costs.")
    make_policy_in_force("funding", body="Foundations pay **most** of what it costs.")

    page = client.get(f"{policy('funding')}changes/1-2/").text

    assert "<del>Readers " in page
    assert "<ins>Foundations " in page


def test_a_proposal_is_nobody_s_business_yet(client):
    make_policy("funding", body="Not for readers yet.")

    for address in (reverse("claims:policies"), policy("funding"), reverse("claims:method")):
        assert "Not for readers yet." not in client.get(address).text
    for path in ("v1/", "changes/1-2/"):
        assert client.get(policy("funding") + path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["anything/", "funding/v1/", "funding/changes/2-1/", "funding/v99999999999999999999/", "%00/"],
)
def test_what_there_is_not_is_not_found(client, path):
    assert client.get(f"/policies/{path}").status_code == 404


def test_markup_in_a_policy_is_text(client):
    make_policy_in_force("ethics", body="<script>alert(1)</script> [a](javascript:alert(1))")

    page = client.get(policy("ethics")).text

    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_the_page_on_the_method_shows_what_the_newsroom_wrote(client):
    make_policy_in_force("method", body="We choose from **all** sides.")

    text = words(client, reverse("claims:method"))

    assert "We choose from all sides." in text
    assert "version 1, in force since" in text
    assert "From an article to a ruling" in text


@pytest.mark.slow
def test_pages_take_the_same_queries_however_many_versions(client, django_assert_max_num_queries):
    for n in range(4):
        make_policy_in_force("funding", body=f"Version {n}.")

    with django_assert_max_num_queries(3):
        client.get(policy("funding"))
    with django_assert_max_num_queries(3):
        client.get(reverse("claims:policies"))


# The scale


def test_each_version_of_the_scale_has_an_address(client):
    by = make_administrator()
    scale = propose_scale(why="Plainer words.", by=by)
    put_in_force(scale, revision=scale.revision, by=by)
    page = client.get(reverse("claims:scale")).text

    assert "version 2 of the rating scale, which is in force" in words(client, "/scale/")
    assert 'href="/scale/v1/"' in page
    assert "it is no longer in force" in words(client, "/scale/v1/")
    assert "The claim is not accurate." in words(client, "/scale/v1/")


def test_a_proposed_scale_has_none(client):
    make_scale()

    assert client.get("/scale/v2/").status_code == 404
    assert client.get("/scale/v1/").status_code == 200


@pytest.mark.slow
def test_a_rule_that_did_not_apply_says_what_was_so(client):
    def result(name):
        return {"id": name, "sentence": f"{name}.", "level": "must", "result": "open"}

    rules = {"version": 1, "results": [result("claimant_asked"), result("of_an_earlier_release")]}
    page = make_page(rules=rules).page

    told = " ".join(Seen(client.get(addresses.ruling_address(page))).words.split())

    asked = "claimant_asked. (nobody is named as the claimant, and nobody was asked)"
    assert f"Does not apply: {asked}" in told
    assert "of_an_earlier_release. (" not in told


def test_a_ruling_leads_to_the_scale_that_it_was_judged_by(client):
    ruling = make_page(rating__scale=1)

    page = client.get(addresses.ruling_address(ruling.page)).text

    assert 'href="/scale/v1/"' in page
