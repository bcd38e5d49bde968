"""A text file is read in whatever encoding it is surely in."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents import DocumentError
from claims.documents.decoding import decode
from claims.documents.plain import PlainReader, plain_document
from claims.text.blocks import normalise

OTHER_TEXTS = [
    ("cp1250", "Vláda loni zvýšila daně, řekl ministr. Příští rok se plánují větší změny. "),
    ("cp1250", "A kormány tavaly emelte az adókat. Jövőre nagyobb változások várhatók. "),
    ("cp1252", "El gobierno subió los impuestos el año pasado, según dijo el ministro. "),
    ("cp1252", "Die Regierung hat die Steuern erhöht. Größere Änderungen sind geplant. "),
    ("cp1254", "Hükümet geçen yıl vergileri artırdı, dedi bakan. Büyük değişiklikler var. "),
]
TEXTS = {
    "cp1252": "Le gouvernement a augmenté les impôts l’année dernière, a déclaré le ministre. ",
    "cp1251": "Правительство повысило налоги в прошлом году, заявил министр. ",
    "koi8-r": "Правительство повысило налоги в прошлом году, заявил министр. ",
    "cp1250": "Rząd podniósł podatki w ubiegłym roku, ale żaden minister tego nie potwierdził. ",
    "shift_jis": "政府は昨年税金を引き上げたと大臣は述べた。来年はさらに大きな変更がある。",
    "iso8859-7": "Η κυβέρνηση αύξησε τους φόρους πέρυσι, δήλωσε ο υπουργός. ",
}


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda t: t[:1] != "\ufeff"))
def test_utf_8_is_read_as_it_is(text):
    assert decode(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding):
    assert decode("Größe".encode(encoding)) == "Größe"


def test_a_big_endian_mark_tells_it_too():
    assert decode(codecs.BOM_UTF16_BE + "Größe".encode("utf-16-be")) == "Größe"


@pytest.mark.parametrize(("encoding", "text"), [*TEXTS.items(), *OTHER_TEXTS])
def test_an_old_encoding_is_recognised(encoding, text):
    assert decode((text * 3).encode(encoding)) == text * 3


def test_a_declared_encoding_goes_before_a_guess():
    assert decode("Größe".encode("cp1252"), [None, "no such", "cp1252"]) == "Größe"


@pytest.mark.parametrize(
    "charset", ["base64", "rot13", "hex", "idna", "undefined", "zlib", "us-ascii\x00b", ""]
)
def test_a_codec_that_is_no_encoding_is_passed_over(charset):
    assert decode("Größe".encode("cp1252"), [charset, "cp1252"]) == "Größe"


@pytest.mark.parametrize(
    "raw",
    [
        b"Taxes rose.\nThey \xff fell.",
        b"\x80\x81\x82",
        "Größe der Straße\n".encode() * 3 + b"broken \xc3( here",
        OTHER_TEXTS[3][1].encode() * 5 + b"\xc3( damaged",
        bytes(range(128, 256)) * 3,
    ],
)
def test_text_that_is_not_valid_in_any_sure_encoding_is_refused(raw):
    with pytest.raises(DocumentError, match="not valid UTF-8") as refusal:
        decode(raw)
    assert refusal.value.code == "encoding"


def test_the_line_of_the_damage_is_named():
    with pytest.raises(DocumentError, match="line 2"):
        decode(b"Taxes rose.\nThey \xff fell.")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_in_normal_form_or_refused(raw):
    try:
        document = PlainReader().read(raw)
    except DocumentError:
        return
    assert normalise(document.text) == document.text
    assert all(document.text[b.start : b.end].strip() for b in document.blocks)


def test_a_headline_is_the_title():
    assert plain_document("Taxes rise again\nIt is so.\n").title == "Taxes rise again"
    assert plain_document("It is so.\nTaxes rise.").title == ""
    assert plain_document("").title == ""
