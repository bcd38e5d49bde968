from hypothesis import given
from hypothesis import strategies as st

from claims.text.blocks import Block, BlockKind
from claims.text.marking import GAP, Segment, excerpts, mark

P = BlockKind.PARAGRAPH


@st.composite
def texts(draw):
    """A text cut into blocks with something between them, and passages anywhere in it."""
    text = draw(st.text("ab 。é\n", max_size=300))
    at = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    blocks = [Block(P, *pair) for pair in zip(at[::2], at[1::2], strict=False)]
    place = st.integers(-3, len(text) + 3)
    return text, blocks, draw(st.lists(st.tuples(place, place), max_size=8))


def shown(blocks):
    return "".join(segment.text for block in blocks for segment in block.segments)


@given(texts())
def test_the_segments_of_a_block_are_its_text(case):
    text, blocks, passages = case

    for block, marked in zip(blocks, mark(text, blocks, passages), strict=True):
        assert "".join(s.text for s in marked.segments) == text[block.start : block.end]


@given(texts())
def test_each_segment_knows_exactly_the_passages_over_it(case):
    text, blocks, passages = case

    for block, marked in zip(blocks, mark(text, blocks, passages), strict=True):
        at = block.start
        for segment in marked.segments:
            for place in range(at, at + len(segment.text)):
                over = [i for i, (start, end) in enumerate(passages) if start <= place < end]
                assert list(segment.within) == over
            at += len(segment.text)


@given(texts())
def test_each_visible_passage_ends_once_and_the_others_never(case):
    text, blocks, passages = case
    places = {place for block in blocks for place in range(block.start, block.end)}

    closing = [
        i for block in mark(text, blocks, passages) for s in block.segments for i in s.closing
    ]

    assert sorted(closing) == [i for i, p in enumerate(passages) if places & {*range(*p)}]


@given(texts())
def test_excerpts_keep_every_marked_word_and_invent_none(case):
    blocks = mark(*case)

    kept = excerpts(blocks)

    marked = [s for block in blocks for s in block.segments if s.within]
    assert [s for block in kept for s in block.segments if s.within] == marked
    segments = [segment for block in kept for segment in block.segments]
    words = "".join(" " if segment is GAP else segment.text for segment in segments).split()
    assert all(word in shown(blocks) for word in words)


def test_overlapping_and_nested_passages():
    text = "one two three four"

    (block,) = mark(text, [Block(P, 0, 18)], [(0, 7), (4, 13), (8, 13)])

    assert block.segments == (
        Segment("one ", (0,)),
        Segment("two", (0, 1), (0,)),
        Segment(" ", (1,)),
        Segment("three", (1, 2), (1, 2)),
        Segment(" four"),
    )


def test_a_passage_over_two_blocks_ends_in_the_second():
    text = "first\n- second"
    blocks = [Block(P, 0, 5), Block(BlockKind.LIST_ITEM, 8, 14)]

    first, second = mark(text, blocks, [(2, 14)])

    assert first.segments == (Segment("fi"), Segment("rst", (0,)))
    assert second.segments == (Segment("second", (0,), (0,)),)


def test_excerpts_cut_between_words_and_say_where():
    before, after = "far away " * 20, " and so on" * 20
    text = f"{before}HERE{after}"
    at = len(before)

    unmarked = Block(P, len(text) + 1, len(text) + 9)
    whole = mark(f"{text}\nunmarked", [Block(P, 0, len(text)), unmarked], [(at, at + 4)])
    (block,) = excerpts(whole)

    assert block.segments[0] == block.segments[-1] == GAP
    assert "unmarked" not in shown([block])
    assert len(shown([block])) < 130
    assert set(shown([block]).split()) <= set(text.split())


def test_what_is_left_out_between_blocks_is_said_once():
    text = "left out\nout too\nkept\nout again"
    blocks = [Block(P, 0, 8), Block(P, 9, 16), Block(P, 17, 21), Block(P, 22, 31)]

    kept = excerpts(mark(text, blocks, [(17, 21)]))

    assert [block.segments for block in kept] == [(GAP,), (Segment("kept", (0,), (0,)),), (GAP,)]
