"""The promises of claims.splitting.base, held against every configured splitter."""

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from claims.splitting import OPERATION_LABELS, Kind, Reason, SplitterError, get_splitter
from claims.splitting.faithful import breach_of
from claims.splitting.granularity import Granularity
from claims.splitting.loading import load_parser
from claims.text.blocks import Block, BlockKind
from tests.splitting.model_server import claiming, garbling, running_model, sentence_of
from tests.splitting.reading import parsed, wordings
from tests.width import slowly, wide

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
ARTICLE = (
    "Anna Berg ran for mayor. She did not win in May 2010, and the council, which had opposed "
    "her, resigned. The minister said that taxes may rise by 5%. Rents fell in Oslo and rose in "
    "Bergen. According to the bank, few shops closed. “We lost,” Anna Berg said. The strike will "
    "start unless wages rise. Ann Lee and Bob Cole own the farm jointly."
)
ALIASES = [  # asking a server takes its time
    slowly(alias) if alias.startswith("llm") else alias
    for alias in sorted([*settings.SPLITTERS, "llm, badly"])
]


@pytest.fixture(scope="module", autouse=True)
def _models():
    """Let a model answer well, and another one badly, behind real servers."""
    with running_model() as good, running_model() as bad:
        good.answers(by_rule)
        bad.answers(garbling)
        llm = settings.SPLITTERS["llm"]
        options = [{**llm["OPTIONS"], "url": model.url, "model": "test"} for model in (good, bad)]
        added = {
            alias: {**llm, "OPTIONS": given}
            for alias, given in zip(("llm", "llm, badly"), options, strict=True)
        }
        with override_settings(SPLITTERS={**settings.SPLITTERS, **added}):
            yield


def by_rule(request):
    """Answer as the default splitter would, of the sentence alone."""
    told = wordings(sentence_of(request), Granularity.CLAUSE)
    claiming(*told)(request)


@pytest.fixture(params=ALIASES)
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


@pytest.mark.parametrize("language", wide(LANGUAGES))
@pytest.mark.parametrize("text", TEXTS)
def test_proposals_quote_the_text_in_reading_order(splitter, text, language):
    split = splitter.split(text, language=language)

    check(text, split)
    assert split.decomposed is language.startswith("en")


@pytest.mark.parametrize("alias", ALIASES)
@effort(max_examples=40)
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


@pytest.mark.parametrize("alias", ALIASES)
@effort(max_examples=60)
@given(words=st.lists(WORDS, max_size=40))
def test_any_row_of_words_gets_an_answer(alias, words):
    text = " ".join(words)

    check(text, get_splitter(alias).split(text, title="Anna Berg", published="2024-02-29"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_gets_an_answer(splitter, text):
    check(text, splitter.split(text))


@pytest.mark.parametrize("language", wide(LANGUAGES))
@pytest.mark.parametrize("text", [*TEXTS, "One fell. Two rose.\n\n" * 40])
def test_progress_goes_on_to_the_end_of_the_text(splitter, text, language):
    told = []

    split = splitter.split(text, language=language, progress=lambda *at: told.append(at))

    done = [at for at, _total in told]
    assert {total for _at, total in told} == {len(text)}
    assert done == sorted(set(done))
    assert done[-1] == len(text)
    assert split == splitter.split(text, language=language)


@pytest.mark.parametrize("language", ["en", "de"])
def test_progress_is_told_while_the_text_is_read(splitter, language):
    told = []

    splitter.split("One fell.\n\n" * 99, language=language, progress=lambda *at: told.append(at))

    assert len(told) >= 99
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (1089, 1089)


class Stopped(Exception):
    pass


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_progress_raises_stops_the_work_at_once(splitter, language):
    told = []

    def stop_halfway(done, total):
        told.append(done > total / 2)
        if told[-1]:
            raise Stopped

    with pytest.raises(Stopped):
        splitter.split("One fell.\n\n" * 99, language=language, progress=stop_halfway)

    assert told.count(True) == 1
    assert told.count(False) >= 49
    assert splitter.split("Taxes rose.").proposals  # it can be used again


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


def test_each_claim_says_what_its_sentence_says(splitter):
    for claim in splitter.split(ARTICLE).proposals:
        said, sentence = (next(parsed(text).sents) for text in (claim.text, claim.quote))

        if claim.frame is None:
            assert breach_of(said, sentence, around=[ARTICLE]) is None, claim


def test_what_was_said_names_who_said_it_as_its_report_does(splitter):
    found = splitter.split(ARTICLE).proposals

    for claim in found:
        if claim.frame is not None:
            assert claim.claimant
            assert found[claim.frame].frame is None
            assert found[claim.frame].claimant == claim.claimant
            assert found[claim.frame].quote == claim.quote


def test_no_claim_is_told_twice(splitter):
    told = [claim.text for claim in splitter.split(f"{ARTICLE} {ARTICLE}").proposals]

    assert len(told) == len(set(told))


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
