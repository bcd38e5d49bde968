"""How much of a text is held parsed at one time."""

from hypothesis import given
from hypothesis import strategies as st

from claims.splitting.loading import BATCH, TOGETHER, _batches

BLOCKS = st.lists(st.integers(0, 2 * TOGETHER).map(lambda length: ["a" * length]), max_size=90)


@given(groups=BLOCKS)
def test_blocks_are_parsed_together_up_to_so_many_characters(groups):
    batches = list(_batches(groups))

    assert [group for batch in batches for group in batch] == groups
    for batch in batches:
        assert 1 <= len(batch) <= BATCH
        assert len(batch) == 1 or sum(len(text) for (text,) in batch) <= TOGETHER


def test_a_block_is_parsed_only_once_it_is_asked_for():
    asked = []

    def groups():
        for number in range(3):
            asked.append(number)
            yield ["a" * TOGETHER]

    next(_batches(groups()))

    assert asked == [0, 1]
