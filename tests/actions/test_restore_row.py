import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.replace_text import replace_text
from claims.actions.restore_row import restore_row
from claims.actions.retract_row import retract_row
from claims.ingestion import from_text
from claims.models import Claim, StaleRevision
from tests.actions.outcomes import EDITORS, WORKERS, change, hide, refused, take_back, told, who_may
from tests.factories import (
    make_claim,
    make_evidence,
    make_note,
    make_proposal,
    make_source,
    make_user,
    make_verdict,
)
from tests.keeping import fresh
from tests.rulings import make_draft, make_published_ruling, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def source(kept):
    """A source whose title was changed, and then its publisher."""
    source = make_source(title="First")
    change(source, title="Second")
    return change(source, publisher="Another")


def go_back(row, by, *, to="earliest", **given):
    row = fresh(row)
    given = {"history_id": getattr(row.history, to)().pk, "revision": row.revision, **given}
    return restore_row(row, by=by, **given)


def test_those_who_may_change_a_row_go_back(source, people):
    assert who_may(lambda by: go_back(source, by), people) == WORKERS


def test_going_back_is_a_change_of_its_own(source, people):
    before = source.history.count()

    row = go_back(source, people["editor"], reason="The first was right.")

    assert (row.title, row.publisher) == ("First", "The Archive")
    assert row.history.count() == before + 1
    assert row.revision == source.revision + 1
    assert told(row) == (people["editor"], "The first was right.")


def test_what_was_saved_since_it_was_read_is_refused(source, people):
    with refused(StaleRevision):
        go_back(source, people["editor"], revision=source.revision - 1)


def test_a_version_of_another_row_is_none_of_this_one(source, people):
    other = make_source().history.get().pk

    with refused(code="no_version"):
        go_back(source, people["editor"], history_id=other)


def test_a_retraction_is_undone(source, people):
    retract_row(source, by=people["reporter"], reason="Entered twice.")

    row = go_back(source, people["editor"])

    assert not row.is_retracted
    assert (row.retracted_by, row.retraction_reason) == (None, "")


def test_a_retraction_comes_back_only_where_nothing_rests_on_the_row(source, people):
    retracted = take_back(source).history.latest().pk
    go_back(source, people["editor"])
    piece = make_evidence(source=fresh(source))

    with refused(code="in_use"):
        go_back(source, people["editor"], history_id=retracted)

    take_back(piece)
    assert go_back(source, people["editor"], history_id=retracted).is_retracted


@pytest.mark.slow
def test_notes_and_verdicts_are_their_authors_alone(kept, people):
    claim = make_claim()
    for make in (make_note, make_verdict):
        deed = going_back(make(claim, by=people["reviewer"]))

        assert who_may(deed, people) == {"reviewer"}


def going_back(row):
    return lambda by: go_back(row, by)


def test_of_a_claim_the_words_come_back_and_no_decision(kept, people):
    proposal = make_proposal()
    change(proposal, text="Other words.", state="accepted", assignee=people["reviewer"])

    claim = go_back(proposal, people["reporter"], reason="The splitter had it right.")

    assert claim.text == proposal.text
    assert (claim.state, claim.assignee) == ("accepted", people["reviewer"])


@pytest.mark.slow
def test_what_readers_rest_on_goes_back_with_a_reason(kept, people):
    claim = make_published_ruling().claim

    with refused(code="reason_required"):
        go_back(claim, people["editor"])
    assert go_back(claim, people["editor"], reason="It was right.")


@pytest.mark.slow
def test_of_a_ruling_the_words_come_back_and_no_stage(kept, people):
    draft = make_draft(make_claim(), body="", why="First.")
    change(draft, why="Second.", language="es")
    submitted = submit(fresh(draft))

    ruling = go_back(submitted, people["reporter"])

    assert (ruling.why, ruling.language, ruling.stage) == ("First.", "en", "in_review")
    assert people["reporter"].pk in ruling.writer_ids()


@pytest.mark.slow
def test_nobody_goes_back_behind_a_public_page(kept, people):
    ruling = make_published_ruling()

    with refused(PermissionDenied):
        go_back(ruling, people["editor"], reason="Back.")


def test_editors_alone_go_back_to_what_readers_saw_of_an_article(kept, people):
    article = make_claim().article
    hide(article)

    assert who_may(going_back(article), people) == EDITORS


def test_a_version_that_breaks_a_rule_of_today_is_refused(kept, people):
    claim = make_claim()
    verdict = make_verdict(claim, by=people["reviewer"])
    take_back(verdict)
    make_verdict(claim, by=people["reviewer"])

    with refused():
        go_back(verdict, people["reviewer"])


def test_of_a_person_no_rights_come_back(kept, people):
    person = make_user(is_superuser=True)
    change(person, is_superuser=False, username="renamed", byline="Renamed")

    back = go_back(person, people["administrator"])

    assert back.byline != "Renamed"
    assert (back.is_superuser, back.username) == (False, "renamed")


def test_going_back_leaves_a_claim_where_it_stands(people):
    claim = make_claim(text="The treaty lapsed.")
    text = f"A new line.\n{claim.article.body.text}"
    body, _is_new = replace_text(claim.article, from_text(text), by=people["editor"])
    change(claim, text="Reworded.")

    claim = go_back(claim, people["editor"])

    assert (claim.text, claim.body, claim.anchor) == ("The treaty lapsed.", body, "moved")


def test_a_merged_claim_comes_back_only_with_the_one_that_stands_for_it(people):
    into = make_claim(text="The treaty lapsed.")
    merged = make_claim(into.article, text="The pact lapsed.")
    change(merged, state=Claim.State.MERGED, merged_into=into)
    take_back(merged)
    take_back(into)

    with refused(code="in_use"):
        go_back(merged, people["editor"])

    go_back(into, people["editor"])

    assert not go_back(merged, people["editor"]).is_retracted
