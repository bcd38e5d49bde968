"""What hangs on a confidential article is found by nobody who does not work on it."""

import pytest
from django.urls import reverse

from claims.models import Article, Claim, Evidence, Ruling
from tests.admin.desk import at, desk_of, list_of
from tests.factories import make_article, make_claim, make_editor, make_note
from tests.rulings import make_draft, make_researched_claim

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRET = "Zebra dossier"


@pytest.fixture
def claim():
    article = make_article(title=SECRET, confidential=True)
    claim = make_researched_claim(make_claim(article, text=f"{SECRET}: it lapsed in 1996."))
    make_note(claim, text=f"{SECRET}: ask the ministry.")
    return claim


def pages_about(claim):
    lists = [list_of(model) for model in (Article, Claim, Evidence, Ruling)]
    fields = [("evidence", "claim"), ("claim", "article"), ("ruling", "claim")]
    autocompletes = [
        f"{reverse('admin:autocomplete')}?app_label=claims&model_name={m}&field_name={f}&term=zebra"
        for m, f in fields
    ]
    return [*lists, *(f"{url}?q=zebra" for url in lists), *autocompletes, *own_pages(claim)]


def own_pages(claim):
    rows = [claim, claim.article, claim.evidence.first(), make_draft(claim, by=make_editor())]
    return [at(row, page) for row in rows for page in ("change", "history", "retract")]


@pytest.mark.parametrize("role", ["reader", "reporter", "reviewer", "administrator"])
def test_no_page_tells_of_it(role, claim):
    desk = desk_of(role)

    told = [
        url
        for url in [*pages_about(claim), at(claim.article, "export", internal=1)]
        if SECRET in desk.get(url, follow=True).content.decode()
    ]

    assert told == []


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_nothing_can_be_posted_to_it(role, claim):
    desk = desk_of(role)
    before = claim.history.count()

    for page in ("change", "retract", "drop", "restore"):
        assert desk.post(at(claim, page), {"reason": "x", "revision": 1}).status_code == 302

    assert claim.history.count() == before


@pytest.mark.parametrize("model", [Evidence, Ruling])
def test_nothing_is_hung_on_it_by_its_number(model, claim):
    desk = desk_of("reporter")
    before = model.objects.count()

    response = desk.post(list_of(model, "add"), {"claim": claim.pk, "why": "x", "rating": 1})

    assert response.status_code in (200, 403)
    assert model.objects.count() == before
    assert SECRET not in response.content.decode()


def test_editors_and_who_is_assigned_find_it(claim):
    assignee = desk_of("reporter")
    claim.refresh_from_db()
    claim.assignee = assignee.person
    claim.save_by(desk_of("editor").person)

    for desk in (assignee, desk_of("editor")):
        assert SECRET in desk.get(f"{list_of(Claim)}?q=zebra").content.decode()
        assert desk.get(at(claim)).status_code == 200
