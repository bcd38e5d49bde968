"""What the newsroom says of itself: the foot of each page, in the language of its reader."""

from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

from claims.branding import folder
from claims.text.markdown import LONGEST


def footer() -> str:
    """Return the foot of a page as Markdown: in the language of the page, or in any."""
    within = folder.folder()
    return _footer(within, get_language() or "") if within else ""


@lru_cache(maxsize=32)
def _footer(within: Path, language: str) -> str:
    """Return the words for a language: footer.pt-br.md, footer.pt.md or footer.md."""
    tags = (f".{language}", f".{language.partition('-')[0]}", "")
    paths = [within / f"footer{tag}.md" for tag in tags]
    words = [path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file()]
    return words[0] if words and len(words[0]) <= LONGEST else ""


def footers_in(within: Path) -> list[Path]:
    """Return the files with the foot of a page, one for each language that has its own."""
    return sorted({*within.glob("footer.md"), *within.glob("footer.*.md")})
