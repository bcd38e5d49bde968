"""How a version is cited: the page's line, BibTeX and CSL-JSON say the same."""

import json
import re

import pytest

from claims.citation import bibtex, cite, csl_json, in_tex
from tests.frozen_pages import frozen_page


def cited(*, withdrawn=False, **changes):
    return cite(frozen_page(**changes), withdrawn=withdrawn)


def test_csl_json_names_the_version_its_day_and_its_address():
    (item,) = json.loads(csl_json(cited(version=2)))

    page = frozen_page()
    assert item == {
        "id": "c0a1b2c3-v2",
        "type": "webpage",
        "title": page["claim"]["text"],
        "author": [{"literal": name} for name in page["written_by"]],
        "container-title": "Claimbench",
        "publisher": "Claimbench",
        "issued": {"date-parts": [[2026, 11, 23]]},
        "version": "2",
        "language": "en",
        "note": "Rated: Half true",
        "URL": item["URL"],
    }
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/claims/c0a1b2c3/[\w-]+/v2/", item["URL"])


def test_bibtex_names_the_same():
    text = bibtex(cited(version=2))

    assert text.startswith("@online{c0a1b2c3-v2,\n")
    assert text.endswith(",\n}\n")
    for line in (
        "  year = {2026},",
        "  month = {11},",
        "  date = {2026-11-23},",
        "  version = {2},",
        "  note = {Rated: Half true},",
    ):
        assert line in text.splitlines()
    assert f"  title = {{{{{frozen_page()['claim']['text']}}}}}," in text
    assert "/v2/}," in text


def test_a_withdrawn_ruling_says_so_and_gives_no_rating():
    citation = cited(withdrawn=True)

    assert citation.rated == "Withdrawn"
    assert "Half true" not in bibtex(citation) + csl_json(citation)


def test_the_day_is_that_of_the_page(settings):
    settings.TIME_ZONE = "Pacific/Auckland"

    assert cited(published_at="2026-11-23T22:00:00+00:00").day == "2026-11-24"


def test_a_ruling_without_a_byline_is_the_newsrooms():
    assert cited(written_by=[""]).authors == ["Claimbench"]


@pytest.mark.parametrize(
    "attack", ["}, note = {evil", r"\input{/etc/passwd}", "50% of $5 & #1_a^b~c", "a\n@book{b,"]
)
def test_no_text_ends_its_field_or_runs(attack):
    text = bibtex(cited(claim__text=attack, written_by=[attack]))

    plain = re.sub(r"\\(?:textbackslash|textasciicircum|textasciitilde)\{\}|\\[{}&%$#_]", "", text)
    assert plain.count("{") == plain.count("}")
    assert "\\" not in plain
    assert not re.search(r"[&%$#^~]", plain.replace("http://127.0.0.1:8000", ""))
    assert len(re.findall(r"^@", text, re.MULTILINE)) == 1


def test_what_tex_takes_for_a_command_is_printed():
    assert in_tex(r"5% \o {a}_b^c~") == (
        r"5\% \textbackslash{}o \{a\}\_b\textasciicircum{}c\textasciitilde{}"
    )
