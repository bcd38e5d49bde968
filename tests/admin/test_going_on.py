"""A button beside a form saves what was typed on it before it goes on."""

import pytest
from django.urls import reverse
from lxml import html

from claims.actions.retract_row import retract_row
from claims.models import Claim, Evidence, Ruling
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, messages_of, words_of
from tests.factories import make_claim, make_proposal, make_source
from tests.rulings import make_approved_ruling, make_draft, make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of("editor")


def press(desk, row, then, /, **typed):
    """Open the row's page, type, and press the button beside its form; follow to what comes."""
    response = fill(desk, at(row), **typed, _then=then)
    return desk.get(response.url) if response.status_code == 302 else response


def buttons_of(response, form):
    """Return what the buttons of a form send, in the order in which a browser finds them."""
    tree = html.fromstring(response.content.decode())
    path = f'//*[@form="{form}" or ancestor::form[@id="{form}"]]'
    return [
        (button.get("name"), button.get("value"))
        for button in tree.xpath(f"{path}[self::button or self::input[@type='submit']]")
    ]


def test_words_typed_on_a_claim_are_kept_when_it_is_accepted(desk):
    claim = make_proposal()

    page = press(desk, claim, "accept", text="The treaty lapsed in 1996.")

    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.text, claim.state) == ("The treaty lapsed in 1996.", Claim.State.ACCEPTED)
    assert claim.history.latest().history_user == desk.person
    assert "What you typed is saved." in messages_of(page)
    assert "Accepted" in messages_of(page)


@pytest.mark.slow
def test_evidence_typed_on_a_claim_is_kept_when_a_ruling_is_drafted(desk):
    claim = make_claim()
    row = {"source": make_source().pk, "stance": "refutes", "quote": "It ended in 1996."}
    typed = {f"evidence-0-{name}": value for name, value in row.items()}

    response = fill(desk, at(claim), **typed, _then="draft")

    assert response.url == f"{reverse('admin:claims_ruling_add')}?claim={claim.pk}"
    assert claim.evidence.get().quote == "It ended in 1996."


@pytest.mark.slow
def test_words_typed_on_a_draft_are_kept_when_it_is_submitted(desk):
    ruling = make_draft(by=desk.person)

    press(desk, ruling, "submit", why="The record says that it lapsed.")

    ruling = Ruling.objects.get(pk=ruling.pk)
    assert (ruling.why, ruling.stage) == ("The record says that it lapsed.", "in_review")


@pytest.mark.slow
def test_nothing_typed_changes_nothing_but_the_deed(desk):
    ruling = make_draft(by=desk.person)

    page = press(desk, ruling, "submit")

    after = Ruling.objects.get(pk=ruling.pk)
    assert (after.stage, after.revision) == ("in_review", ruling.revision + 1)
    assert "What you typed" not in messages_of(page)


@pytest.mark.slow
def test_a_deed_that_asks_something_asks_it_after_saving(desk):
    claim = make_claim()

    response = fill(desk, at(claim), text="The treaty lapsed in 1996.", _then="drop")

    assert response.url == at(claim, "drop")
    claim.refresh_from_db()
    assert (claim.text, claim.state) == ("The treaty lapsed in 1996.", Claim.State.ACCEPTED)


@pytest.mark.slow
@pytest.mark.parametrize("page", wide(["history", "preview"], every=2))
def test_another_page_is_opened_after_saving(desk, page):
    ruling = make_draft(by=desk.person)

    response = fill(desk, at(ruling), why="The record says that it lapsed.", _then=page)

    assert response.url == at(ruling, page)
    assert Ruling.objects.get(pk=ruling.pk).why == "The record says that it lapsed."


@pytest.mark.slow
def test_approval_leads_to_the_page_that_is_read(desk):
    ruling = make_draft(by=desk.person)

    response = fill(desk, at(ruling), _then="approve")

    assert response.url == at(ruling, "preview")
    assert Ruling.objects.get(pk=ruling.pk).approved_by is None


@pytest.mark.slow
def test_a_form_that_is_refused_is_shown_again_and_nothing_goes_on(desk):
    claim = make_proposal()
    typed = {"text": "The treaty lapsed in 1996.", "evidence-0-quote": "It ended."}

    page = press(desk, claim, "accept", **typed)

    assert "required" in errors_of(page)
    assert (form_of(page)["text"], form_of(page)["evidence-0-quote"]) == tuple(typed.values())
    assert Claim.objects.get(pk=claim.pk).state == Claim.State.PROPOSED
    assert not Evidence.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("then", "said"), wide([("accept", "“Accept” was not done"), ("history", "")], every=2)
)
def test_a_form_that_is_refused_says_so_above_all_else(desk, then, said):
    claim = make_proposal()

    page = press(desk, claim, then, text="Typed and not saved.", **{"evidence-0-quote": "It."})

    top = words_of(page).partition("What can be done")[0].partition("Save")[0]
    assert "Nothing was saved" in top
    assert said in top
    assert "Look at what is marked below." in top


@pytest.mark.slow
def test_a_form_that_is_refused_stands_under_the_row_as_it_is_stored(desk):
    ruling = make_draft(by=desk.person)
    claim = ruling.claim

    page = press(desk, claim, "drop", text="Typed and not saved.", **{"evidence-2-quote": "It."})

    head = html.fromstring(page.content.decode())
    shown = " ".join(head.xpath('//title/text() | //h2/text() | //*[@class="breadcrumbs"]//text()'))
    assert "Typed and not saved." not in shown
    assert claim.text in shown
    assert form_of(page)["text"] == "Typed and not saved."


@pytest.mark.slow
def test_a_form_that_is_shown_for_the_first_time_says_nothing_was_refused(desk):
    assert "Nothing was saved" not in words_of(desk.get(at(make_proposal())))


@pytest.mark.slow
def test_a_refused_deed_leaves_what_was_typed_saved(desk):
    ruling = make_draft(by=desk.person)
    retract_row(ruling.claim.evidence.get(number=2), by=desk.person, reason="Entered twice.")

    page = press(desk, ruling, "submit", body="It lapsed.[^e2]")

    assert "There is no evidence [^e2]" in messages_of(page)
    after = Ruling.objects.get(pk=ruling.pk)
    assert (after.body, after.stage) == ("It lapsed.[^e2]", "draft")


@pytest.mark.parametrize("typed", wide([{}, {"why": "Mine."}], every=2))
def test_a_stale_page_is_told_and_goes_nowhere(desk, typed):
    ruling = make_draft(by=desk.person)
    opened = form_of(desk.get(at(ruling)))
    fill(desk_of("editor"), at(ruling), why="Theirs.")

    response = desk.post(at(ruling), {**opened, **typed, "_then": "submit"}, follow=True)

    assert "Somebody else changed" in words_of(response)
    after = Ruling.objects.get(pk=ruling.pk)
    assert (after.why, after.stage) == ("Theirs.", "draft")
    if typed:
        assert form_of(response)["why"] == "Mine."


@pytest.mark.slow
def test_words_typed_after_the_approval_are_not_published_with_it(desk):
    ruling = make_approved_ruling()

    page = press(desk, ruling, "publish", why="The record says that it lapsed.")

    assert "“Publish” cannot be done as things stand now." in messages_of(page)
    after = Ruling.objects.get(pk=ruling.pk)
    assert (after.why, after.approved_by) == ("The record says that it lapsed.", None)
    assert not after.is_public


@pytest.mark.slow
def test_what_no_button_says_only_saves(desk):
    claim = make_claim()

    response = fill(desk, at(claim), text="The treaty lapsed in 1996.", _then="../../delete")

    assert response.url == at(claim)
    assert Claim.objects.get(pk=claim.pk).text == "The treaty lapsed in 1996."


def test_what_a_person_may_not_do_is_not_done_by_its_button():
    reporter = desk_of("reporter")
    ruling = make_approved_ruling()

    page = press(reporter, ruling, "publish")

    assert "cannot be done" in messages_of(page)
    assert not Ruling.objects.get(pk=ruling.pk).is_public


@pytest.mark.parametrize(
    ("make", "form"),
    wide(
        [(make_proposal, "claim_form"), (make_draft, "ruling_form"), (make_source, "source_form")],
        every=2,
    ),
)
def test_the_enter_key_saves_and_does_nothing_else(desk, make, form):
    page = desk.get(at(make()))

    first, *others = buttons_of(page, form)

    assert first == ("_continue", "1")  # browsers press the first button for it
    assert ("_then", "history") in others


@pytest.mark.slow
def test_a_page_that_cannot_be_changed_leads_on_by_links(desk):
    page = desk.get(at(make_published_ruling()))

    assert buttons_of(page, "ruling_form") == []
    links = html.fromstring(page.content.decode()).xpath('//ul[@class="deeds"]//a/text()')
    assert {"Correct", "Retract the ruling", "History"} <= {link.strip() for link in links}
