"""The proof that the README gives outsiders, run as it stands there against a real server."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import models
from django.urls import reverse

from claims.actions.publish_checkpoint import publish_checkpoint
from claims.models import Note, guards
from claims.models.sealing import digest_of
from claims.views import transparency
from tests.factories import machine, make_claim, make_note
from tests.guards import lift
from tests.history.test_checkpoints import cut_off, forge

pytestmark = pytest.mark.django_db(transaction=True)
PROOF, SIGNATURES = re.findall(
    r"```python\n(.*?)```", (Path(__file__).parent.parent / "README.md").read_text(), re.DOTALL
)


@pytest.fixture
def kept(client, tmp_path):
    """What an outsider kept when the journal was shorter."""
    make_note()
    publish_checkpoint(by=machine())
    path = tmp_path / "kept.json"
    path.write_bytes(client.get(reverse("claims:transparency")).content)
    return path


@pytest.fixture
def proof(kept, live_server, tmp_path, monkeypatch):
    """Run the README's proof, in pieces of three entries, and return its last words."""
    monkeypatch.setattr(transparency, "LONGEST", 3)
    script = tmp_path / "proof.py"
    script.write_text(PROOF)

    def run():
        told = subprocess.run(
            [sys.executable, script, kept, live_server.url],
            capture_output=True,
            text=True,
            check=False,
        )
        return (told.stdout + told.stderr).strip()

    return run


def test_a_journal_that_only_went_on_is_whole(proof):
    assert proof() == "whole"
    for _n in range(3):
        make_claim()

    assert proof() == "whole"


@pytest.mark.slow
def test_a_history_written_anew_is_proved(proof):
    first = Note.history.earliest()
    make_claim()

    forge(first, history_change_reason="another")

    assert proof() == "TAMPERED: the journal was written anew"


@pytest.mark.slow
def test_rows_cut_off_are_proved(proof):
    cut_off(1)

    assert proof().startswith("TAMPERED: the journal had")


def test_a_changed_row_whose_seals_were_left_alone_is_proved(proof):
    note = make_note()
    make_claim()
    row = note.history.latest()
    row.history_change_reason = "another"
    digest = digest_of(row, row.journal_fields.split(","))
    lift()
    models.QuerySet(type(row)).filter(pk=row.pk).update(journal_digest=digest)
    guards.install()

    assert proof().startswith("TAMPERED")


def test_openssl_tells_that_the_desk_signed_it(kept, tmp_path):
    run = [sys.executable, "-c", SIGNATURES, kept]
    good = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    kept.write_text(kept.read_text().replace("journal\\n", "journal\\n1", 1))
    bad = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert good.returncode == 0, good.stderr
    assert "Verified Successfully" in good.stdout
    assert "The head is signed, with the key" in good.stdout
    assert bad.returncode != 0


@pytest.mark.parametrize("part", ["checkpoints", "journal"])
def test_a_head_that_no_checkpoint_signed_is_no_success(part, kept, tmp_path):
    page = json.loads(kept.read_text())
    page[part] = [] if part == "checkpoints" else {**page[part], "seal": "0" * 64}
    kept.write_text(json.dumps(page))
    run = [sys.executable, "-c", SIGNATURES, kept]

    told = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert told.returncode == 1
    assert "is not signed" in told.stderr
