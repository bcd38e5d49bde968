"""
What a ruling page costs as a file: requests a second from nginx, beside a plain file as long.

    python -m tests.bench.nginx [--seconds 5] [--rounds 5]

The page is one that render_site wrote, the other a file of the same size in the same folder. Both
are asked for by wrk in turns, and the best round of each counts. It needs nginx and wrk.
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

PLAIN = "plain.html"
CONF = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; types {{ text/html html; }}
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
        page = site / address.strip("/") / "index.html"
        (site / PLAIN).write_bytes(b"x" * page.stat().st_size)
        plain = f"/{PLAIN}"
        best = dict.fromkeys((address, plain), 0.0)
        with served(site, folder) as url:
            for _round in range(options.rounds):
                for path in (address, plain):
                    best[path] = max(best[path], requests_a_second(url + path, options.seconds))
    for path, answered in best.items():
        print(f"{path}: {answered:.0f} requests a second")
    print(f"page {best[address] / best[plain]:.3f} of a plain file")


if __name__ == "__main__":
    main()
