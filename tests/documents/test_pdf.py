"""A PDF gives its paragraphs, where its pages begin, and what it says of itself."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.documents import DocumentError, reader_for
from tests.documents.pdfs import LEFT, STEP, TOP, locked, pdf, stream, written
from tests.width import wide

FULL = "The treaty between the two states was signed in Moscow and it lapsed"
LINES = [FULL, "in 1996, when neither government wanted to prolong it any further."]
TODAY = datetime.now(UTC)


def read(raw, name="report.pdf"):
    reader = reader_for(raw, name=name)
    assert reader.name == "pdf"
    return reader.read(raw, name=name)


def blocks_of(document):
    return [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]


def refusal_of(raw):
    with pytest.raises(DocumentError) as refusal:
        read(raw)
    assert "“report.pdf”" in str(refusal.value)
    return refusal.value


def test_lines_are_joined_to_a_paragraph():
    document = read(pdf(LINES))

    assert blocks_of(document) == [("paragraph", 0, " ".join(LINES))]
    assert document.pages == (0,)


@pytest.mark.slow
def test_larger_lines_are_headings_and_the_first_is_the_title():
    document = read(
        pdf(
            [
                ("A treaty lapses", LEFT, 780, 24, "F1"),
                ("What it said", LEFT, 750, 15, "F1"),
                *((words, LEFT, 720 - n * STEP, 11, "F1") for n, words in enumerate(LINES)),
                ("In bold above the text", LEFT, 660, 11, "F2"),
                *((words, LEFT, 640 - n * STEP, 11, "F1") for n, words in enumerate(LINES)),
            ]
        )
    )

    assert [block[:2] for block in blocks_of(document)] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]
    assert document.title == "A treaty lapses"


@pytest.mark.slow
def test_a_running_head_and_the_page_number_are_no_part_of_a_sentence():
    def page(number, *lines):
        body = ((words, LEFT, TOP - n * STEP, 11, "F1") for n, words in enumerate(lines))
        return [
            ("Ministry of Trade", LEFT, 800, 9, "F1"),
            *body,
            (f"Page {number} of 3", 280, 40, 9, "F1"),
        ]

    document = read(
        pdf(
            page(1, FULL, FULL + " after a long dis-"),
            page(2, "pute about the price of grain and of coal, which neither state could pay"),
            page(3, "for. In 1996 it lapsed."),
        )
    )

    assert "Ministry" not in document.text
    assert "Page" not in document.text
    assert "after a long dispute about the price" in document.text
    assert "could pay for. In 1996" in document.text
    first, second, third = document.pages
    assert first == 0
    assert document.text[second:].startswith("pute about the price")
    assert document.text[third:].startswith("for. In 1996")


@pytest.mark.slow
def test_figures_at_the_foot_of_pages_stay_where_they_are_no_page_numbers():
    table = [[FULL, ("Wheat 1996 40", LEFT, 100 + 2 * n, 11, "F1")] for n in range(4)]

    assert read(pdf(*table)).text.count("Wheat 1996 40") == 4


@pytest.mark.slow
def test_the_same_words_in_the_midst_of_every_page_stay():
    pages = [[FULL, "This line is the same on each page of this report.", FULL] for _n in range(4)]

    assert read(pdf(*pages)).text.count("This line is the same") == 4


@pytest.mark.slow
def test_a_hyphen_that_a_word_has_stays():
    lines = [
        "A well-known clause of the treaty was named after the long negotiations of a well-",
        "known lawyer who was in the delegation of one of the two Anglo-",
        "American states.",
    ]

    assert "a well-known lawyer" in read(pdf(lines)).text
    assert "Anglo-American states" in read(pdf(lines)).text


@pytest.mark.slow
def test_an_empty_page_begins_where_the_next_one_does():
    document = read(pdf(LINES, [], ["It was never renewed."], []))

    start = document.text.index("It was never")
    assert document.pages == (0, start, start, len(document.text))


@pytest.mark.slow
def test_items_of_a_list_are_apart():
    document = read(pdf([*LINES, "• Grain is paid in gold.", "• Coal is paid in grain."]))

    assert blocks_of(document)[1:] == [
        ("list_item", 0, "Grain is paid in gold."),
        ("list_item", 0, "Coal is paid in grain."),
    ]


@pytest.mark.slow
def test_what_it_says_of_itself_is_found():
    raw = pdf(LINES, Title="The treaty", Author="Jo Doe", CreationDate="D:20240206100000Z")
    document = read(raw)

    assert (document.title, document.byline, document.published_on) == (
        "The treaty",
        "Jo Doe",
        "2024-02-06",
    )
    assert read(pdf(LINES, Title="Microsoft Word - treaty_v3.doc")).title == ""
    assert read(pdf(LINES, CreationDate="D:yesterday")).published_on == ""


@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=2)])
def test_that_a_file_was_made_today_tells_no_day_of_publication(day):
    assert read(pdf(LINES, CreationDate=f"D:{day:%Y%m%d%H%M%S}")).published_on == ""


@pytest.mark.parametrize(
    "author", wide(["anonymous", "Microsoft Office User", "(anonymous)"], every=3)
)
def test_what_a_program_writes_for_nobody_is_no_author(author):
    assert read(pdf(LINES, Author=author)).byline == ""


@pytest.mark.slow
def test_a_password_is_told():
    assert refusal_of(locked(pdf(LINES))).code == "password"
    assert read(locked(pdf(LINES), user="")).text == " ".join(LINES)


@pytest.mark.slow
def test_pages_that_are_pictures_are_told_what_to_do():
    refusal = refusal_of(pdf([], []))

    assert refusal.code == "scanned"
    assert "OCR" in str(refusal)


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(range(256)) * 40])
def test_a_damaged_file_is_told(raw):
    assert refusal_of(raw).code == "damaged"


@pytest.mark.slow
def test_a_damaged_page_is_named_and_not_left_out():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents %d 0 R>>"
    raw = written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>",
            page % 5,
            page % 6,
            stream(b"BT (a) Tj ET"),
            stream(b"not packed at all", b"/Filter/FlateDecode"),
        ]
    )

    refusal = refusal_of(raw)
    assert refusal.code == "damaged_page"
    assert "Page 2" in str(refusal)


@pytest.mark.slow
def test_a_file_that_is_called_otherwise_is_read_all_the_same():
    assert read(pdf(LINES), name="report.html").text
