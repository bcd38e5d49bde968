"""Data have one digest, whatever else refers to them, and others have another."""

import pytest
from django.utils.safestring import mark_safe

from claims.text.plain_data import bare, digest_of


def test_the_same_data_have_one_digest_however_often_they_are_used():
    word = "".join(["wo", "rd"])

    assert digest_of([word, word, {"a": 1}]) == digest_of(["word", "".join(["word"]), {"a": 1}])


@pytest.mark.parametrize("other", [[True], ["1"], [1.0], [[1]], [None], [b"1"], {1: 1}])
def test_what_only_looks_the_same_has_another(other):
    assert digest_of([1]) != digest_of(other)


def test_what_is_safe_html_is_no_plain_text():
    with pytest.raises(ValueError, match="unmarshallable"):
        digest_of({"html": mark_safe("<b>x</b>")})

    assert digest_of(bare(mark_safe("<b>x</b>"))) == digest_of("<b>x</b>")
