"""Which names a note mentions."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.text.markdown import TextTooLongError
from claims.text.mentions import match, mentions_in, new_mentions
from claims.text.sanitize import render_note

LETTERS = string.ascii_letters + string.digits + "éñßλж"
names = st.builds(
    lambda first, middle, last: first + middle + last,
    st.sampled_from(LETTERS),
    st.text(LETTERS + "_.@+-", max_size=20),
    st.sampled_from(LETTERS),
)
PIECES = [*"@ann.b_-+`*[](<>)\\/\n \"'&é", "@ann", "```\n", "a@b.c"]
notes = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("@ann", ["ann"]),
        ("Ask @ann, @bob-x and (@zoë). @ann!", ["ann", "bob-x", "zoë"]),
        ("**@ann** _@bob_ > @c\n\n- @d", ["ann", "bob", "c", "d"]),
        ("@ann's desk, @demo-editor: now…", ["ann", "demo-editor"]),
        ("@ann@desk.example signs in with an address", ["ann@desk.example"]),
        ("write to ann@desk.example or <bob@desk.example>", []),
        ("`@ann` and ``@bob``", []),
        ("```\n@ann\n```\n\n    @bob", []),
        ("https://social.example/@ann <https://social.example/@bob>", []),
        ("[profile](https://social.example/@ann)", []),
        (r"\@ann", []),
        ("@ @@ann @-ann foo.@ann @ann@", []),
        ("x@a_@ann x__@ann x@_@ann", []),
        ("__@ann__ and **_@bob_**", ["ann", "bob"]),
        ("@" + "a" * 151, []),
        ("@" + "a" * 150, ["a" * 150]),
        ("", []),
    ],
)
def test_names_are_found_where_people_mean_them(note, found):
    assert mentions_in(note) == found


@given(names)
def test_every_name_can_be_mentioned_between_other_words(name):
    assert mentions_in(f"Dear @{name}, look.") == [name]
    assert mentions_in(f"(@{name})") == [name]


@example("a_@a")
@given(names)
def test_nothing_in_code_or_behind_a_word_is_a_mention(name):
    assert mentions_in(f"`@{name}` x@{name} https://x.example/@{name}") == []


@given(notes)
def test_whatever_is_written_mentions_only_what_stands_there_behind_a_sign(note):
    found = mentions_in(note)

    assert len(found) == len(set(found))
    assert all(f"@{name}" in note for name in found)


@given(notes)
def test_whatever_is_written_marks_those_alone_who_are_mentioned(note):
    found = mentions_in(note)
    html = render_note(note, found)

    assert html.count('<strong class="mention">') >= len(found)
    assert '<strong class="mention">' not in render_note(note, [])
    assert "<script" not in html


@given(notes, notes)
def test_what_is_new_is_what_was_not_there(before, after):
    new = new_mentions(before, after)

    assert set(new) == set(mentions_in(after)) - set(mentions_in(before))


def test_capital_letters_matter_only_where_names_are_otherwise_the_same():
    assert match(["Ann", "BOB", "eve", "Eve", "EVE", "joe"], ["ann", "bob", "eve", "Eve"]) == {
        "Ann": "ann",
        "BOB": "bob",
        "eve": "eve",
        "Eve": "Eve",
    }


def test_raw_html_in_a_note_is_text():
    html = render_note("<b>@ann</b> <script>x()</script> <img src=x onerror=y>", ["ann"])

    assert '&lt;b&gt;<strong class="mention">@ann</strong>&lt;/b&gt;' in html
    assert "<script" not in html
    assert "<img" not in html


def test_a_note_that_is_too_long_is_refused():
    with pytest.raises(TextTooLongError):
        mentions_in("a" * 20_001)
