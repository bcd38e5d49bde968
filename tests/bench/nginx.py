"""
What a ruling page costs as a file: requests a second from nginx, beside a plain file as long.

    python -m tests.bench.nginx [--seconds 5] [--rounds 5]

The page is one that render_site wrote. Beside it stand two plain files as long: one that is the
index of a folder as deep, as the page is, and one at the root, which nginx finds with less work. It
keeps what it found open. wrk asks for them in turns, and the best round of each counts. It needs
nginx and wrk.
"""

import argparse
import re
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.bench.ruling_page import prepare, publish

CONF = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; open_file_cache max=1000; types {{ text/html html; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; }}
}}
"""


@contextmanager
def served(root, folder):
    """Have nginx serve a folder; yield the address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    conf = Path(folder) / "nginx.conf"
    conf.write_text(CONF.format(folder=folder, root=root, port=port))
    server = subprocess.Popen(["nginx", "-c", str(conf), "-e", f"{folder}/error.log"])
    try:
        for _n in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def requests_a_second(url, seconds):
    """Return how many requests were answered in a second."""
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    missing = [name for name in ("nginx", "wrk") if shutil.which(name) is None]
    if missing:
        raise SystemExit(f"It needs {' and '.join(missing)}.")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # nginx reads as somebody else
        prepare(folder)
        address = publish()
        from django.core.management import call_command  # noqa: PLC0415 - needs the set-up

        site = Path(folder) / "site"
        call_command("render_site", site, processes=1, verbosity=0)
        compare(site, folder, address, options)


def compare(site, folder, address, options):
    """Measure a page beside plain files, and print what each gave."""
    page = site / address.strip("/") / "index.html"
    content = b"x" * page.stat().st_size
    deep = "/plain" * address.strip("/").count("/") + "/plain/"
    for path in (deep + "index.html", "/plain.html"):
        file = site / path.strip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    best = dict.fromkeys((address, deep, "/plain.html"), 0.0)
    with served(site, folder) as url:
        for _round in range(options.rounds):
            for path in tuple(best):
                best[path] = max(best[path], requests_a_second(url + path, options.seconds))
    for path, answered in best.items():
        print(f"{path}: {answered:.0f} requests a second")
    print(f"page {best[address] / best[deep]:.3f} of a plain file that stands as it does,")
    print(f"{best[address] / best['/plain.html']:.3f} of one at the root")


if __name__ == "__main__":
    main()
