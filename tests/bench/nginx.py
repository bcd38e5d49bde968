"""
What a ruling page costs as a file: requests a second from nginx, beside any file as long.

    python -m tests.bench.nginx [--rounds 30]

The page is one that render_site wrote. Beside it stand plain files as long: two that are the index
of a folder as deep, as the page is, and one at the root, which nginx finds with less work. All are
answered with headers as long. It keeps what it found open.

wrk asks for each of them for a second in each round, in turns whose order goes back and forth, so
that whatever else the machine does meets all alike. What counts is the middle of the rounds' ratios
to the first plain file; that of the second, which is the same but for its name, tells how far
chance goes. It needs nginx and wrk.
"""

import argparse
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request
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


def requests_a_second(url):
    """Return how many requests were answered in a second."""
    command = ["wrk", "-t1", "-c16", "-d1s", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def length_of(url):
    """Return how many bytes an answer has: those of its headers, and those of its body."""
    with urllib.request.urlopen(url) as answer:
        return len(str(answer.headers)), len(answer.read())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=30)
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
    depth, long = address.strip("/").count("/"), len(address)
    first, second = ("/" + "/".join([name] * depth) + "/" for name in ("plain", "other"))
    first, second = (f"{path}{'x' * max(1, long - len(path) - 1)}/" for path in (first, second))
    plain = (first, second, "/plain.html")
    for path in plain:
        file = site / path.strip("/") / ("index.html" if path.endswith("/") else "")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * page.stat().st_size)
    with served(site, folder) as url:
        lengths = {length_of(url + path) for path in (address, *plain)}
        assert len(lengths) == 1, lengths
        order, rounds = [first, address, second, "/plain.html"], []
        for _round in range(options.rounds):
            order.reverse()
            rounds.append({path: requests_a_second(url + path) for path in order})
    for name, path in {"page": address, "root": "/plain.html", "chance": second}.items():
        ratios = [answered[path] / answered[first] for answered in rounds]
        low, middle, high = statistics.quantiles(ratios, n=4)
        print(f"{name} {middle:.3f} of a plain file, half of the rounds {low:.3f} to {high:.3f}")


if __name__ == "__main__":
    main()
