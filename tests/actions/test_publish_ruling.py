import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims import gate
from claims.actions.override_rules import override_rules
from claims.actions.publish_ruling import publish_ruling
from claims.freezing import differs_from_published, words_of
from claims.models import Claim, Ruling, StaleRevision
from tests.actions.outcomes import (
    EDITORS,
    change,
    hide,
    refused,
    take_back,
    told,
    who_may,
)
from tests.factories import make_claim, make_editor, make_verdict
from tests.keeping import fresh
from tests.rulings import (
    approve,
    make_approved_ruling,
    make_draft,
    make_next_version,
    make_researched_claim,
    make_submitted_ruling,
    publish,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def approved(kept):
    return make_approved_ruling()


def put_before_readers(ruling, by, **given):
    return publish_ruling(ruling, revision=ruling.revision, by=by, **given)


def test_editors_publish(approved, people):
    assert who_may(lambda by: put_before_readers(approved, by), people) == EDITORS


def test_the_page_is_frozen_as_it_was_approved(approved, people):
    words = words_of(approved)

    ruling = put_before_readers(approved, people["editor"], reason="Ready.")

    assert ruling.stage == Ruling.Stage.PUBLISHED
    assert {name: ruling.page[name] for name in words} == words
    assert ruling.page["approved_by"] == str(approved.approved_by)
    assert ruling.published_at.isoformat() == ruling.page["published_at"]
    assert told(ruling) == (people["editor"], "Ready.")
    assert fresh(ruling) in Ruling.objects.published().standing()


def test_words_and_rules_are_asked_once(approved, people):
    with CaptureQueriesContext(connection) as asked:
        put_before_readers(approved, people["editor"])

    for table in ("claims_tagging", "claims_sourcetie"):  # asked for the words, and for the rules
        assert len([query for query in asked if f'FROM "{table}"' in query["sql"]]) == 1


def test_a_rule_that_is_met_after_the_approval_is_not_named_and_voids_nothing(kept, people):
    draft = make_draft(make_claim(), body="", not_known="Whether it was renewed.")
    rules = [c.rule.id for c in gate.check(draft.claim, draft) if c.stops]
    given = {"revision": draft.revision, "by": people["editor"], "reason": "A first check."}
    approved = approve(submit(override_rules(draft, rules, **given)))
    for _ in range(2):
        make_verdict(approved.claim)

    published = publish(fresh(approved))

    met = ["verdicts_agree", "conflicts_declared"]
    assert set(met) <= set(rules)
    assert published.overridden_rules == rules
    still_broken = [rule for rule in rules if rule not in met]
    assert published.page["override"]["rules"] == gate.sentences(still_broken)


def test_the_writer_may_publish_what_somebody_else_approved(kept):
    writer = make_editor()
    ruling = make_approved_ruling(by=writer)

    assert publish(ruling, by=writer).is_public


def test_publication_is_told_in_the_log_once_it_is_certain(
    approved, people, caplog, django_capture_on_commit_callbacks
):
    with (
        caplog.at_level(logging.INFO, "claims"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        put_before_readers(approved, people["editor"])
        assert caplog.messages == []

    assert caplog.messages == [f"published claim {approved.claim.public_id} version 1"]


@pytest.mark.parametrize("make", [make_draft, make_submitted_ruling])
def test_nothing_is_published_that_nobody_approved(make, people):
    ruling = make(make_claim(), body="")

    with refused(PermissionDenied):
        put_before_readers(ruling, people["editor"])


def test_what_was_saved_since_it_was_read_is_refused(approved, people):
    with refused(StaleRevision):
        publish_ruling(approved, revision=approved.revision - 1, by=people["editor"])


def test_what_was_discarded_is_refused(approved, people):
    discarded = take_back(approved)

    with refused(PermissionDenied):
        put_before_readers(discarded, people["editor"])


def test_nothing_goes_on_for_a_claim_that_the_desk_no_longer_checks(approved, people):
    change(approved.claim, state=Claim.State.DROPPED, drop_reason="Trivial.")

    with refused(PermissionDenied):
        put_before_readers(approved, people["editor"])


def test_words_that_changed_past_every_action_are_refused_all_the_same(approved, people):
    change(approved.claim.evidence.first().source, title="Another title")

    with refused(code="approval_void"):
        put_before_readers(approved, people["editor"])


def test_the_gate_names_each_rule_that_stops_with_its_remedy(kept, people):
    ruling = approve(submit(make_draft(make_claim(), body="")))
    stops = [c.rule for c in gate.check(ruling.claim, ruling) if c.stops]

    with refused() as caught:
        put_before_readers(ruling, people["editor"])

    assert len(stops) > 3
    for rule in stops:
        if not rule.blind:
            assert f"Not met: “{rule.sentence}”. {rule.remedy}" in caught.value.messages


def test_what_the_gate_says_of_a_case_ends_once(kept, people):
    claim = make_researched_claim(make_claim(said_by="The minister"))
    ruling = approve(submit(make_draft(claim)))

    with refused(code="claimant_asked") as caught:
        put_before_readers(ruling, people["editor"])

    assert "named as the claimant. Record an inquiry" in "".join(caught.value.messages)


def test_a_rule_that_is_set_aside_stops_nothing_and_is_told(kept):
    ruling = make_draft(make_claim(), body="")
    names = [c.rule.id for c in gate.check(ruling.claim, ruling) if c.stops]
    ruling = change(
        ruling, overridden_rules=names, override_reason="A drill.", overridden_by=make_editor()
    )

    published = publish(approve(submit(ruling)))

    assert published.page["override"]["reason"] == "A drill."
    assert published.page["override"]["rules"] == gate.sentences(names)


def test_a_confidential_article_is_for_no_reader(approved, people):
    hide(approved.claim.article)

    ruling = put_before_readers(approved, people["editor"])

    assert ruling not in Ruling.objects.published()


def test_the_version_before_is_superseded_and_one_stands(approved):
    first = publish(approved)
    second = make_next_version(first, why="Said more plainly.")

    assert fresh(first).stage == Ruling.Stage.SUPERSEDED
    assert list(Ruling.objects.published().standing()) == [second]
    assert list(Ruling.objects.published().order_by("version")) == [first, second]
    assert told(fresh(first))[1] == "superseded by version 2"


def test_past_every_action_the_database_keeps_one_standing_version(approved):
    first = publish(approved)
    second = make_next_version(first)

    first = fresh(first)
    first.stage = Ruling.Stage.PUBLISHED

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        first.door(second.approved_by, "past every rule"),
    ):
        first.save()


def test_a_later_edit_of_a_source_changes_no_page_and_is_flagged(approved):
    ruling = publish(approved)
    page = ruling.page

    change(ruling.claim.evidence.first().source, title="Another title")

    assert fresh(ruling).page == page
    assert differs_from_published(fresh(ruling))


def test_who_is_blind_is_not_told_whether_verdicts_agree(kept):
    ruling = make_draft(make_claim(), body="")
    editor = make_editor()
    ruling = approve(submit(ruling), by=editor)
    for _n in range(2):
        make_verdict(ruling.claim, "True")

    with refused() as caught:
        put_before_readers(ruling, editor)

    agreement = str(gate.RULES["verdicts_agree"].sentence)
    assert not any(agreement in message for message in caught.value.messages)
