"""Each page, wide and narrow, light and dark: readable by all, quiet, within its window."""

import pytest

from tests.browser.pages import open_newsroom

pytestmark = pytest.mark.django_db(transaction=True)

WINDOWS = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 390, "height": 844}}
GRAVE = ("serious", "critical")
MAIN_TEXT = "() => document.querySelector('main').innerText"


@pytest.fixture
def room(site):
    return open_newsroom()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", WINDOWS)
def test_every_page_can_be_used_by_all(window, scheme, room, visit):
    options = {"viewport": WINDOWS[window], "color_scheme": scheme}
    editor, reader = visit(room.editor, **options), visit(**options)

    faults = {"login": faults_of(reader, "/admin/login/")}
    faults |= {f"desk: {name}": faults_of(editor, url) for name, url in room.desk.items()}
    faults |= {f"public: {name}": faults_of(reader, url) for name, url in room.public.items()}

    assert {name: found for name, found in faults.items() if found} == {}


def faults_of(visitor, url):
    """Return what is wrong with a page: its answer, its width, complaints, what axe finds grave."""
    status = visitor.go(url)
    missing = "nothing0" in url
    shown, fits = visitor.page.evaluate(
        "() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    )
    return [
        *([] if status == (404 if missing else 200) else [f"status {status}"]),
        *([] if shown <= fits else [f"{shown} pixels wide in {fits}"]),
        *([] if missing else visitor.complaints),  # the console tells of a missing page too
        *graves_of(visitor),
    ]


def graves_of(visitor):
    """Return what axe finds grave; the styles that axe itself tries to add are no complaint."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - a machine may lack it

    found = Axe().run(visitor.page).response["violations"]
    visitor.complaints.clear()
    return [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"][:4]
    ]


def test_public_pages_say_the_same_without_scripts(room, visit):
    with_scripts, without = visit(), visit(java_script_enabled=False)

    for url in room.public.values():
        for visitor in (with_scripts, without):
            visitor.go(url)
        assert main_of(without) == main_of(with_scripts), url
        assert main_of(without).strip()


def main_of(visitor):
    return visitor.page.locator("main").inner_text()
