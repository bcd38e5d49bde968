"""Each mistake found in emitters of other houses is a case here."""

import json

import pytest

from claims.claimreview import Publisher, claim_review, withheld_because
from tests.frozen_pages import frozen_page

HOUSE = Publisher(
    "The Ledger",
    "https://ledger.example/",
    "https://ledger.example/method/",
    "https://ledger.example/method/#corrections",
)
URL = "https://ledger.example/claims/c0a1b2c3/the-2024-agreement/"


def review(stage="published", **changes):
    return claim_review(frozen_page(**changes), url=URL, publisher=HOUSE, stage=stage)


def test_what_consumers_require_is_there():
    found = review()

    assert (found["@context"], found["@type"]) == ("https://schema.org", "ClaimReview")
    assert found["claimReviewed"] == frozen_page()["claim"]["text"]
    assert found["reviewRating"]["alternateName"] == "Half true"
    assert found["author"]["name"] == "The Ledger"
    assert found["author"]["url"] == "https://ledger.example/"


def test_the_date_of_the_check_is_not_the_date_of_the_claim():
    found = review()

    assert found["datePublished"] == "2026-11-20T10:00:00+00:00"
    assert found["dateModified"] == "2026-11-23T10:00:00+00:00"
    assert found["itemReviewed"]["datePublished"] == "2024-06-17"


def test_a_claim_without_a_date_gets_none():
    assert "datePublished" not in review(claim__said_on="")["itemReviewed"]


@pytest.mark.parametrize(
    ("kind", "type_"), [("person", "Person"), ("organization", "Organization")]
)
def test_the_claimant_is_what_they_are(kind, type_):
    claimants = [{**frozen_page()["claim"]["claimants"][0], "kind": kind}]

    author = review(claim__claimants=claimants)["itemReviewed"]["author"]

    assert (author["@type"], author["name"]) == (type_, "Yury Ushakov")
    assert author["sameAs"] == "https://wiki.example/ushakov"
    assert ("jobTitle" in author) is (kind == "person")


def test_several_claimants_are_all_named():
    claimant = frozen_page()["claim"]["claimants"][0]

    authors = review(claim__claimants=[claimant, {**claimant, "name": "B"}])["itemReviewed"]

    assert [one["name"] for one in authors["author"]] == ["Yury Ushakov", "B"]


@pytest.mark.parametrize("claimants", [[], [{"name": " ", "kind": "person", "same_as": ""}]])
def test_an_author_without_a_name_is_left_out(claimants):
    assert "author" not in review(claim__claimants=claimants)["itemReviewed"]


def test_the_url_is_the_page_of_this_ruling():
    assert review()["url"] == URL


def test_numbers_are_numbers_and_nearer_to_best_is_truer():
    rating = review()["reviewRating"]

    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 3, 5)
    assert all(type(rating[name]) is int for name in rating if name.endswith(("Value", "Rating")))


@pytest.mark.parametrize(
    ("value", "best", "worst"),
    [
        (None, None, None),
        (None, 5, 1),
        (6, 5, 1),
        (0, 5, 1),
        (0, 5, 0),
        (-1, -1, -1),
        (1, 1, 1),
        (3, 1, 5),
    ],
)
def test_what_is_no_degree_of_truth_has_words_alone(value, best, worst):
    rating = review(rating__value=value, rating__best=best, rating__worst=worst)["reviewRating"]

    assert set(rating) == {"@type", "alternateName", "ratingExplanation"}


def test_the_rating_is_explained_and_the_evidence_cited():
    found = review()

    assert found["reviewRating"]["ratingExplanation"] == frozen_page()["why"]
    first, second = found["citation"]
    assert first["archivedAt"] == "https://archive.example/1"
    assert second == {
        "@type": "CreativeWork",
        "name": "The Foundation",
        "publisher": {"@type": "Organization", "name": "The Foundation"},
    }


@pytest.mark.parametrize(
    ("medium", "kind", "words"),
    [
        ("picture", "ImageObject", "caption"),
        ("audio", "AudioObject", "transcript"),
        ("video", "VideoObject", "transcript"),
        ("spoken", "CreativeWork", None),
        ("text", "CreativeWork", None),
    ],
)
def test_a_claim_in_a_recording_appears_as_one_with_its_words(medium, kind, words):
    found = review(claim__said_medium=medium, claim__said_words="He waves.")

    place, article = found["itemReviewed"]["appearance"]
    assert place["@type"] == kind
    assert {name for name in place if place[name] == "He waves."} == ({words} if words else set())
    assert article["@type"] == "CreativeWork"


def test_an_article_that_is_a_transcript_appears_as_what_was_published():
    place, article = review(article__medium="video")["itemReviewed"]["appearance"]

    assert place["@type"] == article["@type"] == "VideoObject"


def test_the_article_and_other_places_are_appearances():
    first, article = review()["itemReviewed"]["appearance"]

    assert first["url"] == "https://briefing.example/17-june"
    assert (article["url"], article["datePublished"]) == (
        "https://paper.example/alliance",
        "2024-06-19",
    )


def test_the_title_of_an_article_is_origin_enough():
    found = review(claim__claimants=[], claim__appearances=[], article__url="")

    assert found["itemReviewed"]["appearance"]["name"] == "Two States Forge New Alliance"


def test_a_correction_is_told():
    correction = {"kind": "minor", "note": "A typo.", "version_before": 1, "version_after": 2}

    found = review(version=2, correction=correction)

    assert (found["version"], found["correction"]["text"]) == (2, "A typo.")


@pytest.mark.parametrize("stage", ["draft", "in_review", "approved", "superseded", "retracted"])
def test_only_what_holds_today_is_given(stage):
    assert review(stage=stage) is None
    assert "holds today" in withheld_because(frozen_page(), stage=stage)


def test_a_check_of_the_own_article_is_withheld():
    assert review(article__own=True) is None
    assert "our own" in withheld_because(frozen_page(article__own=True), stage="published")


def test_confidential_is_withheld():
    why = withheld_because(frozen_page(), stage="published", confidential=True)

    assert "confidential" in why


def test_a_claim_from_nowhere_is_withheld():
    nowhere = {"claim__claimants": [], "claim__appearances": [], "article__title": ""}

    assert review(**nowhere) is None
    assert "origin" in withheld_because(frozen_page(**nowhere), stage="published")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "https://a:b@c.example"]
)
def test_no_address_leads_anywhere_else(address):
    evidence = frozen_page()["evidence"]
    evidence[0]["source"] |= {"url": address, "archived_url": address}

    found = review(evidence=evidence, article__url=address, claim__appearances=[address])

    assert address not in json.dumps(found)
