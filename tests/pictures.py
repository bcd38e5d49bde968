"""Pictures made by hand, with what a camera hides in them."""

import struct
import zlib

SECRET = b"GPS 52.5163 13.3777, taken by A. Source"


def chunk(kind, content):
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def png(width=1, height=1, *extra):
    """Return a black PNG, with further chunks before its pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + bytes(width)) * height))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + pixels + chunk(b"IEND", b"")


def segment(marker, content):
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg(width=1, height=1, *extra, scan=b"\x12\xff\x00\x34\xff\xd0\x56", behind=b""):
    """Return what is built as a JPEG is, with further segments, a scan and what stands behind."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    head = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    start = segment(0xDA, b"\1\1\0\0\x3f\0")
    return b"\xff\xd8" + head + b"".join(extra) + frame + start + scan + b"\xff\xd9" + behind


PIXEL = png()
WITH_SECRETS = {
    "png text": png(2, 3, chunk(b"tEXt", b"Author\0" + SECRET)),
    "png exif": png(2, 3, chunk(b"eXIf", SECRET)),
    "png xmp": png(2, 3, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET)),
    "png behind": png(2, 3) + SECRET,
    "jpeg exif": jpeg(2, 3, segment(0xE1, b"Exif\0\0" + SECRET)),
    "jpeg comment": jpeg(2, 3, segment(0xFE, SECRET)),
    "jpeg iptc": jpeg(2, 3, segment(0xED, SECRET)),
    "jpeg second picture": jpeg(2, 3, segment(0xE2, b"MPF\0" + SECRET)),
    "jpeg behind": jpeg(2, 3, behind=SECRET),
}
