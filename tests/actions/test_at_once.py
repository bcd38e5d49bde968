"""Two people do the same thing at the same moment: one succeeds, the other is told why not."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from claims.actions.correct_ruling import correct_ruling
from claims.actions.draft_ruling import draft_ruling
from claims.actions.ingest_article import ingest_article
from claims.actions.publish_ruling import publish_ruling
from claims.actions.publish_scheduled import publish_scheduled
from claims.actions.queue_split import queue_split
from claims.actions.replace_text import replace_text
from claims.actions.retract_ruling import retract_ruling
from claims.actions.schedule_publication import schedule_publication
from claims.actions.split_article import split_article
from claims.actions.translate_ruling import translate_ruling
from claims.history import verify
from claims.ingestion import from_text
from claims.models import Article, Correction, Listing, Ruling, SplitJob
from tests.factories import TEXT, make_claim, make_editor, rating
from tests.rulings import approve, make_approved_ruling, make_published_ruling, submit
from tests.translations import SPANISH, make_translation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(deed):
    """Let two editors do it at the same moment; return what each got, or was refused with."""
    people = make_editor(), make_editor()
    together, outcomes = threading.Barrier(len(people)), []

    def run(by):
        try:
            together.wait()
            outcomes.append(deed(by))
        except (PermissionDenied, ValidationError) as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == len(people)
    assert list(verify()) == []
    return outcomes


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def test_one_of_two_publishes():
    ruling = make_approved_ruling()

    outcomes = at_once(lambda by: publish_ruling(ruling, revision=ruling.revision, by=by))

    (refusal,) = refusals(outcomes)
    assert refusal.code == "stale"
    assert Ruling.objects.published().standing().count() == 1
    assert ruling.history.filter(stage="published").count() == 1


def test_one_of_two_drafts():
    claim, false = make_claim(), rating()

    outcomes = at_once(lambda by: draft_ruling(claim, by=by, rating=false, why="It lapsed."))

    (refusal,) = refusals(outcomes)
    assert "Somebody is working on a ruling of this claim already." in refusal.messages
    assert claim.rulings.count() == 1


def test_one_of_two_corrects():
    ruling = make_published_ruling()

    outcomes = at_once(lambda by: correct_ruling(ruling, kind="minor", note="A comma.", by=by))

    (refusal,) = refusals(outcomes)
    assert refusal.code == "in_hand"
    assert Correction.objects.count() == 1


def test_one_of_two_translates():
    ruling = make_published_ruling()
    words = SPANISH | {"rating_word": "Falso"}

    outcomes = at_once(lambda by: translate_ruling(ruling, by=by, **words))

    (refusal,) = refusals(outcomes)
    assert "This ruling is there in this language already." in refusal.messages
    assert ruling.claim.rulings.of_edition("es").count() == 1


def test_a_translation_is_published_or_its_original_withdrawn_first():
    original = make_published_ruling()
    made = approve(submit(make_translation(original, rating_word="Falso")))
    gone = approve(retract_ruling(original, note="Wrong.", by=make_editor()))
    waiting = iter([made, gone])

    def deed(by):
        ruling = next(waiting)
        return publish_ruling(ruling, revision=ruling.revision, by=by)

    at_once(deed)

    assert not Ruling.objects.standing().exists()
    assert not Listing.objects.exists()


def test_one_of_two_replaces_a_text():
    article = make_claim().article
    texts = iter([f"{TEXT}One.", f"{TEXT}Other."])

    outcomes = at_once(lambda by: replace_text(article, from_text(next(texts)), by=by, version=1))

    (refusal,) = refusals(outcomes)
    assert refusal.code == "stale"
    assert article.bodies.count() == 2
    assert article.claims.get().body == article.body


def test_one_text_is_one_article_and_one_split():
    outcomes = at_once(lambda by: ingest_article(from_text(TEXT), by=by))
    assert sorted(is_new for _article, is_new in outcomes) == [False, True]
    article = Article.objects.get()

    at_once(lambda by: split_article(article, by=by, splitter="rules"))

    atoms = article.claims.values_list("start", "end", "atom")
    assert len(atoms) == len(set(atoms)) > 0
    assert sorted(article.body.split_runs.values_list("proposed", flat=True)) == [0, len(atoms)]


def test_one_of_two_has_a_long_text_split():
    article = make_claim().article

    outcomes = at_once(lambda by: queue_split(article, by=by))

    (refusal,) = refusals(outcomes)
    assert refusal.code == "under_way"
    assert SplitJob.objects.count() == 1


def test_one_of_two_runs_publishes_what_is_due(monkeypatch):
    ruling = make_approved_ruling()
    at, later = timezone.now() + timedelta(minutes=1), timezone.now() + timedelta(minutes=2)
    by = ruling.approved_by
    due = schedule_publication(ruling, at=at, revision=ruling.revision, by=by)
    monkeypatch.setattr(timezone, "now", lambda: later)

    outcomes = at_once(lambda by: publish_scheduled(Ruling.objects.get(pk=due.pk), by=by))

    assert outcomes.count(None) == 1
    assert Ruling.objects.published().standing().count() == 1
