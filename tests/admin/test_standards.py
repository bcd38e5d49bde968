"""Rules and scale at the desk, as an administrator sets them and the others read them."""

import pytest
from lxml import html

from claims import gate
from claims.models import Rating, RuleSet, Scale, SourceTie
from tests.admin.desk import at, desk_of, errors_of, form_of, list_of, messages_of, words_of
from tests.factories import (
    make_administrator,
    make_claim,
    make_evidence,
    make_rule_set,
    make_source,
    make_source_tie,
    make_verdict,
)
from tests.rulings import make_approved_ruling, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of(make_administrator())


def press(desk, row, deed):
    """Do a deed on its own page, to which its button leads."""
    sent = form_of(desk.get(at(row, deed)))
    return desk.post(at(row, deed), sent, follow=True)


def propose_rules(desk, musts, why="Copies first."):
    return desk.post(list_of(RuleSet, "add"), {"why": why, "musts": musts}, follow=True)


def test_a_new_version_begins_with_the_rules_in_force(desk):
    sent = form_of(desk.get(list_of(RuleSet, "add")))

    assert sent["why"] == ""
    page = desk.get(list_of(RuleSet, "add"))
    for rule in gate.RULES.values():
        assert str(rule.sentence) in words_of(page)
    boxes = html.fromstring(page.text).xpath('//input[@name="musts"]')
    assert [box.get("value") for box in boxes if not box.checked] == ["nothing_younger"]


@pytest.mark.slow
def test_an_administrator_proposes_rules_and_puts_them_in_force(desk):
    propose_rules(desk, ["stored_copies"])
    rules = RuleSet.objects.get()
    assert rules.levels["stored_copies"] == "must"
    assert set(rules.levels.values()) == {"must", "should"}
    assert "nothing is judged by it yet" in words_of(desk.get(at(rules)))

    answer = press(desk, rules, "put-in-force")

    assert "In force now: version 2" in messages_of(answer)
    assert RuleSet.objects.version_in_force() == 2
    page = desk.get(at(rules))
    assert "In force since" in words_of(page)
    assert 'name="musts"' not in page.text


@pytest.mark.slow
def test_a_proposal_can_be_changed_and_its_history_read(desk):
    propose_rules(desk, ["stored_copies"])
    rules = RuleSet.objects.get()
    sent = form_of(desk.get(at(rules))) | {"musts": ["both_sides"]}

    desk.post(at(rules), sent, follow=True)

    rules.refresh_from_db()
    assert rules.levels["both_sides"] == "must"
    assert rules.levels["stored_copies"] == "should"
    history = words_of(desk.get(at(rules, "history")))
    assert "Every cited page has a stored copy: must hold" in history
    assert "Every cited page has a stored copy: must should hold" in history  # gone and come


def test_rules_need_a_public_reason(desk):
    answer = propose_rules(desk, ["stored_copies"], why="")

    assert "required" in errors_of(answer)
    assert not RuleSet.objects.exists()


@pytest.mark.slow
def test_a_new_scale_is_changed_step_by_step_and_put_in_force(desk):
    desk.post(list_of(Scale, "add"), {"why": "Plainer words."}, follow=True)
    scale = Scale.objects.get()
    step = Rating.objects.get(scale=scale.version, label="False")
    sent = form_of(desk.get(at(step))) | {"label": "Wrong"}
    desk.post(at(step), sent, follow=True)
    added = form_of(desk.get(f"{list_of(Rating, 'add')}?scale={scale.version}"))
    added |= {"label": "Satire", "definition": "A joke.", "order": 7, "value": ""}
    desk.post(list_of(Rating, "add"), added | {"tone": "open", "shape": "dashed"}, follow=True)

    answer = press(desk, scale, "put-in-force")

    assert "In force now: version 2" in messages_of(answer)
    labels = list(Rating.objects.in_force().values_list("label", flat=True))
    assert labels[4:] == ["Wrong", "Unproven", "Satire"]


@pytest.mark.slow
def test_a_step_is_added_to_a_proposed_scale_alone(desk):
    sent = {"scale": 1, "label": "Satire", "definition": "A joke.", "order": 7}
    answer = desk.post(
        list_of(Rating, "add"), sent | {"tone": "open", "shape": "dashed"}, follow=True
    )

    assert "not one of the available choices" in errors_of(answer)


@pytest.mark.slow
def test_the_desk_offers_todays_scale_and_what_was_chosen_before(desk):
    draft = make_draft()
    desk.post(list_of(Scale, "add"), {"why": "Plainer words."}, follow=True)
    press(desk, Scale.objects.get(), "put-in-force")
    editor = desk_of("editor")

    page = editor.get(at(draft))

    assert "False (version 1 of the scale)" in page.text
    assert "Version 2 is in force: choose the rating anew" in words_of(page)
    sent = form_of(page)
    assert sent["rating"] == str(draft.rating_id)


@pytest.mark.slow
def test_a_verdict_by_an_earlier_scale_is_told_as_such_and_hinders_no_saving(desk):
    reviewer = desk_of("reviewer")
    claim = make_verdict(by=reviewer.person).claim
    desk.post(list_of(Scale, "add"), {"why": "Plainer words."}, follow=True)
    press(desk, Scale.objects.get(), "put-in-force")

    page = reviewer.get(at(claim))
    answer = reviewer.post(at(claim), form_of(page) | {"chosen_because": "Anew."}, follow=True)

    assert "judged by version 1 of the scale, so it does not count" in words_of(page)
    assert errors_of(answer) == ""
    claim.refresh_from_db()
    assert claim.chosen_because == "Anew."


@pytest.mark.slow
def test_who_publishes_is_told_that_the_rules_changed_after_the_approval(desk):
    ruling = make_approved_ruling()
    editor = desk_of("editor")
    assert "rules changed after the approval" not in words_of(editor.get(at(ruling)))

    rules = make_rule_set({"stored_copies": "should"}, why="Paper is enough.")
    press(desk, rules, "put-in-force")

    told = words_of(editor.get(at(ruling)))
    assert "rules changed after the approval. Version 2 is in force" in told
    assert "Paper is enough." in told


@pytest.mark.slow
def test_the_checklist_tells_must_from_should_and_what_to_do():
    claim = make_claim()

    told = words_of(desk_of("editor").get(at(claim)))

    assert "not met, and must be" in told
    assert str(gate.RULES["both_sides"].remedy) in told


@pytest.mark.slow
def test_a_claims_page_names_the_sources_that_count_once_and_lets_a_person_say_otherwise():
    claim, editor = make_claim(), desk_of("editor")
    one, other = (make_source(publisher="The Daily", title=title) for title in ("One", "Two"))
    for source in (one, other):
        make_evidence(claim, source)
    page = editor.get(at(claim))
    assert "1 independent source." in words_of(page)
    assert "sourcetie/add/?one" not in desk_of("reporter").get(at(claim)).text
    assert "same publisher: The Daily" in words_of(page)

    (add,) = {
        link for link in page.text.split('"') if link.startswith(list_of(SourceTie, "add") + "?one")
    }
    sent = form_of(editor.get(add.replace("&amp;", "&")))
    assert (sent["one"], sent["other"], sent["kind"]) == (str(one.pk), str(other.pk), "two")
    editor.post(list_of(SourceTie, "add"), sent | {"because": "They have two desks."}, follow=True)

    told = words_of(editor.get(at(claim)))
    assert "2 independent sources." in told
    assert "They have two desks." in told


@pytest.mark.slow
def test_two_sources_are_one_in_whatever_order_they_are_chosen():
    one, other = make_source(title="One"), make_source(title="Two")
    sent = {"one": other.pk, "other": one.pk, "kind": "one", "because": "One house owns both."}

    desk_of("reporter").post(list_of(SourceTie, "add"), sent, follow=True)

    tie = SourceTie.objects.get()
    assert (tie.one, tie.other) == (one, other)


@pytest.mark.slow
def test_what_is_said_twice_or_of_one_source_is_refused_in_words():
    tie = make_source_tie()
    sent = {"one": tie.one_id, "other": tie.other_id, "kind": "one", "because": "They are one."}
    reporter = desk_of("reporter")

    twice = reporter.post(list_of(SourceTie, "add"), sent, follow=True)
    alone = reporter.post(list_of(SourceTie, "add"), sent | {"other": tie.one_id}, follow=True)

    assert "said so of these two already" in errors_of(twice)
    assert "Choose two different sources" in errors_of(alone)
