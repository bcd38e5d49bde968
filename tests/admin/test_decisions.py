"""What only some may decide, by whatever path it is asked for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from claims.actions.override_rules import override_rules
from claims.actions.return_ruling import return_ruling
from claims.models import Claim, Ruling, Snapshot
from tests.admin.desk import (
    at,
    desk_of,
    errors_of,
    fill,
    form_of,
    list_of,
    make_person,
    messages_of,
    words_of,
)
from tests.factories import (
    make_article,
    make_claim,
    make_editor,
    make_proposal,
    make_source,
    make_user,
    make_verdict,
)
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_published_ruling,
    make_submitted_ruling,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", [{"confidential": "on"}, {"shown": "full"}])
def test_a_reporter_does_not_decide_what_readers_see(typed):
    article = make_published_ruling().claim.article
    desk = desk_of("reporter")

    fill(desk, at(article), reason="I say so.", **typed)

    article.refresh_from_db()
    assert (article.confidential, article.shown) == (False, "passages")


@pytest.mark.slow
def test_an_editor_gives_a_reason_to_hide_what_is_public(client):
    ruling = make_published_ruling()
    article, desk = ruling.claim.article, desk_of("editor")

    refused = fill(desk, at(article), confidential="on")
    fill(desk, at(article), confidential="on", reason="The source asked for it.")

    assert "give a reason" in errors_of(refused)
    article.refresh_from_db()
    assert article.confidential
    assert client.get(ruling.get_absolute_url()).status_code == 404


def test_a_copy_is_stored_from_a_file():
    source, desk = make_source(), desk_of("reporter")
    file = SimpleUploadedFile("page.txt", b"The treaty of 1961 had lapsed in 1996.")

    desk.post(at(source, "store"), {"file": file})

    snapshot = Snapshot.objects.get(source=source)
    assert "lapsed in 1996" in snapshot.text


def test_a_claim_reworded_meanwhile_is_not_accepted_unread():
    proposal, desk = make_proposal(), desk_of("editor")
    read = proposal.revision
    proposal.text = "Something else entirely."
    proposal.save_by(make_editor())

    response = desk.post(at(proposal, "accept"), {"revision": read})

    assert "Somebody else changed" in words_of(response)
    proposal.refresh_from_db()
    assert proposal.state == Claim.State.PROPOSED


@pytest.mark.slow
def test_a_page_is_approved_where_it_is_read():
    ruling, desk = make_submitted_ruling(), desk_of("editor")

    response = desk.get(at(ruling, "approve"))

    assert response.url == at(ruling, "preview")


def test_what_was_not_read_is_not_approved():
    ruling, desk = make_submitted_ruling(), desk_of("editor")

    stale = {"revision": ruling.revision, "words": "0" * 64}
    response = desk.post(at(ruling, "approve"), stale, follow=True)

    assert "Somebody else changed" in words_of(response)
    ruling.refresh_from_db()
    assert ruling.stage == Ruling.Stage.IN_REVIEW


@pytest.mark.slow
def test_rules_set_aside_tell_nothing_of_verdicts_not_yet_seen():
    differing = make_claim()
    make_verdict(differing, "True")
    make_verdict(differing, "False")
    agreeing = make_claim()
    make_verdict(agreeing, "False")
    make_verdict(agreeing, "False")
    desk = desk_of("editor")

    pages = [
        desk.get(at(make_draft(claim, body=""), "override")) for claim in (differing, agreeing)
    ]

    offered = [b'value="verdicts_agree"' in page.content for page in pages]
    chosen = [b'value="verdicts_agree" checked' in page.content for page in pages]
    assert offered == [True, True]
    assert chosen == [False, False]


def set_aside(ruling, *rules, by=None):
    given = {"revision": ruling.revision, "by": by or make_editor(), "reason": "Only one archive."}
    return override_rules(ruling, rules, **given)


@pytest.mark.slow
def test_no_rule_is_set_aside_but_by_the_hand_that_ticks_it():
    ruling, desk = make_draft(make_claim(), body=""), desk_of("editor")
    kept = set_aside(make_draft(make_claim(), body=""), "stored_copies", "both_sides")
    kept = set_aside(kept, "both_sides")

    pages = [html.fromstring(desk.get(at(row, "override")).text) for row in (ruling, kept)]

    ticked = [page.xpath("//input[@name='rules'][@checked]/@value") for page in pages]
    assert ticked == [[], ["both_sides"]]


@pytest.mark.slow
def test_a_reason_without_a_rule_is_refused_in_words():
    ruling, desk = make_draft(make_claim(), body=""), desk_of("editor")

    refused = fill(desk, at(ruling, "override"), reason="Only one archive.")

    assert "Tick the rules that are set aside." in errors_of(refused)
    assert "Only one archive." in refused.text


@pytest.mark.slow
def test_what_was_set_aside_is_taken_back_by_ticking_none():
    ruling, desk = set_aside(make_draft(make_claim(), body=""), "both_sides"), desk_of("editor")
    form = form_of(desk.get(at(ruling, "override")))

    answer = desk.post(at(ruling, "override"), {**form, "rules": []}, follow=True)

    assert "No rule is set aside now." in messages_of(answer)
    assert Ruling.objects.get(pk=ruling.pk).overridden_rules == []


@pytest.mark.slow
def test_the_page_of_a_ruling_says_which_rules_are_set_aside_by_whom_and_why():
    editor = make_editor(byline="Grace Hopper")
    ruling = set_aside(make_draft(make_claim(), body=""), "both_sides", by=editor)

    page = words_of(desk_of("reporter").get(at(ruling)))

    assert "Rules set aside by Grace Hopper: Only one archive. Evidence for and against" in page


@pytest.mark.slow
def test_who_approves_reads_the_reason_also_where_readers_need_it_no_more():
    ruling, desk = submit(set_aside(make_draft(), "both_sides")), desk_of("editor")

    page = desk.get(at(ruling, "preview"))
    words = form_of(page, "approve/")
    desk.post(at(ruling, "approve"), words)

    assert "Only one archive." in words_of(page)
    assert "Rules set aside." not in words_of(page)
    assert Ruling.objects.get(pk=ruling.pk).stage == "approved"


def test_the_preview_tells_nothing_of_verdicts_not_yet_seen():
    pages = []
    for labels in ("True", "False"), ("False", "False"):
        claim = make_claim()
        for label in labels:
            make_verdict(claim, label)
        ruling = set_aside(make_draft(claim, body=""), "verdicts_agree")
        pages.append(words_of(desk_of("reviewer").get(at(ruling, "preview"))))

    assert ["Two verdicts or more on today’s wording" in page for page in pages] == [True, True]


@pytest.mark.slow
def test_the_reason_of_a_return_stays_until_the_next_review():
    ruling, editor = make_submitted_ruling(), desk_of("editor")
    why = "Name the archive in the first sentence."
    editor.post(at(ruling, "return"), {"revision": ruling.revision, "reason": why})
    writer = desk_of(ruling.written_by)

    fill(writer, at(ruling), why="The state archive's record says otherwise.")

    assert why in words_of(writer.get(at(ruling)))


def test_a_superuser_is_not_restored_by_an_administrator():
    chief = make_user(is_superuser=True, is_staff=True)
    first = chief.history.first().pk
    chief.is_active = False
    chief.save_by(chief)
    desk = desk_of("administrator")

    desk.post(at(chief, "restore"), {"revision": chief.revision, "version": first})

    chief.refresh_from_db()
    assert not chief.is_active


def test_an_unknown_format_of_the_report_is_not_found():
    assert desk_of("editor").get(at(make_article(), "export", format="xml")).status_code == 404


@pytest.mark.slow
def test_nothing_is_published_on_a_claim_that_was_dropped():
    ruling = make_submitted_ruling()
    Claim._base_manager.filter(pk=ruling.claim_id).update(state="dropped", drop_reason="Old.")

    desk_of("editor").post(at(ruling, "approve"), {"revision": ruling.revision, "words": "x"})

    ruling.refresh_from_db()
    assert ruling.stage == Ruling.Stage.IN_REVIEW


def test_who_gave_the_words_in_a_verdict_cannot_approve_them():
    claim, reviewer = make_claim(), make_editor()
    verdict = make_verdict(claim, by=reviewer)
    verdict.reasoning = "The archive shows that the treaty of 1961 had lapsed long before."
    verdict.save_by(reviewer)

    ruling = make_submitted_ruling(claim, body=verdict.reasoning)

    assert reviewer.pk in ruling.writer_ids()


@pytest.mark.slow
def test_a_discarded_draft_bars_nobody_from_approving_the_next():
    writer = make_editor()
    draft = make_draft(by=writer)
    desk = desk_of(writer)
    desk.post(at(draft, "retract"), {"revision": draft.revision, "reason": "Begun too soon."})

    ruling = make_submitted_ruling(draft.claim)

    assert writer.pk not in ruling.writer_ids()


@pytest.mark.slow
def test_a_dropped_claims_ruling_can_still_be_taken_back():
    ruling = make_published_ruling()
    Claim._base_manager.filter(pk=ruling.claim_id).update(state="dropped", drop_reason="Old.")
    desk = desk_of("editor")

    refused = desk.post(at(ruling, "correct"), {"kind": "minor", "note": "A comma."})
    desk.post(at(ruling, "take-back"), {"note": "We erred."})

    assert "can only be retracted" in words_of(refused)
    assert ruling.claim.rulings.in_hand().count() == 1


@pytest.mark.slow
def test_the_desk_says_who_could_approve_and_when_nobody_is_left():
    writer, second = desk_of("editor"), desk_of("editor")
    ruling = make_submitted_ruling(by=writer.person)
    reporter = desk_of("reporter")
    told, blind = words_of(reporter.get(at(ruling))), words_of(writer.get(at(ruling)))

    second.person.is_active = False
    second.person.save_by(writer.person)
    alone = words_of(writer.get(at(ruling)))

    assert f"Who can approve it: {second.person}" in told
    assert "Who can approve it" not in blind  # it would tell whose verdict the ruling quotes
    assert "Nobody at this desk can approve it" not in told + blind
    assert "Nobody at this desk can approve it" in alone


@pytest.mark.slow
def test_who_submits_is_told_when_nobody_can_approve_it():
    desk = desk_of("editor")
    ruling = make_draft(by=desk.person)

    response = fill(desk, at(ruling), _then="submit")

    told = messages_of(desk.get(response.url))
    assert "nobody at this desk can approve it yet" in told
    assert "reads it next" not in told


@pytest.mark.slow
def test_who_asks_for_a_retraction_is_told_when_nobody_can_approve_it():
    writer, second = desk_of("editor"), desk_of("editor")
    ruling = make_published_ruling(by=writer.person, approver=second.person)

    answer = second.post(at(ruling, "take-back"), {"note": "We erred."}, follow=True)

    assert "nobody at this desk can approve it yet" in messages_of(answer)


def approve_at_the_desk(desk, ruling):
    """Approve what the preview shows, and return the page that comes."""
    words = form_of(desk.get(at(ruling, "preview")), "approve/")
    return desk.post(at(ruling, "approve"), words, follow=True)


@pytest.mark.slow
def test_who_approves_is_told_what_still_keeps_it_from_publication():
    open_gate, closed = make_submitted_ruling(), make_submitted_ruling(make_claim(), body="")

    ready, waiting = [
        messages_of(approve_at_the_desk(desk_of("editor"), ruling))
        for ruling in (open_gate, closed)
    ]

    assert "it can be published now" in ready
    assert "it can be published now" not in waiting
    told = "cannot be published yet. Not met: “Two independent sources or more, for or against"
    assert told in waiting


@pytest.mark.slow
def test_what_keeps_it_from_publication_tells_nothing_of_verdicts_not_yet_seen():
    told = []
    for labels in (("True", "False"), ("False", "False")):
        claim = make_claim()
        for label in labels:
            make_verdict(claim, label)
        ruling = make_submitted_ruling(claim, body="")
        told.append(messages_of(approve_at_the_desk(desk_of("editor"), ruling)))

    differing, agreeing = told
    assert differing == agreeing
    assert "it cannot be published yet" in differing


@pytest.mark.slow
def test_setting_rules_aside_tells_before_that_it_voids_the_approval():
    waiting, approved, desk = make_submitted_ruling(), make_approved_ruling(), desk_of("editor")
    make_person("editor")

    pages = [words_of(desk.get(at(ruling, "override"))) for ruling in (waiting, approved)]

    assert ["the approval is void" in page for page in pages] == [False, True]
    assert ["nobody at this desk" in page for page in pages] == [False, False]


@pytest.mark.slow
def test_who_is_the_last_that_could_approve_is_told_before_correcting():
    writer, second = desk_of("editor"), desk_of("editor")
    ruling = make_published_ruling(by=writer.person, approver=second.person)

    for page in ("correct", "take-back"):
        assert "nobody at this desk can approve it" in words_of(second.get(at(ruling, page)))
        assert "nobody at this desk can approve it" not in words_of(writer.get(at(ruling, page)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "claim_says", "ruling_says"),
    [
        (make_draft, "ruling in draft", "Version 1 is a draft."),
        (make_submitted_ruling, "waits for approval", "Version 1 is in review."),
        (make_approved_ruling, "ready to publish", "Version 1 is approved."),
        (make_published_ruling, "published", "Version 1 is published."),
    ],
)
def test_the_pages_of_claim_and_ruling_say_where_it_stands(make, claim_says, ruling_says):
    ruling, desk = make(), desk_of("editor")

    (chip,) = html.fromstring(desk.get(at(ruling.claim)).content).find_class("chip")
    assert chip.text_content() == claim_says
    assert ruling_says in words_of(desk.get(at(ruling)))


def test_a_claim_without_a_ruling_says_what_was_decided_of_it_and_a_returned_one_that(client):
    desk = desk_of("editor")

    def chip_of(claim):
        (chip,) = html.fromstring(desk.get(at(claim)).content).find_class("chip")
        return chip.text_content()

    assert chip_of(make_claim()) == "accepted"
    assert chip_of(make_proposal()) == "proposed by a machine"
    returned = return_ruling(
        make_submitted_ruling(), revision=2, by=make_editor(), reason="Name the source."
    )
    assert chip_of(returned.claim) == "sent back"


def test_a_version_that_was_discarded_reads_as_that_and_waits_for_nobody():
    desk, ruling = desk_of("editor"), make_submitted_ruling()

    fill(desk, at(ruling, "retract"), reason="Begun twice.")

    page, listed = words_of(desk.get(at(ruling))), desk.get(f"{list_of(Ruling)}?retracted=yes")
    assert "Version 1 was discarded" in page
    assert "second pair of eyes" not in page
    assert "discarded" in words_of(listed)
