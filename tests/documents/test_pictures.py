"""Pictures are shown without what they carry beside what is seen."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents import DocumentError
from claims.documents.media_types import BINARY, is_program, media_type_of
from claims.documents.pictures import bare, size_of
from tests.pictures import SECRET, WITH_SECRETS, jpeg, png, segment


@pytest.mark.parametrize("case", WITH_SECRETS)
def test_nothing_hidden_leaves_with_a_picture(case):
    raw = WITH_SECRETS[case]
    plain = png(2, 3) if case.startswith("png") else jpeg(2, 3)

    assert SECRET in raw
    assert SECRET not in bare(raw)
    assert size_of(raw) == (2, 3)
    if case != "png behind":
        assert bare(raw) == bare(plain)


def test_colours_stay():
    profile = segment(0xE2, b"ICC_PROFILE\0\1\1profile")
    adobe = segment(0xEE, b"Adobe\0d\0\0\0\0\1")

    assert bare(jpeg(2, 3, profile, adobe)) == bare(jpeg(2, 3, profile, adobe, segment(0xE1, b"x")))
    assert profile in bare(jpeg(2, 3, profile))
    assert adobe in bare(jpeg(2, 3, adobe))


def refusal_of(read, raw):
    """Return the code of the refusal, None where there is none; any other error is raised."""
    try:
        read(raw)
    except DocumentError as error:
        return error.code
    return None


@given(st.binary(max_size=300), st.sampled_from([png(2, 3), jpeg(2, 3)]), st.integers(0, 200))
def test_what_is_broken_is_refused_in_words(noise, whole, at):
    for raw in (noise, whole[:at] + noise, whole[:at] + noise + whole[at:]):
        for read in (size_of, bare):
            assert refusal_of(read, raw) in (None, "picture")


@pytest.mark.parametrize("raw", [png(30_000, 1), png(0, 1), jpeg(0, 1), jpeg(1, 30_000)])
def test_a_picture_has_a_size_that_a_page_can_show(raw):
    with pytest.raises(DocumentError):
        size_of(raw)


@pytest.mark.slow
def test_a_picture_that_never_ends_takes_no_time():
    for raw in (
        jpeg(2, 3, scan=b"\xff\x00" * 2_000_000)[:-2],
        jpeg(2, 3, scan=b"\xff" * 4_000_000),
    ):
        begun = time.process_time()
        with pytest.raises(DocumentError):
            bare(raw[:-4])
        assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (png(), "image/png"),
        (jpeg(), "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"PK\3\4", "application/zip"),
        (b"<!doctype html><p>Hello", "text/html"),
        (b"Dear desk", "text/plain"),
        (b"\0\1\2\3", BINARY),
    ],
)
def test_a_file_is_what_it_begins_as(raw, media_type):
    assert media_type_of(raw) == media_type


@pytest.mark.parametrize("raw", [b"MZ\x90", b"\x7fELF", b"#!/bin/sh\n", b"\xcf\xfa\xed\xfe"])
def test_what_would_run_is_a_program(raw):
    assert is_program(raw)
    assert not is_program(b"Dear desk")
