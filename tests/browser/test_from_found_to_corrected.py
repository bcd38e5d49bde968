"""Two editors take one claim from found to published, corrected and retracted, as on paper."""

import pytest

from claims.models import Ruling
from tests.admin.desk import make_person

ARTICLE = """The council and the bridge

The council closed the old bridge in 1996. Repairs cost 4 million euros.
It will open again next year, the mayor said on Monday.
"""
WORDING = "The city council closed the old bridge to traffic in 1996."
WHY = "The minutes of the council record the closure in 1996."

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def first(visit):
    return visit(make_person("editor", username="ada", byline="Ada"))


@pytest.fixture
def second(visit):
    return visit(make_person("editor", username="grace", byline="Grace"))


@pytest.fixture
def visitor(visit):
    return visit()


def test_a_claim_goes_from_found_to_published_corrected_and_retracted(first, second, visitor):
    claim = find_a_claim(first)
    collect_evidence(first)
    judge(first, claim)
    judge(second, claim)
    draft_and_submit(first, claim)
    ruling = approve_and_publish(second)

    address = read(visitor)

    correct(first, ruling)
    second_version = approve_and_publish(second)
    compare(visitor, address)

    take_back(first, second_version)
    approve_and_publish(second)
    assert visitor.go(address) == 200
    assert "The bridge was closed in 1997." in visitor.words
    assert "Retraction" in visitor.words

    assert [p.complaints for p in (first, second, visitor)] == [[], [], []]
    stages = dict(Ruling.objects.values_list("version", "stage"))
    assert stages == {1: "superseded", 2: "superseded", 3: "retracted"}


def find_a_claim(editor):
    """Bring the article in, accept one of the claims that are found in it, and reword it."""
    editor.go("/admin/")
    editor.follow("Articles", exact=True)
    editor.follow("Add article")
    editor.page.locator("#id_text").fill(ARTICLE)
    editor.press("Store and find claims")
    assert "Stored and split" in editor.words
    editor.follow("The council closed the old bridge in 1996")
    editor.page.get_by_label("Wording").fill(WORDING)
    editor.page.get_by_label("Chosen because").fill("The town argues about the date.")
    editor.press("Accept")
    assert WORDING in editor.page.get_by_label("Wording").input_value()
    return editor.page.url


def collect_evidence(editor):
    """Add a source in the window that opens beside the claim, and quote it."""
    page = editor.page
    page.locator("#evidence-new > summary").click()
    with page.expect_popup() as opened:
        page.locator("#add_id_evidence-0-source").click()
    popup = opened.value
    popup.locator("#id_title").fill("Minutes of the council, 4 March 1996")
    popup.locator("#id_publisher").fill("The city archive")
    popup.locator("#id_kind").select_option("primary")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save", exact=True).click()
    page.locator("#id_evidence-0-stance").select_option("supports")
    page.locator("#id_evidence-0-quote").fill("The bridge is closed from today.")
    editor.press("Save and continue editing")
    assert "[^e1]" in editor.words


def judge(reviewer, claim):
    """Give the own verdict on the claim's page, without having seen any other."""
    reviewer.go(claim)
    page = reviewer.page
    page.locator("#verdicts-new > summary").click()
    page.locator("#id_verdicts-0-rating").select_option(label="True")
    page.locator("#id_verdicts-0-reasoning").fill("The minutes are clear.")
    page.locator("#id_verdicts-0-conflict").select_option("false")
    reviewer.press("Save and continue editing")
    assert page.locator("#id_verdicts-0-reasoning").input_value() == "The minutes are clear."


def draft_and_submit(writer, claim):
    """Draft the ruling, set aside in public what is not met, and hand it on."""
    writer.go(claim)
    writer.press("Draft a ruling")
    writer.page.get_by_label("Rating").select_option(label="True")
    writer.page.get_by_label("Why, in one sentence").fill(WHY)
    writer.page.get_by_label("Reasoning").fill("The minutes name **the day**.[^e1]")
    writer.press("Save and continue editing")
    writer.press("Set rules aside")
    for box in writer.page.get_by_role("checkbox").all():
        box.check()
    writer.page.get_by_label("Public reason").fill("The archive holds the only record.")
    writer.press("Set rules aside")
    writer.press("Submit for review")
    assert "somebody who typed none of its words" in writer.words
    assert writer.page.get_by_role("button", name="Approve").count() == 0


def approve_and_publish(editor):
    """Read exactly what readers will see, stand for it, publish it; return its desk page."""
    editor.go("/admin/claims/ruling/?stage__exact=in_review")
    editor.follow("The city council closed")
    editor.press("Read and approve")
    assert "Preview." in editor.words
    assert WORDING in editor.words
    editor.press("Approve")
    editor.press("Publish")
    return editor.page.url


def read(visitor):
    """Find the ruling from the front page, as anybody would; return its address."""
    visitor.go("/")
    visitor.follow(WORDING)
    for words in (WHY, "the day", "Minutes of the council", "The archive holds the only record."):
        assert words in visitor.words
    return visitor.page.url


def correct(writer, ruling):
    """Begin a correction with its public note, change the words, and hand it on."""
    writer.go(ruling)
    writer.follow("Correct", exact=True)
    writer.page.get_by_label("clarification").check()
    writer.page.get_by_label("Public note").fill("The hour of the closure is added.")
    writer.press("Correct")
    writer.page.get_by_label("Reasoning").fill("The minutes name **the day** and the hour.[^e1]")
    writer.press("Submit for review")


def compare(visitor, address):
    """Read the new version, the old one at its address, and what differs between them."""
    visitor.go(address)
    assert "and the hour" in visitor.words
    assert "The hour of the closure is added." in visitor.words
    visitor.go(f"{address}v1/")
    assert "and the hour" not in visitor.words
    visitor.go(f"{address}changes/1-2/")
    assert "and the hour" in visitor.words
    visitor.go("/corrections/")
    assert "The hour of the closure is added." in visitor.words


def take_back(writer, ruling):
    """Ask for the retraction with its public note; it takes a second person too."""
    writer.go(ruling)
    writer.follow("Retract the ruling", exact=True)
    writer.page.get_by_label("Public note").fill("The bridge was closed in 1997.")
    writer.press("Retract the ruling")
    assert writer.page.get_by_role("button", name="Approve").count() == 0
