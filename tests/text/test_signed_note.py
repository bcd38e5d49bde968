"""Signed notes, held against the example of C2SP's own specification and against tampering."""

import base64
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from claims.text.signed_note import (
    NoteError,
    holds,
    key_id,
    pem_of,
    private_key,
    public_bytes,
    read,
    sign,
    verifier_key,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = public_bytes(KEY)
# golang.org/x/mod/sumdb/note, the example of its documentation
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SIGNATURE = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)
GO_NOTE = f"""\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann {GO_SIGNATURE}
"""
OPENSSL = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in text -sigfile sig"


def test_a_note_of_go_s_own_documentation_holds():
    public_key = base64.b64decode(GO_KEY.split("+", 2)[2])[1:]
    note = read(GO_NOTE)

    assert holds(note, public_key)
    assert note.key_id == "c74f20a3"
    assert verifier_key("PeterNeumann", public_key) == GO_KEY
    assert str(note) == GO_NOTE


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1))
def test_what_was_signed_is_read_again_and_holds(lines):
    text = "".join(f"{line}\n" for line in lines)

    note = sign(text, "desk.example/journal", KEY)

    assert read(str(note)) == note
    assert holds(note, PUBLIC)


@given(st.data())
def test_a_changed_character_does_not_hold(data):
    note = str(sign("desk.example/journal\n12\nabc\n", "desk.example/journal", KEY))
    place = data.draw(st.integers(0, len(note) - 2))
    other = data.draw(st.sampled_from("0Aaz\n"))
    changed = note[:place] + other + note[place + 1 :]
    if changed == note:
        return

    try:
        read_again = read(changed)
    except NoteError:
        return
    assert not holds(read_again, PUBLIC) or read_again == read(note)


@pytest.mark.parametrize(
    "text", ["", "a", "a\n\n", "a\n\n— b", "a\n\n— b c\n", "a\n\nb YWFhYWFhYQ==\n"]
)
def test_what_is_no_note_is_refused(text):
    with pytest.raises(NoteError):
        read(text)


def test_another_key_or_name_does_not_hold():
    note = sign("a\n", "one", KEY)
    other = public_bytes(Ed25519PrivateKey.from_private_bytes(bytes(32)))

    assert not holds(note, other)
    assert key_id("one", PUBLIC) != key_id("two", PUBLIC)


@pytest.mark.parametrize(
    "pem", [b"", b"x", b"-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"]
)
def test_what_is_no_key_is_refused(pem):
    with pytest.raises(NoteError):
        private_key(pem)


def test_openssl_agrees(tmp_path):
    note = sign("desk.example/journal\n12\nabc\n", "desk.example/journal", KEY)
    files = {"key.pem": pem_of(PUBLIC).encode(), "text": note.text.encode(), "sig": note.signature}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    told = subprocess.run(
        OPENSSL.split(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Verified Successfully" in told.stdout
