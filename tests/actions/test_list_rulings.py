"""What readers find is brought in line with the published pages."""

import pytest

from claims.actions.list_rulings import faults, list_missing, list_rulings
from claims.models import Listing, ListingTag, ListingWords
from tests.factories import machine
from tests.views.pages import make_page
from tests.width import wide

pytestmark = pytest.mark.django_db

HARMS = {
    "not listed": lambda key: Listing.objects.filter(pk=key).delete(),
    "without words": lambda key: ListingWords.objects.filter(pk=key).delete(),
    "other words": lambda key: ListingWords.objects.filter(pk=key).update(rest="wrong"),
    "without a tag": lambda key: ListingTag.objects.filter(listing=key, kind="r").delete(),
    "another article": lambda key: Listing.objects.filter(pk=key).update(article=0),
}


@pytest.mark.parametrize("harm", wide(HARMS, every=3))
def test_what_is_wrong_is_found_and_mended(harm):
    make_page(), make_page()
    key, told = Listing.objects.order_by("pk").first().pk, []
    assert faults() == (2, 0)

    HARMS[harm](key)
    assert faults() == (2, 1)
    mended = list_rulings(by=machine(), told=lambda *line: told.append(line))

    assert mended == 1
    assert [wrong for _number, wrong in told] == [1]
    assert faults() == (2, 0)


def test_what_stands_no_more_is_taken_out():
    ruling = make_page()
    Listing.objects.update(ruling=ruling.pk + 1000)
    assert faults() == (1, 2)

    list_rulings(by=machine())

    assert [listing.ruling_id for listing in Listing.objects.all()] == [ruling.pk]


@pytest.mark.slow
def test_rulings_that_an_upgrade_found_are_listed():
    ruling, other = make_page(), make_page()
    Listing.drop([ruling.pk])
    make_page(stage="draft")

    list_missing()

    assert set(Listing.objects.values_list("ruling", flat=True)) == {ruling.pk, other.pk}
    assert faults() == (2, 0)
