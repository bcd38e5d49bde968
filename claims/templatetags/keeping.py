"""Parts of pages that are made once for what they are made of, in each process."""

from collections import OrderedDict
from threading import Lock
from typing import Any, cast

from django import template
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.template.loader_tags import IncludeNode, do_include
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from claims.text.plain_data import digest_of

register = template.Library()

MOST = 1000  # parts in a process
Key = tuple[Any, ...]


class Memory:
    """What was made, the parts that nobody asked for longest forgotten first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.parts: OrderedDict[Key, SafeString] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key) -> SafeString | None:
        """Return a part, or None if it has to be made."""
        with self.lock:
            if key in self.parts:
                self.parts.move_to_end(key)
            return self.parts.get(key)

    def put(self, key: Key, part: SafeString) -> None:
        """Keep a part."""
        with self.lock:
            self.parts[key] = part
            while len(self.parts) > self.most:
                self.parts.popitem(last=False)

    def clear(self) -> None:
        """Forget all, for tests and measurements: a setting is another one."""
        with self.lock:
            self.parts.clear()


MEMORY = Memory(MOST)


class KeptInclude(Node):
    """A part of a page, made once for each language and for the values that it takes."""

    child_nodelists = ()

    def __init__(self, include: IncludeNode) -> None:
        self.include = include

    def render(self, context: Context) -> SafeString:
        """Return the part as it was made before, or make it."""
        shared = cast("dict[Any, Any]", context.render_context.dicts[0])  # by all of a page
        known = shared.setdefault(KeptInclude, {})
        try:
            key = (
                self,
                *(
                    digest_in(known, standing_for(value.resolve(context)))
                    for value in self.include.extra_context.values()
                ),
                get_language(),
                timezone.get_current_timezone_name(),
                get_script_prefix(),
            )
        except ValueError:
            return self.include.render(context)
        part = MEMORY.get(key)
        if part is None:
            part = self.include.render(context)
            MEMORY.put(key, part)
        return part


def digest_in(known: dict[int, tuple[Any, bytes]], value: Any) -> bytes:
    """
    Return the digest of a value, which a page takes only once for all its parts.

    Raises ValueError where the value is no plain data.
    """
    if id(value) in known:
        return known[id(value)][1]
    digest = digest_of(value)
    known[id(value)] = value, digest  # held, so that nothing else is found under its number
    return digest


def standing_for(value: Any) -> Any:
    """Return the fingerprint of what has one, such as the newsroom's face, or the value itself."""
    return getattr(value, "fingerprint", value)


@register.tag
def kept_include(parser: Parser, token: Token) -> Node:
    """
    Include a template as `include` does, and keep what it gives: always with `only`.

    What it shows must follow from the values that it takes, the language and the settings; these
    stay as they are while the page is made.
    """
    node = do_include(parser, token)
    if not node.isolated_context:
        message = "kept_include takes “only”: what else stands around it would be kept too."
        raise template.TemplateSyntaxError(message)
    node.token, node.origin = token, parser.origin  # type: ignore[assignment] # as the parser does
    return KeptInclude(node)
