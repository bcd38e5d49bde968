"""The system checks refuse settings that would cost something later."""

from claims.checks import production_fetches_no_private_address


def test_the_tests_switch_of_the_fetcher_cannot_be_deployed(settings):
    assert production_fetches_no_private_address() == []

    settings.FETCH_ALLOW_LOOPBACK = True
    (error,) = production_fetches_no_private_address()
    assert error.is_serious()
    assert "FETCH_ALLOW_LOOPBACK" in error.msg
