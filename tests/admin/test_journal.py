"""Each write over HTTP leaves history rows, all of them in the name of who sent it."""

import pytest
from django.apps import apps

from claims.models import (
    Article,
    Attribution,
    Claim,
    Claimant,
    Evidence,
    Inquiry,
    Journal,
    Note,
    Ruling,
    Search,
    Source,
    Tagging,
    Topic,
    User,
    Verdict,
)
from claims.models.journal import SealedHistory
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, list_of
from tests.factories import (
    TEXT,
    make_article,
    make_claim,
    make_claimant,
    make_note,
    make_proposal,
    make_source,
    make_topic,
    make_verdict,
    rating,
)
from tests.models.rows import MAKERS
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_published_ruling,
    make_submitted_ruling,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

CHANGED = {
    Article: {"publisher": "The Paper"},
    Attribution: {"remark": "In a speech."},
    Claim: {"text": "It ended in 1996."},
    Claimant: {"role": "Mayor"},
    Evidence: {"note": "From page 4."},
    Inquiry: {"answer": "Two of them."},
    Ruling: {"why": "The record says so."},
    Search: {"remark": "Twice."},
    Source: {"publisher": "The Court"},
    Topic: {"name": "Treaties"},
}


def make_bare_draft():
    return make_draft(make_claim(), body="")


DEEDS = {
    "accept": (make_proposal, {}),
    "drop": (make_proposal, {"reason": "No claim."}),
    "split": (make_article, {}),
    "retract": (make_source, {"reason": "Entered twice."}),
    "submit": (make_draft, {}),
    "return": (make_submitted_ruling, {"reason": "Say since when."}),
    "override": (make_bare_draft, {"reason": "It is closed.", "rules": "both_sides"}),
    "publish": (make_approved_ruling, {}),
    "correct": (make_published_ruling, {"kind": "minor", "note": "A letter."}),
    "take-back": (make_published_ruling, {"note": "It does not hold."}),
}


def written_since(position):
    """Return the history rows that came after this place in the journal."""
    histories = [m for m in apps.get_models() if issubclass(m, SealedHistory)]
    return [
        row for model in histories for row in model.objects.filter(journal_position__gt=position)
    ]


def hold(position, answer, person):
    """Want what was written since, and all of it by this person."""
    assert answer.status_code == 302, errors_of(answer)
    written = written_since(position)
    assert written
    assert len(written) == Journal.position() - position
    assert {row.history_user for row in written} == {person}


@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model.__name__)
def test_a_change_is_its_sender_s(model):
    row, desk = MAKERS[model](), desk_of("editor")
    position = Journal.position()

    hold(position, fill(desk, at(row), **CHANGED[model]), desk.person)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_its_doer_s(deed):
    make, typed = DEEDS[deed]
    row, desk = make(), desk_of("editor")
    position = Journal.position()

    answer = desk.post(at(row, deed), {"revision": row.revision, **typed})

    hold(position, answer, desk.person)


def test_an_approval_is_its_giver_s():
    ruling, desk = make_submitted_ruling(), desk_of("editor")
    position = Journal.position()

    read = form_of(desk.get(at(ruling, "preview")), action="/approve/")

    hold(position, desk.post(at(ruling, "approve"), read), desk.person)


def added():
    """Return what is typed into the add page of each model."""
    claim, topic, source, said = make_claim(), make_topic(), make_source(), make_claimant()
    passage = {"article": claim.article_id, "quote": claim.quote, "text": "It lapsed."}
    words = {"claim": claim.pk, "rating": rating().pk}
    return {
        Article: {"text": f"{TEXT} More."},
        Attribution: {"claim": claim.pk, "claimant": said.pk},
        Claim: {**passage, "kind": "fact"},
        Claimant: {"name": "The mayor", "kind": "person"},
        Evidence: {"claim": claim.pk, "source": source.pk, "stance": "supports"},
        Note: {"claim": claim.pk, "text": "Ask again."},
        Ruling: {**words, "why": "The record says so.", "language": "en"},
        Source: {"title": "Minutes", "kind": "primary"},
        Tagging: {"claim": claim.pk, "topic": topic.pk},
        Topic: {"name": "Bridges", "slug": "bridges"},
        Verdict: {**words, "reasoning": "The record.", "conflict": "false"},
    }


ADDED = [Article, Attribution, Claim, Claimant, Evidence, Note, Ruling, Source, Tagging, Topic]


@pytest.mark.parametrize("model", [*ADDED, Verdict], ids=lambda model: model.__name__)
def test_an_addition_is_its_sender_s(model):
    fields = added()[model]
    desk = desk_of("editor")
    position = Journal.position()

    hold(position, fill(desk, list_of(model, "add"), **fields), desk.person)


def test_rows_added_among_the_inlines_are_their_sender_s():
    claim, desk = make_claim(), desk_of("reviewer")
    typed = {
        "evidence-0-source": make_source().pk,
        "evidence-0-stance": "supports",
        "verdicts-0-rating": rating().pk,
        "verdicts-0-reasoning": "The record.",
        "notes-0-text": "Ask again.",
        "searches-TOTAL_FORMS": 1,
        "searches-0-where": "The archive",
        "searches-0-terms": "treaty",
        "searches-0-searched_on": "2026-10-01",
        "searches-0-outcome": "nothing",
        "inquiries-TOTAL_FORMS": 1,
        "inquiries-0-whom": "The ministry",
        "inquiries-0-kind": Inquiry.Kind.RIGHT_OF_REPLY,
        "inquiries-0-asked_on": "2026-10-01",
        "inquiries-0-question": "Which treaties?",
    }
    position = Journal.position()

    hold(position, fill(desk, at(claim), **typed), desk.person)

    on_it = (claim.evidence, claim.verdicts, claim.notes, claim.searches, claim.inquiries)
    assert [rows.count() for rows in on_it] == [1, 1, 1, 1, 1]


def test_accepting_many_at_once_is_its_doer_s():
    article = make_article()
    proposals = [make_proposal(article, text=f"Claim {n}.") for n in range(3)]
    desk = desk_of("editor")
    position = Journal.position()

    chosen = desk.post(
        list_of(Claim), {"action": "accept", "_selected_action": [row.pk for row in proposals]}
    )
    answer = fill(desk, chosen.url)

    hold(position, answer, desk.person)
    assert Claim.objects.filter(state="accepted").count() == 3


@pytest.mark.parametrize("make", [make_verdict, make_note])
def test_one_s_own_is_changed_in_one_s_own_name(make):
    desk = desk_of("reviewer")
    row = make(by=desk.person)
    field = "reasoning" if make is make_verdict else "text"
    position = Journal.position()

    hold(position, fill(desk, at(row), **{field: "On second thoughts."}), desk.person)


def test_signing_in_writes_no_history():
    person = desk_of("reporter").person
    position = Journal.position()

    desk_of(person).get("/admin/")

    assert Journal.position() == position
    assert User.objects.filter(pk=person.pk).exists()
