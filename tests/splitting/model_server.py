"""A language model behind a real server on this machine, which answers as it is told."""

import json
from contextlib import contextmanager

from claims.splitting.llm import LlmSplitter
from tests.servers import running_site

PATH = "/v1/chat/completions"
KEY = "sk-secret-0123456789"


class Model:
    """What was asked, and the pages that answer, one after the other; the last one stays."""

    def __init__(self, site):
        self.site = site
        self.url = site.url("/v1")
        self.asked = []
        self.pages = []
        site.at(PATH, self._answer)

    def answers(self, *pages):
        """Let these pages answer: a page is a function of the request."""
        self.pages = [*pages]
        return self

    def splitter(self, **options):
        given = {"model": "test-model", "timeout": "5", "pause": 0.01, **options}
        return LlmSplitter(url=self.url, **given)

    def _answer(self, request):
        self.asked.append(json.loads(request.body))
        page = self.pages.pop(0) if len(self.pages) > 1 else self.pages[0]
        page(request)


@contextmanager
def running_model():
    with running_site() as site:
        yield Model(site)


def sentence_of(request):
    """Return what the request asks of the model."""
    return json.loads(json.loads(request.body)["messages"][1]["content"])["sentence"]


def reply(content, *, finish="stop", usage=(100, 20), **message):
    """Return the body of an answer that holds this content."""
    choice = {"message": {"content": content, **message}, "finish_reason": finish}
    counts = dict(zip(("prompt_tokens", "completion_tokens"), usage, strict=True))
    return json.dumps({"choices": [choice], "usage": counts}).encode()


def saying(content, **about):
    """Return a page on which the model writes this."""
    return lambda request: request.answer(reply(content, **about))


def claiming(*claims):
    """Return a page with these claims: a wording, or an atom and a wording."""
    pairs = [(c, c) if isinstance(c, str) else c for c in claims]
    told = [{"atom": atom, "text": text} for atom, text in pairs]
    return saying(json.dumps({"states": bool(told), "claims": told}))


def status(code, **headers):
    return lambda request: request.answer(b"{}", status=code, **headers)


def garbling(request):
    """Answer with the sentence's words in another order, and with itself."""
    words = sentence_of(request).split()
    shift = len(words) // 2
    garbled = " ".join([*words[shift:], *words[:shift], "not"])
    claiming(garbled, sentence_of(request)[:900])(request)
