"""What a claim report tells: readers what is published, the desk everything but its notes."""

import json
from dataclasses import asdict, fields

import pytest

from claims.actions.merge_claims import merge_claims
from claims.actions.split_claim import Part, split_claim
from claims.exports import EXPORTERS, Row, export
from claims.exports.rows import internal_rows, public_rows
from claims.models import Correction
from tests.factories import (
    make_article,
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_inquiry,
    make_note,
    make_proposal,
    make_reader,
    make_reviewer,
    make_search,
    make_verdict,
)
from tests.keeping import fresh
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_next_version,
    make_published_ruling,
    make_researched_claim,
    make_submitted_ruling,
)

pytestmark = pytest.mark.django_db

INTERNAL = [field.name for field in fields(Row)][24:35]
SECRET = "Nobody outside may read this."


@pytest.fixture(scope="module")
def ruled(kept):
    """A published ruling on a claim that somebody made, with talk about it."""
    claim = make_claim()
    make_attribution(claim, make_claimant(name="A. Minister"), remark=SECRET)
    make_inquiry(claim, answer="No answer came.")
    make_search(claim)
    make_note(claim, text=SECRET)
    make_researched_claim(claim)
    piece = claim.evidence.first()
    piece.remark = SECRET
    piece.save_by(make_editor())
    return make_published_ruling(claim)


@pytest.fixture
def article(ruled):
    return ruled.claim.article


def test_readers_get_the_page_as_it_was_published(ruled, article):
    (row,) = public_rows(article)

    assert (row.claim, row.claim_id) == (ruled.claim.text, ruled.claim.public_id)
    assert (row.rating, row.rating_value, row.version) == ("False", 1, 1)
    assert row.stage == "published"
    assert row.claimants == ["A. Minister"]
    assert row.approved_by == str(ruled.approved_by)
    assert row.published_at == ruled.page["published_at"]
    assert row.evidence[0].startswith("supports: The Archive, Text of the treaty, https://")
    assert row.url.endswith(ruled.get_absolute_url())
    assert row.quote == article.body.text[row.start : row.end]


def test_readers_get_none_of_the_desks_columns(article):
    (row,) = public_rows(article)
    empty = Row(**{**asdict(row), **{f.name: f.default for f in fields(Row) if f.name in INTERNAL}})

    assert row == empty
    assert "state" in INTERNAL


def test_a_later_edit_changes_nothing_for_readers(ruled, article):
    before = list(public_rows(article))
    claim = fresh(ruled.claim)
    claim.text = "Something else."
    claim.save_by(make_editor(), "reworded")

    assert list(public_rows(article)) == before
    assert [row.claim for row in internal_rows(article, None)] == ["Something else."]


def test_what_is_not_published_is_not_for_readers(article):
    make_proposal(article)
    for make in (make_draft, make_submitted_ruling, make_approved_ruling):
        make(make_researched_claim(make_claim(article)))

    assert len(list(public_rows(article))) == 1
    assert len(list(internal_rows(article, None))) == 5


def test_nothing_of_a_confidential_article_is_for_readers(article):
    article = fresh(article)
    article.confidential = True
    article.save_by(make_editor())

    assert list(public_rows(article)) == []
    assert len(list(internal_rows(article, None))) == 1


@pytest.mark.slow
def test_readers_get_the_version_that_stands_with_every_correction(ruled, article):
    second = make_next_version(ruled, why="Reworded.")
    make_next_version(second, Correction.Kind.RETRACTION, note="It was wrong.")

    (row,) = public_rows(article)

    assert (row.version, row.stage) == (3, "retracted")
    assert row.corrections == ["clarification: A date is added.", "retraction: It was wrong."]


@pytest.mark.slow
def test_the_desk_sees_the_version_in_hand(ruled, article):
    claim = make_researched_claim(make_claim(article))
    make_draft(claim, why="Only a draft.")

    (row,) = (row for row in internal_rows(article, None) if row.claim_id == claim.public_id)

    assert (row.stage, row.version, row.why) == ("draft", 1, "Only a draft.")
    assert row.published_at == ""


def test_the_desk_sees_its_work(ruled, article):
    (row,) = internal_rows(article, None)

    assert (row.state, row.origin) == ("accepted", "hand")
    assert row.chosen_because == ruled.claim.chosen_because
    assert row.searches == ["The archive's catalogue: treaty 1961: nothing was found"]
    assert row.inquiries == ["The minister (2026-10-01): No answer came."]
    assert len(row.verdicts) == 2


def test_a_retracted_claim_is_in_no_report(kept):
    claim, editor = make_claim(), make_editor()
    claim.retracted_at, claim.retracted_by = claim.created_at, editor
    claim.retraction_reason = "Twice the same."
    claim.save_by(editor)

    assert list(internal_rows(claim.article, None)) == []


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("internal", [True, False])
def test_no_report_has_notes_or_remarks(article, name, internal):
    file, exporter = export(article, name, internal=internal)

    with file:
        content = file.read().decode()
    assert SECRET not in content
    assert article.title in content
    assert exporter is EXPORTERS[name]


def test_a_reviewer_sees_others_verdicts_once_their_own_is_given(ruled, article):
    reviewer = make_reviewer()
    (blind,) = internal_rows(article, reviewer)

    make_verdict(ruled.claim, by=reviewer, reasoning="My own.")

    (seeing,) = internal_rows(article, reviewer)
    assert blind.verdicts == []
    assert len(seeing.verdicts) == 3
    assert seeing.verdicts[-1] == f"{reviewer}: False: My own."


def test_who_gives_no_verdicts_sees_all_of_them(article):
    (row,) = internal_rows(article, make_reader())

    assert len(row.verdicts) == 2


def test_claims_stand_in_the_order_of_the_text(kept):
    article = make_article("Third it stands. First it ends. Then it goes on.")
    for quote in ("Then it goes on.", "Third it stands.", "First it ends."):
        make_claim(article, quote)

    rows = list(internal_rows(article, None))

    assert [row.claim for row in rows] == [
        "Third it stands.",
        "First it ends.",
        "Then it goes on.",
    ]


@pytest.mark.slow
def test_the_desks_report_tells_what_claims_were_split_and_merged_from(kept):
    claim, same = make_claim(), make_claim()
    split_claim(claim, [Part("It was of 1961."), Part("It had lapsed.")], by=make_editor())
    merged = merge_claims(claim.parts.first(), same, by=make_editor())

    rows = {row.claim_id: row for row in internal_rows(claim.article, None)}

    assert (rows[claim.public_id].state, rows[merged.public_id].state) == ("split", "merged")
    assert {row.split_from for row in rows.values()} == {"", claim.public_id}
    assert rows[merged.public_id].merged_into == same.public_id
    assert rows[merged.public_id].origin == "hand"


def test_an_unknown_format_is_refused(article):
    with pytest.raises(KeyError):
        export(article, "docx")


def test_json_of_a_report_is_what_the_rows_say(article):
    file, _exporter = export(article, "json", internal=True, viewer=make_reader())

    with file:
        assert json.load(file) == [asdict(row) for row in internal_rows(article, make_reader())]


def test_each_quotation_tells_how_it_stands_in_its_copy(article):
    (row,) = public_rows(article)

    copy = article.claims.get().evidence.first().snapshot
    assert row.quotations == [
        f"e{n}: verbatim in the copy of {copy.fetched_at:%Y-%m-%d}" for n in (1, 2)
    ]


@pytest.mark.slow
def test_a_claim_without_a_ruling_tells_how_its_quotations_stand():
    claim = make_researched_claim()

    (row,) = internal_rows(claim.article, None)

    assert row.quotations == ["e1: verbatim", "e2: verbatim"]
