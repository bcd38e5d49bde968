"""What rulings are judged by changes by a deed of its own, and never under what is public."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims import gate
from claims.actions.put_in_force import put_in_force
from claims.actions.retract_row import retract_row
from claims.models import Rating, RuleSet, Scale, StaleRevision
from tests.actions.outcomes import refused
from tests.factories import (
    make_administrator,
    make_claim,
    make_editor,
    make_reporter,
    make_rule_set,
    make_scale,
    make_step,
)
from tests.keeping import fresh
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_published_ruling,
    make_researched_claim,
    publish,
)

pytestmark = pytest.mark.django_db


def levels(**changes):
    return {rule.id: str(rule.level) for rule in gate.RULES.values()} | changes


def in_force(standard, by=None):
    return put_in_force(standard, revision=standard.revision, by=by or make_administrator())


def test_a_rule_binds_as_the_version_in_force_has_it():
    ruling = make_draft(make_claim(), body="")
    rules = make_rule_set(levels(both_sides="should", nothing_younger="must"))
    assert "both_sides" in {rule.id for rule in gate.stops(ruling)}

    in_force(rules)

    assert RuleSet.objects.version_in_force() == rules.version == 2
    assert "both_sides" not in {rule.id for rule in gate.stops(ruling)}
    found = {check.rule.id: check.level for check in gate.check(ruling.claim, ruling)}
    assert (found["both_sides"], found["nothing_younger"]) == ("should", "must")


def test_who_when_and_why_are_kept():
    by = make_administrator()

    rules = fresh(in_force(make_rule_set(levels(both_sides="should")), by=by))

    assert (rules.in_force_by, rules.is_settled) == (by, True)
    kept = rules.history.latest()
    assert (kept.history_user, kept.history_change_reason) == (by, "put in force")


@pytest.mark.parametrize("make", [make_editor, make_reporter])
def test_it_is_for_administrators(make):
    rules, by = make_rule_set(levels(both_sides="should")), make()

    with refused(PermissionDenied):
        in_force(rules, by=by)


def test_what_somebody_changed_since_is_not_put_in_force():
    rules, by = make_rule_set(levels(both_sides="should")), make_administrator()

    with refused(StaleRevision):
        put_in_force(rules, revision=rules.revision - 1, by=by)


def test_what_was_in_force_is_never_changed_or_taken_back():
    by, rules = make_administrator(), in_force(make_rule_set(levels(both_sides="should")))
    rules.why = "Another reason."

    with refused(code="in_force"):
        rules.save_by(by)
    with refused(PermissionDenied):
        retract_row(fresh(rules), by=by, reason="No more.")
    with refused(PermissionDenied):
        in_force(fresh(rules), by=by)


def test_an_older_proposal_does_not_come_after_a_newer_one():
    older, newer = (make_rule_set(levels(both_sides=level)) for level in ("should", "must"))
    newer.levels |= {"stored_copies": "should"}
    newer.save_by(make_administrator())
    by = make_administrator()
    in_force(newer, by=by)

    with refused(PermissionDenied):
        in_force(older, by=by)


def test_rules_that_say_the_same_are_not_another_version():
    by = make_administrator()
    first = in_force(make_rule_set(levels(both_sides="should")), by=by)
    second = make_rule_set(first.levels)

    with refused(code="no_change"):
        in_force(second, by=by)


def test_a_scale_needs_steps_to_choose_between():
    scale, by = make_scale(), make_administrator()
    make_step(scale)
    with refused(code="too_few"):
        in_force(scale, by=by)

    make_step(scale)
    in_force(scale, by=by)

    assert Rating.objects.in_force().count() == 2
    assert Scale.objects.version_in_force() == scale.version == 2


def test_a_step_of_a_scale_that_was_in_force_is_never_changed():
    scale = make_scale()
    step, other, by = make_step(scale), make_step(scale), make_administrator()
    in_force(scale, by=by)
    step.label = "Another word"

    with refused(code="in_force"):
        step.save_by(by)
    with refused(PermissionDenied):
        retract_row(other, by=by, reason="Not needed.")
    with refused(code="in_force"):
        make_step(scale)


@pytest.mark.slow
def test_a_page_keeps_the_rules_by_which_it_was_judged():
    old = make_published_ruling()
    before = dict(old.frozen)
    in_force(make_rule_set(levels(both_sides="should")))

    new = make_published_ruling(make_claim())

    assert fresh(old).frozen == before
    assert (old.page["rules"]["version"], new.page["rules"]["version"]) == (1, 2)
    results = {rule["id"]: rule for rule in new.page["rules"]["results"]}
    assert list(results) == list(gate.RULES)
    assert (results["both_sides"]["level"], results["both_sides"]["result"]) == ("should", "met")
    assert results["claimant_asked"]["result"] == "open"


@pytest.mark.slow
def test_a_rule_that_becomes_a_must_stops_the_next_version_and_no_page():
    claim = make_researched_claim()
    claim.said_on = "1990"
    claim.save_by(make_editor())
    for piece in claim.evidence.select_related("source"):
        piece.note, piece.source.published_on = "", "2020"
        piece.source.save_by(make_editor())
        piece.save_by(make_editor())
    public = make_published_ruling(claim)
    waiting = make_approved_ruling(make_researched_claim())
    for piece in waiting.claim.evidence.select_related("source"):
        assert piece.source.published_on == ""

    in_force(make_rule_set(levels(nothing_younger="must")))

    assert fresh(public).stage == "published"
    assert "nothing_younger" in {rule.id for rule in gate.stops(fresh(public))}
    assert publish(waiting).page["rules"]["version"] == 2


@pytest.mark.parametrize("bad", [{"both_sides": "maybe"}, ["both_sides"], "must"])
def test_a_level_is_one_of_two_words(bad):
    with pytest.raises(ValidationError):
        make_rule_set(bad)
