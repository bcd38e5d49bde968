"""How wide a test goes by default: some of its many cases; the slow run goes through all."""

import pytest


def wide(cases, *, every=5):
    """Return the cases as parameters, of which the first and then each fifth run by default."""
    return [case if n % every == 0 else slowly(case) for n, case in enumerate(cases)]


def slowly(case):
    """Return a case that only the slow run takes; a tuple is the values of several names."""
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.slow)
