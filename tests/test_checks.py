"""The system checks refuse settings that would cost something later."""

from claims.checks import fetcher_stays_outside


def test_the_tests_switch_of_the_fetcher_cannot_be_deployed(settings):
    assert fetcher_stays_outside(None) == []

    settings.FETCH_ALLOW_LOOPBACK = True
    (error,) = fetcher_stays_outside(None)
    assert error.is_serious()
    assert "FETCH_ALLOW_LOOPBACK" in error.msg
