"""Newsrooms with a face of their own: long names, wide logos, other scripts, any window."""

import pytest

from claims import addresses
from tests.branding.newsroom import dress, logo
from tests.browser.test_every_page import graves_of
from tests.rulings import make_published_ruling

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "The Association of Independent Regional Newspapers for the Verification of Statements"
FACES = {
    "a long name": (LONG, None),
    "a name without a space": ("Verifikation" * 8, None),
    "a wide logo": ("The Northern Counties", (1600, 60)),
    "an emblem beside a name in Japanese": ("検証新聞", (64, 64)),
    "an emblem beside a name in Arabic": ("مرصد التحقق من التصريحات العامة", (80, 90)),
}
WINDOWS = [(320, "dark"), (390, "light"), (2560, "dark")]
SHIFT = """() => new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
  .observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""
WIDER = """direction => {
  document.documentElement.dir = direction;
  const page = document.scrollingElement;
  return page.scrollWidth - page.clientWidth;
}"""


@pytest.mark.parametrize("face", FACES)
def test_a_face_fits_every_window_and_moves_nothing(face, site, visit, settings, tmp_path):
    settings.SITE_NAME, size = FACES[face]
    settings.ACCENT = "#c8102e"
    dress(settings, tmp_path, **({"logo_svg": logo(*size)} if size else {}), footer_md="*Us*")
    ruling = make_published_ruling()
    pages = ["/", ruling.get_absolute_url(), addresses.embedded_address(ruling.page)]

    for width, scheme in WINDOWS:
        reader = visit(viewport={"width": width, "height": 700}, color_scheme=scheme)
        for address in pages:
            assert reader.go(address) == 200
            assert reader.page.evaluate(SHIFT) == 0, (address, width)
            for direction in ("ltr", "rtl"):
                assert reader.page.evaluate(WIDER, direction) <= 0, (address, width, direction)
            assert reader.complaints == []
            assert graves_of(reader) == [], (address, width)
