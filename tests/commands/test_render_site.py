"""The public site as files: what readers get, where it changed, and nothing else."""

import html
import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter, deque
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from claims import addresses
from claims.actions.publish_checkpoint import publish_checkpoint
from claims.management.site import walk as walking
from claims.management.site.folder import Folder
from claims.models import Correction, User
from claims.site.addresses import file_for, inside, kin_of, needs_application
from claims.site.pages import LINK
from claims.views import rulings
from tests.factories import make_article, make_attribution, make_claim, make_editor
from tests.keeping import fresh
from tests.rulings import make_draft, make_next_version, make_published_ruling

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "site"


def render(folder, *options):
    call_command("render_site", folder, "--processes", "1", *options, verbosity=0)
    return json.loads((folder / "manifest.json").read_text())


def files_in(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def file_of(ruling, *more):
    return "/".join([addresses.ruling_address(ruling.page).strip("/"), *more, "index.html"])


def test_each_page_is_the_one_that_readers_get(folder):
    ruling = make_published_ruling()
    draft = make_draft(make_claim(text="Nobody has seen this wording."), body="")

    manifest = render(folder)

    for file in (file_of(ruling), file_of(ruling, "v1"), "index.html", "method/index.html"):
        address = f"/{file.removesuffix('index.html')}"
        written = (folder / file).read_text()
        read = written
        for form in ("report", "search"):
            read = read.replace(f'="{settings.APPLICATION_URL}/{form}/', f'="/{form}/')
        assert read == Client().get(address).content.decode()
    assert files_in(folder) == sorted([*manifest["files"], "manifest.json"])
    assert f"claims/{ruling.claim.public_id}.json" in manifest["files"]
    assert "static/claims/public.css" in manifest["files"]
    pages = [name for name in manifest["files"] if name != "robots.txt"]
    everything = b"".join((folder / name).read_bytes() for name in pages)
    assert draft.claim.text.encode() not in everything
    assert b"/admin/" not in everything
    assert f'"{settings.APPLICATION_URL}/search/'.encode() in (folder / "404.html").read_bytes()


def test_no_link_leads_to_a_file_that_is_not_there(folder):
    make_next_version(make_published_ruling())

    manifest = render(folder)

    pages = [name for name in manifest["files"] if name.endswith(".html")]
    links = {
        address
        for name in pages
        for link in re.findall(r'(?:href|src)="([^"#]+)', (folder / name).read_text())
        if (address := inside(link, f"/{name.removesuffix('index.html')}"))
    }
    here = {link for link in links if not needs_application(link)}
    assert {file_for(link, "image/png") for link in here} <= set(manifest["files"])


def test_each_file_of_a_ruling_is_the_answer_that_readers_get(folder):
    ruling = make_next_version(make_published_ruling())
    urls = f"/claims/{ruling.claim.public_id}"

    manifest = render(folder)

    answers = [f"{urls}.json"]
    for n in (1, 2):
        answers += [f"{urls}/v{n}/{name}" for name in ("card.png", "citation.json", "citation.bib")]
    answers.append(addresses.embedded_address(ruling.page))
    for address in answers:
        file = name_of_file(address)
        assert (folder / file).read_bytes() == Client().get(address).content, address
        assert file in manifest["files"]


def test_a_ruling_is_read_once_for_all_its_files(folder, monkeypatch):
    asked = Counter()
    rows = rulings.PUBLIC_VERSIONS.rows

    def noted(*values):
        asked[values[0]] += 1
        return rows(*values)

    monkeypatch.setattr(rulings.PUBLIC_VERSIONS, "rows", noted)
    made = [make_next_version(make_published_ruling(make_claim(make_article()))) for _n in range(2)]

    render(folder)

    assert asked == {ruling.claim.public_id: 1 for ruling in made}


def test_no_address_is_made_twice(folder, monkeypatch):
    made = Counter()
    page_at = walking.page_at

    def noted(address):
        made[address] += 1
        return page_at(address)

    monkeypatch.setattr(walking, "page_at", noted)
    make_next_version(make_published_ruling(make_claim(make_article())), "retraction")
    make_published_ruling(make_claim(make_article()))

    render(folder)

    assert {address: n for address, n in made.items() if n > 1} == {}


def test_pages_of_lists_are_made_before_the_rulings_that_wait():
    waiting = deque(["/claims/0000000a/", "/claims/0000000b/"])

    walking.queue(waiting, ["/claims/0000000c/", "/claims/?page=2"])

    assert waiting[0] == "/claims/?page=2"
    assert list(waiting)[1:] == [f"/claims/0000000{end}/" for end in "abc"]


def test_what_belongs_to_one_ruling_has_its_id_in_common():
    claim, article = "/claims/abcdefgh/words/", "/articles/abcdefgi/title/"
    kin = [claim, f"{claim}v2/", f"{claim}card/", "/claims/abcdefgh.json"]
    kin += [f"{claim}changes/1-2/", "/claims/abcdefgh/v1/card.png"]

    assert {kin_of(address) for address in kin} == {"abcdefgh"}
    assert kin_of(article) == "abcdefgi"
    assert kin_of("/claims/abcdefgh-es/words/") == "abcdefgh-es"
    assert not any(map(kin_of, ["/", "/static/claims/public.css", "/nowhere", "/archive/2026/11/"]))


def test_a_process_that_was_killed_is_told_and_the_manifest_stays(folder, monkeypatch):
    kept = Folder.opened(folder)
    before = (folder / "manifest.json").read_bytes()
    monkeypatch.setattr(walking.connections, "close_all", lambda: None)
    monkeypatch.setattr(walking, "page_at", lambda _a: os.kill(os.getpid(), signal.SIGKILL))

    with pytest.raises(BrokenProcessPool):
        list(walking.walk(kept, ["/"], processes=2))

    assert (folder / "manifest.json").read_bytes() == before
    assert files_in(folder) == ["manifest.json"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ('<a href="/a/">', ["/a/"]),
        ('<a data-x="/no/" class="c" href="/a/"><img src="/b" srcset="/c">', ["/a/", "/b", "/c"]),
        ('<form action="">', [""]),
        ('<meta content="https://a.example/x">', ["https://a.example/x"]),
        ('<meta content="words of it">', []),
        ('<a xhref="/no/" title="href">', []),
        ("&lt;iframe src=&quot;https://a.example/c/&quot; title", ["https://a.example/c/"]),
        ("&lt;img src=&quot;https://a.example/c/&quot;", []),
    ],
)
def test_links_of_a_page_are_found_wherever_they_stand(text, links):
    assert [
        next(part for part in m.groups() if part is not None) for m in LINK.finditer(text)
    ] == links


def test_nothing_is_written_where_nothing_changed(folder, capsys):
    make_published_ruling()
    render(folder)
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    call_command("render_site", folder)

    assert "Nothing changed" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == times


def test_a_file_that_was_lost_is_made_again(folder):
    make_published_ruling()
    manifest = render(folder)
    (folder / "index.html").unlink()

    assert render(folder)["files"] == manifest["files"]
    assert (folder / "index.html").exists()


def test_what_changed_is_named_and_alone_written(folder):
    ruling, other = make_published_ruling(), make_published_ruling(make_claim())
    render(folder)
    before = (folder / file_of(other)).stat().st_mtime_ns

    make_next_version(ruling, Correction.Kind.RETRACTION, note="The archive was misread.")
    manifest = render(folder)

    assert {file_of(ruling), "corrections/index.html"} <= set(manifest["changed"])
    assert b"The archive was misread." in (folder / file_of(ruling)).read_bytes()
    assert file_of(other) not in manifest["changed"]
    assert (folder / file_of(other)).stat().st_mtime_ns == before


def test_what_may_not_be_seen_any_more_goes(folder):
    ruling = make_published_ruling()
    render(folder)
    page = folder / file_of(ruling)
    (page.parent / "index.html.77.part").write_text("left by a run that was killed")
    article = fresh(ruling.claim.article)
    article.confidential = True
    article.save_by(make_editor())

    manifest = render(folder)

    assert file_of(ruling) in manifest["removed"]
    assert not page.parent.exists()
    assert files_in(folder) == sorted([*manifest["files"], "manifest.json"])


def test_a_folder_of_somebody_else_is_left_alone(folder):
    folder.mkdir()
    (folder / "novel.txt").write_text("mine")

    with pytest.raises(CommandError, match="not empty"):
        render(folder)
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(CommandError, match="not made by render_site"):
        render(folder)

    assert files_in(folder) == ["manifest.json", "novel.txt"]


def test_hidden_files_stay(folder):
    (folder / ".well-known").mkdir(parents=True)
    (folder / ".well-known" / "security.txt").write_text("Contact: desk")

    render(folder)

    assert (folder / ".well-known" / "security.txt").exists()


def test_a_run_that_was_killed_is_gone_on_with(folder):
    make_published_ruling()
    render(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({"made_from": "", "files": {}}))
    (folder / "index.html").write_text("cut off in the mid")

    assert render(folder)["files"] == manifest["files"]
    assert "cut off in the mid" not in (folder / "index.html").read_text()


def test_each_page_of_a_list_has_a_folder(folder, monkeypatch):
    monkeypatch.setattr("claims.views.public.RulingList.paginate_by", 1)
    for _n in range(3):
        make_published_ruling(make_claim(make_article()))

    manifest = render(folder)

    assert {"index.html", "page/2/index.html", "page/3/index.html"} <= set(manifest["files"])
    second = (folder / "page/2/index.html").read_text()
    assert 'href="/page/3/"' in second
    assert 'rel="prev" href="/"' in second
    assert "?page=" not in second


def test_so_has_each_page_of_the_claimants(folder, monkeypatch):
    monkeypatch.setattr("claims.views.finding.NAMES_A_PAGE", 1)
    for _n in range(2):
        claim = make_claim(make_article())
        make_attribution(claim)
        make_published_ruling(claim, not_asked_because="They are not to be reached.")

    files = set(render(folder)["files"])

    assert {"claimants/index.html", "claimants/page/2/index.html"} <= files


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/a/b/", "a/b/index.html"),
        ("/a/?page=1", "a/index.html"),
        ("/a/?page=12", "a/page/12/index.html"),
        ("/a/?page=/tmp/evil", None),
        ("/a/?page=../b", None),
        ("/sitemap-rulings.xml?page=2", "sitemap-rulings-2.xml"),
        ("/claims/x.json", "claims/x.json"),
        ("/claims/x/pictures/abc", "claims/x/pictures/abc.png"),
        ("/a/../../etc/", None),
        ("/.git/config", None),
        ("/a/%00/", None),
        (f"/{'ß' * 150}/", None),
    ],
)
def test_an_address_becomes_a_file_within_the_folder(address, file):
    assert file_for(address, "image/png") == file


def test_a_link_that_leads_nowhere_takes_no_page_away(folder, capsys):
    lost = f"{settings.SITE_URL}/claims/lost/lost/"
    ruling = make_published_ruling(make_claim(), body=f"It is [told here]({lost}).[^e1]")

    with pytest.raises(SystemExit):
        render(folder)

    assert (folder / file_of(ruling)).exists()
    assert "/claims/lost/lost/: no such page" in capsys.readouterr().err


def test_what_shares_the_host_is_another_site(folder):
    paper = f"{settings.SITE_URL}/news/2026/bridge"
    make_published_ruling(make_claim(make_article(url=paper)))

    assert not [name for name in render(folder)["files"] if name.startswith("news")]


def test_the_desk_is_no_page_of_the_site(folder):
    login = f"{settings.SITE_URL}/admin/login/"
    make_published_ruling(make_claim(), body=f"Sign in [here]({login}).[^e1]")

    assert not [name for name in render(folder)["files"] if name.startswith("admin")]


def test_a_long_sitemap_has_a_file_for_each_part(folder, monkeypatch):
    monkeypatch.setattr("claims.sitemaps.RulingSitemap.limit", 1)
    for _n in range(2):
        make_published_ruling(make_claim(make_article()))

    manifest = render(folder)

    assert {"sitemap-rulings.xml", "sitemap-rulings-2.xml"} <= set(manifest["files"])
    assert "/sitemap-rulings-2.xml</loc>" in (folder / "sitemap.xml").read_text()


def test_each_page_for_machines_has_a_file_and_leads_to_the_next(folder, monkeypatch):
    monkeypatch.setattr("claims.feeds.claim_reviews.LONGEST", 1)
    monkeypatch.setattr("claims.views.transparency.CHECKPOINTS", 1)
    for _n in range(3):
        make_published_ruling(make_claim(make_article()))
        publish_checkpoint(by=User.objects.machine())

    files = render(folder)["files"]

    assert {"claimreview.json", "claimreview-2.json", "claimreview-3.json"} <= set(files)
    assert "claimreview-4.json" not in files
    feeds = [(folder / name).read_text() for name in ("claimreview.json", "claimreview-2.json")]
    assert feeds[0] != feeds[1]
    first = json.loads((folder / "transparency.json").read_text())
    assert first["next"] == f"{settings.SITE_URL}/transparency-2.json"
    assert json.loads((folder / "transparency-3.json").read_text())["next"] is None


def test_nothing_that_any_file_leads_to_is_missing(folder, monkeypatch):
    """Whatever leads to an address of the site, in whatever file, has a file or is marked live."""
    for view in ("public.RulingList", "finding.MonthPage", "finding.TopicPage"):
        monkeypatch.setattr(f"claims.views.{view}.paginate_by", 3)
    monkeypatch.setattr("claims.feeds.claim_reviews.LONGEST", 4)
    first = make_published_ruling(make_claim(make_article()))
    make_next_version(first)
    make_next_version(make_published_ruling(make_claim(make_article())), "retraction")
    for _n in range(5):
        make_published_ruling(make_claim(make_article()))

    files = set(render(folder)["files"])

    missing = set()
    for name in files:
        if not name.endswith((".html", ".xml", ".json", ".atom", ".bib", ".txt")):
            continue
        text = html.unescape((folder / name).read_text())
        page = f"/{name.removesuffix('index.html')}"
        links = re.findall(r'(?:href|src|action)="([^"#]+)', text)
        links += re.findall(rf'{settings.SITE_URL}/[^\s"<>\\#}}]*', text)
        for link in links:
            address = inside(link, page)
            if address and not needs_application(address) and name_of_file(address) not in files:
                missing.add((name, link))
    assert not missing


def name_of_file(address):
    media_types = {".bib": "application/x-bibtex"}
    return file_for(address, media_types.get(address[-4:], "image/png"))


def test_less_than_one_process_is_refused(folder):
    with pytest.raises(CommandError, match="processes"):
        call_command("render_site", str(folder), "--processes=0")


def test_links_that_leave_the_site_are_not_followed():
    assert inside("https://archive.example/", "/") is None
    assert inside("//archive.example/x", "/") is None
    assert inside("mailto:a@b.example", "/") is None
    assert inside(f"{settings.SITE_URL}/method/#scale", "/") == "/method/"
    assert inside("?page=2", "/articles/") == "/articles/?page=2"


def test_several_processes_make_the_same_files(tmp_path):
    given = {"FACTCHECK_DATA_DIR": str(tmp_path / "data"), "FACTCHECK_ENV": "local"}

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        root = Path(settings.BASE_DIR)
        subprocess.run(command, cwd=root, check=True, env=os.environ | given, capture_output=True)

    manage("demo", "--no-serve")
    for processes in ("1", "3"):
        manage("render_site", str(tmp_path / processes), "--processes", processes)

    one, three = (json.loads((tmp_path / n / "manifest.json").read_text()) for n in ("1", "3"))
    assert one == three
    assert len(one["files"]) > 50
