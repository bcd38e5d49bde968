"""A page that nobody changed is not made twice, and one that somebody changed is never kept."""

import pytest
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import reverse

from claims import addresses
from claims.models import Journal
from claims.views import caching
from tests.factories import make_article, make_claim, make_editor, make_note
from tests.rulings import make_next_version, make_published_ruling
from tests.views.pages import make_page
from tests.width import wide

pytestmark = pytest.mark.django_db


def test_a_kept_page_costs_one_query_and_is_the_same(client, django_assert_num_queries):
    address = addresses.ruling_address(make_page().page)
    first = client.get(address)

    with django_assert_num_queries(1):
        second = client.get(address)

    assert second.content == first.content
    assert second.headers["Content-Type"] == first.headers["Content-Type"]


def test_the_head_is_read_where_the_journal_keeps_it():
    make_page()

    assert caching.seal() == Journal.objects.get().seal


def test_a_reader_who_has_the_page_is_told_so(client):
    address = addresses.ruling_address(make_page().page)
    etag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})
    other = client.get(address, headers={"If-None-Match": '"other"'})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_the_etag_of_an_unchanged_page_outlives_other_work_at_the_desk(client):
    address = addresses.ruling_address(make_page().page)
    etag = client.get(address).headers["ETag"]

    make_note()

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.slow
def test_publication_shows_at_once(client):
    empty = client.get(reverse("claims:rulings"))
    ruling = make_published_ruling()

    text = client.get(reverse("claims:rulings")).text

    assert empty.text != text
    assert ruling.claim.public_id in text


@pytest.mark.slow
@pytest.mark.parametrize("kind", wide(["clarification", "retraction"], every=2))
def test_correction_and_retraction_show_at_once_on_every_page(client, kind):
    first = make_published_ruling(make_claim(make_article(shown="full")))
    everywhere = [
        addresses.ruling_address(first.page),
        addresses.version_address(first.page),
        addresses.article_address(first.page["article"]),
        reverse("claims:ruling_json", args=[first.claim.public_id]),
        reverse("claims:rulings"),
        reverse("claims:articles"),
        reverse("claims:corrections"),
        addresses.embedded_address(first.page),
        addresses.oembed_address(first.page, "json"),
        reverse("claims:claim_reviews"),
        reverse("claims:sitemap_index"),
    ]
    before = [client.get(address).content for address in everywhere]

    make_next_version(first, kind, **({} if kind == "retraction" else {"why": "New words."}))

    after = [client.get(address).content for address in everywhere]
    unchanged = [a for a, old, new in zip(everywhere, before, after, strict=True) if old == new]
    assert unchanged in ([], [addresses.article_address(first.page["article"])])


def test_what_becomes_confidential_is_gone_at_once(client):
    ruling = make_page()
    address = addresses.ruling_address(ruling.page)
    assert client.get(address).status_code == 200

    ruling.claim.article.confidential = True
    ruling.claim.article.save_by(make_editor())

    assert client.get(address).status_code == 404


def test_what_is_not_there_is_not_kept(client):
    ruling = make_page(stage="draft")
    address = reverse("claims:ruling_json", args=[ruling.claim.public_id])
    assert client.get(address).status_code == 404

    make_page(ruling.claim, version=2)

    assert client.get(address).status_code == 200


@pytest.mark.slow
def test_pages_of_a_list_are_kept_apart(client, monkeypatch):
    monkeypatch.setattr("claims.views.public.RulingList.paginate_by", 1)
    make_page(), make_page()

    first, second = (client.get("/", {"page": number}).content for number in (1, 2))

    assert first != second


def test_parameters_that_mean_nothing_make_no_new_page(client, django_assert_num_queries):
    address = addresses.ruling_address(make_page().page)
    first = client.get(address)

    with django_assert_num_queries(1):
        again = client.get(address, {"utm_source": "elsewhere"})

    assert again.content == first.content


def test_only_the_parameters_that_a_view_names_make_another_page(rf):
    asked = []

    def view(request):
        asked.append(request.GET.dict())
        return HttpResponse("words")

    page = caching.kept(view, parameters=("format",))
    for question in ({"format": "json"}, {"format": "xml"}, {"format": "xml", "page": "2"}):
        page(rf.get("/", question))
    page(rf.get("/"))

    assert asked == [{"format": "json"}, {"format": "xml"}, {}]


def test_values_of_parameters_are_not_taken_for_one_another(rf):
    page = caching.kept(lambda r: HttpResponse(repr(r.GET.dict())), parameters=("a", "b"))
    questions = [{}, {"a": ""}, {"b": ""}, {"a": "1"}, {"b": "1"}, {"a": "1', '2"}, {"a": "None"}]

    assert len({page(rf.get("/", question)).content for question in questions}) == len(questions)


def test_a_head_request_is_answered_like_the_page(client):
    address = addresses.ruling_address(make_page().page)

    head = client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    assert client.get(address).content


@pytest.fixture
def rendered(monkeypatch):
    """The names of the templates that were rendered for a whole page."""
    names = []
    render = SimpleTemplateResponse.render

    def noted(response):
        if not response.is_rendered:
            names.append(response.template_name)
        return render(response)

    monkeypatch.setattr(SimpleTemplateResponse, "render", noted)
    return names


@pytest.fixture
def clock(monkeypatch):
    """The time by which pages are kept; it stands still until it is moved."""
    clock = Clock()
    monkeypatch.setattr(caching, "time", clock)
    return clock


class Clock:
    now = 1_800_000_000.25

    def time(self):
        return self.now


@pytest.mark.slow
def test_a_page_that_nobody_changed_is_not_rendered_again_after_other_work(client, rendered):
    address = addresses.ruling_address(make_page().page)
    first = client.get(address)
    assert len(rendered) == 1

    for _n in range(3):
        make_note()
        again = client.get(address)

    assert len(rendered) == 1
    assert again.content == first.content


@pytest.mark.slow
@pytest.mark.parametrize("kind", wide(["clarification", "retraction"], every=2))
def test_a_page_that_changed_is_rendered_again_at_once(client, rendered, kind):
    first = make_published_ruling()
    pages = [addresses.ruling_address(first.page), addresses.version_address(first.page)]
    before = [client.get(address).content for address in pages]

    make_next_version(first, kind, **({} if kind == "retraction" else {"why": "New words."}))

    assert len(rendered) == 2
    after = [client.get(address).content for address in pages]
    assert len(rendered) == 4
    assert not set(before) & set(after)


def test_a_release_or_a_setting_that_changed_finds_no_page_of_before(client, settings):
    address = addresses.ruling_address(make_page().page)
    before = client.get(address).text

    settings.SITE_NAME = "The Other Desk"

    after = client.get(address).text
    assert "The Other Desk" not in before
    assert after.count("The Other Desk") > 3


def test_when_it_was_modified_is_told_once_no_change_can_have_the_same_time(client, clock):
    address = addresses.ruling_address(make_page().page)

    answers = [client.get(address)]
    clock.now += 0.9
    answers.append(client.get(address))
    clock.now += 0.2
    answers.append(client.get(address))

    assert [a.headers.get("Last-Modified") for a in answers] == [
        None,
        None,
        "Fri, 15 Jan 2027 08:00:00 GMT",
    ]


def modified(client, clock, address):
    clock.now += 2
    client.get(address)
    clock.now += 2
    return client.get(address).headers["Last-Modified"]


def test_a_reader_who_knows_only_the_time_is_told_so(client, clock):
    address = addresses.ruling_address(make_page().page)
    since = modified(client, clock, address)

    again = client.get(address, headers={"If-Modified-Since": since})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Last-Modified"] == since
    assert again.headers["ETag"]


def test_the_etag_goes_before_the_time(client, clock):
    address = addresses.ruling_address(make_page().page)
    since = modified(client, clock, address)
    etag = client.get(address).headers["ETag"]
    long_ago = "Thu, 01 Jan 1998 00:00:00 GMT"

    other = client.get(address, headers={"If-None-Match": '"x"', "If-Modified-Since": since})
    same = client.get(address, headers={"If-None-Match": etag, "If-Modified-Since": long_ago})

    assert (other.status_code, same.status_code) == (200, 304)


@pytest.mark.slow
@pytest.mark.parametrize("kind", wide(["clarification", "retraction"], every=2))
def test_a_change_is_later_than_the_page_before_in_the_same_second_too(client, clock, kind):
    first = make_published_ruling()
    address = addresses.ruling_address(first.page)
    since = modified(client, clock, address)

    make_next_version(first, kind, **({} if kind == "retraction" else {"why": "New words."}))

    for later in (0, 0.5, 1, 3):
        clock.now += later
        assert client.get(address, headers={"If-Modified-Since": since}).status_code == 200


@pytest.mark.parametrize(
    "value", wide(["", "yesterday", "Fri, 99 Jan 2027 08:00:00 GMT", "x" * 9000], every=3)
)
def test_a_time_that_is_none_is_passed_over(client, clock, value):
    address = addresses.ruling_address(make_page().page)
    modified(client, clock, address)

    assert client.get(address, headers={"If-Modified-Since": value}).status_code == 200
