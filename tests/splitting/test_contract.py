"""The promises of claims.splitting.base, held against every configured splitter."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from claims.splitting import OPERATION_LABELS, Kind, Reason, SplitterError, get_splitter
from claims.splitting.loading import load_parser
from claims.text.blocks import Block, BlockKind

TEXTS = [
    "",
    " ",
    "\n\n",
    "No figure.",
    "Taxes rose 9%. Rain fell. Two of 3 agreed!",
    "é 1 ü 2.",
    "# Heading\n\nThe mayor, who was elected in 2010, resigned and left the city.\n- Rents fell.",
    "He said he was tired. She left. He said he was tired.",
    "TAXES ROSE AND RENTS FELL IN MAY, THE MAYOR SAID",
    "🙂🙂 The 🙂 team won 🙂 and left 🙂.",
    "Hello! Why? Click here. See “the \ud800 half”.",
    "a\tb | c | d\n1\t2 | 3 | 4\n" * 20,
    "<p>The &amp; mayor</p><br/>said() { return 1; }",
    "Der Bürgermeister trat zurück. 市长辞职了。他离开了。",
]
HOSTILE = {
    "one sentence of 5,000 words": "The mayor and the deputy " + "left the city and " * 1_250,
    "no punctuation": "taxes rose " * 3_000,
    "quotation marks": '"' * 100_000,
    "commas": "a, " * 20_000,
    "brackets": "(" * 20_000,
    "one word": "a" * 100_000,
}
LANGUAGES = ["en", "en-GB", "de", "zh", "tlh"]


@pytest.fixture(params=sorted(settings.SPLITTERS))
def splitter(request):
    return get_splitter(request.param)


def check(text, split):
    """Hold one split against all that is promised of it."""
    passages = [*split.proposals, *split.skipped]
    assert all(0 <= p.start < p.end <= len(text) for p in passages)
    for found in (split.proposals, split.skipped):
        assert [p.start for p in found] == sorted(p.start for p in found)
    for claim in split.proposals:
        assert text[claim.start : claim.end] == claim.quote
        assert text[: claim.start].endswith(claim.prefix)
        assert text[claim.end :].startswith(claim.suffix)
        assert claim.text.strip()
        assert claim.atom.strip()
        assert claim.kind in Kind
        assert set(claim.operations) <= set(OPERATION_LABELS)
        for one in claim.suggestions:
            assert claim.text[one.start : one.end] == one.words
            assert one.antecedent
            assert 0 < one.confidence < 1
        assert claim.frame is None or 0 <= claim.frame < len(split.proposals)
    assert all(isinstance(passage.reason, Reason) for passage in split.skipped)
    assert split.splitter
    assert split.version


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS)
def test_proposals_quote_the_text_in_reading_order(splitter, text, language):
    split = splitter.split(text, language=language)

    check(text, split)
    assert split.decomposed is language.startswith("en")


@pytest.mark.parametrize("alias", sorted(settings.SPLITTERS))
@effort(max_examples=40, deadline=None)
@given(text=st.text(max_size=120), language=st.sampled_from(LANGUAGES))
def test_any_text_gets_an_answer_and_the_same_one_twice(alias, text, language):
    splitter = get_splitter(alias)

    split = splitter.split(text, language=language)

    check(text, split)
    assert splitter.split(text, language=language) == split


WORDS = st.sampled_from(
    """
    the mayor Anna Putin he it said and or not if who which with , . ; “ ” ' ( ) - signed is was
    a treaty in 2010 that killing by as well only Paris
    yesterday Tuesday last year May 12 31 -year-old this country two countries NATO Mrs
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


@pytest.mark.parametrize("alias", sorted(settings.SPLITTERS))
@effort(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, max_size=40))
def test_any_row_of_words_gets_an_answer(alias, words):
    text = " ".join(words)

    check(text, get_splitter(alias).split(text, title="Anna Berg", published="2024-02-29"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_gets_an_answer(splitter, text):
    check(text, splitter.split(text))


def test_a_text_without_claims_gives_an_empty_split(splitter):
    split = splitter.split("Why? Who knows?")

    assert split.proposals == ()
    assert [passage.reason for passage in split.skipped] == [Reason.QUESTION, Reason.QUESTION]


def test_an_unknown_language_is_split_by_sentence_only(splitter):
    text = "Titel\n\nDer Bürgermeister trat zurück und ging. Es regnete."
    blocks = [Block(BlockKind.HEADING, 0, 5, 1), Block(BlockKind.PARAGRAPH, 7, len(text))]

    split = splitter.split(text, language="de", blocks=blocks)

    assert not split.decomposed
    assert [p.text for p in split.proposals] == [
        "Der Bürgermeister trat zurück und ging.",
        "Es regnete.",
    ]
    assert [passage.reason for passage in split.skipped] == [Reason.HEADING]


def test_headings_and_captions_make_no_claim(splitter):
    text = "Mayor resigns after vote\nThe mayor resigned.\nThe mayor waves."
    blocks = [
        Block(BlockKind.HEADING, 0, 24, 1),
        Block(BlockKind.PARAGRAPH, 25, 44),
        Block(BlockKind.CAPTION, 45, 61),
    ]

    split = splitter.split(text, blocks=blocks)

    assert [p.quote for p in split.proposals] == ["The mayor resigned."]
    assert [p.reason for p in split.skipped] == [Reason.HEADING, Reason.CAPTION]


def test_a_splitter_is_built_once_a_process():
    assert get_splitter("default") is get_splitter("default")


def test_every_reason_is_a_sentence():
    assert all(str(reason.label).endswith(".") for reason in Reason)


def test_a_missing_parser_is_named():
    with pytest.raises(SplitterError, match="no_such_model"):
        load_parser("no_such_model")
