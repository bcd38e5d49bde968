import pytest

from claims.models import Ruling
from tests import factories, rulings

MAKERS = [
    getattr(module, name)
    for module in (factories, rulings)
    for name in sorted(vars(module))
    if name.startswith("make_") and getattr(module, name).__module__ == module.__name__
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make", [m for m in MAKERS if m.__name__ != "make_correction"], ids=lambda make: make.__name__
)
def test_each_factory_makes_a_row_that_holds_every_rule(make):
    row = make()

    row.full_clean()
    assert row.history.count() >= 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_a_test_with_transactions_of_its_own_finds_a_whole_desk(round_):
    assert not Ruling.objects.exists()

    assert rulings.make_published_ruling() in Ruling.objects.published()
