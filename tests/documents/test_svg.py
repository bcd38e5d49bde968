"""Drawings: their size, and everything in them that would run or fetch."""

import pytest

from claims.documents.svg import LARGEST, drawing_of

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

PLAIN = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def drawn(inside="", attributes='viewBox="0 0 20 10"'):
    return drawing_of(f"{HEAD} {attributes}>{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<style>.a{fill:#123}</style><path class='a' d='M0 0h9'/>",
        "<defs><linearGradient id='g'/></defs><rect fill='url(#g)'/><use href='#g'/>",
        "<image href='data:image/png;base64,AAAA'/><use xlink:href='#g'/>",
        "<text>javascript: one = two</text>",
    ],
)
def test_a_plain_drawing_has_no_fault(inside):
    assert drawn(inside).faults == []


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT href='#x'/>", "<SCRIPT>"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", "<x:script>"),
        ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
        ("<g onload='alert(1)'/>", "onload="),
        ("<g ONCLICK='alert(1)'/>", "ONCLICK="),
        ("<a href='javascript:alert(1)'/>", "href='javascript:alert(1)'"),
        ("<a xlink:href=' jav&#x61;script:alert(1)'/>", "xlink:href=' javascript:alert(1)'"),
        ("<image href='https://tracker.example/a.png'/>", "href='https://tracker.example/a.png'"),
        ("<image href='data:text/html,x'/>", "href='data:text/html,x'"),
        ("<style>@import 'https://x.example/a.css';</style>", "a style that fetches something"),
        ("<style>.a{fill:u&#114;l(//x.example/a)}</style>", "a style that fetches something"),
        ("<style>.a{fill:url(\n//x.example/a)}</style>", "a style that fetches something"),
        ("<g style='fill:url(https://x.example/a)'/>", "a style that fetches something"),
        ("<a><set attributeName='xlink:href' to='javascript:x'/></a>", "<set> that changes a link"),
    ],
)
def test_what_runs_or_fetches_is_told(inside, fault):
    assert drawn(inside).faults == [fault]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "no SVG"),
        (b"\x89PNG\r\n", "no SVG"),
        (PLAIN.replace(b"/>", b"><g></svg>"), "no SVG"),
        (b'<html xmlns="http://www.w3.org/2000/svg"/>', "<html> where <svg> should begin"),
        (b"<svg/>", "no xmlns="),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + PLAIN, "<!ENTITY"),
        (b'<?xml-stylesheet href="https://x.example/"?>' + PLAIN, "<?xml-stylesheet"),
        (b"<svg/>" + b" " * LARGEST, "are the most"),
    ],
)
def test_what_is_no_drawing_is_told(raw, fault):
    (told,) = drawing_of(raw).faults
    assert fault in told


@pytest.mark.slow
def test_entities_that_grow_without_end_are_not_followed():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "x">{levels}]><svg>&a11;</svg>'

    assert "<!ENTITY" in drawing_of(bomb.encode()).faults


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="40px"', (120, 40)),
        ('viewBox="-5 -5 300 60"', (300, 60)),
        ('width="100%" height="100%" viewBox="0,0,30.5,6"', (30.5, 6)),
        ('viewBox="0 0 ten 10"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_its_size_is_its_own_or_that_of_its_view_box(attributes, size):
    drawing = drawn(attributes=attributes)
    assert (drawing.width, drawing.height) == size
