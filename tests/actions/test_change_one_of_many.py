from datetime import date

import pytest

from claims.actions.run_bulk import run_bulk
from claims.models import BulkJob, Claim
from tests.actions.outcomes import change, hide, take_back, told
from tests.admin.desk import make_person
from tests.bulk import done, outcomes, refusals, taken_back, waiting
from tests.factories import (
    make_claim,
    make_proposal,
    make_tagging,
    make_topic,
)
from tests.keeping import fresh
from tests.rulings import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(people):
    return people["editor"]


@pytest.fixture(scope="module")
def claim(kept):
    return make_claim()


def test_a_claim_is_assigned_with_its_day_as_the_work_of_who_confirmed(claim, editor):
    who, day = make_person("reviewer"), date(2030, 5, 1)

    done("assign", [claim], editor, to=who.pk, due_on=day, reason="")

    claim = fresh(claim)
    assert (claim.assignee, claim.due_on, told(claim)[0]) == (who, day, editor)


def test_one_that_is_assigned_so_already_gets_no_history(claim, people, editor):
    claim = change(claim, assignee=people["reviewer"])
    before = claim.history.count()

    job = done("assign", [claim], editor, to=people["reviewer"].pk, due_on=None, reason="")

    assert outcomes(job) == {"same": 1}
    assert claim.history.count() == before


def test_proposals_are_accepted_and_others_stay(claim, editor):
    proposal = make_proposal()

    job = done("accept", [claim, proposal], editor)

    assert outcomes(job) == {"done": 1, "same": 1}
    assert fresh(proposal).state == "accepted"
    assert told(fresh(proposal)) == (editor, "accepted")


def test_topics_are_added_where_they_are_missing(claim, editor):
    topic, had = make_topic(), make_tagging(claim).topic

    job = done("tag", [claim], editor, topics=[topic.pk, had.pk], reason="Of the series.")

    assert {row.topic for row in claim.taggings.live()} == {topic, had}
    assert told(claim.taggings.get(topic=topic)) == (editor, "Of the series.")
    assert outcomes(job) == {"done": 1}


def test_topics_are_taken_off_and_stay_on_record(claim, editor):
    had = make_tagging(claim)

    job = done("untag", [claim, make_claim()], editor, topics=[had.topic_id], reason="")

    assert fresh(had).is_retracted
    assert told(fresh(had)) == (editor, "the topic was taken off")
    assert outcomes(job) == {"done": 1, "same": 1}


def test_what_changed_since_it_was_chosen_is_refused_and_not_overwritten(claim, editor):
    job = waiting("drop", [claim], editor, reason="Trivial.")
    change(claim, text="Other words.")

    run_bulk(job, by=editor)

    assert refusals(job) == [
        "Somebody changed it since: nothing was done to it. Look at it, then decide."
    ]
    assert (fresh(claim).state, fresh(claim).text) == ("accepted", "Other words.")


def test_what_an_action_refuses_is_said_in_its_words_and_the_others_go_on(claim, editor):
    ruled = make_draft(make_claim(), body="").claim
    dropped = make_claim(state="dropped", drop_reason="Trivial.")

    job = done("drop", [ruled, dropped, claim], editor, reason="Trivial.")

    assert outcomes(job) == {"refused": 2, "done": 1}
    assert any("There is a ruling" in told for told in refusals(job))
    assert any("undo that first" in told for told in refusals(job))


@pytest.mark.parametrize("event", [hide, take_back])
def test_who_may_no_longer_when_it_is_its_turn_is_refused(claim, people, event):
    job = waiting("drop", [claim], people["reporter"], reason="Trivial.")
    event(claim.article)

    run_bulk(job, by=people["reporter"])

    assert refusals(job) == ["You may not do this to it as things stand now."]
    assert fresh(claim).state == "accepted"


def test_a_role_that_ends_while_it_is_done_ends_it(claim, people):
    other = make_claim(claim.article)
    job = waiting("drop", [claim, other], people["reporter"], reason="Trivial.")
    people["reporter"].has_perm("claims.change_claim")  # as a worker's copy remembers
    take_back(people["reporter"].memberships.get())

    run_bulk(job, by=people["reporter"])

    assert outcomes(job) == {"refused": 2}


def test_an_error_of_the_form_is_told_for_each_claim(claim, editor):
    job = done("drop", [claim], editor, reason="x" * 301)

    assert "300" in refusals(job)[0]
    assert fresh(claim).state == "accepted"


# The way back


def test_what_was_dropped_is_as_it_was_proposals_proposed(claim, editor):
    proposal = make_proposal()
    job = done("drop", [claim, proposal], editor, reason="Trivial.")

    back = taken_back(job, editor)

    assert outcomes(back) == {"done": 2}
    assert (fresh(claim).state, fresh(proposal).state) == ("accepted", "proposed")
    assert fresh(claim).drop_reason == ""
    assert told(fresh(claim)) == (editor, "the work on many claims was taken back")


def test_the_assignment_is_as_it_was(claim, editor):
    before, other = make_person("reporter"), make_person("reviewer")
    change(claim, assignee=before, due_on=date(2030, 1, 1))
    job = done("assign", [claim], editor, to=other.pk, due_on=None, reason="")

    taken_back(job, editor, "By mistake.")

    assert (fresh(claim).assignee, fresh(claim).due_on) == (before, date(2030, 1, 1))
    assert told(fresh(claim)) == (editor, "By mistake.")


def test_topics_are_as_they_were(claim, editor):
    kept, gone, new = make_tagging(claim), make_tagging(claim), make_topic()
    added = done("tag", [claim], editor, topics=[kept.topic_id, new.pk], reason="")
    taken = done("untag", [claim], editor, topics=[gone.topic_id], reason="")

    assert outcomes(taken_back(added, editor)) == {"done": 1}
    assert outcomes(taken_back(taken, editor)) == {"done": 1}

    assert {row.pk for row in claim.taggings.live()} == {kept.pk, gone.pk}


def test_what_somebody_changed_since_stays_as_it_is_now(claim, people, editor):
    other = make_claim(claim.article)
    job = done("drop", [claim, other], editor, reason="Trivial.")
    change(fresh(claim), kind="opinion")

    back = taken_back(job, editor)

    assert outcomes(back) == {"refused": 1, "done": 1}
    assert (fresh(claim).state, fresh(other).state) == ("dropped", "accepted")


def test_a_topic_that_somebody_took_off_since_stays_off(claim, editor):
    topic = make_topic()
    job = done("tag", [claim], editor, topics=[topic.pk], reason="")
    take_back(claim.taggings.get(topic=topic))

    assert "Somebody changed it since" in refusals(taken_back(job, editor))[0]


def test_a_topic_that_the_claim_got_anew_is_not_given_twice(claim, editor):
    had = make_tagging(claim)
    job = done("untag", [claim], editor, topics=[had.topic_id], reason="")
    make_tagging(claim, had.topic)

    assert "has this topic already" in refusals(taken_back(job, editor))[0]


def test_what_was_taken_back_cannot_be_taken_back_twice(claim, editor):
    job = done("drop", [claim], editor, reason="Trivial.")
    taken_back(job, editor)

    assert outcomes(taken_back(job, editor)) == {"refused": 1}
    assert BulkJob.objects.filter(undoes=job).count() == 2
    assert Claim.objects.get(pk=claim.pk).state == "accepted"


def test_what_changed_since_is_refused_even_if_it_is_assigned_so_already(claim, editor):
    other = make_person("reviewer")
    job = waiting("assign", [claim], editor, to=other.pk, due_on=None, reason="")
    change(claim, assignee=other)

    run_bulk(job, by=editor)

    assert outcomes(job) == {"refused": 1}


def test_a_day_that_is_over_comes_back(claim, editor):
    other = make_person("reviewer")
    change(claim, assignee=other, due_on=date(2020, 1, 1))
    job = done("assign", [claim], editor, to=other.pk, due_on=date(2999, 1, 1), reason="")

    taken_back(job, editor, "By mistake.")

    assert fresh(claim).due_on == date(2020, 1, 1)
