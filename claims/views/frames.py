"""The frame in which another site shows a ruling: who may, how large it is, and its HTML."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

from claims.addresses import absolute, embedded_address
from claims.frozen import FrozenPage

WIDTH = 600  # in CSS pixels, as all that follow
HIGHEST = 900
AROUND, LINE = 190, 26  # the height of all but claim, reason and label; of one of their lines
BESIDE_CLAIM, CLAIM_LETTER = 56, 11  # what is left free beside a text; how wide a letter is
BESIDE_WHY, WHY_LETTER = 128, 9


def is_embeddable() -> bool:
    """Whether any other site may show a ruling in a frame."""
    return bool(settings.EMBEDDED_BY != ["'none'"])


def title_of(page: FrozenPage, *, withdrawn: bool) -> str:
    """Return the rating and the claim in a line."""
    rating = _("Withdrawn") if withdrawn else page["rating"]["label"]
    return _("%(rating)s: %(claim)s") % {"rating": rating, "claim": page["claim"]["text"]}


def code_of(page: FrozenPage, *, withdrawn: bool) -> str:
    """Return what somebody pastes into a page of their own, or nothing where none may be framed."""
    title = title_of(page, withdrawn=withdrawn)
    return frame(page, title, WIDTH, height_of(page, WIDTH)) if is_embeddable() else ""


def height_of(page: FrozenPage, width: int) -> int:
    """Return about how high the small page is; what the frame does not hold is scrolled."""
    claim = lines(page["claim"]["text"], width - BESIDE_CLAIM, CLAIM_LETTER)
    why = lines(page["why"], width - BESIDE_WHY, WHY_LETTER)
    label = lines(page["label"], width - BESIDE_WHY, WHY_LETTER)
    return min(AROUND + LINE * (claim + why + label), HIGHEST)


def lines(text: str, width: int, letter: int) -> int:
    """Return in about how many lines a text stands."""
    return -(-len(text) // max(width // letter, 10))


def frame(page: FrozenPage, title: str, width: int, height: int) -> str:
    """Return the element that shows the small page: nothing in it can run."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
        absolute(embedded_address(page)),
        title,
        width,
        height,
    )
