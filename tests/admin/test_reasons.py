"""Under a reason for a change stands whether it is needed: only where readers see the row."""

import pytest

from claims.actions.correct_ruling import correct_ruling
from tests.admin.desk import at, desk_of, words_of
from tests.factories import make_claim, make_claimant, make_editor, make_source
from tests.rulings import make_draft, make_published_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db

NEEDED = "Needed here: a ruling that rests on this is published."


@pytest.fixture
def desk():
    return desk_of("editor")


@pytest.mark.parametrize("make", wide([make_claimant, make_source, make_draft], every=2))
def test_where_no_reader_sees_a_row_nothing_is_said_of_a_need(desk, make):
    told = words_of(desk.get(at(make())))

    assert "Kept in the history." in told
    assert "Needed" not in told


@pytest.mark.slow
def test_where_readers_see_a_row_its_reason_is_needed(desk):
    ruling = make_published_ruling()
    piece = ruling.claim.evidence.first()

    for address in (
        at(ruling.claim, "reword"),
        at(ruling.claim, "move-anchor"),
        at(piece),
        at(piece.source),
    ):
        assert NEEDED in words_of(desk.get(address)), address


def test_a_claim_s_page_says_when_its_reason_is_needed(desk):
    told = "Needed once a ruling on the claim is published."

    assert told in words_of(desk.get(at(make_claim())))


@pytest.mark.slow
def test_a_correction_in_hand_needs_no_reason(desk):
    draft = correct_ruling(make_published_ruling(), kind="minor", note="A name.", by=make_editor())

    assert "Needed" not in words_of(desk.get(at(draft)))
