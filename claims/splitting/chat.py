"""Asking a language model behind an OpenAI-compatible address, with patience that has an end."""

import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from claims.splitting.base import SplitterError
from claims.splitting.breaker import Breaker
from claims.splitting.posting import Answered, PostError, post

LONGEST_WAIT = 20.0  # seconds between two attempts, whatever the server asks for
LONGEST_REPLY = 2_000  # tokens
SEED = 1
TRANSIENT = {408, 409, 425, 429, 500, 502, 503, 504}
HOPELESS = {401, 402, 403, 404, 405}
NOT_KNOWN = {400, 422}  # a server that does not know one of the wishes


class ModelError(Exception):
    """The model gave nothing that can be used; `reason` is a word for the log."""

    def __init__(self, reason: str, *, is_transient: bool = False, after: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_transient = is_transient
        self.after = after


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, and how many tokens went in and came out."""

    content: str
    tokens_in: int
    tokens_out: int


class Chat:
    """A model at an address; asks again after a failure, and rests after several in a row."""

    def __init__(
        self, url: str, model: str, *, key: str, seconds: float, retries: int, pause: float = 0.5
    ) -> None:
        self.target = read_endpoint(url, has_key=bool(key))
        self.model = model
        self.headers = _headers(key)
        self.seconds = seconds
        self.retries = retries
        self.pause = pause
        self.breaker = Breaker()
        self._wishes = 0  # how many of the ways to ask this server has turned out not to know

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Reply:
        """Return the model's reply; ModelError where none came after all attempts."""
        for attempt in range(self.retries + 1):
            if self.breaker.is_open:
                raise ModelError("resting")
            try:
                return self._ask_once(messages, schema)
            except ModelError as error:
                last = attempt == self.retries or self.breaker.is_open
                if not error.is_transient or last:
                    raise
                time.sleep(self._wait(attempt, error.after))
        raise ModelError("not asked")

    def _wait(self, attempt: int, asked_for: float) -> float:
        """Return the seconds to wait: longer each time, never all at the same moment."""
        backed_off = self.pause * 2.0**attempt * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
        return min(LONGEST_WAIT, max(asked_for, backed_off))

    def _ask_once(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Reply:
        """Ask with all wishes that the server is not known to refuse, then with fewer."""
        ways = self._ways(messages, schema)
        for wishes in range(self._wishes, len(ways)):
            answered = self._send(ways[wishes])
            if answered.status not in NOT_KNOWN or wishes + 1 == len(ways):
                if answered.status in NOT_KNOWN:  # it knows none of the ways to ask
                    self.breaker.failed()
                reply = read_reply(answered)
                self._wishes = wishes
                return reply
        raise ModelError("not asked")

    def _ways(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        bare = {"model": self.model, "messages": [*messages], "stream": False}
        steady = {**bare, "temperature": 0, "seed": SEED, "max_tokens": LONGEST_REPLY}
        shape = {"name": "claims", "strict": True, "schema": schema}
        shaped = {**steady, "response_format": {"type": "json_schema", "json_schema": shape}}
        return [shaped, steady, bare]

    def _send(self, question: Mapping[str, Any]) -> Answered:
        """Return what the server answers, and let the breaker know how that went."""
        body = json.dumps(question).encode()
        try:
            answered = post(self.target, body, self.headers, self.seconds)
        except PostError as error:
            self.breaker.failed()
            raise ModelError(error.reason, is_transient=True) from error
        if answered.status in TRANSIENT | HOPELESS:
            self.breaker.failed(for_good=answered.status in HOPELESS)
        else:
            self.breaker.answered()
        return answered


def read_endpoint(url: str, *, has_key: bool) -> SplitResult:
    """Return the address to post to; SplitterError, in words for who set it, if it is wrong."""
    try:
        target = urlsplit(url.strip().rstrip("/"))
        _port = target.port
    except ValueError as error:
        raise SplitterError(_wrong_address()) from error
    plain = url.isascii() and url.isprintable() and " " not in url.strip()
    if target.scheme not in {"http", "https"} or not plain:
        raise SplitterError(_wrong_address())
    if not target.hostname or "@" in target.netloc:
        raise SplitterError(_wrong_address())
    if has_key and target.scheme == "http" and not is_here(target.hostname):
        message = "FACTCHECK_LLM_KEY would travel unprotected: give FACTCHECK_LLM_URL as https."
        raise SplitterError(message)
    end = "/chat/completions"
    path = target.path if target.path.endswith(end) else target.path + end
    return target._replace(path=path, query="", fragment="")


def _wrong_address() -> str:
    return "FACTCHECK_LLM_URL is not an address like http://127.0.0.1:11434/v1."


def is_here(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _headers(key: str) -> dict[str, str]:
    """Return what each request says; SplitterError for a key that no header can hold."""
    if not (key.isascii() and (key.isprintable() or not key)):
        message = "FACTCHECK_LLM_KEY has characters that no key has; copy it again."
        raise SplitterError(message)
    known = {"Authorization": f"Bearer {key}"} if key else {}
    return {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "Claimbench",
        "Connection": "close",
        **known,
    }


def read_reply(answered: Answered) -> Reply:
    """Return what the model wrote; ModelError for a failure, a refusal or a cut answer."""
    if answered.status != HTTPStatus.OK:
        raise ModelError(
            f"status {answered.status}",
            is_transient=answered.status in TRANSIENT,
            after=_seconds(answered.retry_after),
        )
    whole = read_json(answered.content.decode("utf-8", errors="replace"))
    try:
        choice = whole["choices"][0]
        message, finish = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise ModelError("no choices") from error
    if refusal or finish == "content_filter":
        raise ModelError("refusal")
    if finish == "length":
        raise ModelError("cut off")
    if not isinstance(content, str) or not content.strip():
        raise ModelError("empty")
    usage = whole.get("usage")
    return Reply(content, _count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))


def read_json(text: str) -> Any:
    """Return what a JSON text holds; ModelError where it is none, or too deep."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ModelError("not JSON") from error


def _count(usage: object, name: str) -> int:
    """Return a number of tokens; 0 where the server does not tell."""
    told = usage.get(name) if isinstance(usage, dict) else None
    return told if isinstance(told, int) and 0 <= told < 10**9 else 0


def _seconds(retry_after: str) -> float:
    """Return how long the server asks to wait: seconds or a date; 0 where it asks nothing."""
    told = retry_after.strip()
    if told.isdecimal():
        return float(told[:9])
    try:
        at = parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return 0.0
    zoned = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
