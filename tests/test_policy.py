"""Who may what: the roles as the README tells them, and each deed on each row."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from claims import policy
from claims.models import Ruling, SplitRun, User, Verdict
from claims.policy import allowed
from tests.factories import (
    give_role,
    machine,
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_proposal,
    make_reporter,
    make_source,
    make_user,
)
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_next_version,
    make_published_ruling,
    make_submitted_ruling,
)
from tests.width import wide

README = Path(__file__).parent.parent / "README.md"
TABLE = re.compile(r"<!-- roles -->\n(.*?)<!-- /roles -->", re.DOTALL)
ROLE_OF = {"reader at the desk": "reader"}  # where a column's head is not the role's name
ROWS = {  # each row of the README's table, by its first words
    "see the desk": allowed(policy.SEEN, "view"),
    "ingest": allowed([m for m in policy.WORKED if m != "ruling"], "add", "change")
    | allowed(["body", "splitrun", "visit"], "add"),
    "give a verdict": allowed(["verdict"], "add", "change"),
    "draft and submit": allowed(["ruling"], "add", "change"),
    "return, approve, publish": {
        *("return_ruling", "approve_ruling", "publish_ruling", "triage_claim"),
        *allowed(["acknowledgement", "policy"], "add", "change"),
    },
    "users": allowed(["user", "membership", *policy.STANDARDS], "add", "change")
    | {"view_membership", "view_group"},
    "ask for": {"add_redaction", "view_redaction", "redact_history"},
    "override a rule": {"override_gate"},
    "export": {"export_claims"},
}
EDITORS_ALONE = {"see_confidential"}  # told in the row on seeing the desk


def rows_of_readme():
    """Return the README's table: what is done, and which roles may."""
    head, _rule, *lines = TABLE.search(README.read_text())[1].strip().splitlines()
    roles = [ROLE_OF.get(name, name) for name in cells(head)[1:]]
    for line in lines:
        deed, *answers = cells(line)
        yield deed, {role for role, answer in zip(roles, answers, strict=True) if answer == "yes"}


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_the_readme_tells_what_each_role_may():
    told = {}
    for deed, roles in rows_of_readme():
        (row,) = (row for row in ROWS if deed.startswith(row))
        told[row] = roles

    held = {
        row: {role for role, given in policy.ROLES.items() if given & permissions}
        for row, permissions in ROWS.items()
    }
    assert told == held
    for row, roles in held.items():
        assert all(policy.ROLES[role] >= ROWS[row] for role in roles)


def test_no_role_may_what_no_row_tells():
    told = set().union(*ROWS.values())

    assert set().union(*policy.ROLES.values()) == told | EDITORS_ALONE
    assert [role for role, given in policy.ROLES.items() if given & EDITORS_ALONE] == ["editor"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", policy.ROLES)
def test_migrations_make_each_roles_group_with_these_permissions_and_no_others(role):
    group = Group.objects.get(name=role)

    assert {p.codename for p in group.permissions.all()} == policy.ROLES[role]


@pytest.mark.django_db
@pytest.mark.parametrize("role", policy.ROLES)
def test_a_person_may_what_their_role_may(role):
    person = make_user(role)

    held = {permission.removeprefix("claims.") for permission in person.get_all_permissions()}

    assert held - {"auth.view_group"} == policy.ROLES[role] - {"view_group"}


@pytest.mark.django_db
def test_a_role_taken_back_gives_nothing():
    person, giver = make_user(), make_editor()
    membership = give_role(person, "editor")

    membership.retracted_at, membership.retracted_by = timezone.now(), giver
    membership.retraction_reason = "Left the desk."
    membership.save_by(giver)

    assert User.objects.get(pk=person.pk).get_all_permissions() == set()


@pytest.mark.django_db
def test_who_left_may_nothing():
    person = make_editor()
    person.is_active = False
    person.save_by(make_editor())

    assert not User.objects.get(pk=person.pk).has_perm("claims.view_claim")


@pytest.mark.django_db
def test_the_machine_brings_in_and_proposes_and_no_more():
    machine = User.objects.machine()

    assert {p.removeprefix("claims.") for p in machine.get_all_permissions()} == policy.MACHINE
    assert not machine.has_usable_password()
    assert not policy.may_approve(machine, make_submitted_ruling())


def make_dropped_claim():
    return make_claim(state="dropped", drop_reason="No fact.")


def make_split_article():
    article = make_article()
    run = SplitRun(body=article.body, splitter="rules", version="1")
    run.save_by(machine(), "split")
    return article


def make_split_claim():
    return make_claim(state="split")


def make_merged_claim():
    return make_claim(state="merged", merged_into=make_claim())


WORKERS, JUDGES = {"reporter", "reviewer", "editor"}, {"reviewer", "editor"}
DEEDS = {
    "ingest": (policy.may_ingest, None, WORKERS),
    "change a claim": (policy.may_change, make_claim, WORKERS),
    "change a source": (policy.may_change, make_source, WORKERS),
    "change evidence": (policy.may_change, make_evidence, WORKERS),
    "change a person": (policy.may_change, make_user, {"administrator"}),
    "visit a source": (policy.may_visit, make_source, WORKERS),
    "acknowledge": (policy.may_acknowledge, make_evidence, {"editor"}),
    "assign": (policy.may_assign, make_claim, {"editor"}),
    "assign what is dropped": (policy.may_assign, make_dropped_claim, set()),
    "give back what is another's": (policy.may_give_back, make_claim, set()),
    "judge": (policy.may_give_verdict, make_claim, JUDGES),
    "judge a proposal": (policy.may_give_verdict, make_proposal, set()),
    "add a verdict": (lambda by, claim: policy.may_add_to(by, claim, Verdict), make_claim, JUDGES),
    "draft": (policy.may_draft, make_claim, WORKERS),
    "draft on a proposal": (policy.may_draft, make_proposal, set()),
    "edit a draft": (policy.may_edit, make_draft, WORKERS),
    "edit what is public": (policy.may_edit, make_published_ruling, set()),
    "submit": (policy.may_submit, make_draft, WORKERS),
    "submit twice": (policy.may_submit, make_submitted_ruling, set()),
    "split": (policy.may_split, make_claim, WORKERS),
    "split what is split": (policy.may_split, make_split_claim, set()),
    "undo a split": (policy.may_unsplit, make_split_claim, WORKERS),
    "undo no split": (policy.may_unsplit, make_claim, set()),
    "take back no split": (policy.may_take_back_split, make_article, set()),
    "take back a whole split": (
        policy.may_take_back_split,
        make_split_article,
        WORKERS,
    ),
    "merge": (policy.may_merge, make_claim, WORKERS),
    "merge what is merged": (policy.may_merge, make_merged_claim, set()),
    "undo a merge": (policy.may_unmerge, make_merged_claim, WORKERS),
    "undo no merge": (policy.may_unmerge, make_claim, set()),
    "return": (policy.may_return, make_submitted_ruling, {"editor"}),
    "return a draft": (policy.may_return, make_draft, set()),
    "approve": (policy.may_approve, make_submitted_ruling, {"editor"}),
    "approve a draft": (policy.may_approve, make_draft, set()),
    "publish": (policy.may_publish, make_approved_ruling, {"editor"}),
    "publish unread": (policy.may_publish, make_submitted_ruling, set()),
    "schedule": (policy.may_schedule, make_approved_ruling, {"editor"}),
    "schedule unread": (policy.may_schedule, make_submitted_ruling, set()),
    "take no time back": (policy.may_unschedule, make_approved_ruling, set()),
    "correct": (policy.may_correct, make_published_ruling, {"editor"}),
    "correct a draft": (policy.may_correct, make_draft, set()),
    "override": (policy.may_override, make_draft, {"editor"}),
    "export": (policy.may_export, make_article, set(policy.ROLES)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("deed", wide(DEEDS))
def test_each_deed_is_for_these_roles(deed):
    may, make, roles = DEEDS[deed]
    on = [make()] if make else []

    assert {role for role in policy.ROLES if may(make_user(role), *on)} == roles
    assert not may(make_user(), *on)


@pytest.mark.django_db
def test_policy_and_queryset_agree_on_who_can_be_given_claims():
    people = [make_user(role, is_staff=staff) for role in policy.ROLES for staff in (True, False)]
    people += [User.objects.machine(), make_user(is_superuser=True, is_staff=True)]

    offered = set(policy.workers())

    assert offered == {person for person in people if policy.may_work(person)}
    assert {person for person in offered if not policy.may_take(person, make_claim())} == set()


@pytest.mark.django_db
def test_policy_and_queryset_agree_on_who_may_approve():
    writer = make_editor()
    ruling = make_submitted_ruling(by=writer)
    helper = make_editor()
    make_evidence(ruling.claim, by=helper)

    for editor in (writer, helper, make_editor()):
        listed = ruling in Ruling.objects.awaiting(editor)
        assert listed is policy.may_approve(editor, ruling)
    assert not policy.may_approve(helper, ruling)


@pytest.mark.django_db
def test_not_even_a_superuser_approves_their_own_words():
    writer = make_user(is_superuser=True)

    ruling = make_submitted_ruling(by=writer)

    assert writer.has_perm("claims.approve_ruling")
    assert not policy.may_approve(writer, ruling)


@pytest.mark.django_db
def test_who_wrote_an_earlier_version_cannot_approve_the_next():
    writer = make_editor()
    first = make_published_ruling(by=writer)

    second = make_next_version(first)

    assert writer.pk in second.writer_ids()


@pytest.mark.django_db
def test_who_gave_a_verdict_may_approve():
    ruling = make_submitted_ruling()
    reviewer = ruling.claim.verdicts.first().reviewer
    give_role(reviewer, "editor")

    assert policy.may_approve(User.objects.get(pk=reviewer.pk), ruling)


@pytest.mark.django_db
def test_who_could_approve_is_who_may():
    ruling = make_submitted_ruling()
    people = [
        *(ruling.written_by, make_editor(), make_reporter(), make_editor(is_active=False)),
        *(make_editor(is_staff=True), make_user(is_superuser=True, is_staff=True)),
    ]

    readers = policy.second_readers(ruling)

    at_the_desk = [user for user in people if user.is_staff and user.is_active]
    assert set(readers) == {user for user in at_the_desk if policy.may_approve(user, ruling)}
    assert len(readers) == 2


@pytest.mark.django_db
def test_who_is_about_to_write_cannot_approve():
    ruling, editor = make_published_ruling(), make_editor(is_staff=True)

    assert editor in policy.second_readers(ruling)
    assert editor not in policy.second_readers(ruling, besides=editor)


@pytest.mark.django_db
def test_who_may_see_a_row_is_asked_once_while_a_page_is_made(django_assert_num_queries):
    claim, reporter = make_claim(), make_reporter()
    policy.may_see(reporter, claim)  # loads the permissions

    with django_assert_num_queries(1), policy.seen_once():
        answers = [policy.may_see(reporter, claim) for _n in range(3)]
    with django_assert_num_queries(2):
        answers += [policy.may_see(reporter, claim) for _n in range(2)]

    assert answers == [True] * 5


@pytest.mark.django_db
def test_what_one_person_may_see_is_not_told_of_another():
    claim = make_claim(make_article(confidential=True))
    editor, reporter = make_editor(), make_reporter()

    with policy.seen_once():
        answers = [policy.may_see(person, claim) for person in (editor, reporter, editor)]

    assert answers == [True, False, True]
