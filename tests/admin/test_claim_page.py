"""The page of one claim: everything in its place, short to read, and nothing lost that is typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from claims.admin import sections
from claims.admin.articles import ArticleAdmin
from claims.admin.context import context_of
from claims.admin.guidance import WHERE_MET
from claims.gate import RULES
from tests.actions.outcomes import change
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, words_of
from tests.factories import (
    make_article,
    make_attribution,
    make_claim,
    make_evidence,
    make_inquiry,
    make_note,
    make_search,
    make_source,
    make_tagging,
    make_verdict,
)
from tests.width import wide

pytestmark = pytest.mark.django_db

IN_ORDER = [
    *("passage", "wording", "claimants", "evidence", "verdicts"),
    *("inquiries", "searches", "notes", "topics", "checklist", "ruling"),
]
TYPED = [name for name in IN_ORDER if name not in ("passage", "wording", "checklist", "ruling")]
MOST = 40  # queries of a page


@pytest.fixture
def desk():
    return desk_of("editor")


def tree_of(response):
    return html.fromstring(response.content.decode())


def one(tree, path):
    (found,) = tree.xpath(path)
    return found


def text_of(element):
    return " ".join(element.text_content().split())


def make_busy_claim(rows=1, claim=None):
    """Return a claim with so many rows in each section; all its evidence is from one source."""
    claim = claim or make_claim()
    source = make_source()
    for _n in range(rows):
        make_evidence(claim, source)
        for make in (make_attribution, make_inquiry, make_search, make_note, make_tagging):
            make(claim)
        make_verdict(claim)
    return claim


# What is there


def test_each_part_has_its_place_and_the_navigation_leads_to_it(desk):
    tree = tree_of(desk.get(at(make_claim())))

    places = [i for i in tree.xpath("//*[@id]/@id") if i in IN_ORDER]
    ways = [way.removeprefix("#") for way in tree.xpath("//nav[@class='claim-nav']//a/@href")]

    assert places == IN_ORDER
    assert ways == IN_ORDER


@pytest.mark.slow
def test_the_navigation_counts_what_is_there(desk):
    claim = make_busy_claim(2)

    counts = tree_of(desk.get(at(claim))).xpath("//nav[@class='claim-nav']//a[span]")

    told = {way.get("href"): text_of(way.find("span")) for way in counts}
    assert {told[f"#{name}"] for name in TYPED if name != "verdicts"} == {"2"}
    assert told["#verdicts"] == "0"  # others' are hidden from who has not judged


@pytest.mark.slow
def test_an_empty_section_says_what_to_do_next_and_every_section_how(desk):
    tree = tree_of(desk.get(at(make_claim())))

    for name in TYPED:
        part = one(tree, f"//section[@id='{name}']")
        assert part.xpath(".//p[@class='empty']"), name
        assert part.xpath(".//details[@class='guide']/p"), name


@pytest.mark.slow
def test_evidence_stands_by_its_stance_with_the_state_of_its_quotation(desk):
    claim = make_claim(said_on="2001")
    for stance in ("context", "refutes", "supports"):
        make_evidence(claim, make_source(published_on="2024"), stance=stance)

    part = one(tree_of(desk.get(at(claim))), "//section[@id='evidence']")

    heads = [text_of(head) for head in part.xpath("./h3")]
    assert heads == ["For the claim 1", "Against the claim 1", "Context 1"]
    cards = [text_of(card) for card in part.xpath(".//li[@class='card']")]
    assert ["[^e3]" in cards[0], "[^e2]" in cards[1], "[^e1]" in cards[2]] == [True] * 3
    assert all("not checked against a stored copy" in card for card in cards)
    assert all("Say why it counts, or leave it out." in card for card in cards)


@pytest.mark.slow
def test_a_side_without_evidence_says_what_to_do(desk):
    claim = make_claim()
    make_evidence(claim, stance="supports")

    part = one(tree_of(desk.get(at(claim))), "//section[@id='evidence']")

    told = [text_of(head.getnext()) for head in part.xpath("./h3[contains(., 'Against')]")]
    assert told == ["None so far: look for it, and record the search if you find nothing."]
    assert text_of(part).count("None so far") == 1


@pytest.mark.slow
def test_the_passage_stands_marked_in_its_context(desk):
    claim = make_claim()

    part = one(tree_of(desk.get(at(claim))), "//section[@id='passage']")

    assert part.xpath(".//mark/text()") == [claim.quote]
    assert "signed a treaty in 2000." in text_of(part)
    assert "an aide told reporters" in text_of(part)


@pytest.mark.slow
def test_the_passage_leads_to_the_workbench_once_there_is_one(desk, monkeypatch):
    claim = make_claim()
    monkeypatch.setattr(ArticleAdmin, "next_pages", lambda *_: {"workbench": "/bench/"})

    links = tree_of(desk.get(at(claim))).xpath("//section[@id='passage']//a/@href")

    assert links == [f"/bench/?claim={claim.public_id}"]


def test_a_long_text_is_cut_where_sentences_end_and_says_so():
    text = "First one. " * 200 + "\n\nIt lapsed in 1996. " + "Another one. " * 200
    claim = make_claim(make_article(text), "It lapsed in 1996.")

    context = context_of(claim)

    assert context.words == "It lapsed in 1996."
    assert context.before.split(". ")[0] == "First one"
    assert context.behind.strip().startswith("Another one. ")
    assert len(context.before) + len(context.behind) < 100
    assert (context.cut_before, context.cut_behind) == (True, True)


def test_a_text_of_one_sentence_is_its_own_context():
    claim = make_claim(make_article("It lapsed in 1996."), "It lapsed in 1996.")

    assert context_of(claim)[:3] == ("", "It lapsed in 1996.", "")


def test_each_rule_of_the_checklist_names_a_place_on_the_page():
    assert set(WHERE_MET) == set(RULES)
    assert {place for place, _name in WHERE_MET.values()} <= set(IN_ORDER)


@pytest.mark.slow
def test_a_rule_that_fails_leads_to_where_it_is_mended_and_those_met_are_folded(desk):
    claim = make_claim(chosen_because="It is argued about.")
    part = one(tree_of(desk.get(at(claim))), "//section[@id='checklist']")

    failing = [text_of(line) for line in part.xpath("./ul/li")]
    folded = [text_of(line) for line in part.xpath("./details/ul/li")]

    assert all("not met" in line and "Go to “" in line for line in failing)
    assert "Go to “Searches”" in next(line for line in failing if "Evidence for and" in line)
    assert any("It is stated why this claim was chosen met" in line for line in folded)
    assert not any("not met" in line for line in folded)


# Blindness


def test_others_verdicts_are_read_only_once_the_own_is_given(desk):
    claim = make_claim()
    make_verdict(claim, "Mostly false", reasoning="Seen in the ledger.")
    before = one(tree_of(desk.get(at(claim))), "//section[@id='verdicts']")
    make_verdict(claim, "True", by=desk.person)
    after = one(tree_of(desk.get(at(claim))), "//section[@id='verdicts']")

    assert "Seen in the ledger." not in text_of(before)
    assert "1 verdict is given." in text_of(before)
    assert "Seen in the ledger." in text_of(after)
    assert [len(part.xpath(".//li[@class='card']")) for part in (before, after)] == [0, 2]
    assert len(after.xpath(".//details[@class='edit']")) == 1  # the own one


@pytest.mark.slow
def test_a_note_is_edited_by_who_wrote_it_alone(desk):
    claim = make_claim()
    make_note(claim, text="A colleague's.")
    make_note(claim, text="Mine.", by=desk.person)

    cards = tree_of(desk.get(at(claim))).xpath("//section[@id='notes']//li[@class='card']")

    assert [bool(card.xpath("./details")) for card in cards] == [False, True]


# Forms


@pytest.mark.slow
def test_a_new_row_is_typed_without_a_script(desk):
    tree = tree_of(desk.get(at(make_claim())))

    for name in TYPED:
        assert tree.xpath(f"//details[@id='{name}-new']//button[@value='show-{name}']"), name
    assert not tree.xpath("//form//*[contains(@name, '__prefix__')]")


@pytest.mark.slow
def test_help_texts_stand_once_and_each_field_points_to_its_own(desk):
    claim = make_busy_claim(2)
    tree = tree_of(desk.get(at(claim)))

    assert len(tree.xpath("//*[text()='Word for word, as the source has it.']")) == 1
    pointed = set(tree.xpath("//form[@id='claim_form']//@aria-describedby"))
    assert pointed <= set(tree.xpath("//@id"))
    quotes = tree.xpath("//textarea[starts-with(@name, 'evidence-')]/@aria-describedby")
    assert quotes == ["id_evidence-2-quote_helptext"] * 3


@pytest.mark.slow
def test_a_row_that_is_refused_comes_back_in_its_open_card(desk):
    one_piece = make_evidence()
    make_evidence(one_piece.claim)
    typed = {"evidence-0-source": "", "evidence-0-remark": "Typed and kept."}

    page = fill(desk, at(one_piece.claim), **typed)

    card = one(tree_of(page), f"//li[@id='evidence-{one_piece.pk}']")
    assert "required" in errors_of(page)
    assert card.xpath("./details[@open]//*[contains(@class, 'field-source')]/ul[@class]")
    assert form_of(page)["evidence-0-remark"] == "Typed and kept."
    assert len(tree_of(page).xpath("//section[@id='evidence']//details[@open]")) == 1


@pytest.mark.slow
def test_a_new_row_that_is_refused_comes_back_in_its_open_form(desk):
    page = fill(desk, at(make_claim()), **{"searches-0-terms": "Treaty of 1961"})

    form = one(tree_of(page), "//details[@id='searches-new']")
    assert form.get("open") is not None
    assert "required" in errors_of(page)
    assert form_of(page)["searches-0-terms"] == "Treaty of 1961"
    assert len(tree_of(page).xpath("//details[@class='adding'][@open]")) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("button", "leads"),
    wide(
        [
            ("show-notes", "#notes"),
            ("add-notes", "?add=notes#notes-new"),
            ("open-evidence-7", "?open=evidence-7#evidence-7"),
        ],
        every=3,
    ),
)
def test_the_buttons_of_a_section_save_first_and_stay_there(desk, button, leads):
    claim = make_claim()

    answer = fill(desk, at(claim), **{"notes-0-text": "Ask again.", "_then": button})

    assert answer.url == at(claim) + leads
    assert claim.notes.get().text == "Ask again."


@pytest.mark.slow
def test_the_form_for_another_row_is_open_where_it_is_asked_for(desk):
    tree = tree_of(desk.get(at(make_claim(), add="inquiries")))

    assert tree.xpath("//details[@class='adding'][@open]/@id") == ["inquiries-new"]


# Long pages


@pytest.mark.slow
def test_the_forms_of_a_long_section_are_loaded_when_they_are_opened(desk):
    claim = make_claim()
    pieces = [make_evidence(claim) for _n in range(sections.FEW + 1)]
    chosen = pieces[2]

    closed = desk.get(at(claim))
    opened = desk.get(at(claim, open=f"evidence-{chosen.pk}"))

    assert form_of(closed)["evidence-INITIAL_FORMS"] == "0"
    buttons = tree_of(closed).xpath("//button[starts-with(@value, 'open-evidence-')]/@value")
    assert buttons == [f"open-evidence-{piece.pk}" for piece in pieces]
    assert form_of(opened)["evidence-0-id"] == str(chosen.pk)
    assert tree_of(opened).xpath("//details[@class='edit'][@open]/../@id") == [
        f"evidence-{chosen.pk}"
    ]


@pytest.mark.slow
def test_a_row_that_was_opened_is_saved_and_no_other(desk):
    claim = make_claim()
    pieces = [make_evidence(claim) for _n in range(sections.FEW + 1)]

    answer = fill(
        desk,
        at(claim, open=f"evidence-{pieces[2].pk}"),
        **{"evidence-0-note": "From page 4.", "_then": f"show-evidence-{pieces[2].pk}"},
    )

    assert answer.url == f"{at(claim)}#evidence-{pieces[2].pk}"
    for piece in pieces:
        piece.refresh_from_db()
    assert [p.note == "From page 4." for p in pieces] == [False, False, True, False]


@pytest.mark.slow
def test_what_a_long_section_does_not_show_is_said_in_words(desk, monkeypatch):
    monkeypatch.setattr(sections, "AT_ONCE", 2)
    claim = make_claim()
    pieces = [make_evidence(claim) for _n in range(5)]

    first = one(tree_of(desk.get(at(claim))), "//section[@id='evidence']")
    last = desk.get(at(claim, evidence=3))
    opened = desk.get(at(claim, open=f"evidence-{pieces[3].pk}"))

    assert "Shown here: 1 to 2 of 5." in text_of(first)
    assert first.xpath(".//ul[@class='pages']//a/@href")[1] == "?evidence=2#evidence"
    assert "Shown here: 5 to 5 of 5." in words_of(last)
    assert "Shown here: 3 to 4 of 5." in words_of(opened)


@pytest.mark.slow
def test_a_page_with_more_rows_asks_the_database_no_more_often(desk):
    few, many = make_busy_claim(2), make_busy_claim(7)
    desk.get(at(few))  # what is looked up once and kept
    counts = []
    for claim in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(at(claim)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= MOST


@pytest.mark.slow
def test_nobody_is_offered_what_they_may_not_change():
    claim = make_busy_claim()

    page = desk_of("reader").get(at(claim))

    assert not tree_of(page).xpath("//form[@id='claim_form']//*[self::textarea or self::select]")
    assert not tree_of(page).xpath("//details[@class='adding' or @class='edit']")
    assert "Its own page" in words_of(page)


@pytest.mark.slow
def test_a_row_that_was_taken_back_meanwhile_gives_what_was_typed_back(desk):
    piece = make_evidence()
    sent = form_of(desk.get(at(piece.claim)))
    change(piece, retracted_at=piece.created_at, retracted_by=desk.person, retraction_reason="x")

    page = desk.post(at(piece.claim), {**sent, "text": "", "evidence-0-remark": "Typed here."})

    assert page.status_code == 200
    assert form_of(page)["evidence-0-remark"] == "Typed here."
    assert "was taken back meanwhile" in words_of(page)


@pytest.mark.slow
@pytest.mark.once
def test_five_hundred_rows_open_and_a_form_with_as_many_is_saved(desk, monkeypatch):
    claim, source = make_claim(), make_source()
    for _n in range(500):
        make_evidence(claim, source)
    page = desk.get(at(claim))
    monkeypatch.setattr(sections, "FEW", 500)
    sent = form_of(desk.get(at(claim)))

    answer = desk.post(at(claim), {**sent, "evidence-499-note": "The last one."})

    assert len(page.content) < 500_000
    assert sent["evidence-INITIAL_FORMS"] == "500"
    assert answer.status_code == 302, errors_of(answer)
    assert claim.evidence.filter(note="The last one.").count() == 1


@pytest.mark.slow
def test_the_page_has_a_style_of_its_own(desk):
    styles = tree_of(desk.get(at(make_claim()))).xpath("//link[@rel='stylesheet']/@href")

    assert any("claims/claim" in style for style in styles)
