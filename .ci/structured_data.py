"""
Whether what machines read of the rulings is what schema.org's own vocabulary allows.

    PYTHONPATH=. python .ci/structured_data.py NODE_MODULES [--keep DIR]

The vocabulary is the npm package `schema-dts`, which makes TypeScript types of it: each document
becomes a literal of its type, and the compiler refuses a property that the type does not have or
a value that the property does not take. The documents are those of every public page and feed of
the site that the settings name (the demo, in continuous integration), read from the pages as
consumers read them, and edge cases. Beside them stand documents with one mistake each: the
compiler has to refuse every one, or this program fails.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django

django.setup()

import extruct  # noqa: E402 - the environment comes first
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from claims.claimreview import claim_review, publisher  # noqa: E402
from claims.models import Claim, Claimant  # noqa: E402
from tests.frozen_pages import frozen_page  # noqa: E402

Thing = dict[str, Any]

ADDRESS = re.compile(r"<loc>([^<]+)</loc>")
KINDS = {"DataFeed", "NewsMediaOrganization", "Organization"}  # beside ClaimReview
LEAST = 10  # ClaimReviews of a site that is laid out
COMPILER = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "module": "nodenext",
        "types": [],
    }
}


def of_the_site() -> Iterator[tuple[str, Thing]]:
    """Yield each document of each public page that the sitemap names, and the feed."""
    client = Client()
    for address in sorted(set(addresses(client, "/sitemap.xml"))):
        html = client.get(address).text
        for document in extruct.extract(html, syntaxes=["json-ld"])["json-ld"]:
            yield address, document
    yield "/claimreview.json", client.get("/claimreview.json").json()


def addresses(client: Client, sitemap: str) -> Iterator[str]:
    """Yield the paths of all pages that a sitemap, or those that it names, list."""
    for found in ADDRESS.findall(client.get(sitemap).text):
        path = found.removeprefix(settings.SITE_URL)
        if "sitemap" in path:
            yield from addresses(client, path)
        else:
            yield path


def edge_cases() -> Iterator[tuple[str, Thing]]:
    """Yield the ClaimReviews of pages of each kind, those that are withheld left out."""
    claimant = frozen_page()["claim"]["claimants"][0]
    nameless = {**claimant, "name": " "}
    bare = {**claimant, "role": "", "affiliation": "", "same_as": ""}
    note = {"note": "A date was added.", "version_before": 1, "version_after": 2}
    cases: dict[str, Thing] = {
        "as it is": {},
        **{f"said in {one.value or 'no word'}": medium(one.value) for one in Claim.Medium},
        **{f"article, {one}": {"article__medium": one} for one in ("picture", "audio", "video")},
        **{
            f"claimant, {one}": {"claim__claimants": [{**claimant, "kind": one}]}
            for one in Claimant.Kind.values
        },
        "claimant, a bare name": {"claim__claimants": [bare]},
        "claimant without a name": {"claim__claimants": [nameless]},
        "three claimants": {"claim__claimants": [claimant, bare, {**bare, "kind": "organization"}]},
        "nobody is known": {"claim__claimants": []},
        "no appearance": {"claim__appearances": [], "article__title": " "},
        "no address": {"claim__appearances": ["spoken"], "article__url": ""},
        "three appearances": {"claim__appearances": [f"https://a.example/{n}" for n in range(3)]},
        "the year alone": {"claim__said_on": "2024", "article__published_on": "2024-06"},
        "no date": {"claim__said_on": "", "article__published_on": ""},
        "off the scale": {"rating__value": None, "rating__best": None, "rating__worst": None},
        "a scale upside down": {"rating__value": 7},
        "no evidence": {"evidence": []},
        "another language": {"language": "ckb"},
        "no language": {"language": "und"},
        "markup": {"claim__text": "</script><b>&amp;\u202e`${1}`\\", "why": '"\u2028'},
        **{
            f"corrected, {kind}": {"version": 2, "correction": {**note, "kind": kind}}
            for kind in ("minor", "clarification", "substantive")
        },
        "own article": {"article__own": True},
    }
    for name, changes in cases.items():
        document = reviewed(**changes)
        if document is not None:
            yield name, document
    if reviewed(stage="retracted") or reviewed(stage="superseded"):
        sys.exit("A ruling that does not hold has a ClaimReview.")


def medium(word: str) -> Thing:
    """Return the changes for a claim that was said in this medium, with its words."""
    return {"claim__said_medium": word, "claim__said_words": "We will replace it."}


def reviewed(stage: str = "published", **changes: Any) -> Thing | None:
    """Return the ClaimReview of the example's page with these changes."""
    url = f"{settings.SITE_URL}/claims/c0a1b2c3/"
    return claim_review(frozen_page(**changes), url=url, publisher=publisher(), stage=stage)


def mistaken() -> Iterator[tuple[str, Thing]]:
    """Yield documents with one mistake each, which the vocabulary has to refuse."""
    right = reviewed()
    for path, value in [
        ("@type", "ClaimReviews"),
        ("@context", "https://example.org"),
        ("claimReview", "a property that is not there"),
        ("claimReviewed", 7),
        ("reviewRating.alternatName", "a letter is missing"),
        ("reviewRating.ratingValue", {"@type": "Person", "name": "nobody"}),
        ("itemReviewed.@type", "Statement"),
        ("itemReviewed.firstSaid", "2024"),
        ("itemReviewed.author.jobTitel", "aide"),
        ("itemReviewed.author.@type", "Organization"),  # which has no job title
        ("itemReviewed.appearance.0.@type", "Article of a paper"),
        ("itemReviewed.appearance.0.headlines", "none"),
        ("author.correctionPolicy", "https://ledger.example/"),
        ("author.worksFor", {"@type": "Organization", "name": "of a person alone"}),
        ("citation.0.title", "a name, in this vocabulary"),
        ("version", {"number": 1}),
        ("correction", {"@type": "Correction", "text": "no such type"}),
    ]:
        wrong = deepcopy(right)
        *parts, last = path.split(".")
        target: Any = wrong
        for part in parts:
            target = target[int(part) if part.isdigit() else part]
        target[last] = value
        yield path, wrong
    item = {"@type": "DataFeedItem", "item": [right], "items": []}
    feed = {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [item]}
    yield "dataFeedElement.0.items", feed


def typescript(document: Thing, *, wrong: bool = False) -> str:
    """Return a module that holds the document to its type, or to not being of that type."""
    kind = document["@type"]
    known = kind if kind in KINDS else "ClaimReview"
    text = json.dumps(document, indent=None if wrong else 1)
    expected = "// @ts-expect-error\n" if wrong else ""
    return (
        f'import type {{ WithContext, {known} }} from "schema-dts";\n'
        f"{expected}export const document: WithContext<{known}> = {text};\n"
    )


def compiled(folder: Path, modules: Path) -> int:
    """Return the compiler's answer on all modules of the folder; it says itself what is wrong."""
    (folder / "node_modules").symlink_to(modules.resolve())
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "tsconfig.json").write_text(json.dumps(COMPILER))
    compiler = modules.resolve() / ".bin" / "tsc"
    return subprocess.run([compiler, "--pretty", "false"], cwd=folder, check=False).returncode


def named(kind: str, count: int, name: str) -> str:
    """Return a file name that tells where the document stands."""
    return f"{kind}-{count}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:80]}.ts"


def main() -> None:
    """Write the documents as modules, and have them compiled."""
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", type=Path, help="node_modules with schema-dts and typescript")
    parser.add_argument("--keep", type=Path, help="leave the modules that are compiled there")
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    site, cases, wrong = list(of_the_site()), list(edge_cases()), list(mistaken())
    for kind, documents in (("site", site), ("case", cases), ("wrong", wrong)):
        for count, (name, document) in enumerate(documents):
            module = typescript(document, wrong=kind == "wrong")
            (folder / named(kind, count, name)).write_text(module)
    answer = compiled(folder, options.modules)
    kinds = Counter(document["@type"] for _name, document in site)
    if not options.keep:
        shutil.rmtree(folder)
    print(f"{dict(kinds)} of the site, {len(cases)} cases, {len(wrong)} mistakes.")
    if kinds["ClaimReview"] < LEAST or not kinds["DataFeed"]:
        sys.exit("Too few documents: is the demo laid out?")
    sys.exit(answer)


if __name__ == "__main__":
    main()
