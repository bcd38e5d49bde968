import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.file_names import HIDDEN, LONGEST, clean_name


@given(st.text(max_size=400))
def test_no_name_hides_or_leads_anywhere(name):
    found = clean_name(name)

    assert len(found) <= LONGEST
    assert not set('/\\:<>"|?*%;\n\r\0') & set(found)
    assert not any(unicodedata.category(letter) in HIDDEN for letter in found)
    assert not found.startswith(".")
    assert clean_name(found) == found


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Brief vom 3. Oktober.docx", "Brief vom 3. Oktober.docx"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("a\r\nSet-Cookie: b.txt", "aSet-Cookie_ b.txt"),
        ("..", ""),
        ("Fü" + "x" * 300 + ".jpeg", "Fü" + "x" * 113 + ".jpeg"),
    ],
)
def test_a_name_is_its_last_part_in_plain_letters(given_name, kept):
    assert clean_name(given_name) == kept
