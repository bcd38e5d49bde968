"""
What Lighthouse says of the public pages, served as in production from the demo's data.

    python manage.py demo --no-serve
    cp .ci/package*.json DIR && npm ci --prefix DIR
    python -m tests.bench.lighthouse DIR/node_modules [--all] [--runs 3]

The front page, an article and a ruling are held to 100 for accessibility, best practices and
search; what they fail is told. With --all they are rated for performance too (99 or more, the
median of the runs, on the slowed network and CPU of its presets, and no layout shift), on a phone
and on a desk. A busy machine lowers that: it is not held in continuous integration.
"""

import argparse
import json
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

PERFECT, FAST = 100, 99
HELD = ["accessibility", "best-practices", "seo"]
FIRST = {"front page": None, "article": "/articles/", "ruling": "/claims/"}
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
PATIENCE = 30  # seconds until the server has to answer


@contextmanager
def served():
    """Serve the site of FACTCHECK_DATA_DIR or DATABASE_URL as in production; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "FACTCHECK_ENV": "production",
        "FACTCHECK_SITE_URL": site.replace("http:", "https:"),
        "FACTCHECK_ALLOWED_HOSTS": "127.0.0.1",
        "FACTCHECK_SECRET_KEY": secrets.token_urlsafe(50),
        "FACTCHECK_DATA_DIR": os.environ.get("FACTCHECK_DATA_DIR", ".data"),
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, env=environment, check=True)
    serve = [sys.executable, "-m", "gunicorn", "tests.bench.proxied", "--threads", "4"]
    serve += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    with subprocess.Popen(serve, env=environment) as server:
        try:
            wait_for(f"{site}/")
            yield site
        finally:
            server.terminate()


def wait_for(address):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return read(address)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def read(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode()


def pages(site):
    """Return the addresses of one page of each kind, by the links of the front page."""
    front = read(f"{site}/")
    links = [one.split('"')[0] for one in front.split('href="')[1:]]
    found = {"front page": f"{site}/"}
    for name, start in FIRST.items():
        if start:
            path = next(one for one in links if one.startswith(start) and one.count("/") > 2)
            found[name] = site + path
    return found


def rated(modules, address, *, preset, categories):
    """Return what Lighthouse says of a page."""
    command = [
        modules / ".bin" / "lighthouse",
        address,
        "--quiet",
        "--output=json",
        f"--chrome-flags={CHROMIUM}",
        f"--only-categories={','.join(categories)}",
        *(["--preset=desktop"] if preset == "desktop" else []),
    ]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    report = json.loads(done.stdout)
    if "runtimeError" in report:
        sys.exit(f"{address}: {report['runtimeError']['message']}")
    return report


def failed(report, category):
    """Return what a page fails of a category, with the first places."""
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
            items = audit.get("details", {}).get("items", [])
            yield f"{audit['id']}: {audit['title']} {json.dumps(items[:2])[:400]}"


def figures(reports):
    """Return the median of each figure of several runs on a page."""
    audits = {"LCP": "largest-contentful-paint", "TBT": "total-blocking-time"}
    audits["CLS"] = "cumulative-layout-shift"
    return {
        "performance": statistics.median(score(one, "performance") for one in reports),
        **{
            name: statistics.median(one["audits"][audit]["numericValue"] for one in reports)
            for name, audit in audits.items()
        },
    }


def score(report, category):
    return round(100 * report["categories"][category]["score"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", type=Path, help="node_modules with lighthouse")
    parser.add_argument("--all", action="store_true", help="performance too, on both presets")
    parser.add_argument("--runs", type=int, default=3, help="of which the median is told")
    options = parser.parse_args()
    bad = False
    with served() as site:
        for name, address in pages(site).items():
            report = rated(options.modules, address, preset="mobile", categories=HELD)
            scores = {category: score(report, category) for category in HELD}
            print(f"{name:12}{scores}", flush=True)
            for category in HELD:
                bad |= scores[category] < PERFECT
                print(*(f"  {line}\n" for line in failed(report, category)), end="")
            for preset in ("mobile", "desktop") if options.all else ():
                runs = [
                    rated(options.modules, address, preset=preset, categories=["performance"])
                    for _run in range(options.runs)
                ]
                told = figures(runs)
                print(f"  {preset:10}{told}", flush=True)
                bad |= told["performance"] < FAST or told["CLS"] > 0
                if told["performance"] < PERFECT:
                    print(*(f"  {line}\n" for line in failed(runs[-1], "performance")), end="")
    sys.exit(bad)


if __name__ == "__main__":
    main()
