import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.save_row import save_row
from claims.models import (
    Article,
    Claimant,
    Evidence,
    Note,
    Source,
    SourceTie,
    StaleRevision,
    Verdict,
)
from tests.actions.outcomes import EDITORS, JUDGES, WORKERS, hide, refused, take_back, told, who_may
from tests.admin.desk import make_person
from tests.factories import (
    make_attribution,
    make_claim,
    make_claimant,
    make_evidence,
    make_note,
    make_proposal,
    make_source,
    make_verdict,
    rating,
)
from tests.keeping import fresh
from tests.rulings import make_draft, make_next_version, make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def claim(kept):
    claim = make_claim()
    make_evidence(claim)
    return claim


def changed(row, **values):
    """Return the stored row with other values, not yet saved."""
    row = fresh(row)
    for name, value in values.items():
        setattr(row, name, value)
    return row


NEW = {
    "a source": (lambda _claim: Source(title="Minutes"), WORKERS),
    "a claimant": (lambda _claim: Claimant(name="A. Minister"), WORKERS),
    "evidence": (lambda c: Evidence(claim=c, source=make_source(), stance="context"), WORKERS),
    "a note": (lambda c: Note(claim=c, text="Hm."), WORKERS),
    "a verdict": (lambda c: Verdict(claim=c, rating=rating(), reasoning="It lapsed."), JUDGES),
    "an article": (lambda _claim: Article(title="Another"), WORKERS),
}


@pytest.mark.parametrize("kind", NEW)
def test_each_kind_of_row_is_added_by_those_whose_work_it_is(claim, people, kind):
    make, allowed = NEW[kind]

    assert who_may(lambda by: save_row(make(claim), by=by), people) - {"machine"} == allowed


PLACES = {
    "the claim": lambda claim: claim,
    "the article": lambda claim: claim.article,
    "evidence": lambda claim: claim.evidence.first(),
}


@pytest.mark.parametrize("place", PLACES)
def test_those_who_work_on_it_change_it(claim, people, place):
    row = PLACES[place](claim)

    assert who_may(lambda by: save_row(fresh(row), by=by), people) == WORKERS


def test_history_says_who_and_why(claim, people):
    row = save_row(changed(claim, text="Other words."), by=people["editor"], reason="Clearer.")

    assert told(row) == (people["editor"], "Clearer.")


def test_evidence_is_numbered_on_its_claim(claim, people):
    piece = Evidence(claim=claim, source=make_source(), stance="context")

    assert save_row(piece, by=people["reporter"]).number == 2


def test_verdicts_and_notes_are_their_authors_alone(claim, people):
    note = make_note(claim, by=people["reviewer"])
    verdict = make_verdict(claim, by=people["reviewer"])

    for row in (note, verdict):
        assert who_may(lambda by, row=row: save_row(fresh(row), by=by), people) == {"reviewer"}


def test_a_new_verdict_is_given_by_whoever_saves_it(claim, people):
    forged = Verdict(
        claim=claim, rating=rating(), reasoning="It lapsed.", reviewer=people["reviewer"]
    )

    assert save_row(forged, by=people["editor"]).reviewer == people["editor"]


def test_nobody_judges_what_a_machine_proposed(claim, people):
    proposal = make_proposal(claim.article)

    with refused(PermissionDenied):
        save_row(Verdict(claim=proposal, rating=rating(), reasoning="Yes."), by=people["editor"])


@pytest.mark.slow
def test_rows_with_deeds_of_their_own_are_refused(kept, people):
    ruling = make_draft()
    after = make_next_version(make_published_ruling())

    for row in (ruling, after.correction, rating(), ruling.claim.body):
        with refused(PermissionDenied):
            save_row(fresh(row), by=people["editor"])


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(claim, people):
    mine = changed(claim, text="Mine.")
    save_row(changed(claim, text="Theirs."), by=people["reporter"])

    with refused(StaleRevision):
        save_row(mine, by=people["editor"])
    assert fresh(claim).text == "Theirs."


def test_a_rule_that_is_broken_saves_nothing(claim, people):
    with refused(code="blank"):
        save_row(changed(claim, text=""), by=people["editor"])


def test_a_record_stays_at_its_claim(claim, people):
    elsewhere = make_claim()

    for row in (claim.evidence.get(), make_note(claim, by=people["editor"])):
        with refused(code="moved"):
            save_row(changed(row, claim=elsewhere), by=people["editor"])


def test_nothing_new_rests_on_what_was_retracted(claim, people):
    source, claimant = make_source(), make_claimant()
    take_back(source)
    take_back(claimant)
    piece = Evidence(claim=claim, source=fresh(source), stance="context")
    named = changed(make_attribution(claim), claimant=fresh(claimant))

    for row in (piece, named):
        with refused(code="retracted"):
            save_row(row, by=people["editor"])


def test_editors_say_who_checks_a_claim(claim, people):
    worker = make_person("reporter")

    def give(by):
        return save_row(changed(claim, assignee=worker), by=by)

    assert who_may(give, people) == EDITORS


def test_editors_decide_what_readers_see_of_an_article(claim, people):
    for decided in ({"shown": "full"}, {"confidential": True}):
        deed = changed(claim.article, **decided)

        assert who_may(lambda by, row=deed: save_row(row, by=by), people) == EDITORS


def test_a_confidential_article_is_for_those_at_work_on_it(claim, people):
    hide(claim.article)

    assert who_may(lambda by: save_row(fresh(claim), by=by), people) == EDITORS
    assert who_may(lambda by: save_row(Note(claim=claim, text="Hm."), by=by), people) == EDITORS


@pytest.mark.parametrize("place", wide(PLACES, every=2))
def test_once_readers_rest_on_it_a_change_needs_a_reason(kept, people, place):
    row = PLACES[place](make_published_ruling().claim)

    with refused(code="reason_required"):
        save_row(fresh(row), by=people["editor"])
    assert save_row(fresh(row), by=people["editor"], reason="A typing error.")


SHARED = {
    "a source": lambda claim: claim.evidence.first().source,
    "a claimant": lambda claim: make_attribution(claim).claimant,
}


@pytest.mark.parametrize("shared", SHARED)
def test_what_several_claims_share_needs_a_reason_once_readers_rest_on_it(kept, people, shared):
    row = SHARED[shared](make_published_ruling().claim)

    for reason in ("", "  "):
        with refused(code="reason_required"):
            save_row(fresh(row), by=people["editor"], reason=reason)
    assert save_row(fresh(row), by=people["editor"], reason="A typing error.")


def test_what_no_published_ruling_rests_on_needs_no_reason(people):
    assert save_row(make_source(), by=people["editor"])
    assert save_row(fresh(make_attribution().claimant), by=people["editor"])


ASKED = [{"start": 0, "end": 2, "words": "He", "antecedent": "Vladimir Putin", "confidence": 0.6}]


def test_what_the_splitter_asked_goes_once_a_person_changes_the_wording(people):
    proposal = make_proposal(suggestions=ASKED)

    save_row(changed(proposal, kind="opinion"), by=people["editor"])
    kept = fresh(proposal).suggestions
    save_row(changed(proposal, text="Vladimir Putin signed it."), by=people["editor"])

    assert kept == ASKED
    assert fresh(proposal).suggestions == []


@pytest.mark.parametrize(("kind", "may"), [("one", WORKERS), ("two", EDITORS)])
def test_that_two_sources_are_independent_is_said_by_editors(people, kind, may):
    one, other = make_source(), make_source()
    tie = {"one": one, "other": other, "kind": kind, "because": "They share an office, no more."}

    assert who_may(lambda by: save_row(SourceTie(**tie), by=by), people) == may
