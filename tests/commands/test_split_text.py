import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.splitting import SplitterError, get_splitter
from claims.splitting.rules import RuleSplitter
from tests.splitting.model_server import claiming, running_model, saying

RULES = ["--splitter", "rules"]
ROOT = Path(__file__).resolve().parents[2]
KEYS = ["text", "quote", "start", "end", "kind", "claimant", "worthiness"]


@pytest.fixture
def split(tmp_path):
    """Run the command on bytes; give the rows that it wrote and what it said of errors."""

    def run(content, *options):
        path = tmp_path / "input"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("split_text", str(path), *options, stdout=out, stderr=err)
            error = ""
        except CommandError as failure:
            error = str(failure)
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), error

    return run


def line(**row):
    return json.dumps(row) + "\n"


@pytest.mark.parametrize("splitter", ["default", "rules"])
def test_each_line_is_answered_in_order(split, splitter):
    rows, said, error = split(
        line(id="b", text="Taxes rose. Why?") + "\n" + line(id=1, text="It rained.", other=[]),
        "--splitter",
        splitter,
    )

    assert [row["id"] for row in rows] == ["b", 1]
    assert list(rows[0]) == ["id", "claims", "skipped"]
    assert list(rows[0]["claims"][0])[: len(KEYS)] == KEYS
    assert rows[0]["skipped"] == [{"start": 12, "end": 16, "reason": "question"}]
    assert (said, error) == ("", "")


def test_what_is_not_known_is_null(split):
    rows, _, _ = split(line(id=1, text="Taxes rose in May."))

    (claim,) = rows[0]["claims"]
    assert claim["claimant"] is None
    assert claim["worthiness"] is None
    assert claim["frame"] is None


def test_title_and_context_tell_whom_a_pronoun_means(split):
    rows, _, _ = split(
        line(id=1, title="Anna Berg", text="She won the race in Oslo.")
        + line(id=2, context="Anna Berg ran.", text="She won the race in Oslo.")
    )

    assert [row["claims"][0]["text"] for row in rows] == ["Anna Berg won the race in Oslo."] * 2
    assert rows[0]["claims"][0]["atom"] == "She won the race in Oslo."


def test_the_date_of_publication_makes_relative_dates_explicit(split):
    text = "The mayor resigned yesterday."

    rows, _, _ = split(
        line(id=1, text=text) + line(id=2, text=text, published="2020-01-01"),
        "--published",
        "2024-06-19",
    )
    plain, _, _ = split(text, "--plain", "--published", "2024-06-19")

    told = [row["claims"][0]["text"] for row in [*rows, *plain]]
    assert told == [
        "The mayor resigned on 18 June 2024.",
        "The mayor resigned on 31 December 2019.",
        "The mayor resigned on 18 June 2024.",
    ]


def test_what_is_no_date_is_refused(split):
    _, _, error = split(line(id=1, text="It rained."), "--published", "yesterday")

    assert "“yesterday” is no date" in error


def test_what_words_may_mean_is_written_beside_the_claim(split):
    rows, _, _ = split(line(id=1, text="Anna Berg met Ruth Lund. She left."))

    assert rows[0]["claims"][-1]["suggestions"] == [
        {"start": 0, "end": 3, "words": "She", "antecedent": "Anna Berg", "confidence": 0.7}
    ]


BAD = {
    "nope": "not JSON",
    "[1]": "not a JSON object",
    '{"id": 1}': "“text”",
    '{"id": 1, "text": 5}': "“text”",
    '{"text": "It rained."}': "“id”",
    '{"id": 1, "text": "It rained.", "title": 3}': "“title”",
    '{"published": "May", "id": 1, "text": "It rained."}': "“published”",
    '{"published": 2024, "id": 1, "text": "It rained."}': "“published”",
    "[" * 100_000: "not JSON",
}


@pytest.mark.parametrize(("bad", "expected"), BAD.items(), ids=lambda value: value[:20])
def test_a_bad_line_is_named_and_the_rest_goes_on(split, bad, expected):
    rows, said, error = split(line(id=1, text="") + bad + "\n" + line(id=3, text=""))

    assert [row["id"] for row in rows] == [1, 3]
    assert said.startswith("Line 2: ")
    assert expected in said
    assert len(said.splitlines()) == 1
    assert error


def test_invalid_utf8_is_named(split):
    rows, said, error = split(b'{"id": 1, "text": "\xff"}\n{"id": 2, "text": ""}\n')

    assert [row["id"] for row in rows] == [2]
    assert "Line 1: not UTF-8" in said
    assert error


def test_a_line_that_cannot_be_split_is_named_and_the_rest_goes_on(split, monkeypatch):
    rules, texts = RuleSplitter.split, []

    def sometimes(splitter, text, **given):
        texts.append(text)
        if len(texts) == 2:
            message = "This cannot be read."
            raise SplitterError(message)
        return rules(splitter, text, **given)

    monkeypatch.setattr(RuleSplitter, "split", sometimes)
    rows, said, error = split("".join(line(id=n, text="It rained.") for n in "abc"), *RULES)

    assert [row["id"] for row in rows] == ["a", "c"]
    assert said == "Line 2: This cannot be read.\n"
    assert error == "1 of the lines could not be split."


def test_plain_input_is_one_text(split):
    rows, _, _ = split("\ufeffTaxes rose.\n\nIt rained.", "--plain")

    assert [claim["quote"] for claim in rows[0]["claims"]] == ["Taxes rose.", "It rained."]
    assert rows[0]["id"] is None


def test_plain_input_that_is_no_text_is_refused(split):
    _, _, error = split(b"\xff\xfe\x00", "--plain")

    assert "not UTF-8 text: byte 1" in error


def test_an_empty_file_gives_nothing(split):
    assert split("") == ([], "", "")


def run(*arguments, extra=None, **options):
    database = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    environment = {**os.environ, **database, **(extra or {})}
    return subprocess.run(
        [sys.executable, "manage.py", "split_text", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
        **options,
    )


@pytest.mark.slow
def test_there_need_be_no_database_and_the_status_tells_of_bad_lines():
    done = run("--splitter", "rules", input=b'{"id": 1, "text": "It rained."}\nnope\n')

    assert done.returncode == 1
    assert json.loads(done.stdout)["claims"][0]["text"] == "It rained."
    assert b"Line 2:" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_wrong_usage_has_a_status_of_its_own():
    done = run("--splitter", "no-such", input=b"")

    assert done.returncode == 2
    assert b"no-such" in done.stderr


@pytest.mark.slow
def test_a_missing_file_is_one_line_on_standard_error():
    done = run("/no/such/file")

    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "CommandError: /no/such/file cannot be read: No such file or directory."
    ]


@pytest.mark.slow
def test_a_reader_that_leaves_is_no_error():
    rows = line(id=1, text="It rained. " * 200).encode() * 200
    command = f"{sys.executable} manage.py split_text --splitter rules | head -c 10"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, input=rows, capture_output=True, check=False
    )

    assert done.stderr == b""


def test_the_granularity_says_how_much_one_claim_may_say(split):
    text = "In May 2010, the firm opened a plant in Oslo."

    counts = {
        grain: len(split(text, "--plain", "--granularity", grain)[0][0]["claims"])
        for grain in ("clause", "medium", "fine")
    }

    assert counts["clause"] == counts["medium"] == 1
    assert counts["fine"] > 1


def test_a_splitter_without_a_granularity_says_so(split):
    rows, _, error = split("Taxes rose.", "--plain", *RULES, "--granularity", "fine")

    assert rows == []
    assert error == "The splitter 'rules' has no granularity to choose."


def run_model(model, content):
    environment = {"FACTCHECK_LLM_URL": model.url, "FACTCHECK_LLM_MODEL": "m"}
    return run("--splitter", "llm", "--plain", input=content, extra=environment)


@pytest.mark.slow
def test_a_model_splits_and_what_it_came_to_is_one_line():
    with running_model() as model:
        model.answers(claiming("Taxes rose."), saying("nonsense"))
        done = run_model(model, b"Taxes rose. It rained.")

    marks = [claim["operations"][-1] for claim in json.loads(done.stdout)["claims"]]
    assert (done.returncode, marks) == (0, ["model", "fallback"])
    assert len(done.stderr.decode().splitlines()) == 1
    assert b"failed 1 (not JSON 1)" in done.stderr


@pytest.mark.slow
def test_a_model_that_is_not_set_or_set_wrongly_is_one_line():
    plain = ["--splitter", "llm", "--plain"]
    unset = run(*plain, input=b"Taxes rose.")
    wrong = {"FACTCHECK_LLM_URL": "nowhere", "FACTCHECK_LLM_MODEL": "m"}
    wrongly = run(*plain, input=b"Taxes rose.", extra=wrong)

    for done, named in ((unset, "Set FACTCHECK_LLM_URL"), (wrongly, "FACTCHECK_LLM_URL is not")):
        assert done.returncode == 1
        (said,) = done.stderr.decode().splitlines()
        assert said.startswith(f"CommandError: {named}")


@pytest.mark.slow
def test_the_granularity_reaches_the_splitter_behind_a_model():
    assert get_splitter("llm", granularity="fine").fallback.granularity == "fine"
