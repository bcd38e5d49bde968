"""What is wrong with a form is told on the form: never an error page, never half a row."""

import pytest

from claims.models import (
    Acknowledgement,
    Article,
    Attachment,
    Attribution,
    Body,
    Claim,
    Correction,
    Evidence,
    Journal,
    Membership,
    Rating,
    Ruling,
    Scale,
    Snapshot,
    SplitRun,
    Tagging,
    User,
    Verdict,
    Visit,
)
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, list_of, words_of
from tests.factories import (
    make_article,
    make_attribution,
    make_claim,
    make_evidence,
    make_proposal,
    make_tagging,
    make_user,
    make_verdict,
    rating,
)
from tests.models.rows import DESK, name_of
from tests.rulings import make_approved_ruling, make_draft, make_published_ruling, publish

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

BY_DEEDS = (Acknowledgement, Attachment, Body, Correction, Snapshot, SplitRun, Visit)
ADDED = [m for m in DESK if m not in (*BY_DEEDS, Article, Scale)]  # a scale asks for a note alone


@pytest.mark.parametrize("model", ADDED, ids=name_of)
@pytest.mark.parametrize("typed", ["", "x", "-1", "\x00", "y" * 30_000], ids=lambda t: repr(t[:3]))
def test_a_form_filled_with_nonsense_comes_back_with_what_is_wrong(model, typed):
    desk = desk_of("superuser")
    url = list_of(model, "add")
    fields = form_of(desk.get(url))
    csrf = fields.pop("csrfmiddlewaretoken")
    before = Journal.position()

    response = desk.post(url, dict.fromkeys(fields, typed) | {"csrfmiddlewaretoken": csrf})

    assert response.status_code == 200
    assert errors_of(response)
    assert Journal.position() == before


def test_a_second_verdict_is_refused_on_the_form():
    desk, claim = desk_of("reviewer"), make_claim()
    make_verdict(claim, by=desk.person)
    given = {"claim": claim.pk, "rating": rating().pk, "reasoning": "Again.", "conflict": "false"}

    response = fill(desk, list_of(Verdict, "add"), **given)

    assert "You gave a verdict on this claim: change that one." in errors_of(response)
    assert "Again." in response.content.decode()
    assert Verdict.objects.count() == 1


def test_the_same_topic_twice_is_refused_on_the_form():
    tagging, desk = make_tagging(), desk_of("reporter")

    response = fill(desk, list_of(Tagging, "add"), claim=tagging.claim_id, topic=tagging.topic_id)

    assert response.status_code == 200
    assert errors_of(response)
    assert Tagging.objects.count() == 1


def test_a_role_given_twice_is_refused_on_the_form():
    person, desk = make_user("reader"), desk_of("administrator")
    group = person.memberships.get().group_id
    before = Membership.objects.count()

    response = fill(desk, list_of(Membership, "add"), user=person.pk, group=group)

    assert "This person has this role already." in errors_of(response)
    assert Membership.objects.count() == before


def test_a_second_ruling_in_hand_is_refused_on_the_form():
    ruling, desk = make_draft(), desk_of("editor")
    words = {"claim": ruling.claim_id, "rating": rating().pk, "why": "Mine.", "language": "en"}

    response = fill(desk, list_of(Ruling, "add"), **words)

    assert "Somebody is working on a ruling of this claim already." in errors_of(response)
    assert "Mine." in response.content.decode()


def test_a_ruling_on_a_published_claim_is_refused_on_the_form():
    ruling, desk = make_published_ruling(), desk_of("editor")
    words = {"claim": ruling.claim_id, "rating": rating().pk, "why": "Mine.", "language": "en"}

    response = fill(desk, list_of(Ruling, "add"), **words)

    assert "correct that one" in errors_of(response)
    assert Ruling.objects.count() == 1


def test_a_ruling_on_a_claim_that_nobody_accepted_is_refused_in_words():
    claim, desk = make_proposal(), desk_of("editor")
    words = {"claim": claim.pk, "rating": rating().pk, "why": "Mine.", "language": "en"}

    response = fill(desk, list_of(Ruling, "add"), **words)

    assert response.status_code == 200
    assert "accept" in errors_of(response).lower()
    assert not Ruling.objects.exists()


def test_a_ruling_that_cites_what_is_not_there_is_refused_on_the_form():
    ruling, desk = make_draft(), desk_of("editor")

    response = fill(desk, at(ruling), body="It says so.[^e99]")

    assert "There is no evidence [^e99] on this claim." in errors_of(response)
    assert "It says so.[^e99]" in response.content.decode()


def test_a_passage_that_is_not_in_the_text_is_refused_at_its_field():
    article, desk = make_article(), desk_of("reporter")
    given = {"article": article.pk, "quote": "Never written.", "text": "It is.", "kind": "fact"}

    response = fill(desk, list_of(Claim, "add"), **given)

    assert "not in the text word for word" in errors_of(response)
    assert not Claim.objects.exists()


def test_a_wrong_inline_row_comes_back_with_everything_else_that_was_typed():
    claim, desk = make_claim(), desk_of("reporter")
    typed = {"text": "Reworded.", "evidence-0-note": "A note without a source"}

    response = fill(desk, at(claim), **typed)

    assert response.status_code == 200
    assert "This field is required." in errors_of(response)
    for words in typed.values():
        assert words in response.content.decode()
    assert not Evidence.objects.exists()


def test_the_same_claimant_twice_among_the_inlines_is_refused_on_the_form():
    attribution, desk = make_attribution(), desk_of("reporter")
    url = at(attribution.claim)
    more = {
        "attributions-TOTAL_FORMS": 2,
        "attributions-1-claimant": attribution.claimant_id,
        "attributions-1-claim": attribution.claim_id,
    }

    response = fill(desk, url, **more)

    assert response.status_code == 200
    assert errors_of(response)
    assert Attribution.objects.count() == 1


def test_a_name_that_turns_the_text_around_is_refused():
    desk = desk_of("administrator")
    password = "correct horse battery"
    typed = {"username": "new", "byline": "\u202eevil", "password1": password}

    response = fill(desk, list_of(User, "add"), **typed, password2=password)

    assert "marks of writing direction" in errors_of(response)
    assert not User.objects.filter(username="new").exists()


def test_the_scale_by_which_rulings_were_judged_is_changed_by_nobody():
    desk, old = desk_of("superuser"), rating()

    changed = desk.post(at(old), {"label": "Pants on fire"})
    added = desk.post(list_of(Rating, "add"), {"label": "Pants on fire", "scale": 2})

    assert changed.status_code == 403
    assert errors_of(added)
    assert not Rating.objects.filter(label="Pants on fire").exists()


def test_a_piece_of_evidence_is_added_on_a_page_of_its_own():
    claim, desk = make_claim(), desk_of("reporter")
    source = make_evidence().source

    response = fill(
        desk, list_of(Evidence, "add"), claim=claim.pk, source=source.pk, stance="refutes"
    )

    assert response.status_code == 302
    assert claim.evidence.get().cite == "e1"


def test_words_typed_into_a_ruling_that_was_published_meanwhile_are_shown():
    ruling, desk = make_approved_ruling(), desk_of("editor")
    sent = form_of(desk.get(at(ruling))) | {"why": "Words that nobody typed before."}
    publish(ruling)

    answer = desk.post(at(ruling), sent)

    assert answer.status_code == 403
    assert "This cannot be changed any more" in words_of(answer)
    assert "Words that nobody typed before." in answer.text


@pytest.mark.parametrize("pk", ["abc", "1 OR 1=1", "9" * 30, ""])
def test_what_is_no_number_is_no_row_of_a_list(pk):
    make_claim()
    chosen = {"action": "drop", "_selected_action": pk}

    answer = desk_of("editor").post(list_of(Claim), chosen, follow=True)

    assert answer.status_code == 200
