"""A confidential article hides all that hangs on it."""

import pytest

from claims import policy
from claims.models import Article, Correction, Recorded, Ruling
from tests.factories import (
    make_acknowledgement,
    make_administrator,
    make_article,
    make_attachment,
    make_attribution,
    make_claim,
    make_editor,
    make_inquiry,
    make_note,
    make_reader,
    make_report,
    make_reporter,
    make_reviewer,
    make_search,
    make_split_run,
    make_tagging,
    make_verdict,
)
from tests.models.rows import DESK, name_of
from tests.rulings import make_next_version, make_published_ruling

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HANGING = [model for model in DESK if hasattr(model, "ARTICLE")]


def rows_on(article):
    """Return one row of each model that hangs on an article."""
    claim = make_claim(article)
    correction = make_next_version(make_published_ruling(claim)).correction
    made = [article, article.body, claim, claim.evidence.first(), correction, correction.after]
    made += [make(claim) for make in (make_attribution, make_note, make_inquiry, make_search)]
    made += [make(claim) for make in (make_attachment, make_report, make_tagging, make_verdict)]
    made += [make_split_run(article.body), make_acknowledgement(claim.evidence.first())]
    return {type(row): row for row in made}


@pytest.fixture
def rows():
    rows = rows_on(make_article())
    article = Article.objects.get()
    article.confidential = True
    article.save_by(make_editor())
    return rows


def test_every_model_that_hangs_on_an_article_says_so(rows):
    assert rows.keys() == set(HANGING)


@pytest.mark.parametrize(
    "make_person", [make_reader, make_reporter, make_reviewer, make_administrator]
)
def test_it_is_hidden_from_who_does_not_work_on_it(rows, make_person):
    person = make_person()

    assert {model for model in rows if model.objects.visible_to(person).exists()} == set()
    assert not any(policy.may_see(person, row) for row in rows.values())


def test_editors_see_it(rows):
    editor = make_editor()

    hidden = {model for model in rows if not model.objects.visible_to(editor).exists()}

    assert {name_of(model) for model in hidden} == {"Verdict"}  # blind until their own is given


def test_who_added_it_and_who_is_assigned_see_it(rows):
    article, claim = rows[Article], next(r for m, r in rows.items() if m.__name__ == "Claim")
    assignee = make_reporter()
    claim.refresh_from_db()
    claim.assignee = assignee
    claim.save_by(make_editor())

    for person in (article.added_by, assignee):
        assert all(policy.may_see(person, row) for row in rows.values())


def test_what_hangs_on_other_articles_stays_visible(rows):
    open_rows = rows_on(make_article())
    person = make_reader()

    assert all(policy.may_see(person, row) for row in open_rows.values())


def test_nothing_of_it_is_public(rows):
    assert Ruling.objects.exists()
    assert Correction.objects.exists()
    assert not Ruling.objects.published().exists()


def test_what_hangs_on_no_article_is_visible_to_all():
    reader = make_reader()
    hangs_on_none = [model for model in DESK if model not in HANGING]

    assert all(issubclass(model, Recorded) for model in hangs_on_none)
    assert {name_of(m) for m in hangs_on_none} == {
        "Claimant",
        "Distinction",
        "Membership",
        "Policy",
        "Rating",
        "Redaction",
        "RuleSet",
        "Scale",
        "Snapshot",
        "Source",
        "SourceTie",
        "Topic",
        "User",
        "Visit",
    }
    assert reader in type(reader).objects.visible_to(reader)
