"""A whole day by the keyboard alone: from a pasted article to a retraction, by four people."""

from dataclasses import dataclass

import pytest

from claims.models import Claim, Ruling
from tests.admin.desk import make_person
from tests.browser.keyboard import Keyboard
from tests.factories import PASSWORD

ARTICLE = """The council and the bridge

The council closed the old bridge in 1996 and repairs cost 4 million euros.

It will open again next year, the mayor said on Monday.
"""
BOTH = "The council closed the old bridge in 1996 and repairs cost 4 million euros."
CLOSED = "The council closed the old bridge in 1996."
WORDING = "The city council closed the old bridge to traffic in 1996."
MINOR = "minor: the meaning stays"
WHY = "The minutes of the council record the closure in 1996."

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Found:
    """A source as it is typed in, with what is quoted of it."""

    title: str
    publisher: str
    kind: str
    quote: str


MINUTES = Found(
    title="Minutes of the council, 4 March 1996",
    publisher="The city archive",
    kind="primary: the document, data or witness itself",
    quote="The bridge is closed from today.",
)
NEWSPAPER = Found(
    title="The bridge is shut",
    publisher="The Evening Post",
    kind="secondary: it reports what others said or did",
    quote="From Monday on nobody may drive over the bridge.",
)


@pytest.fixture
def arrive(visit):
    """Return a function that lets a new person of a role sign in with their keyboard."""

    def sit_down(role, username):
        hands = Keyboard(visit())
        hands.sign_in(make_person(role, username=username, byline=username.title()), PASSWORD)
        return hands

    return sit_down


def test_a_whole_day_is_done_by_the_keyboard_alone(arrive):
    reporter, reviewer = arrive("reporter", "ada"), arrive("reviewer", "rosa")
    editor, second = arrive("editor", "grace"), arrive("editor", "edith")

    bring_in(reporter)
    sort_the_claims(reporter)
    research(reporter)
    judge(reviewer)
    judge(editor)
    draft_and_submit(reporter)
    approve_and_publish(editor)
    correct(editor)
    approve_and_publish(second)
    take_back(editor)
    approve_and_publish(second)

    assert dict(Ruling.objects.values_list("version", "stage")) == {
        1: "superseded",
        2: "superseded",
        3: "retracted",
    }
    assert Ruling.objects.filter(overridden_rules=[]).count() == 3
    at_the_desk = [reporter, reviewer, editor, second]
    assert [person.visitor.complaints for person in at_the_desk] == [[], [], [], []]


def bring_in(hands):
    """Paste an article, let its claims be found, and go to its workbench."""
    hands.skip()
    hands.go("link", "Bring in an article")
    hands.skip()
    hands.fill("Text:", ARTICLE)
    hands.go("button", "Store and find claims")
    assert "Stored and split" in hands.words
    hands.go("button", "Workbench")


def sort_the_claims(hands):
    """Split one claim in two, reword the first of them, accept another; all at the workbench."""
    hands.press("j")
    hands.enter()
    hands.open("Split")
    hands.fill("Wording 1:", CLOSED)
    hands.fill("Wording 2:", "Repairs of the old bridge cost 4 million euros.")
    hands.go("button", "Split")
    hands.press("j")
    hands.enter()
    hands.open("Reword")
    hands.fill("Wording that the rating judges:", WORDING)
    hands.go("button", "Reword")
    assert "It now reads" in hands.words
    hands.press("j", "j")
    hands.enter()
    hands.go("button", "Accept")
    assert {(c.text, c.state) for c in Claim.objects.exclude(text__startswith="Repairs")} == {
        (BOTH, "split"),
        (WORDING, "accepted"),
        ("It will open again next year, the mayor said on Monday.", "accepted"),
    }


def research(hands):
    """Open the claim's page, say why it is checked, quote two sources, record a search."""
    hands.press("k", "k")
    hands.enter()
    hands.go("link", "The claim’s page")
    hands.skip()
    hands.follow("The claim")
    hands.fill("Chosen because:", "The town argues about the date.")
    for found in (MINUTES, NEWSPAPER):
        quote(hands, found)
    hands.open("Record a search")
    hands.fill("Where", "The library of the newspaper")
    hands.fill("What for", "bridge 1995, bridge 1997")
    hands.fill("Searched on", "2026-03-04")
    hands.choose("Outcome", "nothing was found")
    hands.fill("What was found or not", "Nobody wrote of another year.")
    hands.go("button", "Save")


def quote(hands, found):
    """Add a source in the window that opens beside the claim, and quote it."""
    hands.open("Add evidence")
    with hands.window("Add another source") as beside:
        beside.fill("Title:", found.title)
        beside.fill("Publisher:", found.publisher)
        beside.choose("Kind:", found.kind)
        beside.tab_to("button", "Save")
    hands.choose("Stance", "supports")
    hands.fill("Quoted passage", found.quote)
    hands.fill("Public note", "Read on paper, in the reading room of the archive.")
    hands.go("button", "Save")


def judge(hands):
    """Go from the desk's first page to the claim, and give the own verdict."""
    hands.page.goto("/admin/")
    hands.skip()
    hands.go("link", WORDING)
    hands.open("Give your verdict")
    hands.choose("Rating", "True")
    hands.fill("Reasoning", "The minutes are clear.")
    hands.choose("Conflict of interest", "No")
    hands.go("button", "Save")


def draft_and_submit(hands):
    """Draft the ruling and hand it on."""
    hands.page.goto("/admin/")
    hands.skip()
    hands.go("link", WORDING)
    hands.skip()
    hands.follow("Ruling 0")
    hands.go("button", "Draft a ruling")
    hands.choose("Rating:", "True")
    hands.fill("Why, in one sentence:", WHY)
    hands.fill("Reasoning:", "The minutes name **the day**.[^e1]")
    hands.go("button", "Save and continue editing")
    hands.skip()
    hands.go("button", "Submit for review")
    assert "somebody who typed none of its words" in hands.words


def approve_and_publish(hands):
    """Find what waits, read exactly what readers will see, stand for it, and publish it."""
    hands.page.goto("/admin/")
    hands.skip()
    hands.go("link", WORDING)
    hands.skip()
    hands.go("button", "Read and approve")
    assert "Preview." in hands.words
    hands.go("button", "Approve")
    hands.skip()
    hands.go("button", "Publish")


def correct(hands):
    """Begin a correction with its public note, change the words, and hand it on."""
    hands.skip()
    hands.go("link", "Correct")
    hands.skip()
    hands.pick(MINOR, "clarification: the rating stays, something is added")
    hands.fill("Public note:", "The hour of the closure is added.")
    hands.go("button", "Correct")
    hands.fill("Reasoning:", "The minutes name **the day** and the hour.[^e1]")
    hands.go("button", "Submit for review", key="Shift+Tab")


def take_back(hands):
    """Ask for the retraction with its public note; it takes a second person too."""
    hands.page.goto(hands.page.url.partition("#")[0])
    hands.skip()
    hands.go("link", "Retract the ruling")
    hands.skip()
    hands.fill("Public note:", "The bridge was closed in 1997.")
    hands.go("button", "Retract the ruling")
