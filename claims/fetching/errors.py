"""The fetcher's one error."""


class FetchError(Exception):
    """
    A page that was not fetched; str() says what was wrong and what to do.

    `code` is a stable word for the reason; `status` the answer's HTTP status, if it was that;
    `retry_after` the seconds after which another attempt makes sense, where one does.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        status: int | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.retry_after = retry_after
