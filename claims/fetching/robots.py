"""
What a site asks of programs: its robots.txt, read as RFC 9309 says.

Copies that are made without a person at the page obey it. A person who asks for one page is no
crawler: they are told what the site asks, and may decide otherwise for that page.
"""

from http import HTTPStatus
from urllib.parse import unquote

from django.utils.translation import gettext as _
from urllib3 import HTTPResponse

from claims.fetching.deadline import Deadline
from claims.fetching.errors import FetchError
from claims.fetching.exchange import exchange
from claims.fetching.manners import known
from claims.fetching.targets import Target

AGENT = "claimbench"
MAX_BYTES = 500 * 1024  # RFC 9309, section 2.5
MAX_REDIRECTS = 5  # section 2.3.1.2
KEPT = 3600  # seconds; section 2.4 allows a day
MAX_RULES = 5000
KEPT_UNREAD = 300

Rules = list[tuple[bool, str]]  # whether the paths may be fetched, and which: with * and $
EVERYTHING: Rules = [(True, "/")]
UNREAD: Rules = [(False, "")]  # what a site means whose file breaks down is not known (2.3.1.4)


def require_welcome(target: Target, deadline: Deadline) -> None:
    """Raise FetchError if the site's robots.txt asks programs not to fetch this page, or may."""
    rules = rules_of(target, deadline)
    if rules == UNREAD:
        message = _(
            "The robots.txt of %(host)s cannot be read now, so that nobody knows what the site asks"
            " of programs. Try again later, or save the page and upload the file."
        )
        told = message % {"host": target.host}
        raise FetchError(told, code="robots_unread", retry_after=KEPT_UNREAD)
    if not is_welcome(rules, target.path):
        message = _(
            "The robots.txt of %(host)s asks programs not to fetch this page. Open it, save it and"
            " upload the file; or use “Fetch a copy now” and decide otherwise for this page."
        )
        raise FetchError(message % {"host": target.host}, code="robots")


def rules_of(target: Target, deadline: Deadline) -> Rules:
    """Return what the site's robots.txt says to this program, as it was within the hour."""
    key = f"robots:{target.scheme}:{target.netloc}"
    rules: Rules | None = known().get(key)
    if rules is None:
        rules = fetched_rules(
            Target(target.scheme, target.host, target.port, "/robots.txt"), deadline
        )
        known().set(key, rules, KEPT_UNREAD if rules == UNREAD else KEPT)
    return rules


def fetched_rules(target: Target, deadline: Deadline) -> Rules:
    """Return the rules behind an address; five redirects are followed."""
    for _hop in range(MAX_REDIRECTS + 1):
        with exchange(target, deadline) as answer:
            location = answer.get_redirect_location()
            if not location:
                return rules_in(answer)
        target = target.follow(location)
    return EVERYTHING


def rules_in(answer: HTTPResponse) -> Rules:
    """Return the rules that an answer holds: none where the site has no such file (2.3.1.3)."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return UNREAD
    if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
        return EVERYTHING
    return read_rules(answer.read(MAX_BYTES).decode(errors="replace"))


def read_rules(text: str) -> Rules:
    """Return the rules for this program: those of its own group, or else those for everybody."""
    groups: dict[str, Rules] = {}
    names: list[str] = []
    heading = False
    for line in text.removeprefix("\ufeff").splitlines():
        field, _colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        match field.lower():
            case "user-agent":
                names = [*names, value.lower()] if heading else [value.lower()]
                groups.setdefault(names[-1], [])
                heading = True
            case "allow" | "disallow":
                heading = False
                for name in names if value else ():
                    groups[name].append((field.lower() == "allow", unquote(value)))
    return groups.get(AGENT, groups.get("*", []))[:MAX_RULES]


def is_welcome(rules: Rules, path: str) -> bool:
    """Whether a path may be fetched: the longest rule that fits decides, of equals the kinder."""
    path = unquote(path)
    fitting = [(len(pattern), allow) for allow, pattern in rules if fits(pattern, path)]
    return max(fitting, default=(0, True))[1]


def fits(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says, where * is anything and $ the end."""
    if pattern.endswith("$"):
        return ends_as(pattern[:-1].split("*"), path)
    return after(pattern.split("*"), path) is not None


def ends_as(pieces: list[str], path: str) -> bool:
    """Whether a path is made of the pieces, with anything between them, to its end."""
    if len(pieces) == 1:
        return path == pieces[0]
    place = after(pieces[:-1], path)
    return place is not None and path.endswith(pieces[-1]) and len(path) - len(pieces[-1]) >= place


def after(pieces: list[str], path: str) -> int | None:
    """Return the place after the pieces, which come one after another, or None if they do not."""
    if not path.startswith(pieces[0]):
        return None
    place = len(pieces[0])
    for piece in pieces[1:]:
        found = path.find(piece, place)
        if found < 0:
            return None
        place = found + len(piece)
    return place
