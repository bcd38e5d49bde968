"""What stands above the form of a page at the desk: where things are, and what is missing."""

import pytest
from lxml import html

from claims.actions.accept_claim import accept_claim
from claims.actions.correct_ruling import correct_ruling
from claims.actions.drop_claim import drop_claim
from claims.actions.retract_row import retract_row
from claims.models import Article, Claim, Ruling
from tests.actions.outcomes import change
from tests.admin.desk import at, desk_of, fill, list_of, messages_of, words_of
from tests.factories import (
    make_attribution,
    make_claim,
    make_evidence,
    make_proposal,
    make_source,
)
from tests.rulings import make_draft, make_published_ruling, make_submitted_ruling
from tests.width import wide

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of("editor")


def test_a_discarded_version_hides_no_stage_of_the_one_that_stands(desk):
    ruling = make_published_ruling()
    draft = correct_ruling(ruling, kind="minor", note="A comma.", by=desk.person)
    retract_row(draft, by=desk.person, reason="Not needed.")

    page = words_of(desk.get(at(ruling.claim.article)))

    assert "accepted · published" in page


def checked(desk, claim):
    """Return what the checklist of a claim's page says of the rule on stored copies."""
    page = html.fromstring(desk.get(at(claim)).text)
    (line,) = page.xpath("//ul[@class='checklist']/li[contains(., 'has a stored copy')]")
    return " ".join(line.text_content().split())


@pytest.mark.slow
def test_the_checklist_calls_nothing_met_that_there_was_nothing_to_check_on(desk):
    claim = make_claim()
    before = checked(desk, claim)
    make_evidence(claim, make_source(url=""))

    assert before == "Every cited page has a stored copy does not apply: nothing is cited"
    assert checked(desk, claim) == "Every cited page has a stored copy met"


@pytest.mark.slow
def test_who_seems_to_have_said_it_is_told_until_somebody_is_named(desk):
    claim = make_proposal(said_by="The minister")
    hint = "It seems to be said by “The minister”"
    told = [hint in words_of(desk.get(at(claim)))]
    accept_claim(claim, by=desk.person)
    told.append(hint in words_of(desk.get(at(claim))))
    make_attribution(claim)
    told.append(hint in words_of(desk.get(at(claim))))

    assert told == [True, True, False]


@pytest.mark.slow
def test_who_seems_to_have_said_it_is_told_no_more_of_a_claim_that_was_dropped(desk):
    claim = drop_claim(
        make_proposal(said_by="The minister"), revision=1, by=desk.person, reason="Trivial."
    )

    assert "It seems to be said by" not in words_of(desk.get(at(claim)))


def links_of(response):
    return html.fromstring(response.text).xpath("//div[@id='content']//a/@href")


@pytest.mark.slow
def test_a_claim_and_its_ruling_lead_to_their_article(desk):
    ruling = make_draft()
    article = at(ruling.claim.article)

    assert article in links_of(desk.get(at(ruling.claim)))
    assert article in links_of(desk.get(at(ruling)))


@pytest.mark.slow
def test_an_article_leads_to_its_public_page_while_it_has_one(desk):
    ruling = make_published_ruling()
    article, waiting = ruling.claim.article, make_submitted_ruling().claim.article
    public = links_of(desk.get(at(article)))
    change(article, confidential=True)

    assert article.get_absolute_url() in public
    assert article.get_absolute_url() not in links_of(desk.get(at(article)))
    assert waiting.get_absolute_url() not in links_of(desk.get(at(waiting)))


@pytest.mark.slow
def test_a_public_ruling_is_read_where_readers_read_it_and_a_hidden_one_at_the_desk(desk):
    ruling = make_published_ruling()
    public = links_of(desk.get(at(ruling)))
    change(ruling.claim.article, confidential=True)
    hidden = links_of(desk.get(at(ruling)))

    assert ruling.get_absolute_url() in public
    assert at(ruling, "preview") not in public
    assert ruling.get_absolute_url() not in hidden
    assert at(ruling, "preview") in hidden


def test_a_discarded_version_is_nowhere_called_retracted(desk):
    draft = make_draft()
    retract_row(draft, by=draft.written_by, reason="Begun twice.")

    page, told = words_of(desk.get(at(draft))), words_of(desk.get(at(draft, "history")))
    filters = words_of(desk.get(list_of(Ruling)))

    assert "Discarded by" in page
    assert "Retracted" not in page
    assert " discarded · " in told
    assert "Not discarded" in filters


@pytest.mark.parametrize(
    ("text", "told"),
    wide(
        [
            ("Wages rose by 5% in 2020.", "Every sentence gave a claim."),
            ("Wages rose by 5% in 2020. Why?", "1 sentence gave no claim"),
            ("Wages rose by 5% in 2020. Why? How?", "2 sentences gave no claim"),
        ],
        every=2,
    ),
)
def test_sentences_without_a_claim_are_counted_as_people_count(desk, text, told):
    answer = fill(desk, list_of(Article, "add"), text=text, title="Wages")

    page = desk.get(answer.url)

    assert told in words_of(page)
    assert ("gave no claim" in told) is ("sentence-why" in page.text)


@pytest.mark.slow
def test_who_brings_an_article_in_is_told_in_whole_sentences(desk):
    answer = fill(desk, list_of(Article, "add"), text="Wages rose by 5% in 2020. Why?", title="W")

    told = messages_of(desk.get(answer.url))

    assert "1 sentences" not in told
    assert "1 claim is proposed. 1 sentence gave none." in told


@pytest.mark.slow
def test_a_proposal_says_in_words_how_it_was_made():
    proposal = make_proposal(operations=["coordination", "adjunct", "adjunct"])

    reads = words_of(desk_of("editor").get(at(proposal)))

    assert (
        "one member of a list is told alone; parts that only add something are left out." in reads
    )


@pytest.mark.parametrize("load", [Claim.objects.for_desk, Claim.objects.for_export])
def test_what_a_split_passed_over_is_not_loaded_with_each_claim(load):
    assert "skipped" not in str(load().query)  # a long text has as much of it as claims


@pytest.mark.slow
def test_a_proposal_asks_who_is_meant():
    asked = {"start": 0, "end": 2, "words": "He", "antecedent": "<b>Putin", "confidence": 0.6}
    proposal = make_proposal(text="He signed the treaty.", suggestions=[asked])
    desk = desk_of("editor")

    page, article = desk.get(at(proposal)), desk.get(at(proposal.article))

    assert "Who or what is meant?" in words_of(page)
    assert "“He” may mean: <b>Putin" in words_of(page)
    assert "<b>Putin" not in page.text
    assert "“He” is in doubt" in words_of(article)


@pytest.mark.slow
def test_a_claim_without_doubt_asks_nothing():
    assert "Who or what is meant?" not in words_of(desk_of("editor").get(at(make_proposal())))
