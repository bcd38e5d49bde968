"""Search, archive, topics and claimants: what readers find, and what they never do."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from claims import addresses
from claims.actions.merge_duplicates import merge_duplicates
from claims.catalogue import index, names
from claims.catalogue import search as searching
from claims.languages import canonical
from claims.models import Listing, Ruling
from claims.models.fields import public_id_of
from claims.models.listing import first_key
from claims.text.words import Part
from claims.views import finding
from tests.factories import (
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_tagging,
    make_topic,
)
from tests.rulings import make_next_version, make_published_ruling
from tests.views.pages import Seen, make_page, make_versions
from tests.width import wide

pytestmark = pytest.mark.django_db

SEARCH = "/search/"


def links_of(response):
    """Return where a page's links lead, in order."""
    return [a["href"] for a in Seen(response).all("a")]


def ids_of(response):
    """Return the claims that a page lists, in their order."""
    return [page["claim"]["id"] for page, _lags in response.context["cards"]]


def found(client, typed="", **query):
    response = client.get(SEARCH, {"q": typed, **query})
    assert response.status_code == 200, response.text
    return [hit.page["claim"]["id"] for hit in response.context["hits"]]


def said(name, public_id="0123abcd"):
    """Return a claimant as a page has them."""
    who = {"kind": "person", "role": "Minister", "affiliation": "", "same_as": ""}
    return {"id": public_id, "name": name, **who}


def published_on(ruling, *day):
    """Have a ruling published at noon of a day, as its row and its list tell."""
    Listing.drop([ruling.pk])
    moment = datetime(*day, 12, tzinfo=UTC)
    Ruling(**{**row_of(ruling), "published_at": moment}).save_base(raw=True)
    ruling = Ruling.objects.get(pk=ruling.pk)
    Listing.store([ruling])
    return ruling


def row_of(ruling):
    return {f.attname: getattr(ruling, f.attname) for f in Ruling._meta.concrete_fields}


# What is found


@pytest.mark.parametrize(
    "part",
    wide(["claim__text", "why", "body", "not_known", "article__title", "passage__quote"], every=5),
)
def test_words_are_found_wherever_they_stand_on_the_page(client, part):
    make_page()
    ruling = make_page(**{part: "A zeppelin landed in Göttingen."})

    for typed in ("zeppelin", "ZEPPELINS", "gottingen", '"zeppelin landed"', "zepp"):
        assert found(client, typed) == [ruling.claim.public_id], typed
    assert found(client, '"landed zeppelin"') == []


@pytest.mark.slow
def test_what_the_claim_says_comes_first_and_then_the_newest(client):
    said_first = make_page(claim__text="A zeppelin landed.")
    aside = make_page(not_known="Whether the zeppelin landed.")
    said_last = make_page(claim__text="The zeppelin never landed.")

    expected = [said_last, said_first, aside]
    assert found(client, "zeppelin") == [ruling.claim.public_id for ruling in expected]


@pytest.mark.parametrize("few", wide([1, 2, 2000], every=2))
def test_rare_words_are_looked_for_first_and_nothing_else_changes(client, monkeypatch, few):
    monkeypatch.setattr(searching, "COMMON", 2)
    monkeypatch.setattr(searching, "FEW", few)
    one = make_page(claim__text="A zeppelin left for Göttingen.")
    two = make_page(claim__text="A zeppelin left.", not_known="Whether it saw the town.")
    three = make_page(claim__text="A balloon left.", not_known="The towns of that zeppelin.")

    for typed, expected in {
        "zeppelin left": [three, two, one],
        "zeppelin gottingen": [one],
        '"a balloon" left': [three],
        "left whether": [two],
        "towns left zeppelin": [three, two],
        '"left towns" zeppelin': [],
        "balloon nowhere": [],
    }.items():
        wanted = {ruling.claim.public_id for ruling in expected}
        assert set(found(client, typed)) == wanted, typed


@pytest.mark.slow
def test_what_could_not_all_be_looked_at_is_said(client, monkeypatch):
    monkeypatch.setattr(searching, "FEW", 1)
    make_page(claim__text="The zeppelin left late.")
    make_page(claim__text="Late the zeppelin left.")

    for typed, count in (('"left late"', 0), ('"late the"', 1)):
        response = client.get(SEARCH, {"q": typed})
        assert len(response.context["hits"]) == count
        assert "only the newest 1,000" in response.text
    assert "only the newest" not in client.get(SEARCH, {"q": "left late"}).text


@pytest.mark.parametrize("most", wide([1, 3, 5, 100], every=3))
def test_the_newest_are_looked_at_first_and_none_is_left_out(client, monkeypatch, most):
    """On PostgreSQL so many days as should do, then those before; elsewhere all at once."""
    monkeypatch.setattr(searching, "MOST", most)
    monkeypatch.setattr(index, "GOOD_PART", 1)
    asked = []
    days = [(2026, 11, 20), (2024, 11, 1), (2024, 6, 1), *((2024, 2, n) for n in range(9, 0, -1))]
    rulings = [
        published_on(make_page(**{"why": "A storm."} if d[2] == 1 else {}), *d) for d in days
    ]
    everywhere = [ruling.claim.public_id for ruling in rulings]
    stormy = [public for public, day in zip(everywhere, days, strict=True) if day[2] == 1]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE claims_listing, claims_listingwords")
        once = index.asked
        monkeypatch.setattr(index, "asked", lambda *a, **k: asked.append(a) or once(*a, **k))

    assert found(client, "treaty") == everywhere[:most]
    assert found(client, "storm") == stormy[:most]
    assert found(client, "trea") == everywhere[:most]
    assert found(client, "treaty", language="en") == everywhere[:most]
    assert found(client, "treaty", to="2024-06") == everywhere[2:][:most]
    assert found(client, "treaty", **{"from": "2024-11"}) == everywhere[:2][:most]
    if connection.vendor == "postgresql" and most < 5:
        assert len(asked) > 5


@pytest.mark.slow
def test_the_statistics_count_words_in_all_their_forms(client):
    """What is asked for as “mayors” stands where “mayor” does; so does what only begins so."""
    for why in ["A mayor spoke."] * 3 + ["Two mayors spoke."] * 2:
        make_page(why=why)
    asked = [Part(("mayor",)), Part(("spo",), begun=True), Part(("nowhere",))]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE claims_listingwords")
        assert index.statistics(asked).often == {"mayor": 5, "spo": 5}
    else:
        assert index.statistics(asked) == index.UNKNOWN
    assert len(found(client, "mayors")) == 5


@pytest.mark.slow
def test_the_desk_s_own_words_are_not_found(client):
    make_page(stage="draft")
    make_page()

    assert found(client, "What the row says is not shown") == []


def test_words_are_marked_where_they_stand(client):
    make_page(claim__text="A zeppelin landed.", body="Nobody saw the **dirigible** of 1930.[^e1]")

    page = client.get(SEARCH, {"q": "zeppelin dirigible"}).text

    assert "A <mark>zeppelin</mark> landed." in page
    assert "saw the <mark>dirigible</mark> of 1930" in page


@pytest.mark.parametrize(
    "typed",
    wide(
        ["zepelin", "zeppellin", "zpepelin", "zeppelim", "ZEPELIN", "sappelin", "zeppilim"], every=4
    ),
)
def test_a_mistyped_word_is_found_and_said_so(client, typed):
    ruling = make_page(claim__text="A zeppelin landed.")

    response = client.get(SEARCH, {"q": f"{typed} landed"})

    assert [hit.page["claim"]["id"] for hit in response.context["hits"]] == [ruling.claim.public_id]
    assert response.context["answer"].instead == "zeppelin landed"
    assert "<strong>zeppelin landed</strong>" in response.text


@pytest.mark.slow
def test_a_word_that_its_stem_shortened_is_no_beginning_of_another(client):
    make_page(claim__text="Two nations signed.", body="Japan did not.")

    assert found(client, "Nato Japan") == []
    assert len(found(client, "nati japan")) == 1


def test_what_is_nothing_like_a_word_is_not_replaced(client):
    make_page(claim__text="A zeppelin landed.")

    for typed in ("zebra", "1961 xyzzy", "zz"):
        response = client.get(SEARCH, {"q": typed})
        assert response.context["hits"] == []
        assert response.context["answer"].instead == ""
        word = typed.split()[-1]
        assert f"No ruling that stands has the word “{word}”." in response.text


@pytest.mark.slow
def test_what_was_looked_for_in_vain_says_why(client):
    make_page(claim__text="A zeppelin landed.", body="Kim Jong Un saw it.", not_known="Nothing.")
    make_page(claim__text="A balloon rose.", not_known="In June.", rating__label="False")

    def told(typed, **query):
        response = client.get(SEARCH, {"q": typed, **query})
        assert not response.context["hits"], typed
        return " ".join(Seen(response).words.split())

    assert "has the word “xyzzy”. Search for “zeppelin landed”" in told("zeppelin xyzzy, landed")
    assert "has these words: “xyzzy”, “1492”. Search for “zeppelin”" in told("zeppelin xyzzy 1492")
    assert "Search for “" not in told("xyzzy")
    assert "“g”" not in told("aq bq cq dq eq fq g zeppelin")  # of many, the longest are told
    assert "xyzzy" not in told("xyzzy's zepp").partition("Search for")[2]
    apart = "Rulings that stand have each of these words, but none has all of them"
    assert apart in told("zeppelin balloon")
    assert apart in told('"landed zeppelin"')
    narrowed = "Rulings that stand have these words, but none under these filters."
    assert narrowed in told("zeppelin", rating="False")
    assert apart in told("zeppelin balloon", rating="False")
    mended = "has the word “baloon”. “zeppelin balloon” was looked for instead, in vain."
    assert mended in told("zeppelin baloon")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ushakof", "Yury Ushakov"),
        ("Yurj Ushakov", "Yury Ushakov"),
        ("Vladimir Ushakov", "Yury Ushakov"),  # no claimant has both
        ("ada ministr", "Ada Minister"),
        ("Zoë Xyzzy", ""),
        ("9zzz9zzz", ""),  # as an id is
    ],
)
def test_a_claimant_whom_no_ruling_has_is_told_with_those_who_may_be_meant(client, typed, meant):
    make_page(body="Vladimir was there.", claim__claimants=[said("Yury Ushakov")])
    make_page(claim__claimants=[said("Ada Minister", "1123abcd"), said("Bob Other", "2123abcd")])

    response = client.get(SEARCH, {"q": "treaty", "claimant": typed})

    assert not response.context["hits"]
    told = " ".join(Seen(response).words.split())
    assert f"is on what somebody of this name said: “{typed}”." in told
    assert "/claimants/" in links_of(response)
    queries = [query for _one, query in response.context["others"]]
    assert [len(client.get(f"{SEARCH}?{query}").context["hits"]) for query in queries] == [
        1
    ] * bool(meant)
    assert ("Search for what " in told) is bool(meant)
    assert f"Search for what {meant} said" in told or not meant


def test_a_known_claimant_is_not_called_unknown(client):
    make_page(claim__claimants=[said("Ada Minister")])

    told = Seen(client.get(SEARCH, {"q": "xyzzy", "claimant": "Ada"})).words

    assert "somebody of this name" not in told
    assert "has the word “xyzzy”" in told


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("Kim Jung Un", "Kim jong Un"),
        ("zepelin lamded jong", "zeppelin landed jong"),
        ("jung rose", "june rose"),  # “jong” is nearer, but stands on no page with the other
    ],
)
def test_each_mistyped_word_is_mended_as_it_goes_with_the_others(client, typed, instead):
    make_page(claim__text="A zeppelin landed.", body="Kim Jong Un saw it.")
    make_page(claim__text="A balloon rose in June.")

    response = client.get(SEARCH, {"q": typed})

    assert len(response.context["hits"]) == 1
    assert response.context["answer"].instead == instead


@pytest.mark.slow
def test_filters_narrow_what_is_found(client):
    one = make_page(
        rating__label="False",
        rating__tone="false",
        language="es",
        topics=[{"slug": "airships", "name": "Airships"}],
        claim__claimants=[said("Ada Minister")],
    )
    other = make_page(topics=[{"slug": "treaties", "name": "Treaties"}])
    one = published_on(one, 2025, 3, 31)
    both = [other.claim.public_id, one.claim.public_id]
    assert found(client, "treaties") == both

    for name, value in {
        "rating": "False",
        "topic": "airships",
        "language": "es",
        "claimant": "minister ada",
        "to": "2025-03-31",
    }.items():
        assert found(client, "treaties", **{name: value}) == [one.claim.public_id], name
        assert found(client, **{name: value}) == [one.claim.public_id], name
    assert found(client, claimant="0123abcd") == [one.claim.public_id]
    assert found(client, **{"from": "2025-04"}) == [other.claim.public_id]
    assert found(client, **{"from": "2025", "to": "2025-03"}) == [one.claim.public_id]
    assert found(client, rating="False", topic="treaties") == []
    assert found(client, claimant="nobody") == []


def test_the_form_keeps_what_was_asked(client):
    make_page(rating__label="False", claim__claimants=[said("Ada Minister")])

    response = client.get(
        SEARCH, {"q": "treaty", "rating": "False", "claimant": "0123abcd", "from": "2020"}
    )
    seen = Seen(response)

    values = {field["name"]: field.get("value") for field in seen.all("input")}
    assert values == {"q": "treaty", "claimant": "Ada Minister", "from": "2020", "to": ""}
    chosen = [option["value"] for option in seen.all("option") if "selected" in option]
    assert chosen == ["False"]
    labelled = {label["for"] for label in seen.all("label")}
    assert {field["id"] for tag in ("input", "select") for field in seen.all(tag)} <= labelled


@pytest.mark.slow
def test_what_is_found_comes_in_pages_that_keep_the_question(client, monkeypatch):
    monkeypatch.setattr("claims.views.paging.PER_PAGE", 1)
    monkeypatch.setattr("claims.views.paging.page_of.__defaults__", (1,))
    make_page(), make_page()

    response = client.get(SEARCH, {"q": "treaties & more"[:8], "rating": "Half true"})

    (following,) = (a["href"] for a in Seen(response).all("a") if a.get("rel") == "next")
    assert following == "?q=treaties&rating=Half+true&page=2"
    assert client.get(SEARCH + following).context["page_obj"].number == 2


@pytest.mark.slow
def test_the_count_is_honest(client, monkeypatch):
    for _n in range(3):
        make_page()
    assert "3 rulings" in client.get(SEARCH, {"q": "treaties"}).text

    monkeypatch.setattr(searching, "MOST", 2)
    monkeypatch.setattr("claims.views.finding.MOST", 2)
    response = client.get(SEARCH, {"q": "treaty"})

    assert "More than 2 rulings" in response.text
    assert response.context["page_obj"].paginator.count == 2


# What nobody should type


@pytest.mark.parametrize("tag", wide(["fr", "FR", "fr-CA", "zh-hans"], every=3))
def test_a_language_that_no_ruling_is_in_finds_nothing_and_says_so(client, tag):
    make_page()

    response = client.get(SEARCH, {"q": "treaty", "language": tag})

    assert response.status_code == 200
    assert response.context["hits"] == []
    assert "No ruling that stands is in this language" in response.text
    assert "No ruling that stands has all of this." not in response.text
    chosen = [o["value"] for o in Seen(response).all("option") if "selected" in o]
    assert chosen == [canonical(tag)]


@pytest.mark.parametrize(
    "tag", wide(["xx", "qqq", "english", "fr_FR", "fr-", "-fr", "fr--CA", "f"], every=4)
)
def test_what_is_no_known_language_is_told(client, tag):
    make_page()

    response = client.get(SEARCH, {"language": tag})

    assert response.status_code == 400
    assert 'id="language-wrong"' in response.text


def test_a_language_is_found_however_its_tag_is_written(client):
    make_page(language="pt-BR")

    assert len(client.get(SEARCH, {"language": "PT-br"}).context["hits"]) == 1


def test_a_tag_that_nobody_here_knows_is_found_where_a_ruling_has_it(client):
    make_page(language="xx")

    assert len(client.get(SEARCH, {"language": "xx"}).context["hits"]) == 1


@pytest.mark.parametrize(
    ("day", "status"),
    [
        *(("2026", 200), ("0001", 200), ("1066-10", 200), ("9999-12-31", 200)),
        *(("2026-02-30", 400), ("2026-13", 400), ("yesterday", 400)),
    ],
)
def test_days_are_what_a_calendar_has(client, day, status):
    for name in ("from", "to"):
        assert client.get(SEARCH, {name: day}).status_code == status


def test_days_in_the_wrong_order_are_told(client):
    response = client.get(SEARCH, {"from": "2026-02", "to": "2026-01"})

    assert response.status_code == 400
    assert "The last day lies before the first." in response.text


@pytest.mark.parametrize("page", wide(["2", "0", "-1", "x", "9" * 5000, "\x00", "1.5"], every=3))
def test_a_page_beyond_the_end_is_not_there(client, page):
    ruling = make_page(claim__claimants=[said("Ada")])

    for address in [
        f"{SEARCH}?q=treaty&",
        f"{reverse('claims:rulings')}?",
        f"{addresses.topic_address('treaties')}?",
        f"{addresses.claimant_address(ruling.page['claim']['claimants'][0])}?",
        f"{month_of_today()}?",
    ]:
        assert client.get(f"{address}page={page}").status_code == 404, address


# Archive


def month_of_today():
    now = timezone.localtime()
    return addresses.month_address(now.year, now.month)


@pytest.mark.slow
def test_the_archive_names_the_months_that_have_rulings(client):
    published_on(make_page(), 2024, 2, 29)
    published_on(make_page(), 2025, 12, 31)

    links = [a["href"] for a in Seen(client.get("/archive/")).all("a")]

    assert [link for link in links if link.startswith("/archive/2")] == [
        "/archive/2025/12/",
        "/archive/2024/02/",
    ]
    assert client.get("/archive/2024/03/").status_code == 404


@pytest.mark.slow
def test_a_month_has_what_was_published_in_it_and_leads_on(client):
    last = published_on(make_page(), 2025, 12, 31)
    first = published_on(make_page(), 2025, 12, 1)
    published_on(make_page(), 2025, 11, 30)
    published_on(make_page(), 2026, 1, 1)

    response = client.get("/archive/2025/12/")

    assert ids_of(response) == [last.claim.public_id, first.claim.public_id]
    links = [a["href"] for a in Seen(response).all("a")]
    assert {"/archive/2025/11/", "/archive/2026/01/"} <= set(links)


def test_a_month_begins_where_the_newsroom_is(client, settings):
    ruling = make_page()
    Listing.drop([ruling.pk])
    moment = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    Ruling(**{**row_of(ruling), "published_at": moment}).save_base(raw=True)
    Listing.store([Ruling.objects.get(pk=ruling.pk)])

    settings.TIME_ZONE = "Europe/Madrid"
    timezone.get_default_timezone.cache_clear()
    try:
        assert client.get("/archive/2026/01/").status_code == 200
        assert client.get("/archive/2025/12/").status_code == 404
    finally:
        timezone.get_default_timezone.cache_clear()


@pytest.mark.parametrize(
    "path",
    wide(
        ["2026/13", "2026/0", "0/1", "99999/1", "9" * 400 + "/1", "2026/x", "9999/12", "1/1"],
        every=4,
    ),
)
def test_months_that_no_calendar_has_are_not_there(client, path):
    make_page()

    assert client.get(f"/archive/{path}/").status_code == 404


def test_a_month_has_one_address(client):
    published_on(make_page(), 2024, 2, 29)

    response = client.get("/archive/2024/2/")

    assert (response.status_code, response["Location"]) == (302, "/archive/2024/02/")


# Topics and claimants


@pytest.mark.slow
def test_a_topic_page_lists_what_pages_say_they_are_about(client):
    make_page(topics=[{"slug": "airships", "name": "Airships"}])
    new = make_page(topics=[{"slug": "airships", "name": "Airships and balloons"}])
    make_page(topics=[])

    response = client.get("/topics/airships/")

    assert ids_of(response)[0] == new.claim.public_id
    assert len(ids_of(response)) == 2
    assert '<h1 dir="auto">Airships and balloons</h1>' in response.text
    assert "Airships and balloons" in client.get("/topics/").text


@pytest.mark.parametrize("stage", wide(["draft", "in_review", "superseded", "retracted"], every=2))
def test_what_no_ruling_that_stands_names_has_no_page(client, stage):
    topic, claimant = make_topic(), make_claimant()
    claim = make_claim()
    make_tagging(claim, topic)
    make_attribution(claim, claimant)
    who = said(claimant.name, claimant.public_id)
    make_page(
        claim,
        stage=stage,
        topics=[{"slug": topic.slug, "name": topic.name}],
        claim__claimants=[who],
    )

    assert client.get(addresses.topic_address(topic.slug)).status_code == 404
    assert client.get(addresses.claimant_address(who)).status_code == 404
    assert topic.name not in client.get("/topics/").text
    assert claimant.name not in client.get("/claimants/").text
    assert found(client, "treaty") == []
    assert client.get(month_of_today()).status_code == 404
    assert "/archive/2" not in client.get("/archive/").text
    if stage != "draft":
        assert client.get(SEARCH, {"topic": topic.slug}).status_code == 400


@pytest.mark.slow
def test_claimants_are_listed_by_name_page_by_page(client, monkeypatch):
    monkeypatch.setattr(finding, "NAMES_A_PAGE", 2)
    everybody = [said(name, public_id_of(n)) for n, name in enumerate(["Zoe", "ada", "Bo"], 1)]
    for who in everybody:
        make_page(claim__claimants=[who])

    pages = [links_of(client.get(f"/claimants/?page={n}")) for n in (1, 2)]

    places = [[addresses.claimant_address(who) in page for who in everybody] for page in pages]
    assert places == [[False, True, True], [True, False, False]]
    ada, bo = (pages[0].index(addresses.claimant_address(everybody[n])) for n in (1, 2))
    assert ada < bo
    assert "There are more than" not in client.get("/claimants/").text
    assert client.get("/claimants/?page=3").status_code == 404


def test_a_list_of_claimants_that_is_cut_says_so(client, monkeypatch):
    monkeypatch.setattr(names, "MOST_CLAIMANTS", 1)
    for n in (1, 2):
        make_page(claim__claimants=[said(f"Ada {n}", public_id_of(n))])

    text = client.get("/claimants/").text

    assert "There are more than are listed here" in text
    assert text.count("<bdi>Ada ") == 1


@pytest.mark.slow
def test_a_list_of_claimants_is_cut_by_who_is_named_not_by_who_was_merged(client, monkeypatch):
    people = sorted((make_claimant(name=f"Ada {n}") for n in range(3)), key=lambda w: w.public_id)
    for who in people:
        make_page(claim__claimants=[said(who.name, who.public_id)])
    other = people[1]
    merge_duplicates(other, people[0], by=make_editor(), reason="Twice.", revision=other.revision)

    monkeypatch.setattr(names, "MOST_CLAIMANTS", 2)
    assert "There are more than are listed here" in client.get("/claimants/").text
    cache.clear()
    monkeypatch.setattr(names, "MOST_CLAIMANTS", 3)
    assert "There are more than are listed here" not in client.get("/claimants/").text


def test_an_empty_list_of_claimants_says_so(client):
    assert "No published ruling names who made its claim yet." in client.get("/claimants/").text


@pytest.mark.parametrize("page", wide(["/", "/search/", "/search/?q=xyzzy", "/archive/"], every=2))
def test_claimants_are_linked_where_topics_are(client, page):
    make_page()

    assert {"/topics/", "/claimants/"} <= set(links_of(client.get(page)))


@pytest.mark.slow
def test_a_claimant_page_tells_the_spread_and_that_it_is_no_sample(client):
    who = said("Ada Minister")
    for label, tone in (("True", "true"), ("False", "false"), ("False", "false")):
        make_page(claim__claimants=[who], rating__label=label, rating__tone=tone)
    make_page(rating__label="True", claim__claimants=[said("Somebody else", "9876zyxw")])

    response = client.get(addresses.claimant_address(who))

    assert {s.rating["label"]: s.count for s in response.context["summary"]} == {
        "True": 1,
        "False": 2,
    }
    assert "3 claims ruled on" in response.text
    assert "They are no sample" in response.text
    assert len(ids_of(response)) == 3


def test_a_claimant_has_one_address_whatever_they_are_called(client):
    who = said("Ada Minister")
    make_page(claim__claimants=[who])

    response = client.get("/claimants/0123abcd/anybody/")

    assert (response.status_code, response["Location"]) == (
        302,
        "/claimants/0123abcd/ada-minister/",
    )
    assert client.get("/claimants/0123abce/ada-minister/").status_code == 404
    assert client.get("/claimants/x/ada-minister/").status_code == 404


@pytest.mark.slow
def test_who_was_merged_into_another_leads_there_and_is_listed_there(client):
    made = []
    for make, join in ((make_claimant, make_attribution), (make_topic, make_tagging)):
        old, new = make(), make()
        for row in (old, new):
            join(make_claim(), row)
        made.append((old, new))
    (old, new), (old_topic, new_topic) = made
    for row, topic in ((old, old_topic), (new, new_topic)):
        make_page(
            claim__claimants=[said(row.name, row.public_id)],
            topics=[{"slug": topic.slug, "name": topic.name}],
        )

    for row, into in made:
        merge_duplicates(row, into, by=make_editor(), reason="Twice.", revision=row.revision)

    page = addresses.claimant_address(said(new.name, new.public_id))
    moved = client.get(addresses.claimant_address(said(old.name, old.public_id)))
    assert (moved.status_code, moved["Location"]) == (302, page)
    assert len(ids_of(client.get(page))) == 2
    topic = addresses.topic_address(new_topic.slug)
    assert client.get(addresses.topic_address(old_topic.slug))["Location"] == topic
    assert len(ids_of(client.get(topic))) == 2
    assert client.get("/topics/").text.count("/topics/topic-") == 1
    listed = [link for link in links_of(client.get("/claimants/")) if link in (page, moved.url)]
    assert listed == [page]
    assert len(found(client, topic=new_topic.slug)) == 2
    assert len(found(client, claimant=new.public_id)) == 2


@pytest.mark.slow
def test_a_ruling_leads_to_its_topics_and_claimants_where_they_have_pages(client):
    first, second = make_versions(topics=[{"slug": "airships", "name": "Airships"}])
    Listing.drop([first.pk])

    links = [
        a.get("href") for a in Seen(client.get(addresses.ruling_address(second.page))).all("a")
    ]
    earlier = client.get(addresses.version_address(first.page)).text

    assert addresses.topic_address("airships") in links
    assert addresses.claimant_address(second.page["claim"]["claimants"][0]) in links
    assert "Treaties" in earlier
    assert addresses.topic_address("treaties") not in earlier


# What it costs, and what is kept


def everywhere(ruling):
    """Return the addresses at which a ruling is found."""
    return [
        "/search/?q=treaty",
        "/archive/",
        month_of_today(),
        "/topics/",
        "/claimants/",
        *(addresses.topic_address(topic["slug"]) for topic in ruling.page["topics"]),
        *(addresses.claimant_address(one) for one in ruling.page["claim"]["claimants"]),
    ]


@pytest.mark.parametrize(
    ("path", "most"),
    wide(
        [
            ("/", 4),
            ("/search/", 8),
            ("/search/?q=treaty", 10),
            ("/search/?q=traety", 18),
            ("/archive/", 4),
            ("/topics/", 3),
            ("/topics/treaties/", 7),
            ("/claimants/", 4),
            ("/claimants/3kq8x0zr/yury-ushakov/", 11),
        ],
        every=3,
    ),
)
def test_pages_take_the_same_few_queries_however_long(
    client, django_assert_max_num_queries, path, most
):
    for _n in range(3):
        make_page()

    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


@pytest.mark.slow
def test_kept_pages_cost_one_query(client, django_assert_num_queries):
    for address in everywhere(make_page()):
        first = client.get(address)
        with django_assert_num_queries(1):
            again = client.get(address)
        assert again.content == first.content, address


@pytest.mark.slow
def test_searches_are_kept_apart(client):
    ruling = make_page(claim__text="A zeppelin landed.", rating__label="False")
    make_page()

    assert found(client, "zeppelin") == [ruling.claim.public_id]
    assert len(found(client, "treaty")) == 2
    assert found(client, "treaty", rating="False") == [ruling.claim.public_id]


@pytest.fixture
def ruling():
    claim = make_claim()
    make_attribution(claim)
    make_tagging(claim)
    return make_published_ruling(claim, not_asked_because="Nobody answered.")


SAME = ("/archive/", "/claimants/")  # whose lines are there once for however many rulings


@pytest.mark.slow
def test_a_publication_is_found_at_once(client, ruling):
    empty = {address: client.get(address).content for address in everywhere(ruling)}
    other = make_claim()
    make_attribution(other, ruling.claim.attributions.get().claimant)
    make_tagging(other, ruling.claim.taggings.get().topic)
    make_tagging(other)
    new = make_published_ruling(other, "True", not_asked_because="Nobody answered.")

    for address in everywhere(ruling):
        page = client.get(address)
        assert page.content != empty[address] or address in SAME
        if address not in ("/archive/", "/topics/", "/claimants/"):
            assert new.claim.public_id in page.text, address


@pytest.mark.slow
def test_a_correction_is_found_at_once(client, ruling):
    before = {address: client.get(address).text for address in everywhere(ruling)}

    make_next_version(ruling, why="A zeppelin was seen over the treaty.")

    for address in everywhere(ruling):
        if address not in ("/archive/", "/topics/", "/claimants/"):
            assert "A zeppelin was seen" not in before[address]
            text = client.get(address).text.replace("<mark>", "").replace("</mark>", "")
            assert "A zeppelin was seen" in text, address


@pytest.mark.slow
def test_a_retraction_is_gone_at_once(client, ruling):
    for address in everywhere(ruling):
        assert client.get(address).status_code == 200

    make_next_version(ruling, "retraction")

    assert found(client, "treaty") == []
    statuses = [client.get(address).status_code for address in everywhere(ruling)]
    assert statuses == [200, 200, 404, 200, 200, 404, 404]
    page = client.get(addresses.ruling_address(ruling.page))
    assert page.status_code == 200
    assert "/topics/topic-" not in page.text


def test_what_becomes_confidential_is_found_no_more(client, ruling):
    assert found(client, "treaty")
    article = ruling.claim.article
    article.confidential = True
    article.save_by(make_editor(), "asked for")

    assert found(client, "treaty") == []


def test_a_ruling_that_is_listed_and_does_not_stand_is_never_shown(client):
    """The list is derived: whatever it says, the one gate decides."""
    ruling = make_page(stage="draft")
    Listing.objects.create(
        pk=first_key(timezone.now()) + ruling.pk, ruling=ruling, article=ruling.claim.article
    )

    response = client.get("/")

    assert response.status_code == 200
    assert response.context["cards"] == []
