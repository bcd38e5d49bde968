"""What machines are told of the house: the newsroom's words, the policies in force, no nonsense."""

import pytest

from claims.branding import organization
from claims.branding.publisher import POLICIES, faults_in
from claims.models import Policy
from tests.branding.newsroom import dress


def faults(**facts):
    return dict(faults_in(facts))


def test_policies_are_linked_once_they_are_in_force():
    before, after = organization(set()), organization({"method", "funding", "ethics", "sources"})

    assert "ownershipFundingInfo" not in before
    assert before["publishingPrinciples"].endswith("/method/")
    assert before["correctionsPolicy"].endswith("/method/#corrections")
    assert after["ownershipFundingInfo"].endswith("/policies/funding/")
    assert after["ethicsPolicy"].endswith("/policies/ethics/")
    assert after["publishingPrinciples"].endswith("/policies/method/")


def test_each_policy_that_is_told_is_one_of_the_desks():
    assert POLICIES.keys() <= set(Policy.Kind.values)


def test_what_the_newsroom_writes_wins(settings, tmp_path):
    own = "https://ledger.example/ethics"
    dress(settings, tmp_path, publisher_json={"ethicsPolicy": own, "name": "Other"})

    house = organization({"ethics"})

    assert house["ethicsPolicy"] == own
    assert house["name"] == settings.SITE_NAME


def test_what_is_wrong_is_left_out_and_the_rest_told(settings, tmp_path):
    facts = {"sameAs": ["javascript:alert(1)"], "legalName": "Ledger Ltd", "@type": "Person"}
    dress(settings, tmp_path, publisher_json=facts)

    house = organization(set())

    assert "sameAs" not in house
    assert (house["legalName"], house["@type"]) == ("Ledger Ltd", "Organization")


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "\xff"])
def test_a_file_that_cannot_be_read_takes_no_page_away(settings, tmp_path, text):
    dress(settings, tmp_path, publisher_json=text.encode("latin-1"))

    assert organization(set())["name"] == settings.SITE_NAME


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("sameAs", "javascript:alert(1)", "write a web address"),
        ("sameAs", ["https://a.example", 3], "is no text"),
        ("ethicsPolicy", "/ethics", "write a web address"),
        ("legalName", " ", "is no text"),
        ("masthead", "https://a.example/", "NewsMediaOrganization"),
        ("invented", "x", "is not known here"),
        ("@type", "Person", "write one of Organization"),
        ("@type", ["Organization"], "write one of Organization"),
        ("address", "12 Quay Street", "is no object"),
        ("address", {"street": "x"}, "has 'street': there is"),
        ("contactPoint", [{"url": "x"}], "has 'url', which is 'x'"),
    ],
)
def test_what_is_wrong_is_told_by_name(name, value, why):
    assert why in faults(**{name: value})[name]


def test_all_that_is_known_can_be_said():
    assert faults(**{"@type": "NewsMediaOrganization", "masthead": "https://a.example/"}) == {}
    address = {"addressCountry": "GB", "@type": "PostalAddress"}
    assert faults(address=address, sameAs=["https://a.example/"], legalName="L") == {}
