"""A reviewer sees nothing of others' verdicts on any page until their own is given."""

import csv
import io
import re

import pytest
from django.urls import reverse

from claims.models import Rating, Verdict
from tests.admin.desk import at, desk_of, list_of
from tests.factories import make_claim, make_verdict
from tests.rulings import make_draft
from tests.width import wide

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRET = "Seen in the ledger of the archive"
LABEL = "Mostly false"  # no other row of these tests carries it
JUDGES = ["reviewer", "editor", "superuser"]


@pytest.fixture
def claim():
    return make_claim()


@pytest.fixture
def verdict(claim):
    return make_verdict(claim, LABEL, reasoning=SECRET)


def pages_about(claim, verdict):
    """Return every page of the desk that could tell of the verdict."""
    verdicts = list_of(Verdict)
    return [
        reverse("admin:index"),
        at(claim),
        at(claim, "history"),
        at(claim, "timeline"),
        at(claim, "timeline", part="verdict", by=verdict.reviewer_id),
        at(claim, "stood", on="2999-01-01T12:00"),
        at(claim, "stood", after=10**9),
        at(claim.article),
        verdicts,
        f"{verdicts}?q=ledger",
        f"{verdicts}?rating__id__exact={verdict.rating_id}",
        f"{verdicts}?q={verdict.reviewer.username}",
        f"{verdicts}?o=2&_facets=True",
        list_of(Verdict, "agreement"),
        f"{list_of(Verdict, 'agreement')}?by={verdict.reviewer_id}",
        list_of(type(claim)),
        autocomplete(Verdict, "claim", "treaty"),
    ]


def autocomplete(model, field, term):
    where = f"app_label=claims&model_name={model._meta.model_name}&field_name={field}"
    return f"{reverse('admin:autocomplete')}?{where}&term={term}"


def told_on(desk, urls):
    return [url for url in urls if SECRET in desk.get(url, follow=True).content.decode()]


@pytest.mark.parametrize("role", JUDGES)
def test_no_page_tells_another_s_verdict(role, claim, verdict):
    desk = desk_of(role)

    assert told_on(desk, pages_about(claim, verdict)) == []


@pytest.mark.parametrize("role", JUDGES)
@pytest.mark.parametrize("page", wide(["change", "history", "retract", "restore"], every=4))
def test_its_own_pages_are_as_if_it_did_not_exist(role, page, verdict):
    response = desk_of(role).get(at(verdict, page), follow=True)

    assert SECRET not in response.content.decode()
    assert LABEL not in response.content.decode()


def test_no_post_to_its_pages_changes_it_or_tells_of_it(verdict):
    desk = desk_of("editor")

    for page in ("change", "retract", "restore"):
        response = desk.post(at(verdict, page), {"reasoning": "Mine.", "reason": "x", "version": 1})
        assert response.status_code in (302, 403)
    assert list(verdict.history.values_list("reasoning", flat=True)) == [SECRET]


def test_a_filter_by_rating_tells_nothing_about_what_is_hidden(claim, verdict):
    desk = desk_of("reviewer")

    lists = [
        desk.get(f"{list_of(Verdict)}?rating__id__exact={rating.pk}").context["cl"].result_count
        for rating in Rating.objects.all()
    ]

    assert set(lists) == {0}


def test_facets_count_nothing_that_is_hidden(claim, verdict):
    page = desk_of("reviewer").get(f"{list_of(Verdict)}?_facets=True")

    told = page.context["cl"].filter_specs
    counts = {choice["display"] for spec in told for choice in spec.choices(page.context["cl"])}
    assert counts
    assert not any(re.search(r"\(\d", str(display)) for display in counts)


@pytest.mark.parametrize(
    "lookup", ["verdicts__rating", "verdicts__rating__label", "verdicts__reasoning__contains"]
)
def test_no_lookup_in_an_address_asks_for_what_is_hidden(lookup, claim, verdict):
    response = desk_of("reviewer").get(f"{list_of(type(claim))}?{lookup}={SECRET[:4]}")

    assert response.status_code == 400


@pytest.mark.parametrize("role", JUDGES)
def test_the_checklist_keeps_whether_verdicts_agree_to_itself(role, claim, verdict):
    make_verdict(claim, "True")
    ruling = make_draft(claim, LABEL, body="")

    for page in (at(claim), at(ruling)):
        desk = desk_of(role)
        text = desk.get(page).content.decode()
        assert "hidden until you have given your verdict" in text
        assert "Ask a second reviewer" not in text


def test_the_internal_export_leaves_hidden_verdicts_out(claim, verdict):
    desk = desk_of("reviewer")

    for form in ("csv", "json"):
        response = desk.get(f"{at(claim.article, 'export')}?format={form}&internal=1")
        assert SECRET not in b"".join(response.streaming_content).decode()


def test_everything_is_told_once_the_own_verdict_is_given(claim, verdict):
    desk = desk_of("reviewer")
    make_verdict(claim, "True", by=desk.person)

    claim_page = desk.get(at(claim)).content.decode()
    export = desk.get(f"{at(claim.article, 'export')}?format=csv&internal=1")
    (row,) = csv.DictReader(io.StringIO(b"".join(export.streaming_content).decode()))

    assert SECRET in claim_page
    assert "hidden until" not in claim_page
    assert SECRET in desk.get(at(verdict)).content.decode()
    assert SECRET in desk.get(at(verdict, "history")).content.decode()
    assert desk.get(f"{list_of(Verdict)}?q=ledger").context["cl"].result_count == 1
    assert LABEL in row["verdicts"]


def test_a_verdict_taken_back_makes_blind_again(claim, verdict):
    desk = desk_of("reviewer")
    own = make_verdict(claim, "True", by=desk.person)
    desk.post(at(own, "retract"), {"reason": "Too early.", "revision": own.revision})

    assert told_on(desk, pages_about(claim, verdict)) == []


def test_the_own_verdict_is_shown_and_can_be_changed(claim, verdict):
    desk = desk_of("reviewer")
    own = make_verdict(claim, "True", by=desk.person, reasoning="My own words")

    assert "My own words" in desk.get(at(claim)).content.decode()
    assert desk.get(at(own)).context["has_change_permission"]
    assert not desk.get(at(verdict)).context["has_change_permission"]
