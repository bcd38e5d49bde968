"""What a file that no reader knows is, by its first bytes: its name proves nothing."""

UNNAMED = "application/octet-stream"

# Offset, bytes there, media type: from the WHATWG's MIME Sniffing standard, sections 6.1 and 6.2.
SIGNATURES = [
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"fLaC", "audio/flac"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
]


def media_type_of(raw: bytes, said: str = "") -> str:
    """Return the media type of a file by its content, or else as somebody said it is."""
    for offset, mark, media_type in SIGNATURES:
        if raw.startswith(mark, offset):
            return media_type
    return said[:100] or UNNAMED
