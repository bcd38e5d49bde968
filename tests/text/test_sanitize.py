import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.links import is_safe_link
from claims.text.sanitize import (
    TAGS,
    TextTooLongError,
    citations_in,
    number_citations,
    plain,
    render,
)
from tests.timing import least_seconds
from tests.width import wide


class Seen(HTMLParser):
    """What a browser would meet: tags and attributes."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = set(), [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def assert_harmless(html):
    seen = Seen(html)
    assert seen.tags <= TAGS
    assert {name for name, _ in seen.attributes} <= {"href", "class", "start"}
    for name, value in seen.attributes:
        assert name != "href" or is_safe_link(value), value


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript:123)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](https://user:pw@evil.example/)",
    "[x](https://bank.example%40evil.example@evil.example)",
    "[x](http://[::1)",
    "[x](http://h:99999999/)",
    "[x](/relative)",
    '[x](https://evil.example "title" onclick=alert(1))',
    "![x](https://evil.example/pixel.png)",
    "<javascript:alert(1)>",
    '<https://ok.example/"onmouseover=alert(1)>',
    "[x]: javascript:alert(1)\n\n[x]",
    '```"><script>alert(1)</script>\nx\n```',
    '[^e1"onclick=alert(1)]',
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<?php echo 1 ?><![CDATA[<script>alert(1)</script>]]>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<b id=x onclick=1 style='background:url(javascript:1)'>b</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x00<scr\x00ipt>alert(1)</script>",
    "</p></div></main><form action=https://evil.example><input name=q>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "1000000000000000. x",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_but_the_short_list_comes_through(attack):
    assert_harmless(render(attack, {"e1": 1}))
    assert_harmless(render(f"> - *{attack}*", {"e1": 1}))


@given(
    st.lists(
        st.sampled_from(
            [*ATTACKS, "[^e1]", "> ", "- ", "\n", "\n\n", "`", "*", "[", "](", ")", "#"]
        )
        | st.text(max_size=5)
    ).map("".join)
)
def test_nothing_harmful_comes_of_any_mixture(markdown):
    assert_harmless(render(markdown[:20_000], {"e1": 1}))


def test_raw_html_is_text():
    assert "<b>" not in (html := render("<b>bold</b>", {}))
    assert Seen(html).text.strip() == "<b>bold</b>"


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/a?b=1&c=2#d",
        "http://example.org:8080/",
        "mailto:desk@example.org",
        "#e12",
        "https://مثال.example/",
    ],
)
def test_safe_links_stay(href):
    assert is_safe_link(href)
    assert "<a href=" in render(f"[x](<{href}>)", {})


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# Title", "<h3>Title</h3>"),
        ("###### Least", "<h6>Least</h6>"),
        ("Under\n=====", "<h3>Under</h3>"),
        ("a **b** *c* ~~d~~", "<p>a <strong>b</strong> <em>c</em> <s>d</s></p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    ],
)
def test_what_editors_need_is_there(markdown, html):
    assert render(markdown, {}).strip() == html


def test_citations_are_numbered_in_order_of_first_citation_over_the_page():
    numbers = number_citations("First [^e7], then [^e2] and [^e7].", "Later [^e9][^e2]")

    assert numbers == {"e7": 1, "e2": 2, "e9": 3}
    assert render("So [^e9].", numbers) == ('<p>So <a class="cite" href="#e9">[3]</a>.</p>\n')


def test_a_citation_without_a_number_stays_as_written():
    assert render("So [^e4].", {}) == "<p>So [^e4].</p>\n"


def test_all_citations_are_reported_also_those_that_lead_nowhere():
    text = "A [^e1], > b [^x9]\n\n- *c [^e3]*\n- [d [^e1]](https://example.org)"

    assert citations_in(text) == ["e1", "x9", "e3"]


def test_what_is_code_is_no_citation():
    assert citations_in("`[^e1]` and \\[^e2]") == []


def test_plain_words_have_no_markup_and_no_citations():
    text = "# Why\n\nHe **said** <b>so</b>[^e1],\nin [Paris](https://example.org) &amp; `x`."

    assert plain(f"{text}\n\n- a\n- b") == "Why\nHe said <b>so</b>, in Paris & x.\na\nb"


def test_a_text_beyond_the_limit_is_refused_before_any_work():
    for read in (plain, citations_in, lambda text: render(text, {})):
        with pytest.raises(TextTooLongError, match="20001"):
            read("x" * 20_001)


HEAVY = [
    ">",
    "> ",
    "- ",
    "[",
    "![",
    "*",
    "*a ",
    "_a*b",
    "`",
    "<",
    "[^e1]",
    "&",
    "((",
    "](",
    "~~a",
    "1. ",
]


@pytest.mark.parametrize("part", wide(HEAVY))
def test_nothing_that_fits_takes_long(part):
    text = (part * 20_000)[:20_000]

    assert least_seconds(lambda: render(text, {"e1": 1})) < 3
    assert len(re.findall("<blockquote>", render(text, {"e1": 1}))) <= 20
