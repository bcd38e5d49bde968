"""Which sources are one voice, from the rows of the desk: told, kept, and a person's to decide."""

import pytest
from django.core.cache import cache

from claims import gate
from claims.gate import RULES, Case
from claims.models import Fingerprint, SourceTie
from claims.text.winnowing import fingerprints_of
from tests.factories import make_claim, make_evidence, make_snapshot, make_source, make_source_tie
from tests.text.shared_texts import AGENCY, OWN, edited
from tests.timing import least_seconds

pytestmark = pytest.mark.django_db


def cite(claim, name, text="", **fields):
    """Return a source that is cited on the claim, with a stored copy of this text."""
    url = f"https://{name.lower()}.example/"
    source = make_source(publisher=name, title=name, **{"url": url, **fields})
    if text:
        make_snapshot(source, text)
    make_evidence(claim, source)
    return source


def voices_of(claim):
    return [{str(s.publisher) for s in voice.sources} for voice in Case.of(claim).voices]


def said_of(claim):
    case = Case.of(claim)
    return RULES["independent_sources"].holds(case), RULES["independent_sources"].said(case)


@pytest.fixture
def claim():
    return make_claim()


def test_two_that_print_one_agencys_text_are_one_voice(claim):
    cite(claim, "Daily", AGENCY)
    cite(claim, "Post", edited(AGENCY))
    met, said = said_of(claim)

    assert not met
    assert "2 sources count as 1 independent source. Counted as one: " in said
    assert "their stored copies share about" in said
    assert "Daily" in said
    assert "Post" in said


def test_two_that_credit_one_agency_are_one_voice(claim):
    cite(claim, "Daily", f"PARIS (AFP) - {OWN}")
    cite(claim, "Post", "The other story.\n\nAFP")

    assert "both are by, or credit, AFP" in said_of(claim)[1]


def test_where_a_redirect_led_tells_whose_page_it_is(claim):
    one = cite(claim, "Daily", url="https://short.example/x")
    cite(claim, "Post")
    make_snapshot(one, final_url="https://www.post.example/long")

    assert "same registered domain: post.example" in said_of(claim)[1]


def test_own_reports_are_each_a_voice_and_nothing_is_said(claim):
    cite(claim, "Daily", AGENCY)
    cite(claim, "Post", OWN)

    assert said_of(claim) == (True, "")


def test_the_newest_copy_counts(claim):
    source = cite(claim, "Daily", AGENCY)
    cite(claim, "Post", AGENCY)
    make_snapshot(source, OWN)

    assert voices_of(claim) == [{"Daily"}, {"Post"}]


def test_a_person_stands_above_the_machine_until_that_is_taken_back(claim):
    one, other = cite(claim, "Daily", AGENCY), cite(claim, "Post", AGENCY)
    tie = make_source_tie(other, one, kind=SourceTie.Kind.TWO, because="The agency paid both.")

    assert (tie.one, tie.other) == (one, other)
    assert voices_of(claim) == [{"Daily"}, {"Post"}]

    tie.retracted_at, tie.retracted_by = tie.created_at, one.history.first().history_user
    tie.retraction_reason = "A mistake."
    tie.save_by(tie.retracted_by)
    assert voices_of(claim) == [{"Daily", "Post"}]


def test_a_person_joins_what_no_machine_sees(claim):
    make_source_tie(cite(claim, "Daily"), cite(claim, "Post"), because="One house owns both.")

    assert "a person says that they are one: One house owns both." in said_of(claim)[1]


def test_fingerprints_are_worked_out_once_when_a_copy_is_stored(claim):
    copy = make_snapshot(make_source(), AGENCY)

    kept = Fingerprint.objects.get(pk=copy.pk)
    assert list(kept.fingerprints.hashes) == list(fingerprints_of(AGENCY).hashes)
    assert kept.agencies == []


def test_what_is_compared_is_kept_and_its_texts_are_not_read_again(
    claim, django_assert_num_queries, monkeypatch
):
    cache.clear()
    for name in ("Daily", "Post"):
        cite(claim, name, AGENCY)
    voices_of(claim)

    monkeypatch.setattr("claims.gate.voices.shared_words", None)
    assert voices_of(claim) == [{"Daily", "Post"}]


@pytest.mark.slow
def test_twenty_long_copies_are_compared_in_a_moment_and_with_no_more_queries(
    claim, django_assert_num_queries
):
    words = [f"w{n % 5000}x{n // 7}" for n in range(14_000)]
    cite(claim, "First", " ".join(words))
    cache.clear()
    with django_assert_num_queries(9):
        gate.check(claim)
    for n in range(19):
        cite(claim, f"Paper{n}", " ".join(f"{word}{n}" for word in words))
    cache.clear()
    with django_assert_num_queries(9):
        gate.check(claim)

    assert len(Case.of(claim).voices) == 20
    assert least_seconds(lambda: Case.of(claim).voices) < 0.2
