"""Each rule about translations: what meets it, and what does not."""

import pytest

from claims import gate
from claims.gate.checking import TRANSLATION_RULES
from claims.gate.translations import figures
from claims.models import RuleSet
from tests.actions.outcomes import change
from tests.factories import rating
from tests.rulings import make_approved_ruling, make_next_version, make_published_ruling
from tests.translations import make_translation

pytestmark = pytest.mark.django_db
MUSTS = {"original_stands", "translates_newest", "same_rating"}


def unmet(ruling):
    """Return which rules are not met."""
    return {check.rule.id for check in gate.check(ruling.claim, ruling) if not check.holds}


@pytest.fixture(scope="module")
def original(kept):
    return make_published_ruling(body="It **lapsed** in 1996.[^e1] So did another.[^e2]")


def translation_of(original, **words):
    """Return a translation whose reasoning cites all that the original cites."""
    made = make_translation(original, rating_word="Falso")
    return change(made, **({"body": "Caducó en 1996.[^e2] Otro también.[^e1]"} | words))


def test_one_that_says_the_same_meets_them_all(original):
    made = translation_of(original)

    checks = gate.check(made.claim, made)
    assert [check.rule.id for check in checks] == list(TRANSLATION_RULES)
    assert unmet(made) == set()
    assert gate.stopping(made) == []


def test_what_must_hold_cannot_be_lowered_by_the_desk(original):
    levels = {rule.id: rule.level for rule in TRANSLATION_RULES.values()}

    assert {name for name, level in levels.items() if level == RuleSet.Level.MUST} == MUSTS
    assert not MUSTS & gate.RULES.keys()


def test_an_original_that_is_not_published_yet_does_not_stand():
    assert unmet(
        translation_of(make_approved_ruling(body="It **lapsed**.[^e1]"), body="[^e1]")
    ) == {"original_stands"}


@pytest.mark.slow
def test_one_that_was_corrected_or_withdrawn_since_is_told(original):
    made = translation_of(original)

    after = make_next_version(original)
    assert unmet(made) == {"translates_newest"}
    make_next_version(after, "retraction")
    assert unmet(made) == {"original_stands", "translates_newest"}


def test_another_step_of_the_scale_is_another_rating(original):
    assert unmet(change(translation_of(original), rating=rating("True"))) == {"same_rating"}


def test_a_citation_that_is_missing_is_advice(original):
    made = translation_of(original, body="Caducó en 1996.[^e1]")

    assert unmet(made) == {"same_citations"}
    assert gate.stopping(made) == []


@pytest.mark.slow
def test_a_part_that_is_left_out_is_advice():
    original = make_published_ruling(not_known="What became of the others.")
    made = translation_of(original, body="Caducó.[^e1]")

    assert "same_parts" in unmet(made)
    assert "same_parts" not in unmet(change(made, not_known="Qué fue de los demás."))
    assert gate.stopping(made) == []


@pytest.mark.parametrize(("word", "unnamed"), [("False", {"rating_is_named"}), ("Falso", set())])
def test_a_rating_that_nobody_named_in_the_language_is_advice(original, word, unnamed):
    made = translation_of(original, rating_word=word)

    assert unmet(made) == unnamed
    assert gate.stopping(made) == []


def test_a_figure_that_is_another_is_advice(original):
    made = translation_of(original, wording="El tratado de 1961 había caducado en 1986.")

    assert unmet(made) == {"same_figures"}
    assert gate.stopping(made) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("1,200 men in 1996", "En 1996, 1.200 hombres"), ("12 345", "12,345"), ("٣ of 4", "4 and 3")],
)
def test_figures_are_the_same_however_they_are_set(one, other):
    assert figures(one) == figures(other)
