"""The workbench: the text with its claims marked, the claims beside it, and what is done there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from claims.actions.replace_text import replace_text
from claims.actions.return_ruling import return_ruling
from claims.actions.submit_ruling import submit_ruling
from claims.ingestion import from_text
from claims.models import Claim
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, messages_of, words_of
from tests.factories import (
    QUOTE,
    TEXT,
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_proposal,
    make_verdict,
)
from tests.rulings import make_draft, make_researched_claim

pytestmark = pytest.mark.django_db

FIRST = "The two states signed a treaty in 2000."


@pytest.fixture
def desk():
    return desk_of("editor")


@pytest.fixture
def article():
    return make_article()


def bench(article, **query):
    return at(article, "workbench", **query)


def tree_of(response):
    return html.fromstring(response.content.decode())


def lines_of(response):
    """Return the wordings of the claims that the page lists."""
    found = tree_of(response).xpath('//ol[contains(@class, "bench-claims")]/li/a')
    return [" ".join(line.text_content().split()) for line in found]


def marks_of(response):
    return [
        (mark.get("data-state"), mark.get("data-c"), mark.text)
        for mark in tree_of(response).iter("mark")
    ]


def test_the_passage_of_each_claim_is_marked_and_joined_to_its_line(desk, article):
    make_claim(article)
    make_proposal(article, FIRST, text="A treaty was signed in 2000.")

    page = desk.get(bench(article))

    assert marks_of(page) == [("proposed", "1", FIRST), ("open", "2", QUOTE)]
    assert lines_of(page) == ["1 A treaty was signed in 2000.", f"2 {QUOTE}"]
    assert [link.get("href") for link in tree_of(page).xpath("//mark/a")] == ["#c1", "#c2"]


def test_overlapping_passages_are_told_apart(desk, article):
    make_claim(article, f"{FIRST} {QUOTE}", text="Both.")
    make_proposal(article, QUOTE, text="One.")

    deep = tree_of(desk.get(bench(article))).xpath("//mark[@data-deep]")

    assert [(mark.get("data-state"), mark.get("data-c")) for mark in deep] == [("mixed", "1 2")]
    assert [link.text for link in deep[0].findall("a")] == ["1", "2"]


def test_claims_on_one_passage_do_not_look_nested(desk, article):
    make_claim(article, text="One.")
    make_claim(article, text="Two.")

    (mark,) = tree_of(desk.get(bench(article))).iter("mark")

    assert (mark.get("data-c"), mark.get("data-deep")) == ("1 2", None)
    assert [link.text for link in mark.findall("a")] == ["1", "2"]


def test_blocks_are_shown_as_what_they_are(desk):
    article = make_article("A headline\n\n- one thing was 5\n- two\n\n> He said it.\n\nThe end.")

    tree = tree_of(desk.get(bench(article)))

    text = tree.get_element_by_id("text")
    assert text.find("h3").text.rstrip() == "A headline"
    assert [li.text.strip() for li in text.iter("li")] == ["one thing was 5", "two"]
    assert text.find("blockquote/p").text.strip() == "He said it."


def test_a_line_tells_what_there_is_to_know(desk, article):
    claim = make_claim(article, assignee=make_editor(byline="Ada"), worthiness=0.5)
    make_evidence(claim, stance="refutes")

    (told,) = tree_of(desk.get(bench(article))).xpath('//ol/li[@id="c1"]/p')
    evidence = "for 0 · against 1 · context 0"
    assert told.text_content() == (
        f"open fact · worth checking 0.50 · {evidence} · Ada · in the text"
    )


def test_progress_counts_what_each_filter_then_shows(desk, article):
    make_claim(article)
    make_claim(article, assignee=desk.person)
    make_proposal(article)
    page = desk.get(bench(article))

    items = tree_of(page).xpath('//ul[@class="bench-progress"]/li')
    told = {li.get("data-state"): li for li in items}

    assert told["yours"].text_content().split() == ["1", "yours"]
    assert len(lines_of(desk.get(f"{bench(article)}{told['yours'].find('a').get('href')}"))) == 1
    assert items[0].text_content().split() == ["3", "claims"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "proposed"}, ["1 One."]),
        ({"state": "yours"}, ["2 Two."]),
        ({"kind": "opinion"}, ["1 One."]),
        ({"assignee": "me"}, ["2 Two."]),
        ({"assignee": "nobody"}, ["1 One."]),
        ({"worth": "high"}, ["1 One."]),
        ({"worth": "none"}, ["2 Two."]),
        ({"q": "two"}, ["2 Two."]),
        ({"state": "aside"}, ["– Gone."]),
        ({"state": "nonsense"}, ["1 One.", "2 Two."]),
    ],
)
def test_claims_are_narrowed_down(desk, article, query, found):
    make_proposal(article, FIRST, text="One.", kind="opinion", worthiness=0.9)
    make_claim(article, text="Two.", assignee=desk.person)
    make_claim(article, text="Gone.", state="dropped", drop_reason="Twice.")
    assert lines_of(desk.get(bench(article, **query))) == found


def test_a_claim_that_does_not_fit_is_neither_listed_nor_marked(desk, article):
    make_claim(article)

    page = desk.get(bench(article, q="nowhere"))

    assert marks_of(page) == []
    assert "No claim fits these filters." in words_of(page)


@pytest.mark.slow
def test_a_claim_opens_with_its_forms_and_its_checklist(desk, article):
    claim = make_proposal(article)

    page = desk.get(bench(article, claim=claim.public_id))

    actions = [form.get("action", "") for form in tree_of(page).forms]
    deeds = {action.split("/")[-2] for action in actions if "from=workbench" in action}
    assert {"accept", "reword", "split", "merge", "move-anchor", "drop"} <= deeds
    assert "What publication asks for" in words_of(page)
    assert f"{at(claim)}#evidence" in page.content.decode()


def test_what_was_done_is_told_in_the_open_claim_and_nowhere_else(desk, article):
    claim = make_proposal(article)
    done = fill(desk, f"{at(claim, 'accept')}?from=workbench")

    tree = tree_of(desk.get(done.url))

    (told,) = tree.xpath('//ul[@class="messagelist"]')
    assert "Accepted" in told.text_content()
    assert told.getparent().get("id") == "opened"


def test_what_was_done_to_a_claim_that_is_not_shown_is_told_above(desk, article):
    claim = make_proposal(article)
    fill(desk, f"{at(claim, 'accept')}?from=workbench")

    tree = tree_of(desk.get(bench(article)))

    assert "Accepted" in tree.xpath('//ul[@class="messagelist"]')[0].text_content()


def test_only_the_open_claim_has_forms(desk, article):
    make_claim(article)

    assert "data-opened" not in desk.get(bench(article)).content.decode()


@pytest.mark.slow
def test_a_deed_leads_back_to_the_same_claim_and_filters(desk, article):
    claim = make_proposal(article)
    page = desk.get(bench(article, claim=claim.public_id, state="proposed"))

    action = next(f.get("action") for f in tree_of(page).forms if "/accept/" in f.get("action", ""))
    response = desk.post(action, form_of(page, action))

    assert response.url == f"{bench(article, state='proposed', claim=claim.public_id)}#opened"
    claim.refresh_from_db()
    assert claim.is_open


def test_a_refused_deed_keeps_what_was_typed_and_the_way_back(desk, article):
    claim = make_claim(article)
    url = f"{at(claim, 'drop')}?from=workbench"

    page = desk.post(url, {"revision": 0, "reason": "Typed at length."})

    assert "Typed at length." in page.content.decode()
    assert bench(article, claim=claim.public_id) in page.content.decode()


def test_a_wording_is_changed_in_place(desk, article):
    claim = make_claim(article)

    fill(desk, f"{at(claim, 'reword')}?from=workbench", text="The treaty of 1961 ended in 1996.")

    claim.refresh_from_db()
    assert claim.text == "The treaty of 1961 ended in 1996."


@pytest.mark.slow
def test_what_a_colleague_changed_meanwhile_is_told_and_nothing_typed_is_lost(desk, article):
    claim = make_claim(article)
    page = at(claim, "reword")
    read = form_of(desk.get(page))
    fill(desk_of("reporter"), page, text="Theirs.")

    refused = desk.post(page, {**read, "text": "Mine."})

    assert "Somebody else changed" in errors_of(refused)
    assert "“Theirs.”" in errors_of(refused)
    assert "Mine." not in errors_of(refused)
    again = form_of(refused)
    assert again["text"] == "Mine."
    desk.post(page, again)
    claim.refresh_from_db()
    assert claim.text == "Mine."


def add(desk, article, **typed):
    given = {"text": "The states signed a treaty.", "kind": "fact", **typed}
    return desk.post(bench(article), given)


def test_a_pasted_passage_becomes_a_claim_and_is_opened(desk, article):
    response = add(desk, article, quote=FIRST)

    claim = Claim.objects.get()
    assert (claim.quote, claim.state) == (FIRST, "accepted")
    assert response.url == f"{bench(article, claim=claim.public_id)}#opened"


def test_a_selection_says_which_of_two_like_passages_is_meant(desk):
    text = f"Headline\n\n{FIRST} So it is. {FIRST}\n"
    article = make_article(text)
    start = text.rindex(FIRST)

    add(desk, article, quote=FIRST, start=start, end=start + len(FIRST), body=1)

    assert Claim.objects.get().start == start


def test_a_selection_across_paragraphs_is_the_passage_between(desk):
    text = "Headline\n\nThe pact was signed.\n\n- It holds for five years.\n"
    article = make_article(text)
    quote = "pact was signed.\n\nIt holds"
    start, end = text.index("pact"), text.index(" for five")

    add(desk, article, quote=quote, start=start, end=end, body=1)

    assert Claim.objects.get().quote == text[start:end]


def test_a_passage_pasted_across_paragraphs_is_found(desk):
    article = make_article("Headline\n\nThe pact was signed.\n\n- It holds for five years.\n")

    add(desk, article, quote="The pact was signed.\r\nIt holds")

    assert Claim.objects.get().quote == "The pact was signed.\n\n- It holds"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("", "Nothing is selected: select words in the text, or paste the passage."),
        ("Not in it.", "This passage is not in the text word for word"),
        ("treaty", "This passage stands in the text more than once: copy a few words more."),
    ],
)
def test_a_passage_that_cannot_be_taken_is_told_and_the_words_stay(desk, article, quote, told):
    page = add(desk, article, quote=quote, text="Typed at length.")

    assert told in words_of(page)
    assert "Typed at length." in page.content.decode()
    assert not Claim.objects.exists()


def test_offsets_of_an_older_text_are_not_trusted(desk, article):
    replace_text(article, from_text(f"New head\n\n{TEXT}"), by=make_editor(), reason="Longer.")
    start = TEXT.index(FIRST)

    add(desk, article, quote=FIRST, start=start, end=start + len(FIRST), body=1)

    claim = Claim.objects.get()
    assert claim.body.text[claim.start : claim.end] == FIRST


def test_readers_at_the_desk_look_and_change_nothing(article):
    claim = make_claim(article)
    desk = desk_of("reader")

    page = desk.get(bench(article, claim=claim.public_id))

    assert [f for f in tree_of(page).forms if f.method == "POST" and "claims" in f.action] == []
    assert add(desk, article, quote=FIRST).status_code == 403


def test_a_confidential_article_has_no_workbench_for_others():
    article = make_article(confidential=True)

    assert desk_of("reporter").get(bench(article)).url == reverse("admin:index")


@pytest.mark.slow
def test_a_verdict_is_counted_and_not_told(article):
    reviewer = desk_of("reviewer")
    claim = make_claim(article)
    make_verdict(claim, "False")

    page = reviewer.get(bench(article, claim=claim.public_id))

    assert "waits for a verdict" in words_of(page)
    assert "False" not in words_of(page)


@pytest.mark.slow
def test_a_draft_that_came_back_stands_out(desk, article):
    draft = make_draft(make_researched_claim(make_claim(article)))
    assert "1 ruling in draft" in words_of(desk.get(bench(article)))
    sent = submit_ruling(draft, by=draft.written_by, revision=draft.revision)
    return_ruling(sent, revision=sent.revision, by=desk.person, reason="Say since when.")

    assert "1 sent back" in words_of(desk.get(bench(article)))


@pytest.mark.slow
def test_an_article_without_claims_says_what_to_do(desk, article):
    page = desk.get(bench(article))

    assert "No claims yet." in words_of(page)
    assert f"{at(article, 'split')}?from=workbench" in page.content.decode()


@pytest.mark.slow
def test_finding_claims_ends_at_the_workbench(desk, article):
    response = fill(desk, f"{at(article, 'split')}?from=workbench")

    assert response.url == bench(article)
    assert "was split" in messages_of(desk.get(response.url))


def test_the_article_page_leads_to_its_workbench(desk, article):
    assert 'value="workbench"' in desk.get(at(article)).content.decode()


@pytest.mark.slow
def test_a_long_text_comes_in_parts(desk, monkeypatch):
    monkeypatch.setattr("claims.admin.workbench.marked.PART_CHARACTERS", 60)
    article = make_article(f"Head\n\n{FIRST}\n\n{QUOTE}\n")
    late = make_claim(article)

    first, opened = desk.get(bench(article)), desk.get(bench(article, claim=late.public_id))

    assert FIRST in words_of(first)
    assert lines_of(first) == []
    assert "1 more claim is in another part of the text." in words_of(first)
    assert lines_of(opened) == [f"1 {QUOTE}"]


def queries_of(desk, url):
    desk.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(url).status_code == 200
    return len(queries)


@pytest.mark.slow
def test_more_claims_ask_no_more_queries(desk, article):
    claim = make_claim(article, assignee=make_editor())
    make_evidence(claim)
    few = queries_of(desk, bench(article, claim=claim.public_id))

    for _n in range(4):
        make_evidence(make_claim(article, assignee=make_editor()))
    many = queries_of(desk, bench(article, claim=claim.public_id))

    assert many == few
