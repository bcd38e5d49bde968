"""Claims that are split and merged at the desk, with lineage in words and links."""

import pytest
from lxml import html

from claims.actions.merge_claims import merge_claims
from claims.actions.split_claim import Part, split_claim
from claims.actions.unsplit_claim import unsplit_claim
from claims.models import Claim
from tests.actions.outcomes import change
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
from tests.factories import make_article, make_claim, make_editor, make_proposal
from tests.keeping import fresh
from tests.rulings import make_draft, make_published_ruling

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

PASSAGE = "Taxes rose by 9% in 2020\nand fell by 3% in 2021."
TEXT = f"{PASSAGE} Rain fell."
ROSE, FELL = "Taxes rose by 9% in 2020.", "Taxes fell by 3% in 2021."
PARTS = [Part("It rose."), Part("It fell.")]


@pytest.fixture
def desk():
    return desk_of("reporter")


@pytest.fixture
def claim():
    return make_claim(make_article(TEXT), PASSAGE, text="Taxes rose and fell.")


def offered(page):
    """Return what the buttons of a page offer."""
    return html.fromstring(page.text).xpath("//ul[@class='deeds']//button/@value")


def links_of(page):
    return html.fromstring(page.text).xpath("//a/@href")


# Splitting


def test_a_claim_is_split_by_hand(desk, claim):
    typed = {"text_1": ROSE, "text_2": FELL, "quote_1": "Taxes rose by 9% in 2020"}

    page = desk.get(fill(desk, at(claim, "split"), **typed, reason="Two years.").url)

    rose, fell = claim.parts.order_by("pk")
    assert "Split: “Taxes rose and fell.”" in messages_of(page)
    assert (rose.text, rose.quote) == (ROSE, "Taxes rose by 9% in 2020")
    assert (fell.text, fell.quote) == (FELL, PASSAGE)
    assert fresh(claim).history.latest().history_change_reason == "Two years."


def test_the_form_begins_with_the_wording_and_the_passage_to_cut_down(desk, claim):
    form = form_of(desk.get(at(claim, "split")))

    assert (form["text_1"], form["text_2"], form["text_3"]) == (claim.text, claim.text, "")
    assert form["quote_1"].replace("\r\n", "\n") == PASSAGE


def test_passages_come_back_with_the_line_breaks_of_browsers(desk, claim):
    sent = PASSAGE.replace("\n", "\r\n")

    fill(desk, at(claim, "split"), text_1=ROSE, text_2=FELL, quote_1=sent, quote_2=f" {sent}\r\n")

    assert [part.quote for part in claim.parts.all()] == [PASSAGE, PASSAGE]


def test_a_claim_is_split_in_four(desk, claim):
    typed = {"text_1": ROSE, "text_2": FELL, "text_3": "Taxes exist.", "text_4": "Years pass."}

    fill(desk, at(claim, "split"), **typed)

    assert [part.text for part in claim.parts.order_by("pk")] == list(typed.values())


def test_what_is_not_cut_down_is_refused_and_nothing_typed_is_lost(desk, claim):
    page = fill(desk, at(claim, "split"), text_1=ROSE, quote_1="Rain fell.", reason="Two years.")

    assert "“Rain fell.” is not in the claim’s passage" in errors_of(
        fill(desk, at(claim, "split"), text_1=ROSE, text_2=FELL, quote_1="Rain fell.")
    )
    assert "“Taxes rose and fell.” is said already" in errors_of(page)
    assert form_of(page)["text_1"] == ROSE
    assert form_of(page)["reason"] == "Two years."
    assert not claim.parts.exists()


def test_a_passage_without_a_wording_is_not_left_out_in_silence(desk, claim):
    page = fill(desk, at(claim, "split"), text_1=ROSE, text_2=FELL, quote_3="in 2020")

    assert "type what is claimed in it" in errors_of(page)
    assert not claim.parts.exists()


@pytest.mark.parametrize("text", ["", "x" * 1001, "\0"])
def test_a_wording_that_is_none_is_refused_beside_its_field(desk, claim, text):
    page = fill(desk, at(claim, "split"), text_1=ROSE, text_2=text)

    assert errors_of(page)
    assert not claim.parts.exists()


def test_a_claim_reworded_meanwhile_is_not_split_unread(desk, claim):
    form = form_of(desk.get(at(claim, "split")))
    change(claim, text="Other words.")

    page = desk.post(at(claim, "split"), {**form, "text_1": ROSE, "text_2": FELL})

    assert "Somebody else changed" in errors_of(page)
    assert not claim.parts.exists()


def test_hostile_words_of_a_part_are_shown_as_words(desk, claim):
    fill(desk, at(claim, "split"), text_1="<script>alert(1)</script>", text_2=FELL)

    page = desk.get(at(claim))

    assert "<script>alert(1)" not in page.text
    assert "<script>alert(1)</script>" in words_of(page)


def test_a_split_claim_and_its_parts_name_each_other(desk, claim):
    split_claim(claim, PARTS, by=make_editor())
    part = claim.parts.first()

    whole, one = desk.get(at(claim)), desk.get(at(part))

    assert "Split into other claims" in words_of(whole)
    assert {at(part) for part in claim.parts.all()} <= set(links_of(whole))
    assert "Split from: Taxes rose and fell. split into others" in words_of(one)
    assert at(claim) in links_of(one)


def test_a_split_is_undone_on_its_page(desk, claim):
    split_claim(claim, PARTS, by=make_editor())
    assert "its parts are dropped" in words_of(desk.get(at(claim, "unsplit")))

    page = desk.get(fill(desk, at(claim, "unsplit")).url)

    assert "Put together again: “Taxes rose and fell.”" in messages_of(page)
    assert "It was split for a time, into:" in words_of(page)
    assert "Dropped: Put together again" in words_of(desk.get(at(claim.parts.first())))


def test_why_a_split_is_not_undone_is_said_on_the_page(desk, claim):
    split_claim(claim, PARTS, by=make_editor())
    part = claim.parts.get(text="It rose.")
    make_draft(part, body="")

    page = fill(desk, at(claim, "unsplit"))

    assert "There is a ruling on the part “It rose.”" in errors_of(page)


# Merging


def test_a_claim_is_merged_into_another_of_its_article(desk, claim):
    same = make_claim(claim.article, PASSAGE, text="Taxes went up and down.")

    page = desk.get(fill(desk, at(claim, "merge"), into=same.pk, reason="The same years.").url)

    assert "Merged into another claim: “Taxes rose and fell.”" in messages_of(page)
    assert fresh(claim).merged_into == same
    assert fresh(claim).history.latest().history_change_reason == "The same years."


def test_the_articles_other_claims_at_work_are_offered_in_the_order_of_the_text(desk, claim):
    rain = make_claim(claim.article, "Rain fell.")
    taxes = make_proposal(claim.article, PASSAGE)
    change(make_claim(claim.article, PASSAGE), state="dropped", drop_reason="Trivial.")
    make_claim()

    form = html.fromstring(desk.get(at(claim, "merge")).text)

    offered = form.xpath("//input[@type='radio' and @name='into']/@value")
    assert offered == ["", str(taxes.pk), str(rain.pk)]


def test_claims_that_begin_alike_are_told_apart_by_all_their_words(desk, claim):
    long = "The treaty between the two states that was signed in the spring of 1961 and extended "
    for end in ("once", "twice"):
        make_claim(claim.article, text=f"{long}{end}.")

    told = words_of(desk.get(at(claim, "merge")))

    assert f"{long}once." in told
    assert f"{long}twice." in told


@pytest.mark.parametrize("typed", ["{0.public_id}", " {0.public_id} ", "https://a.b{1}"])
def test_a_claim_that_was_checked_in_another_article_is_named_by_its_id(desk, claim, typed):
    ruled = make_published_ruling().claim
    typed = typed.format(ruled, ruled.get_absolute_url())

    fill(desk, at(claim, "merge"), other=typed.upper() if "/" not in typed else typed)

    assert fresh(claim).merged_into == ruled
    assert ruled.public_id in words_of(desk.get(at(ruled)))


@pytest.mark.parametrize("typed", ["zzzzzzzz", "nothing like it", "/claims/", "é" * 8])
def test_an_id_that_is_none_is_refused_beside_its_field(desk, claim, typed):
    page = fill(desk, at(claim, "merge"), other=typed)

    assert f"There is no claim “{typed}” that you may see." in errors_of(page)
    assert form_of(page)["other"] == typed


def test_a_hidden_claim_is_told_from_none_by_nothing(desk, claim):
    hidden = make_claim()
    change(hidden.article, confidential=True)

    page = fill(desk, at(claim, "merge"), other=hidden.public_id)

    assert f"There is no claim “{hidden.public_id}” that you may see." in errors_of(page)


@pytest.mark.parametrize("both", [True, False])
def test_one_claim_is_named_and_not_two(desk, claim, both):
    same = make_claim(claim.article, PASSAGE)
    typed = {"into": same.pk, "other": make_claim().public_id} if both else {}

    page = fill(desk, at(claim, "merge"), **typed)

    assert "Choose a claim of this article, or type" in errors_of(page)
    assert fresh(claim).state == Claim.State.ACCEPTED


def test_a_claim_that_was_dropped_meanwhile_cannot_be_chosen(desk, claim):
    same = make_claim(claim.article, PASSAGE)
    form = form_of(desk.get(at(claim, "merge")))
    change(same, state="dropped", drop_reason="Trivial.")

    page = desk.post(at(claim, "merge"), {**form, "into": same.pk})

    assert "This claim is not at work any more." in errors_of(page)


def test_merged_claims_and_the_one_that_stands_for_them_name_each_other(desk, claim):
    ruled = make_published_ruling().claim
    between = make_claim(claim.article, PASSAGE, text="Taxes went up and down.")
    merge_claims(claim, between, by=make_editor())
    merge_claims(between, ruled, by=make_editor())

    first, last = desk.get(at(claim)), desk.get(at(ruled))

    assert [url for url in links_of(first) if url in (at(between), at(ruled))] == [
        *(at(between), at(ruled)),
    ]
    assert "accepted · published · Two states form an alliance" in words_of(first)
    assert "Merged into it, and checked with it" in words_of(last)
    assert at(between) in links_of(last)


def test_what_stands_for_a_claim_is_kept_from_those_who_may_not_see_it(desk, claim):
    other = make_claim(text="A secret treaty.")
    merge_claims(claim, other, by=make_editor())
    change(other.article, confidential=True)

    pages = [at(claim), at(claim, "history"), at(claim.article), list_of(Claim)]

    assert not any("A secret treaty." in desk.get(page).text for page in pages)
    assert "You may not see that claim" in words_of(desk.get(at(claim)))
    assert "A secret treaty." in desk_of("editor").get(at(claim)).text


def test_who_may_not_see_a_merged_claim_is_not_told_of_it(desk, claim):
    hidden = make_claim(text="A secret treaty.")
    merge_claims(hidden, claim, by=make_editor())
    change(hidden.article, confidential=True)

    assert "Merged into it" not in words_of(desk.get(at(claim)))
    assert "A secret treaty." in desk_of("editor").get(at(claim)).text


def test_a_merge_is_undone_on_its_page(desk, claim):
    merge_claims(claim, make_claim(), by=make_editor())

    page = desk.get(fill(desk, at(claim, "unmerge")).url)

    assert "Taken out of the other claim" in messages_of(page)
    assert fresh(claim).state == Claim.State.ACCEPTED


# Around them


def test_the_article_shows_what_became_of_each_claim(desk, claim):
    ruled = make_published_ruling().claim
    merge_claims(claim, ruled, by=make_editor())
    whole = make_claim(claim.article, "Rain fell.")
    split_claim(whole, PARTS, by=make_editor())

    page = desk.get(at(claim.article))

    lines = html.fromstring(page.text).xpath("//ol[@class='claim-lines']/li")
    told = [(line.get("data-state"), line.xpath("a/@href")) for line in lines]
    parts = [("accepted", [at(part)]) for part in whole.parts.order_by("pk")]
    assert told == [("merged", [at(claim), at(ruled)]), ("split", [at(whole)]), *parts]
    assert "→ The treaty of 1961 had lapsed in 1996. accepted · published" in words_of(page)


def test_each_deed_is_offered_where_it_can_be_done(desk, claim):
    merged, split, dropped = (make_claim(claim.article, PASSAGE) for _n in range(3))
    merge_claims(merged, claim, by=make_editor())
    split_claim(split, PARTS, by=make_editor())
    change(dropped, state="dropped", drop_reason="Trivial.")
    ruled = make_draft(make_claim(), body="").claim

    rows = [claim, merged, split, dropped, ruled]
    found = [offered(desk.get(at(row))) for row in rows]

    deeds = {"accept", "drop", "split", "unsplit", "merge", "unmerge"}
    assert [deeds & set(row) for row in found] == [
        *({"drop", "split", "merge"}, {"unmerge"}, {"unsplit"}, {"accept"}, set()),
    ]


@pytest.mark.parametrize("deed", ["split", "merge", "unsplit", "unmerge"])
@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_may_not_work_on_claims_is_refused(claim, role, deed):
    desk = desk_of(role)
    typed = {"revision": claim.revision, "text_1": ROSE, "text_2": FELL, "other": "zzzzzzzz"}

    assert desk.get(at(claim, deed)).status_code == 403
    assert desk.post(at(claim, deed), typed).status_code == 403
    assert claim.history.count() == 1


def test_nothing_is_asked_for_where_nothing_is_published(desk, claim):
    before = words_of(desk.get(at(claim)))

    split_claim(claim, PARTS, by=make_editor())

    asked = "What publication asks for"
    assert asked in before
    assert asked not in words_of(desk.get(at(claim)))
    assert "None: it is not checked by itself." in words_of(desk.get(at(claim)))


def test_what_is_split_or_merged_is_accepted_by_no_detour(claim):
    person = make_person("editor")
    merge_claims(claim, make_claim(), by=person)

    desk = desk_of(person)
    chosen = desk.post(list_of(Claim), {"action": "accept", "_selected_action": [claim.pk]})
    assert "merged or split: it stays so" in words_of(desk.get(chosen.url))
    page = desk.get(fill(desk, chosen.url).url)

    assert "1 was so already" in words_of(page)
    assert fresh(claim).state == "merged"


def test_history_tells_the_lineage_in_words(desk, claim):
    same = make_claim(text="Taxes went up and down.")
    split_claim(claim, PARTS, by=make_editor())
    part = claim.parts.first()
    unsplit_claim(claim, by=make_editor())
    merge_claims(claim, same, by=make_editor())

    of_claim = words_of(desk.get(at(claim, "history")))
    of_part = words_of(desk.get(at(part, "history")))

    assert "Merged into another claim state accepted" in " ".join(of_claim.split("[+")[0].split())
    assert "Taxes went up and down." in of_claim
    assert "The split was undone" in of_claim
    assert "Split into others" in of_claim
    assert "Part of a claim that was split" in of_part
    assert "split from Taxes rose and fell." in of_part
