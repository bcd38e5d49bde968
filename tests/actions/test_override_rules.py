import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.override_rules import override_rules
from claims.models import StaleRevision
from tests.actions.outcomes import EDITORS, change, refused, told, who_may
from tests.factories import make_claim
from tests.rulings import make_draft, make_published_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def draft(kept):
    return make_draft(make_claim(), body="")


@pytest.fixture
def set_aside(draft, people):
    """Set rules aside on the draft as an editor, unless other things are named."""

    def run(*rules, ruling=draft, **given):
        given = {"by": people["editor"], "reason": "The archive is closed.", **given}
        return override_rules(ruling, rules, revision=ruling.revision, **given)

    return run


def test_editors_set_rules_aside(set_aside, people):
    assert who_may(lambda by: set_aside("stored_copies", by=by), people) == EDITORS


def test_readers_learn_which_and_why_and_by_whom(set_aside, people):
    ruling = set_aside("both_sides", "stored_copies")

    assert ruling.overridden_rules == ["stored_copies", "both_sides"]  # in the rules' own order
    assert ruling.override_reason == "The archive is closed."
    assert ruling.overridden_by == people["editor"]
    assert told(ruling) == (people["editor"], "The archive is closed.")


def test_who_gives_the_reason_wrote_a_word(set_aside, people):
    assert people["editor"].pk in set_aside("stored_copies").writer_ids()


def test_none_any_more_takes_the_reason_away(set_aside):
    ruling = set_aside(ruling=set_aside("stored_copies"))

    assert (ruling.overridden_rules, ruling.override_reason) == ([], "")
    assert ruling.overridden_by is None


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_rule_is_set_aside_without_a_reason(set_aside, reason):
    with refused(code="reason_required"):
        set_aside("stored_copies", reason=reason)


@pytest.mark.parametrize("rule", ["four_eyes", "nonsense", ""])
def test_what_is_no_rule_of_the_gate_cannot_be_set_aside(set_aside, rule):
    with refused(code="no_rule"):
        set_aside("stored_copies", rule)


def test_what_changed_since_it_was_read_is_refused(set_aside, draft):
    change(draft, why="Other words.")

    with refused(StaleRevision):
        set_aside("stored_copies")


@pytest.mark.slow
def test_nothing_is_set_aside_once_it_is_public(set_aside):
    published = make_published_ruling()

    with refused(PermissionDenied):
        set_aside("stored_copies", ruling=published)
