"""Policies at the desk: one editor writes, another reads and puts in force."""

import pytest

from claims.models import Policy
from tests.admin.desk import at, desk_of, errors_of, fill, form_of, list_of, messages_of, words_of
from tests.factories import make_policy, make_policy_in_force
from tests.width import wide

pytestmark = pytest.mark.django_db


def test_one_writes_another_puts_in_force_and_readers_see_it(client):
    writer, second = desk_of("editor"), desk_of("editor")
    words = {"kind": "funding", "body": "Readers pay.", "why": "They asked."}
    assert fill(writer, list_of(Policy, "add"), **words).status_code == 302
    policy = Policy.objects.get()
    assert policy.written_by == writer.person

    own = writer.get(at(policy))
    assert "another editor reads it and puts it in force" in words_of(own)
    assert at(policy, "put-in-force") not in own.text
    assert writer.get(at(policy, "put-in-force")).status_code == 403
    read = second.get(at(policy, "put-in-force"))
    assert "Readers pay." in words_of(read)
    done = second.post(at(policy, "put-in-force"), form_of(read), follow=True)

    assert "In force now: Ownership and funding, version 1" in messages_of(done)
    assert "Readers pay." in client.get("/policies/funding/").text
    assert 'name="body"' not in second.get(at(policy)).text


@pytest.mark.slow
def test_a_new_version_begins_with_the_words_of_today():
    policy, desk = make_policy_in_force(body="Readers pay for it."), desk_of("editor")
    page = desk.get(at(policy))
    assert f"{list_of(Policy, 'add')}?kind=funding" in page.text

    begun = form_of(desk.get(f"{list_of(Policy, 'add')}?kind=funding"))

    assert begun["body"] == "Readers pay for it."
    assert begun["why"] == ""
    assert begun["kind"] == "funding"


def test_the_second_person_sees_what_differs():
    make_policy_in_force(body="Readers pay for most of it.")
    policy = make_policy(body="Foundations pay for most of it.")

    page = desk_of("editor").get(at(policy, "put-in-force")).text

    assert "<del>Readers " in page
    assert "<ins>Foundations " in page


@pytest.mark.slow
def test_what_was_read_before_a_change_is_not_put_in_force():
    policy, second, other = make_policy(), desk_of("editor"), desk_of("editor")
    read = form_of(second.get(at(policy, "put-in-force")))
    fill(other, at(policy), body="Nobody pays.")

    answer = second.post(at(policy, "put-in-force"), read)

    assert "Somebody else changed" in errors_of(answer)
    assert not Policy.objects.in_force().exists()
    assert "Nobody pays." in words_of(answer)


def test_a_proposal_is_withdrawn_with_a_reason():
    policy, desk = make_policy(), desk_of("editor")

    done = fill(desk, at(policy, "retract"), reason="Too early.")

    assert done.status_code == 302
    assert "Withdrawn before it was in force." in words_of(desk.get(at(policy)))


@pytest.mark.parametrize("role", ["reporter", "reviewer", "administrator", "reader"])
def test_others_read_it(role):
    policy, desk = make_policy(), desk_of(role)

    assert "Readers pay for it." in words_of(desk.get(at(policy)))
    assert desk.get(list_of(Policy, "add")).status_code == 403
    assert desk.get(at(policy, "put-in-force")).status_code == 403


def test_the_desk_reminds_of_what_belongs_there():
    page = desk_of("editor").get(f"{list_of(Policy, 'add')}?kind=funding")

    assert "Who owns the house" in words_of(page)
    assert "How a rating is reached" not in words_of(page)
    assert "EFCSN Code of Standards" in words_of(page)


@pytest.mark.parametrize(
    ("typed", "says"),
    wide(
        [
            ({"body": ""}, "required"),
            ({"body": "x" * 20_001}, "at most 20000"),
            ({"body": "a\0b"}, "Null characters"),
            ({"why": "x" * 501}, "at most 500"),
            ({"kind": "anything"}, "not one of the available choices"),
            ({"language": "not a tag"}, "no language tag"),
        ],
        every=3,
    ),
)
def test_bad_input_is_refused_in_words(typed, says):
    words = {"kind": "funding", "body": "Readers pay.", "why": "They asked."}

    answer = fill(desk_of("editor"), list_of(Policy, "add"), **(words | typed))

    assert says in errors_of(answer)
    assert not Policy.objects.exists()
