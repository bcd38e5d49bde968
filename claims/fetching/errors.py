"""The fetcher's one error."""


class FetchError(Exception):
    """
    A page that was not fetched; str() says what was wrong and what to do.

    `code` is a stable word for the reason; `status` the answer's HTTP status, if it was that.
    """

    def __init__(self, message: str, *, code: str, status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
