"""The picture beside a link: what it says, that it is always the same, and never boxes."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from claims import cards
from claims.cards import Card, can_write, draw, letters, lines_of

CARD = Card(
    site_name="The Ledger",
    claim="The 2024 agreement is expected to replace the treaties of 1961 and 2000.",
    rating="Half true",
    tone="half-true",
    shape="half",
    note="Version 1, 20 November 2026",
)
ROOM = cards.WIDTH - 2 * cards.EDGE


@pytest.fixture
def written(monkeypatch):
    """Return the lines that are written onto a card, and how."""
    found = []
    text = cards.ImageDraw.ImageDraw.text

    def write(self, at, line, **options):
        found.append((line, options["font"].size, at))
        text(self, at, line, **options)

    monkeypatch.setattr(cards.ImageDraw.ImageDraw, "text", write)
    return found


def words(written):
    return " ".join(line for line, _size, _at in written if line)


def opened(card):
    return Image.open(BytesIO(draw(card)))


def test_it_is_a_small_png_of_the_size_that_sites_show():
    content = draw(CARD)

    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert opened(CARD).size == (1200, 630)
    assert len(content) < 60_000


def test_the_same_words_are_the_same_picture_and_others_another():
    assert draw(CARD) == draw(replace(CARD))
    for change in ("site_name", "claim", "rating", "note"):
        assert draw(replace(CARD, **{change: "Other"})) != draw(CARD)


def test_it_says_who_what_and_how_it_was_rated(written):
    draw(CARD)

    assert words(written) == (
        "The Ledger “The 2024 agreement is expected to replace the treaties of 1961 and 2000.” "
        "Half true Version 1, 20 November 2026"
    )


def test_a_rating_is_told_by_word_shape_and_colour():
    shapes = ["full", "three-quarters", "half", "quarter", "crossed", "dashed"]
    drawn = {draw(replace(CARD, shape=shape)) for shape in shapes}
    assert len(drawn) == 6
    assert draw(replace(CARD, tone="false")) != draw(CARD)


def test_its_colours_are_those_of_the_pages():
    style = (Path(cards.__file__).parent / "static/claims/public.css").read_text()
    light = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", style.partition("}")[0]))

    assert light["half"] == cards.TONES["half-true"]
    for tone in ("true", "mostly-true", "mostly-false", "false"):
        assert light[tone] == cards.TONES[tone]
    assert (light["open"], light["paper"], light["ink"]) == (cards.OPEN, cards.PAPER, cards.INK)


def test_no_line_runs_over_the_edge(written):
    claim = "Each of the many words of this claim needs its place on a card. " * 20
    draw(replace(CARD, claim=claim, site_name=claim, rating=claim, note=claim))

    for line, size, (left, top) in written:
        weight = "Regular" if size not in {34, 60} else "Semibold"
        assert letters(weight, size).getlength(line) <= cards.WIDTH - cards.EDGE - left
        assert top < cards.HEIGHT - 40


def test_a_long_claim_is_made_smaller_and_then_cut_with_a_sign(written):
    draw(replace(CARD, claim="Words that do not come to an end, " * 30))

    claim = [(line, size) for line, size, (left, _top) in written if left == cards.EDGE][1:]
    assert len(claim) == 5
    assert {size for _line, size in claim} == {46}
    assert claim[-1][0].endswith("…")


@pytest.mark.parametrize("word", ["x" * 5000, "—" * 700, "W" * 1000])
def test_a_word_without_an_end_is_cut(written, word):
    draw(replace(CARD, claim=word))

    assert "…" in words(written)


def test_letters_of_latin_greek_and_cyrillic_are_written(written):
    claim = "Según Łódź, el año: ça coûte 5 € – œuvre, Straße, čeština. Η συνθήκη. Договор."
    assert can_write(claim)

    draw(replace(CARD, claim=claim))

    assert f"“{claim}”" in words(written)


@pytest.mark.parametrize(
    "claim",
    ["新協定", "الاتفاقية الجديدة", "ההסכם", "सन्धि", "Rose 🌹", "q\u0303\u0323", "\U0010ffff"],
)
def test_a_claim_with_a_letter_that_is_missing_is_left_out_whole(written, claim):
    assert not can_write(claim)

    content = draw(replace(CARD, claim=f"In 1961 {claim}"))

    assert words(written) == "The Ledger Half true Version 1, 20 November 2026"
    assert content == draw(replace(CARD, claim=""))


def test_a_rating_that_cannot_be_written_leaves_its_shape():
    bare = Card("", "", "", "false", "crossed", "")

    assert draw(replace(bare, rating="偽", site_name="新聞", note="版")) == draw(bare)
    colours = {colour for _count, colour in opened(bare).convert("RGB").getcolors(9999)}
    assert (0xA0, 0x1C, 0x29) in colours


def test_marks_that_are_not_seen_are_not_drawn(written):
    draw(replace(CARD, claim="\u202eevil\u2066 \u200bwords\x1f\n\x00 of it"))

    assert "“evil words of it”" in words(written)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b"])
def test_nothing_gives_no_line(text):
    assert lines_of(text, letters("Regular", 46), ROOM, 3) == []
    assert draw(replace(CARD, claim=text))
