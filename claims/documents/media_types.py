"""What a file is, as a media type, by its first bytes: its name and its sender prove nothing."""

from claims.documents.signatures import binary_kind, looks_like_html

BINARY = "application/octet-stream"
PICTURES = frozenset({"image/png", "image/jpeg"})
SIGNATURES = [
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "application/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
]
RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
BRANDS = {b"M4A ": "audio/mp4", b"qt  ": "video/quicktime", b"heic": "image/heic"}
PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
HEAD = 4096  # bytes that tell


def media_type_of(head: bytes) -> str:
    """Return the media type that a file begins as; what is not known is a binary file."""
    for signature, media_type in SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head.startswith(b"RIFF"):
        return RIFF.get(head[8:12], BINARY)
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "video/mp4")
    if binary_kind(head):
        return BINARY
    return "text/html" if looks_like_html(head) else "text/plain"


def is_program(head: bytes) -> bool:
    """Whether a file begins as what an operating system would run."""
    return head.startswith(PROGRAMS)
