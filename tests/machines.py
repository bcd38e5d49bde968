"""People who do what they like, in any order: how the tests let them."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test


def let_loose(machine, *, times, steps):
    """Run a state machine that many times, the same each time; it fails where a rule of it does."""
    effort = settings(
        max_examples=times,
        stateful_step_count=steps,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=effort)
