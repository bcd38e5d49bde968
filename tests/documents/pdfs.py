"""PDF files for the tests, drawn line by line."""

import io

from pypdf import PdfReader, PdfWriter

HEAD = b"%PDF-1.7\n"
LEFT, TOP, STEP = 72, 740, 14


def pdf(*pages, **info):
    """Return a PDF of pages, each a list of lines: words, or (words, x, y, size, font)."""
    contents = [b"BT " + b" ".join(drawn(lines)) + b" ET" for lines in pages]
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        *(
            b"<</Type/Font/Subtype/Type1/BaseFont/" + name + b"/Encoding/WinAnsiEncoding>>"
            for name in (b"Helvetica", b"Helvetica-Bold")
        ),
        b"<<" + b"".join(b"/%s(%s)" % (k.encode(), v.encode()) for k, v in info.items()) + b">>",
    ]
    for n, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R"
            b">>>>/Contents %d 0 R>>" % (7 + 2 * n)
        )
        objects.append(stream(content))
    return written(objects, b"/Info 5 0 R" if info else b"")


def drawn(lines):
    """Yield the operators that draw lines, one under the other where no place is given."""
    for n, line in enumerate(lines):
        words, x, y, size, font = (
            line if isinstance(line, tuple) else (line, LEFT, TOP - n * STEP, 11, "F1")
        )
        told = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
        told = told.replace(b")", b"\\)")
        yield b"/%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj" % (font.encode(), size, x, y, told)


def stream(content, entries=b""):
    """Return a stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def written(objects, trailer=b""):
    """Return a file of objects, numbered from 1; the first is its catalogue."""
    out = bytearray(HEAD)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def locked(raw, *, user="secret", owner="owner"):
    """Return the file locked with a password; with an empty one it opens, and is only signed so."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
