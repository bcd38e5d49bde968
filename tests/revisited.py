"""A page that is cited, as its server gives it on one day and on another."""

QUOTE = "The treaty of 1961 had lapsed in 1996, as both sides knew."
WORDS = [
    "Two states signed a treaty of friendship in the summer of 1961 after long talks.",
    f"{QUOTE} Neither of them had asked for it to be renewed in time.",
    "A newer treaty followed in 2000, and its terms were published by the ministers.",
    "Archives in both capitals hold the papers of the talks, open to whoever asks for them.",
]
ARTICLE = "".join(f"<p>{words}</p>" for words in WORDS)
MENU = "News Opinion 12 comments Log in Updated 5 hours ago"


class Paper:
    """A newspaper's site, whose pages a test puts and changes."""

    def __init__(self, site):
        self.site = site

    def put(self, path, article=ARTICLE, *, menu=MENU, title="A treaty that lapsed"):
        """Put an article at a path and return its address."""
        links = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in menu.split())
        page = (
            f"<!doctype html><html lang='en'><head><title>{title}</title></head><body>"
            f"<nav><ul>{links}</ul></nav><article><h1>A treaty that lapsed</h1>{article}</article>"
            f"<footer><p>{menu}</p></footer></body></html>"
        )
        return self.site.at(path, lambda request: request.answer(page.encode()))
