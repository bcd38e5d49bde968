"""A switch that opens when a server fails again and again, so that the rest does not wait."""

from time import monotonic


class Breaker:
    """
    Whether it is worth asking: not for `rest` seconds after `limit` failures in a row.

    After the rest one question is let through; its failure begins the next rest.
    """

    def __init__(self, limit: int = 3, rest: float = 60.0) -> None:
        self.limit = limit
        self.rest = rest
        self._failures = 0
        self._until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether nothing should be asked now."""
        return self._failures >= self.limit and monotonic() < self._until

    def failed(self, *, for_good: bool = False) -> None:
        """Take note of a failure; `for_good` opens at once, where asking again cannot help."""
        self._failures = self.limit if for_good else self._failures + 1
        self._until = monotonic() + self.rest

    def answered(self) -> None:
        """Take note that the server answers."""
        self._failures = 0
