"""The promises of claims.exports.base, held against every exporter."""

import csv
import io
import json
from dataclasses import asdict, astuple, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exports import EXPORTERS, Row
from claims.exports.csv import FORMULA_STARTS, inert

ROW = Row(
    claim_id="c0a1b2c3",
    claim="The treaty lapsed in 1996.",
    kind="fact",
    claimants=["A. Minister", "The Archive"],
    quote="The treaty had lapsed.",
    start=0,
    end=22,
    article_id="a0a1b2c3",
    article_title="Two states form an alliance",
    article_url="https://paper.example/1",
    rating="False",
    rating_value=1,
    why="The record says otherwise.",
    body="It **lapsed**.[^e1]",
    not_known="",
    version=1,
    stage="published",
    written_by="A reporter",
    approved_by="An editor",
    published_at="2026-11-23T10:00:00+00:00",
    url="https://desk.example/claims/c0a1b2c3/x/",
    evidence=["supports: The Archive"],
    override="",
    corrections=[],
)
COLUMNS = [field.name for field in fields(Row)]
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\ufeff=1",
    "\u00a0=1",
    "\u200b=1",
    " \ufeff =1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹣1",
]
AWKWARD = [
    'He said "no", twice.',
    "One line.\nAnother.\r\nA third.",
    "a;b,c|d\te",
    "日本語 · عربي · e\u0301",
    "",
    " ",
    "null",
    "'",
]


def read_csv(raw):
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))


READERS = {"csv": read_csv, "json": lambda raw: json.loads(raw.decode("utf-8"))}


@pytest.fixture(params=EXPORTERS)
def exporter(request):
    return EXPORTERS[request.param]


def written(exporter, *rows):
    out = io.BytesIO()
    exporter.write(rows, out)
    assert not out.closed
    return out.getvalue()


def read(exporter, *rows):
    return READERS[exporter.name](written(exporter, *rows))


def test_every_exporter_says_what_it_writes():
    for name, exporter in EXPORTERS.items():
        assert exporter.name == name
        assert "/" in exporter.content_type


def test_columns_are_the_same_in_the_same_order(exporter):
    for row in read(exporter, ROW, ROW):
        assert list(row) == COLUMNS


def test_every_row_is_written_in_its_order(exporter):
    rows = [replace(ROW, claim_id=f"claim{n}") for n in range(3)]

    assert [row["claim_id"] for row in read(exporter, *rows)] == ["claim0", "claim1", "claim2"]


def test_no_rows_are_a_file_too(exporter):
    assert read(exporter) == []


def test_rows_are_written_one_by_one(exporter):
    out, sizes = io.BytesIO(), []

    def rows():
        for _n in range(3):
            sizes.append(out.tell())
            yield ROW

    exporter.write(rows(), out)

    assert sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("text", [*HOSTILE, *AWKWARD])
def test_a_cell_says_what_it_said(exporter, text):
    (row,) = read(exporter, replace(ROW, claim=text))

    assert row["claim"].removeprefix("'") == text.removeprefix("'")
    assert {name: row[name] for name in ("claim_id", "article_id")} == {
        "claim_id": ROW.claim_id,
        "article_id": ROW.article_id,
    }


def test_half_a_character_is_replaced_and_stops_nothing(exporter):
    (row,) = read(exporter, replace(ROW, claim="half \ud800 a character"))

    assert row["claim"] == "half ? a character"


def test_json_keeps_lists_numbers_and_what_is_not_known():
    (row,) = read(EXPORTERS["json"], ROW)

    assert row == asdict(ROW)


def test_csv_joins_lists_and_leaves_empty_what_is_not_known():
    (row,) = read(EXPORTERS["csv"], ROW)

    assert row["claimants"] == "A. Minister | The Archive"
    assert (row["rating_value"], row["worthiness"], row["verdicts"]) == ("1", "", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_spreadsheet_runs_a_cell(text):
    every = replace(ROW, claimants=[text], **dict.fromkeys(["claim", "why", "article_url"], text))

    (row,) = read(EXPORTERS["csv"], every)

    for name in ("claim", "why", "article_url", "claimants"):
        assert row[name] == f"'{text}"


def test_json_needs_no_quoting():
    (row,) = read(EXPORTERS["json"], replace(ROW, claim="=1+1"))

    assert row["claim"] == "=1+1"


@given(st.text(max_size=20))
def test_a_cell_is_inert_whatever_is_in_it(text):
    assert not inert(text).lstrip(" \ufeff").startswith(FORMULA_STARTS)
    assert inert(text).removeprefix("'") == text.removeprefix("'")


def test_a_number_stays_a_number():
    assert inert(-1) == -1
    assert len(astuple(ROW)) == len(COLUMNS)
