"""What stands above the form of a page at the desk: where things are, and what is missing."""

import pytest

from claims.actions.correct_ruling import correct_ruling
from claims.actions.retract_row import retract_row
from tests.admin.desk import at, desk_of, words_of
from tests.rulings import make_published_ruling

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of("editor")


def test_a_discarded_version_hides_no_stage_of_the_one_that_stands(desk):
    ruling = make_published_ruling()
    draft = correct_ruling(ruling, kind="minor", note="A comma.", by=desk.person)
    retract_row(draft, by=desk.person, reason="Not needed.")

    page = words_of(desk.get(at(ruling.claim.article)))

    assert "accepted · published" in page
