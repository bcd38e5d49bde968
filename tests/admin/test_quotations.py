"""How the desk shows whether a quotation stands in its source."""

import pytest
from lxml import html

from claims.actions.check_quotations import check_quotations
from claims.models import Evidence
from tests.admin.desk import at, desk_of, form_of, words_of
from tests.factories import machine, make_claim, make_evidence, make_snapshot, make_source
from tests.keeping import fresh
from tests.width import wide

pytestmark = pytest.mark.django_db

COPY = "It opens so.\nThe treaty of 1961 lapsed in 1996 <b>, an aide said.</b>\n" + "More. " * 400


@pytest.fixture
def desk():
    return desk_of("editor")


def quoted(quote, text=COPY, **fields):
    """Return a piece of evidence whose quotation was checked."""
    source = make_source()
    piece = make_evidence(make_claim(), source, quote=quote, **fields)
    if text is not None:
        make_snapshot(source, text)
    check_quotations([piece], by=machine())
    return piece


def shown(desk, piece):
    """Return what the claim's page says of the quotation, as a tree."""
    tree = html.fromstring(desk.get(at(piece.claim)).content.decode())
    (found,) = tree.xpath("//*[@class='in-copy']")
    return found


def text_of(tree):
    return " ".join(tree.text_content().split())


def test_a_verbatim_quotation_stands_in_its_context_with_a_link_to_it(desk):
    found = shown(desk, quoted("The treaty of 1961 lapsed in 1996"))

    assert "found word for word" in text_of(found)
    assert "checked against the copy of" in text_of(found)
    assert found.xpath(".//mark/text()") == ["The treaty of 1961 lapsed in 1996"]
    assert "<b>, an aide said.</b>" in text_of(found)
    (link,) = found.xpath(".//a[contains(., 'passage')]/@href")
    assert link.endswith("#:~:text=The%20treaty%20of%201961%20lapsed%20in%201996")


@pytest.mark.slow
def test_the_differing_words_are_marked(desk):
    found = shown(desk, quoted("The treaty of 1962 lapsed in 1996"))

    assert "found nearly" in text_of(found)
    assert "likeness" in text_of(found)
    assert [word.text.strip() for word in found.iter("del", "ins")] == ["1961", "1962"]


@pytest.mark.slow
def test_what_is_absent_says_what_to_do(desk):
    found = shown(desk, quoted("Nobody ever wrote a sentence such as this one."))

    assert "not found" in text_of(found)
    assert "Correct the quotation" in text_of(found)


@pytest.mark.slow
def test_what_is_not_checked_says_why(desk):
    found = shown(desk, quoted("The treaty of 1961 lapsed in 1996", text=None))

    assert "not checked" in text_of(found)
    assert "a copy with text is stored" in text_of(found)


@pytest.mark.slow
def test_a_very_short_quotation_is_said_to_prove_little(desk):
    assert "It is very short" in text_of(shown(desk, quoted("The treaty")))


@pytest.mark.slow
def test_what_the_quotation_declares_is_told(desk):
    found = shown(desk, quoted("The treaty of 1961 […] in 1996"))

    assert "found word for word" in text_of(found)
    assert "declares what it changed: […]" in text_of(found)


@pytest.mark.parametrize(
    ("pages", "told"), wide([("7", True), ("3-9", False), ("xii", False)], every=2)
)
def test_pages_that_the_copy_contradicts_are_told(desk, pages, told):
    piece = quoted("The treaty of 1961 lapsed in 1996", text=None, pages=pages)
    make_snapshot(piece.source, COPY, pages=[0, 5, COPY.index("The treaty")])
    check_quotations([piece], by=machine())

    hint = f"The evidence names page {pages}, and the passage stands on page 3 of the copy."
    assert (hint in text_of(shown(desk, piece))) is told


@pytest.mark.slow
def test_a_passage_that_is_cited_twice_is_told(desk):
    first = quoted("The treaty of 1961 lapsed in 1996")
    again = make_evidence(first.claim, first.source, quote=first.quote)
    make_evidence(first.claim, first.source, quote="It opens so.")

    told = f"[^{first.cite}] cites the same passage of the same source"
    assert words_of(desk.get(at(first.claim))).count(told) == 1
    assert told in words_of(desk.get(at(again)))


@pytest.mark.slow
def test_the_page_of_the_evidence_shows_the_same(desk):
    piece = quoted("The treaty of 1962 lapsed in 1996")

    assert "found nearly" in words_of(desk.get(at(piece)))


@pytest.mark.slow
def test_a_check_while_somebody_types_does_not_refuse_what_they_typed(desk):
    piece = quoted("The treaty of 1961 lapsed in 1996", text=None)
    opened = form_of(desk.get(at(piece.claim)))
    make_snapshot(piece.source, COPY)
    check_quotations([fresh(piece)], by=machine())

    response = desk.post(at(piece.claim), {**opened, "evidence-0-note": "Read on paper."})

    assert response.status_code == 302
    assert (fresh(piece).note, fresh(piece).found) == ("Read on paper.", "verbatim")


@pytest.mark.slow
def test_its_history_tells_the_check_as_the_machines(desk):
    piece = quoted("The treaty of 1961 lapsed in 1996")

    page = words_of(desk.get(at(piece, "history")))

    assert "checked against the copy of" in page
    assert "found_start" not in page
    assert Evidence.objects.get(pk=piece.pk).revision == piece.revision
