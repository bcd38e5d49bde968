import json
import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from claims import addresses
from claims.actions.correct_ruling import correct_ruling
from claims.actions.keep_pages import keep_pages
from claims.actions.retract_row import retract_row
from tests.factories import machine, make_article, make_claim, make_editor, make_tagging
from tests.frozen_pages import PAGE, frozen_page
from tests.rulings import make_next_version, make_published_ruling
from tests.views.pages import Seen, make_page, make_versions

pytestmark = pytest.mark.django_db


def addresses_of(ruling):
    """Return every address that says something of a ruling."""
    claim = [ruling.claim.public_id, "slug"]
    return [
        reverse("claims:ruling", args=claim),
        reverse("claims:ruling_version", args=[*claim, 1]),
        reverse("claims:ruling_changes", args=[*claim, 1, 2]),
        reverse("claims:ruling_json", args=claim[:1]),
        reverse("claims:article", args=[ruling.claim.article.public_id, "slug"]),
    ]


@pytest.mark.parametrize("stage", ["draft", "in_review"])
def test_what_is_not_published_is_nowhere(client, stage):
    ruling = make_page(stage=stage)

    assert {client.get(address).status_code for address in addresses_of(ruling)} == {404}


def test_what_is_confidential_is_nowhere(client):
    ruling = make_page(make_claim(make_article(confidential=True)))

    assert {client.get(address).status_code for address in addresses_of(ruling)} == {404}
    for name in ("rulings", "articles", "corrections"):
        assert ruling.claim.public_id not in client.get(reverse(f"claims:{name}")).text


def test_what_is_unknown_is_nowhere(client):
    ruling = make_page()
    ruling.claim.public_id, ruling.claim.article.public_id = "zzzzzzzz", "zzzzzzzz"

    assert {client.get(address).status_code for address in addresses_of(ruling)} == {404}


def test_a_ruling_page_takes_four_queries(client, django_assert_num_queries):
    address = addresses.ruling_address(make_page().page)

    with django_assert_num_queries(4):
        response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("kind", ["clarification", "retraction"])
@pytest.mark.parametrize("is_kept", [False, True])
def test_so_do_pages_of_what_was_corrected_or_withdrawn(
    client, django_assert_max_num_queries, kind, is_kept
):
    make_tagging(claim := make_claim(make_article()))
    newest = make_next_version(make_published_ruling(claim), kind)
    if is_kept:
        keep_pages(claim, by=machine())
    page = newest.page
    pages = [addresses.ruling_address(page), addresses.version_address(page)]
    pages += [addresses.changes_address(page, 1), f"{addresses.ruling_address(page)}v1/"]

    for address in pages:
        cache.clear()
        with django_assert_max_num_queries(4):
            assert client.get(address).status_code == 200


def test_it_shows_what_the_codes_ask_for(client):
    page = make_page().page

    words = " ".join(Seen(client.get(addresses.ruling_address(page))).words.split())

    for expected in [
        page["claim"]["text"],
        "Yury Ushakov, Kremlin aide, Presidential Administration",
        "17 June 2024",
        "Half true",
        "Demonstration ruling",
        page["why"],
        page["key_points"][0],
        "An aide said so.[1]",
        page["evidence"][0]["quote"],
        "found word for word in the stored copy of 3 October 2026",
        "not checked against a stored copy",
        "Putin in Pyongyang, The Agency, June 2024, paragraph 3 · primary source",
        "Owned by one of the parties.",
        page["not_known"],
        "The ministry (right of reply), asked on 1 October 2026",
        "No answer had come by the time of publication.",
        page["passage"]["quote"],
        page["claim"]["chosen_because"],
        "Rules set aside. This ruling was published although",
        "Demo editor set them aside for this reason: demonstration ruling",
        "Every cited page has a stored copy.",
        "Why no primary source is cited: The treaty's own text is secret.",
        "Why the claimant was not asked: The author did not sign the article.",
        "By version 1 of the publication rules and version 1 of the rating scale",
        "Set aside: Every cited page has a stored copy.",
        "Demo reporter",
        "20 November 2026",
        "Version 1, 23 November 2026",
    ]:
        assert expected in words


def test_evidence_against_stands_before_evidence_for(client):
    words = Seen(client.get(addresses.ruling_address(make_page().page))).words

    assert words.index("Evidence against the claim") < words.index("Evidence for the claim")


def test_citations_lead_to_the_evidence(client):
    seen = Seen(client.get(addresses.ruling_address(make_page().page)))

    cited = [link["href"] for link in seen.all("a") if link.get("class") == "cite"]
    assert cited == ["#e1", "#e2"]
    assert {item.get("id") for item in seen.all("li")} >= {"e1", "e2"}


def test_evidence_is_numbered_as_cited_and_then_as_listed(client):
    page = make_page(body="Only this.[^e1] And this is nowhere.[^e9]").page

    text = client.get(addresses.ruling_address(page)).text

    assert '<a class="cite" href="#e1">[1]</a>' in text
    assert "nowhere.[^e9]" in text
    assert text.index('<span class="number">[2]') < text.index('<span class="number">[1]')


def test_verbatim_claims_alone_stand_in_quotation_marks(client):
    claim = make_claim()
    verbatim = make_page(claim, claim__text=claim.quote).page
    other = make_page().page

    assert f"“{claim.quote}”" in client.get(addresses.ruling_address(verbatim)).text
    assert (
        f"“{other['claim']['text']}”</h1>" not in client.get(addresses.ruling_address(other)).text
    )


def test_the_structured_data_agree_with_the_page(client):
    page = make_page().page
    response = client.get(addresses.ruling_address(page))

    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.text)

    review = json.loads(data)
    assert review["claimReviewed"] == page["claim"]["text"]
    assert f'<link rel="canonical" href="{review["url"]}">' in response.text


@pytest.mark.parametrize("rest", ["", "v1/"])
def test_an_address_without_its_slug_leads_to_the_whole_one(client, rest):
    ruling = make_published_ruling()

    answer = client.get(f"/claims/{ruling.claim.public_id}/{rest}")

    assert (answer.status_code, answer.url) == (302, f"{ruling.get_absolute_url()}{rest}")
    assert client.get(f"/claims/{ruling.claim.public_id}/v9/").status_code == 404


def test_a_changed_slug_redirects_and_may_change_back(client):
    ruling = make_page()
    page = ruling.page

    for wrong, right in [
        (["claims:ruling", page["claim"]["id"], "x"], addresses.ruling_address(page)),
        (["claims:ruling_version", page["claim"]["id"], "x", 1], addresses.version_address(page)),
        (
            ["claims:article", page["article"]["id"], "x"],
            addresses.article_address(page["article"]),
        ),
    ]:
        response = client.get(reverse(wrong[0], args=wrong[1:]))
        assert (response.status_code, response.headers["Location"]) == (302, right)


def test_a_claim_of_another_script_has_an_address(client):
    page = make_page(claim__text="Договор утратил силу.").page

    assert addresses.ruling_address(page).endswith("/claim/")
    assert client.get(addresses.ruling_address(page)).status_code == 200


def test_an_edit_at_the_desk_changes_no_published_page(client):
    ruling = make_published_ruling()
    address = addresses.ruling_address(ruling.page)
    article = addresses.article_address(ruling.page["article"])
    before = client.get(address).content, client.get(article).content

    ruling.claim.text = "Nobody approved these words."
    ruling.claim.save_by(make_editor())
    ruling.claim.article.title = "Nor these"
    ruling.claim.article.save_by(make_editor())
    source = ruling.claim.evidence.first().source
    source.title = "Nor those"
    source.save_by(make_editor())

    assert (client.get(address).content, client.get(article).content) == before


def test_versions_stay_at_their_addresses(client):
    first, second = make_versions()

    old = client.get(addresses.version_address(first.page))
    new = client.get(addresses.version_address(second.page))

    assert "which was superseded" in old.text
    assert addresses.ruling_address(second.page) in old.text
    assert "the current one" in new.text
    assert "ld+json" not in old.text + new.text


def test_what_changes_the_meaning_is_told_at_the_top(client):
    _first, second = make_versions("substantive")
    text = client.get(addresses.ruling_address(second.page)).text

    assert text.index("A date was added.") < text.index("<h1")
    assert addresses.changes_address(second.page, 1) in text


def test_what_does_not_change_the_meaning_stands_in_the_history_alone(client):
    _first, second = make_versions("minor")
    head, text = client.get(addresses.ruling_address(second.page)).text.split("<h1")

    assert "A date was added." not in head.split("<main")[1]
    assert text.index("A date was added.") > text.index('id="history"')


def test_a_retracted_ruling_stays_with_its_notice(client):
    first, second = make_versions("retraction", stage="retracted")

    text = client.get(addresses.ruling_address(second.page)).text
    old = client.get(addresses.version_address(first.page)).text

    assert text.index("Retraction") < text.index("<h1")
    assert "Withdrawn" in text
    assert "ld+json" not in text
    assert "The ruling was later withdrawn." in old


def test_a_retraction_shows_no_rating_once_a_new_ruling_supersedes_it(client):
    _first, second = make_versions("retraction", stage="superseded")
    third = make_page(second.claim, version=3)

    withdrawn = Seen(client.get(addresses.version_address(second.page)))
    standing = Seen(client.get(addresses.ruling_address(third.page)))

    assert {"href": "#disc-dashed"} in withdrawn.all("use")
    assert "The ruling no longer holds." in withdrawn.words
    assert "The ruling was later withdrawn." not in withdrawn.words
    assert "The ruling no longer holds." not in standing.words
    assert {"href": "#disc-half"} in standing.all("use")


def test_a_comparison_with_a_retraction_shows_the_older_rating_alone(client):
    first, second = make_versions("retraction", stage="retracted")

    seen = Seen(client.get(addresses.changes_address(second.page, 1)))

    (disc,) = seen.all("use")
    assert disc["href"] == "#disc-half"
    assert "Withdrawn" in seen.words
    assert first.page["rating"]["label"] in seen.words


def test_a_second_version_without_a_first_shows_one_date_and_no_correction(client):
    day = "2026-11-23T10:00:00+00:00"
    ruling = make_page(version=2, published_at=day, first_published_at=day)

    words = Seen(client.get(addresses.ruling_address(ruling.page))).words

    assert "This version" not in words
    assert "Compare versions" not in words


@pytest.mark.slow
def test_versions_made_at_the_desk_read_the_same_way(client):
    first = make_published_ruling()
    second = make_next_version(first, note="The year was wrong.", why="The record says 1997.")

    text = client.get(addresses.ruling_address(second.page)).text

    assert "The year was wrong." in text
    assert client.get(addresses.version_address(first.page)).status_code == 200
    changes = client.get(addresses.changes_address(second.page, 1)).text
    assert re.search("<ins>[^<]*1997", changes)


def test_changes_mark_words_and_leave_out_what_stayed(client):
    _first, second = make_versions(why="An aide did say so, but the terms name only that of 2000.")

    seen = Seen(client.get(addresses.changes_address(second.page, 1)))

    assert seen.all("del")
    assert seen.all("ins")
    assert second.page["not_known"] not in seen.words


@pytest.mark.parametrize("versions", ["2-1", "1-1", "0-1", "1-3", "1-99999999999999999999999"])
def test_there_is_no_comparison_of_what_is_not_there(client, versions):
    _first, second = make_versions()
    address = addresses.changes_address(second.page, 1).replace("1-2", versions)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("version", ["v0", "v3", "v99999999999999999999999", "v" + "9" * 5000])
def test_there_is_no_version_that_was_not_published(client, version):
    _first, second = make_versions()
    address = addresses.version_address(second.page).replace("v2", version)

    assert client.get(address).status_code == 404


def test_the_json_is_the_frozen_page_with_its_address(client):
    ruling = make_page()

    found = client.get(reverse("claims:ruling_json", args=[ruling.claim.public_id])).json()

    assert found.pop("url").endswith(addresses.ruling_address(ruling.page))
    assert found.pop("stage") == "published"
    assert [one["language"] for one in found.pop("editions")] == [ruling.language]
    assert found.pop("lag") is None
    assert [item.pop("selectors") for item in found["evidence"]] == [[], []]
    assert found.pop("live")["sources"] == []
    assert found == ruling.page


def test_the_json_of_two_versions_is_that_of_today(client):
    _first, second = make_versions()

    found = client.get(reverse("claims:ruling_json", args=[second.claim.public_id])).json()

    assert found["version"] == 2


def test_frozen_pages_of_the_desk_have_the_shape_that_the_tests_use():
    page = make_published_ruling().page

    assert set(page) == set(frozen_page())
    for part in ("claim", "article", "passage", "rating"):
        assert set(page[part]) == set(frozen_page()[part])
    assert set(page["evidence"][0]) == set(frozen_page()["evidence"][0])
    assert set(page["evidence"][0]["source"]) == set(frozen_page()["evidence"][0]["source"])


def test_a_reason_that_ends_with_a_full_stop_gets_no_second_one(client):
    override = {"rules": ["Two verdicts"], "reason": "No evidence yet.", "by": "Grace"}
    ruling = make_page(override=override)

    words = client.get(addresses.ruling_address(ruling.page)).text

    assert "No evidence yet.<" in words


def test_the_foot_of_the_page_says_nothing_that_a_ruling_without_sources_belies(client):
    ruling = make_page(evidence=[])

    foot = client.get(addresses.ruling_address(ruling.page)).text.partition("colophon")[2]

    assert "sources" not in foot
    assert "approved by a second person" in foot


@pytest.mark.slow
def test_readers_meet_the_next_number_after_a_version_that_was_discarded(client):
    first = make_published_ruling()
    discarded = correct_ruling(first, kind="minor", note="Never read.", by=make_editor())
    retract_row(discarded, by=discarded.written_by, reason="Not needed.")
    second = make_next_version(first, why="The archive's record says that it lapsed.")

    pages = [
        client.get(addresses.version_address(first.page)),
        client.get(addresses.version_address(second.page)),
        client.get(addresses.changes_address(second.page, 1)),
    ]

    assert (first.version, second.version) == (1, 2)
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "Never read." not in "".join(page.text for page in pages)


def quotation_on_page(client, **found):
    """Return the HTML of a page whose first quotation was found so."""
    first, second = PAGE["evidence"]
    return client.get(
        make_page(evidence=[{**first, **found}, second]).get_absolute_url(), follow=True
    ).text


def test_a_quotation_tells_in_which_copy_it_was_found_and_leads_to_it(client):
    link = "https://agency.example/1#:~:text=The%20new,-%26%20more"
    page = quotation_on_page(client, found_page=3, found_link=link)

    assert "found word for word in the stored copy of 3 October 2026, page 3" in page
    assert 'href="https://agency.example/1#:~:text=The%20new,-%26%20more"' in page


def test_a_quotation_that_was_found_nearly_shows_the_words_that_differ(client):
    words = [
        {"kind": "same", "text": "It was "},
        {"kind": "removed", "text": "<i>not</i> "},
        {"kind": "same", "text": "signed"},
        {"kind": "added", "text": "."},
    ]
    page = quotation_on_page(client, found="near", found_words=words)

    assert "not word for word, as marked below, in the stored copy" in page
    assert "It was <del>&lt;i&gt;not&lt;/i&gt; </del>signed<ins>.</ins>" in page


def test_a_link_that_leads_nowhere_safe_is_left_out(client):
    page = quotation_on_page(client, found_link="javascript:alert(1)#:~:text=x")

    assert "The Agency" in page
    assert "javascript" not in page


def test_a_page_from_before_quotations_were_checked_is_shown(client):
    evidence = [
        {k: v for k, v in piece.items() if k not in ("found_page", "found_words", "found_link")}
        for piece in PAGE["evidence"]
    ]
    page = client.get(make_page(format=1, evidence=evidence).get_absolute_url(), follow=True).text

    assert "found word for word" in page
