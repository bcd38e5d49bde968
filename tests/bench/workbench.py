"""
What the workbench of an article costs with 50 claims and with 500, side by side.

    python -m tests.bench.workbench

Prints kilobytes of HTML (not compressed), queries and the least milliseconds (CPU) of a page, with
no claim open and with one, and of a page of a text with a million characters.

Where Chromium and Playwright are at hand it also opens the pages in it, with nothing kept from
before, and prints the milliseconds from asking for a page to its first paint and to its first
contentful paint (the median, by the browser's own clock), the kilobytes of the page with its
styles and scripts as they were sent, and what they are compressed, as a web server sends them.
"""

import gzip
import importlib.util
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

ROUNDS = 7
SENTENCE = "In year {n} the two states traded goods worth {n} million, the ministry of trade said."


def prepare(folder):
    """Set Django up on a database of its own in this folder."""
    os.environ["FACTCHECK_DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    os.environ.pop("DATABASE_URL", None)
    import django  # noqa: PLC0415 - the environment comes first
    from django.conf import settings  # noqa: PLC0415

    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


def make(claims, characters=0):
    """Return an article with so many claims, each on a sentence, and evidence on every third."""
    from tests.factories import (  # noqa: PLC0415 - needs the set-up
        make_article,
        make_claim,
        make_evidence,
        make_source,
    )

    said = [SENTENCE.format(n=1000 + n) for n in range(claims)]
    paragraphs = [" ".join(said[at : at + 5]) for at in range(0, claims, 5)]
    rest = "Nothing that could be checked was said there.\n\n"
    filling = rest * (max(0, characters - sum(map(len, paragraphs))) // len(rest))
    article = make_article(
        "Trade between two states\n\n" + "\n\n".join(paragraphs) + "\n\n" + filling
    )
    source = make_source()
    for n, sentence in enumerate(said):
        claim = make_claim(article, sentence, worthiness=0.5, body=article.body)
        if n % 3 == 0:
            make_evidence(claim, source)
    return article


def measure(client, url):
    """Return the kilobytes, the queries and the least milliseconds of a page."""
    from django.db import connection  # noqa: PLC0415 - needs the set-up

    asked = []

    def count(execute, *args):
        asked.append(args)
        return execute(*args)

    size = len(client.get(url).content) / 1000
    with connection.execute_wrapper(count):
        client.get(url)
    spent = []
    for _round in range(ROUNDS):
        start = time.process_time()
        client.get(url)
        spent.append(1000 * (time.process_time() - start))
    return size, len(asked), min(spent)


PAINTS = """() => new Promise((told) => {
  const wait = () => {
    const at = Object.fromEntries(
      performance.getEntriesByType("paint").map((entry) => [entry.name, entry.startTime]));
    if ("first-contentful-paint" in at) told([at["first-paint"], at["first-contentful-paint"]]);
    else setTimeout(wait, 20);
  };
  wait();
})"""


def paint(browser, client, url):
    """Return ms to the two first paints, and kB of all that was sent: plain, and compressed."""
    seen, sent = [], {}
    for _round in range(ROUNDS):
        context = browser.new_context()
        cookies = [{"name": c.key, "value": c.value, "url": url} for c in client.cookies.values()]
        context.add_cookies(cookies)
        page = context.new_page()
        page.on("response", lambda response: sent.update({response.url: response}))
        page.goto(url, wait_until="load")
        seen.append(page.evaluate(PAINTS))
        bodies = [response.body() for response in list(sent.values())]
        sizes = [sum(map(len, bodies)), sum(len(gzip.compress(body)) for body in bodies)]
        sent.clear()
        context.close()
    return *map(statistics.median, zip(*seen, strict=True)), *(size / 1000 for size in sizes)


def report():
    """Make the articles and print what their pages cost."""
    from tests.admin.desk import at, desk_of  # noqa: PLC0415 - needs the set-up

    client, pages = desk_of("editor"), []
    print(f"{'':46}{'kB':>8}{'queries':>9}{'ms':>8}")
    cases = [(50, 0), (500, 0), (500, 1_000_000)]
    for claims, characters in cases:
        article = make(claims, characters)
        page = at(article, "workbench")
        name = f"{claims} claims" + (f", {characters:,} characters" if characters else "")
        opened = f"{page}?claim={article.claims.first().public_id}"
        for label, url in [(name, page), (f"{name}, one open", opened)]:
            size, queries, spent = measure(client, url)
            print(f"{label:46}{size:8.0f}{queries:9}{spent:8.0f}")
            pages.append((label, url))
    if shutil.which("chromium") and importlib.util.find_spec("playwright"):
        report_paints(client, pages)


def report_paints(client, pages):
    """Open the pages in Chromium and print when they are painted first."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415
    from django.test.testcases import LiveServerThread  # noqa: PLC0415
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a machine may lack it

    from tests.browser.conftest import ARGUMENTS  # noqa: PLC0415

    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    print(f"{'':46}{'paint':>8}{'content':>9}{'kB':>8}{'gzip kB':>9}")
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for label, url in pages:
            told = paint(browser, client, f"http://127.0.0.1:{server.port}{url}")
            print("{:46}{:8.0f}{:9.0f}{:8.0f}{:9.0f}".format(label, *told))
        browser.close()
    server.terminate()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        report()
