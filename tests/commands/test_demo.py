"""The demo, laid out once for the module: a desk as its data describe it, and safe to run again."""

import io
import json
import re
import socket
from pathlib import Path

import pytest
from django.core.management import call_command

from claims import gate, policy
from claims.actions.approve_ruling import approve_ruling
from claims.freezing import digest_of_words
from claims.freezing import words_of as words_shown
from claims.history import verify
from claims.imports.demo import overlap
from claims.models import Article, Claim, Correction, Evidence, Journal, Ruling, User, Verdict
from tests.actions.outcomes import change
from tests.admin.desk import at, desk_of, fill, form_of, list_of, signs_in, words_of
from tests.factories import rating
from tests.keeping import fresh, kept

__all__ = ["kept"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
TOUR = re.compile(r"## A tour of ten minutes\n.*?(?=^## )", re.DOTALL | re.MULTILINE)
DATA = ROOT / "fixtures" / "demo" / "claims.json"
REFERENCES = json.loads(DATA.read_text(encoding="utf-8"))
RATED = [reference for reference in REFERENCES if reference["rating"]]
CLARIFIED = next(reference for reference in REFERENCES if reference["number"] == 27)
PASSWORD = re.compile(r"^  (demo-\S+) +(\S+)$", re.MULTILINE)


def run(**options):
    """Run the command without serving; return what it printed."""
    out = io.StringIO()
    call_command("demo", no_serve=True, stdout=out, **options)
    return out.getvalue()


def unreachable(*_arguments, **_named):
    raise AssertionError("the demo reached for the network")


@pytest.fixture(scope="module")
def printed(kept):
    """What the first run printed; nothing may be fetched while it lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", unreachable)
        patch.setattr(socket.socket, "connect", unreachable)
        return run()


@pytest.fixture
def article(printed):
    return Article.objects.get()


@pytest.fixture
def accepted(article):
    """The claim of each reference, by its number."""
    claims = {claim.text: claim for claim in article.claims.filter(state="accepted")}
    return {reference["number"]: claims[reference["text"]] for reference in REFERENCES}


def by(name):
    return User.objects.get(byline=name)


# What is there


def test_it_says_what_is_there_and_where_to_look(printed, article):
    count = article.claims.count()

    assert f"“{article}” is laid out: {count} claims, 17 published rulings." in printed
    assert article.get_absolute_url() in printed
    assert "/admin/" in printed


def test_the_article_says_no_more_of_itself_than_its_file(article):
    assert article.title == "Russia and North Korea Forge New Strategic Alliance"
    assert (article.url, article.publisher, article.byline, article.published_on) == ("",) * 4
    assert (article.shown, article.language) == ("full", "en")
    assert article.added_by.is_machine


def test_each_reference_is_one_accepted_claim(article, accepted):
    assert len(accepted) == len({claim.pk for claim in accepted.values()}) == len(REFERENCES)
    assert article.claims.filter(state="accepted").count() == len(REFERENCES)
    for reference in REFERENCES:
        claim = accepted[reference["number"]]
        assert claim.kind == reference["kind"]
        assert claim.start < reference["end"]
        assert reference["start"] < claim.end


def test_a_matched_proposal_shows_the_machines_first_wording(accepted):
    reworded = [claim for claim in accepted.values() if claim.split_run]

    assert len(reworded) > 20
    for claim in reworded:
        first, latest = claim.history.earliest(), claim.history.latest()
        assert first.history_user.is_machine
        assert first.state == Claim.State.PROPOSED
        assert latest.history_user == by("Demo editor")
        assert latest.history_change_reason == "reworded to stand alone"
    assert any(claim.history.earliest().text != claim.text for claim in reworded)


def test_a_reference_without_a_proposal_is_added_by_hand(accepted):
    for reference in REFERENCES:
        claim = accepted[reference["number"]]
        if claim.split_run is None:
            assert claim.quote == reference["sentence"]
            assert claim.history.earliest().history_user == by("Demo editor")
            assert claim.history.earliest().history_change_reason == "added by hand"


def test_proposals_are_matched_by_the_most_words_in_common(article, accepted):
    left_over = article.claims.filter(state="proposed")

    for reference in REFERENCES:
        claim = accepted[reference["number"]]
        first = claim.history.earliest().text if claim.split_run else ""
        for other in left_over:
            if other.start < reference["end"] and reference["start"] < other.end:
                score = overlap(reference["text"], other.text)
                assert score <= overlap(reference["text"], first)


def test_left_over_proposals_stay_proposed_and_are_for_no_reader(article, accepted):
    left_over = article.claims.exclude(pk__in=[claim.pk for claim in accepted.values()])

    assert {claim.state for claim in left_over} <= {Claim.State.PROPOSED}
    assert not Ruling.objects.filter(claim__in=left_over).exists()


def test_evidence_stands_as_the_data_have_it(accepted):
    for reference in REFERENCES:
        pieces = accepted[reference["number"]].evidence.order_by("number")
        told = [(p.source.url, p.quote, p.stance, p.note, p.remark) for p in pieces]
        assert told == [
            tuple(piece[name] or "" for name in ("url", "quote", "stance", "note", "remark"))
            for piece in reference["evidence"]
        ]
    assert Evidence.objects.count() == sum(len(r["evidence"]) for r in REFERENCES)
    assert Evidence.objects.exclude(snapshot=None).count() == 0


def test_claimants_stand_as_the_data_have_them(accepted):
    for reference in REFERENCES:
        told = accepted[reference["number"]].attributions.order_by("pk")
        names = [(row.claimant.name, row.claimant.role) for row in told]
        assert names == [(who["name"], who.get("role", "")) for who in reference["claimants"]]


# What is ruled


def test_of_the_rated_claims_all_but_one_are_published(accepted):
    published = Ruling.objects.published().standing()
    (waiting,) = Ruling.objects.in_hand()

    assert (len(RATED), published.count()) == (18, 17)
    assert waiting.stage == Ruling.Stage.IN_REVIEW
    assert {r.claim_id for r in [*published, waiting]} == {
        accepted[reference["number"]].pk for reference in RATED
    }


def test_every_ruling_is_the_datas_and_says_that_it_is_a_demonstration(accepted):
    for reference in RATED:
        ruling = accepted[reference["number"]].rulings.latest("version")
        assert str(ruling.rating) == reference["rating"]
        assert (ruling.why, ruling.body) == (reference["why"], reference["rationale"])
        assert ruling.not_known == (reference["not_known"] or "")
        assert ruling.label == "Demonstration ruling"
        assert ruling.override_reason == "demonstration ruling"
        assert ruling.overridden_rules
        assert ruling.written_by in (by("Demo reporter"), by("Demo editor"))
    for ruling in Ruling.objects.published():
        assert ruling.page["label"] == "Demonstration ruling"
        assert ruling.page["override"]["reason"] == "demonstration ruling"


def test_nobody_approved_a_word_of_their_own(printed):
    for ruling in Ruling.objects.published():
        assert ruling.approved_by == by("Demo second editor")
        assert ruling.approved_by_id not in ruling.writer_ids()


def test_verdicts_repeat_the_rating_and_the_rationale(accepted):
    assert Verdict.objects.count() == 2 * len(RATED)
    for reference in RATED:
        verdicts = accepted[reference["number"]].verdicts.all()
        assert {str(v.reviewer) for v in verdicts} == {"Demo reviewer", "Demo editor"}
        assert {(str(v.rating), v.reasoning) for v in verdicts} == {
            (reference["rating"], reference["rationale"])
        }


def test_one_ruling_was_clarified_by_what_is_not_known(accepted):
    first, second = accepted[27].rulings.order_by("version")

    assert (first.stage, second.stage) == ("superseded", "published")
    assert (first.not_known, second.not_known) == ("", CLARIFIED["not_known"])
    assert second.rating == first.rating
    assert Correction.objects.get().kind == Correction.Kind.CLARIFICATION
    assert second.page["correction"]["note"]


def test_the_history_of_the_demo_is_whole(printed):
    assert list(verify()) == []


# The tour of the README


def test_the_tour_takes_a_proposal_to_a_published_ruling(article, client):
    tour = TOUR.search(README.read_text(encoding="utf-8"))[0]
    proposal = article.claims.get(state="proposed", text=named(tour, "Experts suggest"))
    first, second = (desk_of(by(f"Demo {part}")) for part in ("editor", "second editor"))

    fill(first, at(proposal), _then="accept")
    words = {"claim": proposal.pk, "rating": rating("Unproven").pk, "why": "Nobody is named."}
    fill(first, list_of(Ruling, "add"), **words, language="en")
    ruling = proposal.rulings.get()
    unmet = [c.rule.id for c in gate.check(proposal, ruling) if c.must and not c.holds]
    fill(first, at(ruling, "override"), rules=unmet, reason="It only shows the way.")
    fill(first, at(fresh(ruling)), _then="submit")
    second.post(at(ruling, "approve"), form_of(second.get(at(ruling, "preview")), "approve/"))
    fill(second, at(ruling), _then="publish")

    assert re.findall(r"^[0-9](?=[.] )", tour, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert fresh(ruling).stage == "published"
    assert "Nobody is named." in words_of(client.get(fresh(ruling).get_absolute_url()))


def test_the_tour_says_truly_who_can_publish_and_go_back(article):
    waiting = Ruling.objects.get(stage="in_review")
    second = by("Demo second editor")
    words = digest_of_words(words_shown(waiting))
    approve_ruling(waiting, revision=waiting.revision, words=words, by=second)

    writer = words_of(desk_of(by("Demo editor")).get(at(waiting)))
    public = Ruling.objects.filter(stage="published").first()

    assert "Publish" in writer
    assert not policy.may_restore(second, public)


def named(text, beginning):
    """Return what the tour quotes with this beginning, in one line."""
    return " ".join(re.search(f"“({beginning}[^”]*)”", text)[1].split())


# A second run


def test_the_printed_passwords_work_and_each_is_anothers(printed, client):
    passwords = dict(PASSWORD.findall(printed))

    assert len(passwords) == len(set(passwords.values())) == 6
    for username, password in passwords.items():
        assert signs_in(client, username, password)


def test_people_hold_the_role_that_their_name_says(printed):
    held = {
        user.byline.removeprefix("Demo "): [m.group.name for m in user.memberships.live()]
        for user in User.objects.filter(username__startswith="demo-")
    }

    assert held.pop("second editor") == ["editor"]
    assert held == {role: [role] for role in held}
    assert set(held) == {"reporter", "reviewer", "editor", "administrator", "reader"}


def test_a_second_run_adds_nothing_and_prints_no_password(printed):
    before = Journal.position()

    again = run()

    assert Journal.position() == before
    assert "there already; nothing was changed" in again
    assert not PASSWORD.search(again)


def test_a_second_run_overwrites_no_edit(accepted):
    claim = change(accepted[1], text="Reworded by whoever tries the demo.")

    run()

    assert fresh(claim).text == "Reworded by whoever tries the demo."


def test_new_passwords_are_printed_when_asked_for_and_work(printed, client):
    old = dict(PASSWORD.findall(printed))

    new = dict(PASSWORD.findall(run(reset_passwords=True)))

    assert new.keys() == old.keys()
    for username, password in new.items():
        assert signs_in(client, username, password)
        assert not signs_in(client, username, old[username])


def test_one_who_is_missing_is_added_again_with_a_password(printed):
    change(by("Demo reader"), username="kept-reader")

    assert list(dict(PASSWORD.findall(run()))) == ["demo-reader"]
