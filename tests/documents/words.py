"""Word documents and e-mails for the tests."""

import io
import zipfile
from email.message import EmailMessage

from docx import Document


def docx(build=None, **properties):
    """Return a Word document that `build` wrote into."""
    document = Document()
    if build is None:
        document.add_paragraph("The treaty lapsed in 1996.")
    else:
        build(document)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(raw, **members):
    """Return an archive with members replaced or added; a function is given the old bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        held = {name: old.read(name) for name in old.namelist()}
    for name, content in members.items():
        held[name] = content(held[name]) if callable(content) else content
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def mail(text="The treaty lapsed in 1996, the ministry says.", *, html="", **headers):
    """Return an e-mail."""
    message = EmailMessage()
    told = {"From": "Jo Doe <jo@ministry.example>", "To": "desk@paper.example"}
    told |= {"Subject": "The treaty", "Date": "Tue, 06 Feb 2024 10:00:00 +0000", **headers}
    for name, value in told.items():
        message[name] = value
    if html:
        message.set_content(html, subtype="html")
    else:
        message.set_content(text)
    return message
