from datetime import UTC, datetime

import pytest

from claims.actions.retract_row import retract_row
from claims.models import Verdict
from tests.admin.desk import desk_of, list_of, words_of
from tests.factories import make_article, make_claim, make_evidence, make_verdict
from tests.width import wide

pytestmark = pytest.mark.django_db

PAGE = list_of(Verdict, "agreement")


def judged(labels, *, own=None, claim=None, **fields):
    """Return a claim with a verdict for each label, and one of this person."""
    claim = claim or make_claim()
    for label in labels:
        make_verdict(claim, label, **fields)
    if own:
        make_verdict(claim, labels[0], by=own, **fields)
    return claim


@pytest.fixture
def desk():
    return desk_of("reviewer")


def differing(desk, query=""):
    return [claim for claim, _verdicts in desk.get(f"{PAGE}{query}").context["differing"]]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("reviewer", 200),
        ("editor", 200),
        ("reporter", 403),
        ("reader", 403),
        ("administrator", 403),
    ],
)
def test_those_who_judge_see_the_page(role, status):
    assert desk_of(role).get(PAGE).status_code == status


def test_the_list_of_verdicts_leads_to_it(desk):
    assert PAGE in desk.get(list_of(Verdict)).content.decode()


def test_with_nothing_to_count_it_says_what_to_do(desk):
    told = words_of(desk.get(PAGE))

    assert "No claim has two verdicts that count" in told
    assert "No verdicts that you may see lie more than one step apart" in told


@pytest.mark.slow
def test_alpha_is_told_over_all_and_by_month_with_how_to_read_it(desk):
    march, may = (datetime(2026, month, 5, tzinfo=UTC) for month in (3, 5))
    judged(["True"], own=desk.person, submitted_at=march)
    judged(["False"], own=desk.person, submitted_at=march)
    judged(["False", "True"], own=desk.person, submitted_at=may)

    page = desk.get(PAGE)

    first, second = page.context["months"]
    assert (first.since.month, first.claims, first.verdicts) == (5, 1, 3)
    assert (second.since.month, second.degrees, second.names) == (3, 1, 1)
    assert page.context["whole"].claims == 3
    assert page.context["whole"].degrees < 0.667
    told = words_of(page)
    assert "March 2026 2 4 1.000 reliable 1.000" in told
    assert "From 0.800 on, ratings can be relied on" in told
    assert "Content Analysis" in told


@pytest.mark.slow
def test_unproven_is_no_degree_and_a_rating_like_others(desk):
    judged(["Unproven"], own=desk.person)
    judged(["True"], own=desk.person)
    judged(["False", "Unproven"], own=desk.person)

    whole = desk.get(PAGE).context["whole"]

    assert whole.degrees == 1
    assert whole.names < 1


@pytest.mark.slow
def test_ratings_that_met_are_counted(desk):
    judged(["True", "False"], own=desk.person)

    met = {str(one): counts for one, counts in desk.get(PAGE).context["met"]}

    order = list(met)
    assert met["True"][order.index("True")] == 1
    assert met["True"][order.index("False")] == 2
    assert met["False"][order.index("True")] == 2


@pytest.mark.parametrize(
    ("labels", "listed"),
    wide(
        [
            (["True", "Mostly true"], False),
            (["True", "Half true"], True),
            (["True", "Mostly true", "Half true"], True),
            (["True", "Unproven"], True),
            (["Unproven", "Unproven"], False),
        ],
        every=2,
    ),
)
def test_a_disagreement_is_more_than_a_step_or_unproven_for_some(desk, labels, listed):
    claim = judged(labels, own=desk.person)

    assert differing(desk) == ([claim] if listed else [])


@pytest.mark.slow
def test_disagreements_are_narrowed_by_kind_and_reviewer(desk):
    far = judged(["True", "False"], own=desk.person)
    unproven = judged(["True", "Unproven"], own=desk.person)
    reviewer = far.verdicts.first().reviewer_id

    assert differing(desk, "?kind=far") == [far]
    assert differing(desk, "?kind=open") == [unproven]
    assert differing(desk, f"?by={reviewer}") == [far]
    assert differing(desk, f"?by={reviewer}&kind=open") == []


@pytest.mark.slow
def test_what_does_not_count_is_not_counted(desk):
    reworded = judged(["True", "False"], own=desk.person)
    reworded.text = "Other words."
    reworded.save_by(desk.person)
    taken_back = judged(["True"], own=desk.person)
    other = make_verdict(taken_back, "False")
    retract_row(other, by=other.reviewer, reason="Too early.")

    assert differing(desk) == []
    assert desk.get(PAGE).context["whole"].verdicts == 2


@pytest.mark.parametrize("role", ["reviewer", "editor", "superuser"])
def test_nothing_is_told_of_verdicts_before_the_own_is_given(role):
    claim = judged(["True", "False"])
    desk = desk_of(role)

    hidden = desk.get(PAGE)

    assert hidden.context["whole"].claims == 0
    assert str(claim) not in words_of(hidden)
    assert [name for _pk, name in hidden.context["form"].fields["by"].choices] == ["Everybody"]
    assert {n for _one, counts in hidden.context["met"] for n in counts} == {0}


def test_a_confidential_claim_is_for_those_who_may_see_it():
    claim = make_claim(make_article(confidential=True))
    editor = desk_of("editor")
    judged(["True", "False"], own=editor.person, claim=claim)
    reviewer = claim.verdicts.first().reviewer

    assert differing(editor) == [claim]
    assert differing(desk_of(reviewer)) == []


@pytest.mark.slow
def test_a_declared_conflict_is_told_and_counts(desk):
    claim = judged(["True"], own=desk.person)
    make_verdict(claim, "False", conflict=True, conflict_details="She holds shares.")

    page = desk.get(PAGE)

    assert "conflict of interest: She holds shares." in words_of(page)
    assert page.context["whole"].verdicts == 3


@pytest.mark.slow
def test_the_page_takes_the_same_queries_however_many_differ(desk, django_assert_max_num_queries):
    judged(["True", "False"], own=desk.person)
    make_evidence(judged(["True", "False"], own=desk.person))
    with django_assert_max_num_queries(25) as first:
        desk.get(PAGE)
    for _n in range(3):
        judged(["True", "Unproven"], own=desk.person)

    with django_assert_max_num_queries(len(first)):
        assert len(differing(desk)) == 5
