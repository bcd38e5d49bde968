"""What is told at sight to be clean is what the cleaner would give, sign by sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.links import is_safe_link
from claims.text.markdown import PARSER
from claims.text.sanitize import _cleaned
from claims.text.tidy_html import tidied

MARKS = [
    *(
        "a",
        "word ",
        "é",
        "**",
        "*",
        "__",
        "_",
        "~~",
        "`",
        "```\n",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "7. ",
    ),
    *(
        "> ",
        "# ",
        "### ",
        "[x](http://a.b/c?d=e&f=g)",
        "[t](https://a.b/(c))",
        "[^e1]",
        "<b>",
        "&lt;",
    ),
    *(
        '"',
        "'",
        "<",
        ">",
        "&",
        "&nbsp;",
        "http://x.y/z",
        "[q](javascript:1)",
        '[t](https://a.b "c")',
    ),
    *(
        "---\n",
        "    ",
        "\\",
        "\u202e",
        "\x00",
        "\x85",
        "\r",
        "  \n",
        "\t",
        "<script>",
        "[m](mailto:a@b.c)",
    ),
    *("[u](http://user:p@h/)", "[r](/x)", "[", "]", "(", ")", "\ufdd0", "\U0001f600"),
]


def html_of(markdown):
    return PARSER.renderer.render(PARSER.parse(markdown), PARSER.options, {"citations": {"e1": 1}})


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=25).map("".join))
def test_it_is_what_the_cleaner_gives_or_nothing(markdown):
    html = html_of(markdown)

    assert tidied(html, is_safe_link) in (None, _cleaned(html))


@pytest.mark.parametrize(
    "markdown",
    [
        'It **lapsed**, as *the* archive `says`.[^e1]\n\nAnd "more" & <b>.',
        "### A heading\n\n- one\n- two\n\n3. three\n4. four\n\n> quoted\n\n---\n\n    code",
        "[A page](https://example.org/a?b=c) ~~gone~~  \nnext line",
    ],
)
def test_what_editors_write_needs_no_cleaner(markdown):
    assert tidied(html_of(markdown), is_safe_link) == _cleaned(html_of(markdown))


@pytest.mark.parametrize(
    "html",
    [
        *(
            "<script>x</script>",
            "<p onclick=x>",
            "<p>",
            "</p>",
            "<p><em></p></em>",
            "<p/>",
            "<P>x</P>",
        ),
        *('<p class="a">x</p>', "<b>x</b>", "<em><em>x</em></em>", "<p><p>x</p></p>", "<li>x</li>"),
        *(
            "<ul><p>x</p></ul>",
            "<a>x</a>",
            '<a href="javascript:x">x</a>',
            "<a href='http://a.b'>x</a>",
        ),
        *('<a href="http://a.b" title="x">x</a>', '<a href="//a.b">x</a>', '<ol start="x"></ol>'),
        *("a < b", "a & b", "&#60;", "&nbsp;", "\x00", "<!-- x -->", "<p>x</p", "<svg></svg>"),
        *(
            '<a href="https://user:word@a.b/">x</a>',
            '<p start="1">x</p>',
            "<p><hr></p>",
            "<br></br>",
        ),
    ],
)
def test_anything_else_is_left_to_the_cleaner(html):
    assert tidied(html, is_safe_link) is None
