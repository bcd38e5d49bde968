"""
Files made to do harm cost one child process, little time and little memory, and leave nothing.

Each is read as a desk would read it. What the child used is measured, not believed.
"""

import base64
import gzip
import io
import os
import re
import subprocess
import threading
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from claims.documents import DocumentError, reader_for
from tests.documents.pdfs import pdf, stream, written
from tests.documents.words import changed, docx, mail

MEMORY = 256 * 1024  # kB
SECONDS = 30
XML = "word/document.xml"
LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]>"
)


def laughing(document):
    head, mark, rest = document.partition(b"?>")
    return head + mark + LAUGHS + rest.replace(b"</w:t>", b"&a11;</w:t>")


def zeros(megabytes):
    packer = zlib.compressobj(9)
    packed = [packer.compress(bytes(1 << 20)) for _n in range(megabytes)]
    return b"".join([*packed, packer.flush()])


def flate_bomb():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 4 0 R>>"
    catalog, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return written([catalog, pages, page, stream(zeros(1000), b"/Filter/FlateDecode")])


def nested_flate_bomb():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 4 0 R>>"
    catalog, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    packed = zlib.compress(zlib.compress(zeros(1000)))
    filters = b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"
    return written([catalog, pages, page, stream(packed, filters)])


def cyclic_pages():
    return written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R]>>"])


def promised_pages():
    kids = b"3 0 R " * 200_000
    pages = b"<</Type/Pages/Count 99999999/Kids[%s]>>" % kids
    return written([b"<</Type/Catalog/Pages 2 0 R>>", pages, b"<</Type/Page/Parent 2 0 R>>"])


def deep_objects():
    deep = b"[" * 100_000 + b"]" * 100_000
    return written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids %s>>" % deep])


def calls_itself():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page + b"/Contents 4 0 R>>",
            stream(b"/X Do " * 1000),
            stream(b"/X Do /X Do", form),
        ]
    )


def zip_of(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def lying_zip():
    """Return a document that unpacks to 300 MB and says that it is small."""
    raw = changed(docx(), **{XML: lambda old: old + b" " * (300_000_000 - len(old))})
    size = (300_000_000).to_bytes(4, "little")
    assert size in raw
    return raw.replace(size, (1_000_000).to_bytes(4, "little"))


def many_members():
    return changed(docx(), **{f"word/media/{n}.png": b"" for n in range(20_000)})


def deep_xml():
    deep = b"<w:p>" * 200_000 + b"</w:p>" * 200_000
    return changed(docx(), **{XML: lambda old: old.replace(b"<w:body>", b"<w:body>" + deep)})


def nested_parts():
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(10_000)
    )
    return b"From: a@a.example\nDate: x\nMIME-Version: 1.0\n" + parts.encode()


def mail_of_a_hundred_thousand_parts():
    head = "From: a@a.example\nDate: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
    return (head + 'boundary="b"\n\n' + "--b\n\nx\n" * 100_000 + "--b--\n").encode()


def bomb_in_html():
    return (
        b"<?xml version='1.0'?>"
        + LAUGHS.replace(b"DOCTYPE l", b"DOCTYPE html")
        + (b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>&a11;</p></body></html>")
    )


REFUSED = {  # how it is made, and the code of the refusal
    "a zip bomb": (
        lambda: changed(docx(), **{XML: b"<w:document>" + b" " * 300_000_000}),
        "swells",
    ),
    "a zip bomb of many members": (
        lambda: changed(docx(), **{f"word/{n}.xml": bytes(1_900_000) for n in range(50)}),
        "swells",
    ),
    "a zip that lies on its size": (lying_zip, None),
    "a zip of 20,000 members": (many_members, "swells"),
    "a billion laughs in a document": (lambda: changed(docx(), **{XML: laughing}), "declares"),
    "a billion laughs in UTF-16": (
        lambda: changed(
            docx(),
            **{
                XML: lambda old: (
                    laughing(old).replace(b"UTF-8", b"UTF-16").decode().encode("utf-16")
                )
            },
        ),
        "declares",
    ),
    "a file of this machine in a document": (
        lambda: changed(
            docx(),
            **{
                XML: lambda old: old.replace(
                    b"?>", b'?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1
                ).replace(b"</w:t>", b"&x;</w:t>")
            },
        ),
        "declares",
    ),
    "elements 200,000 deep": (deep_xml, None),
    "members above the archive": (lambda: changed(docx(), **{"../../etc/x": b"x"}), "damaged"),
    "an archive of nothing": (
        lambda: zip_of(**{"[Content_Types].xml": "", "word/": ""}),
        "damaged",
    ),
    "a stream of 1 GB": (flate_bomb, None),
    "a stream packed thrice": (nested_flate_bomb, None),
    "pages that hold themselves": (cyclic_pages, None),
    "a hundred million pages": (promised_pages, None),
    "objects 100,000 deep": (deep_objects, None),
    "a drawing that draws itself": (calls_itself, None),
    "parts 10,000 deep": (nested_parts, None),
    "a gzip archive": (lambda: gzip.compress(b"text" * 100), "binary"),
    "a program with a PDF in it": (lambda: b"\x7fELF" + bytes(9) + pdf(["A treaty."]), "binary"),
    "a PDF that is a web page": (lambda: b"%PDF-1.7\n<html><body><p>Hello.</p></html>", "damaged"),
}
READ = {  # how it is made, and words that are read
    "a PDF in a PDF": (
        lambda: pdf(["A treaty.", "It lapsed."]) + b"\n" + pdf(["Another file."]),
        "file.",
    ),
    "a PDF with a document behind it": (lambda: pdf(["A treaty."]) + docx(), "A treaty."),
    "a link to another machine": (
        lambda: changed(
            docx(),
            **{
                "word/_rels/document.xml.rels": lambda old: old.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rX" TargetMode="External" Target="http://127.0.0.1:9/x" '
                    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                    b'attachedTemplate"/></Relationships>',
                )
            },
        ),
        "lapsed",
    ),
    "an e-mail with 8 MB of pictures": (
        lambda: with_attachment(mail(), os.urandom(6_000_000)),
        "lapsed",
    ),
}
EITHER = {  # how it is made; it may be read or refused
    "entities in a web page": bomb_in_html,
    "quotes 100,000 deep": lambda: b"> " * 100_000 + b"word",
    "lists 20,000 deep": lambda: b"".join(b"  " * n + b"- a\n" for n in range(0, 2000)),
    "brackets without end": lambda: b"[" * 100_000 + b"](a)" * 1000,
    "emphasis without end": lambda: b"*a _" * 100_000,
    "tags 100,000 deep": lambda: b"<html><body>" + b"<div>" * 100_000 + b"<p>word</p>",
    "a table of 100,000 columns": lambda: b"|a" * 100_000 + b"\n" + b"|-" * 100_000,
    "headers without end": lambda: b"From: a\nDate: b\nTo: c\n" + b"X-A: b\n" * 300_000 + b"\nword",
    "an e-mail of 100,000 parts": mail_of_a_hundred_thousand_parts,
    "base64 in a header": lambda: (
        b"From: a\nDate: b\nSubject: =?utf-8?b?"
        + base64.b64encode(bytes(3_000_000))
        + b"?=\n\nword"
    ),
}


def with_attachment(message, content):
    message.add_attachment(content, maintype="image", subtype="png", filename="a.png")
    return message.as_bytes()


def watch(pid, used, over):
    """Note the most memory that a process has held since it became the child that it is."""
    status = Path(f"/proc/{pid}/status")
    while not over.wait(0.02):
        with suppress(OSError):  # another system, or it has ended
            held = re.search(r"VmHWM:\s+(\d+)", status.read_text())
            if held and b"limited.py" in status.with_name("cmdline").read_bytes():
                used.append(int(held[1]))


@pytest.fixture
def cost(monkeypatch, tmp_path):
    """Read a file; return what came of it, and hold its children to their limits."""
    used: list[int] = []
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    class Watched(subprocess.Popen):
        def communicate(self, *arguments, **options):
            over = threading.Event()
            watcher = threading.Thread(target=watch, args=(self.pid, used, over))
            watcher.start()
            try:
                return super().communicate(*arguments, **options)
            finally:
                over.set()
                watcher.join()

    monkeypatch.setattr(subprocess, "Popen", Watched)

    def read(raw, name):
        start, here = time.monotonic(), set(Path.cwd().iterdir())
        try:
            return reader_for(raw, name=name).read(raw, name=name).text
        except DocumentError as refusal:
            return refusal
        finally:
            assert time.monotonic() - start < SECONDS + 2
            assert max(used, default=0) < MEMORY
            assert list(tmp_path.iterdir()) == []
            assert set(Path.cwd().iterdir()) == here
            with pytest.raises(ChildProcessError):
                os.waitpid(-1, os.WNOHANG)

    return read


@pytest.mark.slow
@pytest.mark.parametrize("trap", REFUSED)
def test_a_trap_is_refused_in_words(cost, trap):
    make, code = REFUSED[trap]

    refusal = cost(make(), "trap")

    assert isinstance(refusal, DocumentError)
    assert code in (None, refusal.code)
    assert str(refusal).endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("trap", READ)
def test_what_a_trap_holds_in_good_faith_is_read_and_nothing_else(cost, trap):
    make, words = READ[trap]

    assert words in cost(make(), "trap")


@pytest.mark.slow
@pytest.mark.parametrize("trap", EITHER)
def test_a_trap_of_text_costs_little(cost, trap):
    name = "trap.md" if b"\n\nword" not in EITHER[trap]() else "trap"

    assert cost(EITHER[trap](), name)


@pytest.mark.slow
def test_a_thousand_pages_are_read_within_the_limits(cost):
    if os.getloadavg()[0] > 2 * (os.cpu_count() or 1):
        pytest.skip("This machine is busy with other work, and the limit is one of time.")
    lines = [f"Line {n} of a report that has a thousand pages and no end." for n in range(40)]

    assert cost(pdf(*[lines] * 1000), "report.pdf").count("Line 39 of") == 1000


def test_a_pdf_of_too_many_pages_says_how_many_were_read(monkeypatch):
    monkeypatch.setattr("claims.documents.pdf.CPU_SECONDS", 2)
    monkeypatch.setattr("claims.documents.pdf.WALL_SECONDS", 1)

    raw = pdf(*[["A line of a report."] * 40] * 4000)
    with pytest.raises(DocumentError) as refusal:
        reader_for(raw).read(raw)
    assert refusal.value.code in {"too_slow", "too_complicated"}
