"""A new version of the scale begins as a copy of today's, and changes nothing yet."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.prepare_desk import SCALE
from claims.actions.propose_scale import COPIED, propose_scale
from claims.actions.put_in_force import put_in_force
from claims.models import Rating, Scale
from tests.actions.outcomes import refused
from tests.factories import make_administrator, make_editor, make_verdict
from tests.rulings import make_published_ruling

pytestmark = pytest.mark.django_db


def test_it_takes_the_steps_over_and_judges_nothing_yet():
    by = make_administrator()

    scale = propose_scale(why="Half true says too little.", by=by)

    copied = Rating.objects.filter(scale=scale.version).order_by("order")
    assert list(copied.values(*COPIED)) == list(Rating.objects.in_force().values(*COPIED))
    assert {step.history.latest().history_user for step in copied} == {by}
    assert Scale.objects.version_in_force() == 1
    assert Rating.objects.in_force().count() == len(SCALE)


def test_its_steps_can_be_changed_until_it_is_in_force():
    by = make_administrator()
    scale = propose_scale(why="Plainer words.", by=by)
    step = Rating.objects.get(scale=scale.version, label="False")

    step.label = "Wrong"
    step.save_by(by)
    put_in_force(scale, revision=scale.revision, by=by)

    assert "Wrong" in set(Rating.objects.in_force().values_list("label", flat=True))


@pytest.mark.slow
def test_a_ruling_keeps_the_step_that_it_was_judged_by():
    ruling = make_published_ruling(label="False")
    by = make_administrator()
    scale = propose_scale(why="Plainer words.", by=by)
    put_in_force(scale, revision=scale.revision, by=by)

    ruling.refresh_from_db()
    assert (ruling.rating.scale, ruling.page["rating"]["scale"]) == (1, 1)
    assert make_verdict(label="False").rating.scale == 1  # the test's own; the desk offers 2


def test_it_is_for_administrators():
    by = make_editor()

    with refused(PermissionDenied):
        propose_scale(why="Fewer steps.", by=by)


def test_it_needs_a_public_reason():
    by = make_administrator()

    with refused(code="blank"):
        propose_scale(why=" ", by=by)
