"""Notes at the desk: Markdown that is safe, whom they reach, and that they stay there."""

import json

import pytest
from django.core.management import call_command

from claims.exports import EXPORTERS
from tests.actions.outcomes import hide
from tests.admin.desk import at, desk_of, fill, make_person, messages_of
from tests.factories import make_claim, make_note
from tests.notices import told_to
from tests.rulings import make_published_ruling

pytestmark = pytest.mark.django_db
SECRET = "Zebra: @ann knows **more**."


@pytest.fixture
def claim():
    return make_claim()


@pytest.fixture
def ann():
    return make_person("reviewer", username="ann", byline="Ann Lee")


def write(desk, claim, text):
    """Write a note on the claim's page; return the page that comes then."""
    sent = fill(desk, at(claim), **{"notes-0-text": text, "_then": "show-notes"})
    assert sent.status_code == 302
    return desk.get(sent["Location"])


@pytest.mark.slow
def test_a_note_is_markdown_and_marks_whom_it_means(claim, ann):
    text = "@ann, **look** at `@ann`:\n\n- @typo\n- [page](https://x.example/)"

    page = write(desk_of("reporter"), claim, text).content.decode()

    assert '<strong class="mention">@ann</strong>, <strong>look</strong>' in page
    assert "<code>@ann</code>" in page
    assert "<li>@typo</li>" in page
    assert '<a href="https://x.example/">page</a>' in page


@pytest.mark.parametrize("where", ["claim", "note"])
def test_raw_html_in_a_note_is_text(claim, where):
    note = make_note(claim, text='<script>x()</script><img src=x onerror="y()"> [z](javascript:z)')

    page = desk_of("editor").get(at(claim if where == "claim" else note)).content.decode()

    assert "<script>x()" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;x()&lt;/script&gt;" in page


@pytest.mark.slow
def test_the_writer_hears_whom_it_reached_and_whom_not(claim, ann):
    make_person(username="bob", byline="Bob")

    told = messages_of(write(desk_of("reporter"), claim, "@ann @bob @typo"))

    assert "Told of your note: Ann Lee." in told
    assert "Bob may not see this claim, and was not told of your note." in told
    assert "Nobody at the desk signs in with this name: @typo." in told
    assert told_to(ann) == ["mentioned"]


def test_of_a_confidential_claim_who_is_not_at_work_on_it_is_not_told(claim, ann):
    hide(claim.article)

    told = messages_of(write(desk_of("editor"), claim, "@ann: look."))

    assert "Ann Lee may not see this claim" in told
    assert told_to(ann) == []


@pytest.mark.slow
def test_many_notes_with_mentions_cost_no_more_queries(claim, ann, django_assert_max_num_queries):
    desk = desk_of("editor")
    make_note(claim, text="@ann")
    desk.get(at(claim))
    with django_assert_max_num_queries(200) as few:
        desk.get(at(claim))
    for n in range(10):
        make_note(claim, text=f"@ann @p{n}")

    with django_assert_max_num_queries(len(few)):
        desk.get(at(claim))


@pytest.mark.slow
def test_notes_are_in_nothing_that_readers_or_programs_get(client, tmp_path):
    ruling = make_published_ruling()
    claim, article = ruling.claim, ruling.claim.article
    make_note(claim, text=SECRET)
    pages = [
        *("/", "/articles/", "/corrections/", "/method/", "/transparency.json"),
        *(ruling.get_absolute_url(), article.get_absolute_url(), f"/claims/{claim.public_id}.json"),
    ]

    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "Zebra" not in answer.content.decode()
    assert "Zebra" not in json.dumps(ruling.frozen)
    for name in EXPORTERS:
        for internal in (False, True):
            file = tmp_path / f"{name}-{internal}"
            given = {"article": article.public_id, "format": name, "output": file}
            call_command("export_claims", **given, internal=internal)
            assert "Zebra" not in file.read_text(encoding="utf-8")
