"""
Pictures without what they carry beside what is seen: where they were taken, by whom, on what.

A photo's metadata can give a source away. PNG (its third edition, 5.6) and JPEG (ITU T.81, B.1)
are read chunk by chunk; no picture is decoded, so none can take more memory than its file.
"""

import struct
from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.documents.base import DocumentError
from claims.documents.media_types import media_type_of

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
SEEN = {  # the chunks of PNG that make up what is seen
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"),
    *(b"cICP", b"bKGD", b"pHYs"),
}
START_OF_IMAGE, END_OF_IMAGE, START_OF_SCAN = 0xD8, 0xD9, 0xDA
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
FILL = 0xFF
IN_A_SCAN = {0x00, *range(0xD0, 0xD8), FILL}  # a stuffed byte, a restart, a fill byte
APPS, ICC, ADOBE, COMMENT = range(0xE0, 0xF0), 0xE2, 0xEE, 0xFE
LARGEST_SIDE = 20_000  # pixels


def size_of(raw: bytes) -> tuple[int, int]:
    """Return width and height. Raises DocumentError if this is no PNG or JPEG, or a broken one."""
    try:
        width, height = _png_size(raw) if raw.startswith(PNG_HEAD) else _jpeg_size(raw)
    except (struct.error, IndexError, StopIteration, ValueError) as error:
        raise _unreadable() from error
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise _unreadable()
    return width, height


def bare(raw: bytes) -> bytes:
    """Return the picture without its metadata. Raises DocumentError if it cannot be read."""
    try:
        if media_type_of(raw) == "image/png":
            return PNG_HEAD + b"".join(whole for kind, whole in _chunks(raw) if kind in SEEN)
        return b"".join(whole for marker, whole in _segments(raw) if _is_seen(marker, whole))
    except (struct.error, IndexError, ValueError) as error:
        raise _unreadable() from error


def _unreadable() -> DocumentError:
    """Return the refusal of what is no picture that can be shown."""
    message = _("This is no whole PNG or JPEG picture: save it as one of these and try again.")
    return DocumentError(message, code="picture")


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind of each chunk of a PNG and the whole of it, up to its end."""
    place = len(PNG_HEAD)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", raw, place)
        whole = raw[place : place + length + 12]
        if len(whole) < length + 12:
            raise ValueError(kind)
        yield kind, whole
        place += len(whole)


def _png_size(raw: bytes) -> tuple[int, int]:
    """Return what the first chunk of a PNG says."""
    kind, whole = next(_chunks(raw))
    if kind != b"IHDR":
        raise ValueError(kind)
    width, height = struct.unpack_from(">II", whole, 8)
    return width, height


def _segments(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker of each segment of a JPEG and the whole of it, up to its end."""
    if raw[:2] != bytes([FILL, START_OF_IMAGE]):
        raise ValueError(raw[:2])
    yield START_OF_IMAGE, raw[:2]
    place, marker = 2, 0
    while marker != END_OF_IMAGE:
        while raw[place] == raw[place + 1] == FILL:
            place += 1  # fill bytes
        if raw[place] != FILL:
            raise ValueError(place)
        marker = raw[place + 1]
        end = place + 2 if marker == END_OF_IMAGE else _end_of_segment(raw, place, marker)
        yield marker, raw[place:end]
        place = end


def _end_of_segment(raw: bytes, place: int, marker: int) -> int:
    """Return where a segment ends; a scan's picture data belong to it."""
    length: int = struct.unpack_from(">H", raw, place + 2)[0]
    end = place + 2 + length
    if length < 2 or end > len(raw):  # noqa: PLR2004 - the length counts its own two bytes
        raise ValueError(place)
    if marker != START_OF_SCAN:
        return end
    while True:
        end = raw.index(b"\xff", end)
        after = raw[end + 1]
        if after not in IN_A_SCAN:
            return end
        end += 1 if after == FILL else 2


def _jpeg_size(raw: bytes) -> tuple[int, int]:
    """Return what the first frame of a JPEG says."""
    whole = next(whole for marker, whole in _segments(raw) if marker in FRAMES)
    height, width = struct.unpack_from(">HH", whole, 5)
    return width, height


def _is_seen(marker: int, whole: bytes) -> bool:
    """Whether a segment of a JPEG has to do with what is seen: colours do, Exif and XMP do not."""
    if marker == ICC:
        return whole[4:].startswith(b"ICC_PROFILE\0")
    if marker == ADOBE:
        return whole[4:].startswith(b"Adobe")
    return marker not in APPS and marker != COMMENT
