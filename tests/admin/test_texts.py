"""An article that changed: its new text, what it would do, and what becomes of the claims."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from claims.actions.replace_text import replace_text
from claims.ingestion import from_text
from claims.models import Claim, Journal, Ruling
from tests.actions.outcomes import change
from tests.admin.desk import (
    at,
    desk_of,
    errors_of,
    fill,
    form_of,
    list_of,
    messages_of,
    words_of,
)
from tests.factories import (
    QUOTE,
    TEXT,
    make_article,
    make_body,
    make_claim,
    make_editor,
    make_proposal,
)
from tests.keeping import fresh
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_published_ruling,
    make_researched_claim,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

NOW = QUOTE.replace("1996", "1994")
CHANGED = TEXT.replace("in 1996", "in 1994")
GONE = TEXT.replace(f" {QUOTE}", "")
NEXT = "The two states signed a treaty in 2000."


@pytest.fixture
def desk():
    return desk_of("reporter")


@pytest.fixture
def article():
    return make_article()


def change_text(article, text=CHANGED):
    return replace_text(article, from_text(text), by=make_editor(), reason="They corrected it.")


def give(desk, article, **typed):
    """Give a new text; return the page that says what it would do."""
    return fill(desk, at(article, "new-text"), **typed)


def store(desk, article, looked_at, **typed):
    """Store the text that was looked at."""
    return desk.post(at(article, "new-text"), {**form_of(looked_at), **typed})


# A new text


def test_what_would_become_of_each_claim_is_told_before_anything_is_stored(desk, article):
    make_claim(article)
    make_claim(article, NEXT)
    before = Journal.position()

    page = give(desk, article, text=CHANGED)

    words = words_of(page)
    for told in ("1 in place", "0 moved", "1 changed", "0 no longer there"):
        assert told in words
    assert "had lapsed in 1996 1994." in words
    assert Journal.position() == before


def test_what_was_looked_at_is_stored_split_and_compared(desk, article):
    claim = make_claim(article)
    looked_at = give(desk, article, text=CHANGED)

    answer = store(desk, article, looked_at, reason="They corrected the year.")

    assert answer.url == at(article, "texts")
    body = article.body
    assert (body.version, body.text) == (2, CHANGED)
    assert body.history.latest().history_change_reason == "They corrected the year."
    assert fresh(claim).anchor == Claim.Anchor.CHANGED
    assert article.claims.filter(state="proposed", body=body, text=NOW).exists()
    assert "Stored and split" in messages_of(desk.get(answer.url))


def test_a_file_is_stored_as_it_was_given(desk, article):
    raw = CHANGED.encode("utf-16")
    looked_at = give(desk, article, file=SimpleUploadedFile("changed.txt", raw))

    store(desk, article, looked_at)

    body = article.body
    assert (body.text, body.original_name) == (CHANGED, "changed.txt")
    with body.original.open() as original:
        assert original.read() == raw


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Paste a text, choose a file, or give an address."),
        ({"text": TEXT}, "nothing changed"),
        ({"text": "\u200b"}, "no text"),
        ({"url": "http://127.0.0.1/"}, "private"),
        ({"text": "word " * 200_001}, "characters long"),
    ],
)
def test_what_is_no_new_text_is_told_in_words(desk, article, given, told):
    before = Journal.position()

    page = give(desk, article, **given)

    assert told in errors_of(page)
    assert form_of(page)["text"] == given.get("text", "")
    assert Journal.position() == before


@pytest.mark.parametrize("taken", ["", "rubbish", "a:b:c"])
def test_a_text_that_nobody_looked_at_is_not_stored(desk, article, taken):
    looked_at = form_of(give(desk, article, text=CHANGED))

    answer = desk.post(at(article, "new-text"), {**looked_at, "taken": taken}, follow=True)

    assert "Nothing was stored" in messages_of(answer)
    assert article.bodies.count() == 1


def test_what_one_person_looked_at_for_one_article_is_no_others(desk, article):
    looked_at = form_of(give(desk, article, text=CHANGED))
    other = make_article(f"{TEXT}Another.")

    desk.post(at(other, "new-text"), looked_at)
    desk_of("editor").post(at(article, "new-text"), looked_at)

    assert (article.bodies.count(), other.bodies.count()) == (1, 1)


def test_a_text_that_was_replaced_meanwhile_is_looked_at_again(desk, article):
    looked_at = give(desk, article, text=CHANGED)
    change_text(article, GONE)

    page = store(desk, article, looked_at)

    assert "Somebody stored a new text" in errors_of(page)
    assert article.body.text == GONE
    store(desk, article, page)
    assert article.body.text == CHANGED


def test_once_a_ruling_is_published_the_reason_is_asked_for(desk, article):
    make_published_ruling(make_claim(article))

    page = store(desk, article, give(desk, article, text=CHANGED))

    assert "give a reason" in errors_of(page)
    assert article.bodies.count() == 1
    store(desk, article, page, reason="They corrected it.")
    assert article.bodies.count() == 2


def test_approvals_that_would_be_void_are_counted(desk, article):
    make_approved_ruling(make_researched_claim(make_claim(article)))

    page = words_of(give(desk, article, text=f"A new line.\n{TEXT}"))

    assert "1 approved ruling would have to be approved again" in page


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_may_not_bring_articles_in_stores_no_new_text(article, role):
    desk = desk_of(role)

    assert desk.get(at(article, "new-text")).status_code == 403
    assert desk.post(at(article, "new-text"), {"text": CHANGED}).status_code == 403
    assert "A new text" not in words_of(desk.get(at(article, "texts")))


@pytest.mark.parametrize("name", ["new-text", "texts"])
def test_an_article_that_is_hidden_or_gone_is_told_in_words(article, desk, name):
    change(article, confidential=True)

    answer = desk.get(at(article, name), follow=True)

    assert "There is no article" in messages_of(answer)


# The texts


def test_two_texts_stand_side_by_side_with_the_words_that_differ(desk, article):
    change_text(article)

    page = html.fromstring(desk.get(at(article, "texts")).text)

    old, new = page.xpath("//*[@class='beside-row']/*[@class='beside-text']")
    assert old.xpath("string(.//del)").strip() == "1996"
    assert new.xpath("string(.//ins)").strip() == "1994"
    assert "signed a treaty" in old.text_content()
    assert "2 paragraphs" not in page.text_content()
    assert "1 paragraph is the same" in " ".join(page.text_content().split())


def test_any_two_versions_are_compared(desk, article):
    change_text(article)
    change_text(article, GONE)

    page = desk.get(at(article, "texts", before=1, after=3))

    assert QUOTE in html.fromstring(page.text).xpath("string(//del)")


@pytest.mark.parametrize("query", ["before=9&after=x", "before=&after=", "before=2&after=2"])
def test_versions_that_are_not_there_are_no_trouble(desk, article, query):
    change_text(article)

    assert desk.get(f"{at(article, 'texts')}?{query}").status_code == 200


def test_one_text_alone_says_what_to_do(desk, article):
    page = words_of(desk.get(at(article, "texts")))

    assert "There is one text so far." in page
    assert "No claim waits for a person." in page


def test_each_lost_claim_is_shown_with_what_can_be_done(desk, article):
    claim, stays = make_claim(article, text="The treaty lapsed."), make_claim(article, NEXT)
    change_text(article)

    page = desk.get(at(article, "texts"))

    (item,) = html.fromstring(page.text).xpath("//ul[@class='lost']/li")
    assert claim.text in item.text_content()
    assert stays.text not in item.text_content()
    deeds = {link.get("href") for link in item.xpath(".//a[@class='button']")}
    assert deeds == {at(claim, name) for name in ("confirm-anchor", "move-anchor", "drop")}


def test_hostile_words_are_shown_as_words(desk):
    article = make_article("<script>alert(1)</script> fell by 5% in May.")
    make_claim(article)
    change_text(article, "<script>alert(1)</script> fell by 7% in May.")

    page = desk.get(at(article, "texts"))

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


# The claims


def test_a_changed_passage_is_read_and_confirmed(desk, article):
    claim = make_claim(article, text="The treaty had lapsed.")
    change_text(article)
    shown = desk.get(at(claim, "confirm-anchor"))
    assert "had lapsed in 1996 1994." in words_of(shown)

    answer = desk.post(at(claim, "confirm-anchor"), form_of(shown))

    claim = fresh(claim)
    assert answer.url == at(claim)
    assert (claim.quote, claim.anchor) == (NOW, Claim.Anchor.EXACT)
    assert "Read its wording against it now" in messages_of(desk.get(answer.url))


def test_a_figure_of_the_wording_that_the_passage_lost_is_named_before_and_after(desk, article):
    claim = make_claim(article, text="The treaty had lapsed in 1996.")
    change_text(article)
    told = "The wording says 1996, and the passage does not: reword the claim."
    shown = desk.get(at(claim, "confirm-anchor"))
    assert told in words_of(shown)

    answer = desk.post(at(claim, "confirm-anchor"), form_of(shown))

    assert told in messages_of(desk.get(answer.url))


def test_a_passage_over_two_lines_is_confirmed_as_a_browser_sends_it(desk):
    first, then = "It rained in May\nand in June, too.", "It rained in May\nand in July, too."
    claim = make_claim(make_article(first), first)
    change_text(claim.article, then)
    sent = form_of(desk.get(at(claim, "confirm-anchor")))

    desk.post(
        at(claim, "confirm-anchor"), {**sent, "passage": sent["passage"].replace("\n", "\r\n")}
    )

    assert fresh(claim).anchor == Claim.Anchor.EXACT


def test_a_passage_that_was_changed_again_is_read_again(desk, article):
    claim = make_claim(article)
    change_text(article)
    read = form_of(desk.get(at(claim, "confirm-anchor")))
    change_text(article, TEXT.replace("in 1996", "in 1990"))

    again = desk.post(at(claim, "confirm-anchor"), read)

    assert "changed again" in errors_of(again)
    assert fresh(claim).anchor == Claim.Anchor.CHANGED
    desk.post(at(claim, "confirm-anchor"), form_of(again))
    assert fresh(claim).quote == QUOTE.replace("1996", "1990")


def test_a_lost_claim_is_anchored_by_hand(desk, article):
    claim = make_claim(article)
    change_text(article, GONE)

    wrong = fill(desk, at(claim, "move-anchor"), quote=QUOTE)
    right = fill(desk, at(claim, "move-anchor"), quote=NEXT)

    assert "not in the text word for word" in errors_of(wrong)
    assert right.url == at(claim)
    assert (fresh(claim).quote, fresh(claim).anchor) == (NEXT, Claim.Anchor.EXACT)


def test_after_publication_both_ask_for_a_reason(desk, article):
    claim = make_published_ruling(make_claim(article)).claim
    change_text(article)

    confirmed = fill(desk, at(claim, "confirm-anchor"))
    moved = fill(desk, at(claim, "move-anchor"), quote=NEXT)

    assert "give a reason" in errors_of(confirmed)
    assert "give a reason" in errors_of(moved)
    assert fresh(claim).anchor == Claim.Anchor.CHANGED


def test_a_button_saves_what_was_typed_and_asks_for_the_passage(desk, article):
    claim = make_claim(article)

    answer = fill(desk, at(claim), text="The treaty lapsed.", _then="move-anchor")

    assert answer.url == at(claim, "move-anchor")
    assert fresh(claim).text == "The treaty lapsed."


def test_only_a_changed_passage_can_be_confirmed(desk, article):
    claim = make_claim(article)

    assert "Confirm the changed passage" not in words_of(desk.get(at(claim)))
    assert desk.get(at(claim, "confirm-anchor")).status_code == 403


@pytest.mark.parametrize("role", ["reader", "administrator"])
@pytest.mark.parametrize("deed", ["confirm-anchor", "move-anchor"])
def test_who_may_not_change_a_claim_does_neither(article, role, deed):
    claim = make_claim(article)
    change_text(article)
    sent = {"revision": fresh(claim).revision, "passage": NOW, "quote": NEXT}

    assert desk_of(role).post(at(claim, deed), sent).status_code == 403
    assert fresh(claim).anchor == Claim.Anchor.CHANGED


# That they are found


@pytest.mark.parametrize(
    ("text", "told"), [(CHANGED, "reads otherwise"), (GONE, "is no longer in the newest text")]
)
def test_a_lost_passage_is_told_on_each_page_about_its_claim(desk, article, text, told):
    ruling = make_draft(make_researched_claim(make_claim(article)))
    before = [words_of(desk.get(at(row))) for row in (ruling.claim, ruling)]
    change_text(article, text)

    pages = [words_of(desk.get(at(row))) for row in (ruling.claim, ruling)]

    assert [told in page for page in (*before, *pages)] == [False, False, True, True]
    assert "The passage of 1 claim changed in the article" in words_of(desk.get(at(article)))


def test_the_lists_tell_and_find_what_waits(desk, article):
    claim, stays = make_claim(article, text="It lapsed."), make_claim(article, NEXT)
    make_published_ruling(claim)
    change_text(article)

    for model in (Claim, Ruling):
        found = words_of(desk.get(f"{list_of(model)}?anchor=waiting"))
        assert "published · passage changed" in found
        assert "It lapsed." in found
        assert stays.text not in found.partition("Filter")[0]
        assert "passage changed" not in words_of(desk.get(f"{list_of(model)}?anchor=exact"))


def test_what_the_machine_proposed_waits_too(desk, article):
    make_proposal(article)
    change_text(article)

    page = words_of(desk.get(at(article)))

    assert "proposed by a machine · passage changed" in page


def test_an_article_without_a_change_says_nothing_of_it(desk, article):
    make_claim(article)
    make_body(article, f"{TEXT}More.")

    assert "waits for a person" not in words_of(desk.get(at(article)))
