"""Pages are rendered once after publication, and what is found later is what would be rendered."""

import pytest
from django.core.cache import cache
from django.db import connection

from claims import addresses, cards, release
from claims.actions import keep_pages as module
from claims.actions.keep_pages import addresses_of, keep_pages, keep_rendered
from claims.actions.redact_history import redact_history
from claims.models import Claim, KeptPage, User, Visit
from claims.templatetags.keeping import MEMORY
from claims.views import kept_pages
from tests.factories import (
    make_administrator,
    make_article,
    make_claim,
    make_editor,
    make_note,
    make_redaction,
    make_visit,
)
from tests.made_with import each_change
from tests.rulings import make_approved_ruling, make_next_version, make_published_ruling, publish
from tests.translations import make_published_translation

pytestmark = pytest.mark.django_db


def keep(claim):
    return keep_pages(claim, by=User.objects.machine())


def forget():
    """Forget what this process knows, as a fresh one with an empty cache."""
    cache.clear()
    MEMORY.clear()


def read(client, claim):
    """Return what readers get at each address of a claim's pages, nothing of it from a cache."""
    forget()
    return {address: client.get(address).content for address in addresses_of(claim)}


@pytest.fixture
def rendered(monkeypatch):
    """What was rendered or drawn of pages that can be kept."""
    made = []
    draw, told = cards.draw, kept_pages.KeptResponse.rendered_content.fget

    def noted(response):
        page = told(response)
        if response.context_data is not None:
            made.append(response.template_name)
        return page

    monkeypatch.setattr("claims.views.cards.draw", lambda card: made.append("card") or draw(card))
    monkeypatch.setattr(kept_pages.KeptResponse, "rendered_content", property(noted))
    return made


@pytest.fixture
def ruling():
    """The second version of a ruling, with a translation of it."""
    second = make_next_version(make_published_ruling(), why="It lapsed in 1996.")
    make_published_translation(second)
    return second


def test_every_page_is_byte_for_byte_what_would_be_rendered(client, ruling, rendered):
    before = read(client, ruling.claim)
    assert len(rendered) == len(before)

    assert keep(ruling.claim) == len(before) + 2  # all files of the ruling and of its translation
    del rendered[:]

    assert read(client, ruling.claim) == before
    assert rendered == []


@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_it_is_found_whatever_language_the_reader_asks_for(client, ruling, rendered, language):
    keep(ruling.claim)
    del rendered[:]
    forget()

    for address in addresses_of(ruling.claim):
        assert client.get(address, headers={"Accept-Language": language}).status_code == 200

    assert rendered == []


def test_a_second_time_nothing_is_rendered(ruling, rendered):
    keep(ruling.claim)
    del rendered[:]

    assert keep(ruling.claim) == 0
    assert rendered == []


def test_other_work_at_the_desk_leaves_it_right(client, ruling, rendered):
    keep(ruling.claim)
    del rendered[:]

    make_note(ruling.claim)
    read(client, ruling.claim)

    assert rendered == []


def test_a_reader_never_writes(client, ruling):
    read(client, ruling.claim)

    assert not KeptPage.objects.exists()


def test_nothing_is_read_once_a_page_is_named(ruling, rendered, monkeypatch):
    """A page that read more while it is rendered could be stale under its name."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    answers = [module.answer_at(address) for address in addresses_of(ruling.claim)]
    del rendered[:]
    monkeypatch.setattr(KeptPage, "found", lambda name: None)
    with connection.execute_wrapper(note):
        for answer in answers:
            module.rendered(answer)

    assert asked == []
    assert rendered


@pytest.fixture(**each_change)
def change(request, settings, tmp_path):
    """Change something that pages are made with."""
    return lambda: request.param(settings, tmp_path)


def test_nothing_of_before_is_found_after_a_change_of(client, ruling, rendered, change):
    keep(ruling.claim)
    kept = read(client, ruling.claim)

    change()
    del rendered[:]
    changed = read(client, ruling.claim)

    assert len(rendered) == len(kept)
    KeptPage.drop_all()
    assert read(client, ruling.claim) == changed


def test_a_library_that_changed_finds_nothing_of_before(client, ruling, rendered, monkeypatch):
    keep(ruling.claim)
    for renderers in (("bleach 9.0",), ("bleach 9.1",)):
        monkeypatch.setattr(release, "renderers", lambda told=renderers: told)
        begin_anew()
        del rendered[:]

        read(client, ruling.claim)

        assert rendered


def begin_anew():
    """Forget what this process began with, as if it were another."""
    release.of_this_process.cache_clear()
    release.as_begun.cache_clear()


@pytest.fixture
def translation(monkeypatch, tmp_path):
    """A compiled translation beside the code that pages are made with."""
    compiled = tmp_path / "locale" / "es" / "LC_MESSAGES" / "django.mo"
    compiled.parent.mkdir(parents=True)
    compiled.write_bytes(b"one")
    folders = release.folders()
    monkeypatch.setattr(release, "folders", lambda: [*folders, tmp_path])
    begin_anew()
    yield compiled
    monkeypatch.undo()
    begin_anew()


def test_a_translation_that_changed_finds_nothing_of_before(client, ruling, rendered, translation):
    keep(ruling.claim)
    before = set(KeptPage.objects.values_list("name", flat=True))
    del rendered[:]

    translation.write_bytes(b"two")
    begin_anew()
    count = len(read(client, ruling.claim))

    assert len(rendered) == count
    keep(ruling.claim)
    after = set(KeptPage.objects.values_list("name", flat=True))
    assert len(after) == len(before)
    assert not after & before


def test_a_worker_under_which_a_translation_changed_keeps_nothing(ruling, translation):
    translation.write_bytes(b"two")

    keep_rendered.func(ruling.claim_id)

    assert not KeptPage.objects.exists()


@pytest.mark.parametrize("kind", ["clarification", "retraction"])
def test_a_correction_shows_at_once_on_every_page(client, kind):
    first = make_published_ruling()
    keep(first.claim)
    words = {} if kind == "retraction" else {"why": "New words."}

    make_next_version(first, kind, **words)

    assert not KeptPage.objects.exists()
    shown = read(client, first.claim)
    keep(first.claim)
    assert read(client, first.claim) == shown
    today = shown[addresses.ruling_address(first.page)]
    assert (b"New words." if words else b"Withdrawn") in today


def test_what_a_visit_found_shows_at_once_and_the_rest_stays(client, rendered):
    ruling = make_published_ruling()
    keep(ruling.claim)
    url = next(item["source"]["url"] for item in ruling.page["evidence"] if item["source"]["url"])
    before = read(client, ruling.claim)

    make_visit(url=url, outcome=Visit.Outcome.GONE)

    del rendered[:]
    after = read(client, ruling.claim)
    assert (
        after[addresses.ruling_address(ruling.page)]
        != before[addresses.ruling_address(ruling.page)]
    )
    assert "card" not in rendered
    keep(ruling.claim)
    assert read(client, ruling.claim) == after
    assert KeptPage.objects.count() == len(after) + 1


def test_what_becomes_confidential_is_not_found(client):
    ruling = make_published_ruling()
    keep(ruling.claim)

    ruling.claim.article.confidential = True
    ruling.claim.article.save_by(make_editor())
    forget()

    for address in (addresses.ruling_address(ruling.page), addresses.picture_address(ruling.page)):
        assert client.get(address).status_code == 404
    assert keep(ruling.claim) == 0
    assert not KeptPage.objects.exists()


def test_a_removal_of_words_leaves_nothing_kept():
    ruling = make_published_ruling(make_claim(make_article()))
    keep(ruling.claim)
    redaction = make_redaction()

    redact_history(redaction, revision=redaction.revision, by=make_administrator())

    assert not KeptPage.objects.exists()


def test_what_was_rendered_before_a_change_is_not_kept_after_it(monkeypatch):
    ruling = make_published_ruling()
    made = module.made

    def overtaken(claim, kept):
        pages = made(claim, kept)
        make_note(claim)
        return pages

    monkeypatch.setattr(module, "made", overtaken)

    assert keep(ruling.claim) == 0
    assert not KeptPage.objects.exists()


def test_it_is_made_again_where_somebody_wrote_meanwhile_once(monkeypatch):
    ruling = make_published_ruling()
    made, notes = module.made, [ruling.claim]

    def overtaken(claim, kept):
        pages = made(claim, kept)
        if notes:
            make_note(notes.pop())
        return pages

    monkeypatch.setattr(module, "made", overtaken)

    assert keep(ruling.claim) == KeptPage.objects.count() > 0


def test_publication_has_a_worker_keep_it(django_capture_on_commit_callbacks, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    ruling = make_approved_ruling()
    connection.run_on_commit.clear()

    with django_capture_on_commit_callbacks(execute=True):
        publish(ruling)

    assert KeptPage.objects.filter(claim=ruling.claim_id).exists()


def test_no_publication_fails_because_of_it(django_capture_on_commit_callbacks, monkeypatch):
    def fail(*_given):
        raise RuntimeError

    monkeypatch.setattr(type(keep_rendered), "enqueue", fail)
    ruling = make_approved_ruling()

    with django_capture_on_commit_callbacks(execute=True):
        publish(ruling)

    assert Claim.objects.get(pk=ruling.claim_id).rulings.get().is_public


def test_a_worker_under_which_a_release_was_brought_in_keeps_nothing(monkeypatch, caplog):
    ruling = make_published_ruling()
    monkeypatch.setattr(release, "is_as_begun", lambda: False)

    keep_rendered.func(ruling.claim_id)

    assert not KeptPage.objects.exists()
    assert "start this worker again" in caplog.text
