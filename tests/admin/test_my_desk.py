"""The first page of the desk: what waits for whom, and the whole desk in figures."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.actions.assign_claim import assign_claim
from claims.actions.correct_ruling import correct_ruling
from claims.actions.keep_preferences import keep_preferences
from claims.actions.retract_row import retract_row
from claims.actions.return_ruling import return_ruling
from claims.actions.save_row import save_row
from claims.models import Claim, Evidence, Notification
from tests.admin.desk import ROLES, at, desk_of, list_of, make_person, words_of
from tests.factories import (
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_inquiry,
    make_proposal,
    make_report,
    make_reporter,
    make_source,
    make_verdict,
    make_visit,
)
from tests.keeping import fresh
from tests.rulings import (
    make_approved_ruling,
    make_draft,
    make_published_ruling,
    make_submitted_ruling,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

INDEX = reverse("admin:index")
LONG_AGO = date(2026, 1, 9)


def section(desk, name):
    """Return what the page shows of a kind of work, or None if it is not for this person."""
    response = desk.get(INDEX)
    assert response.status_code == 200
    return next((s for s in response.context["sections"] if s.kind.name == name), None)


def shown(desk, name):
    """Return the addresses to which the lines of a kind of work lead."""
    return [line.url for line in section(desk, name).lines]


def listed(desk, url):
    """Return the keys of the rows in a list of the desk."""
    response = desk.get(url)
    assert response.status_code == 200, url
    return {row.pk for row in response.context["cl"].result_list}


def bare(make, claim=None, **given):
    """Return a ruling on a claim that nobody researched."""
    return make(claim or make_claim(), body="It lapsed in 1996.", **given)


def return_to_writer(ruling, reason="The year is missing."):
    return return_ruling(ruling, revision=ruling.revision, by=make_editor(), reason=reason)


def void(ruling):
    """Let somebody change a word after the approval."""
    piece = ruling.claim.evidence.first()
    piece.note = "Typed after the approval."
    save_row(piece, by=make_reporter())


def changed_ruling(person):
    ruling = make_published_ruling(make_claim(assignee=person))
    piece = ruling.claim.evidence.first()
    piece.note = "Typed since."
    save_row(piece, by=make_reporter(), reason="A slip.")
    return ruling


WAITING = {  # one row of each kind of work for a person
    "overdue": lambda person: make_claim(assignee=person, due_on=LONG_AGO),
    "answers": lambda person: make_inquiry(
        make_claim(assignee=person), asked_on=LONG_AGO, due_on=LONG_AGO
    ),
    "assigned": lambda person: make_claim(assignee=person),
    "back": lambda person: return_to_writer(bare(make_submitted_ruling, by=person)),
    "approval": lambda _person: bare(make_submitted_ruling),
    "publication": lambda _person: bare(make_approved_ruling),
    "verdict": lambda _person: make_claim(),
    "changed": changed_ruling,
    "reports": lambda _person: make_report(),
}


@pytest.mark.parametrize("name", WAITING)
def test_each_kind_of_work_is_shown_and_leads_to_the_list_of_the_same_rows(name):
    desk = desk_of("editor")
    assert section(desk, name).lines == []
    rows = [WAITING[name](desk.person) for _n in range(2)]

    found = section(desk, name)

    assert (len(found.lines), found.total.number) == (2, 2)
    assert listed(desk, found.url) == {row.pk for row in rows}
    assert all(desk.get(line.url).status_code == 200 for line in found.lines)


def test_a_longer_kind_is_cut_and_says_how_many_there_are():
    desk, article = desk_of("editor"), make_article()
    for _n in range(12):
        make_claim(article, assignee=desk.person)

    found = section(desk, "assigned")

    assert (len(found.lines), found.total.number) == (10, 12)
    assert "Show all 12" in words_of(desk.get(INDEX))


def test_each_figure_leads_to_the_list_of_as_many_rows():
    desk, nobody = desk_of("editor"), make_reporter()
    for make in WAITING.values():
        make(nobody)
    make_proposal()
    cited = make_published_ruling()
    make_visit(cited.claim.evidence.first().source)
    adrift = make_published_ruling()
    passage_went(adrift.claim)
    retract_row(make_claim(), by=desk.person, reason="Entered twice.")

    figures = [f for group in desk.get(INDEX).context["groups"] for f in group.figures]

    told = {str(f.label): f.number.number for f in figures}
    assert told == {str(f.label): len(listed(desk, f.url)) for f in figures}
    assert told["Published, cited page changed"] == 3  # all cite one page
    assert told["Published, passage changed"] == 1
    assert told["Proposed by a machine"] == 1


# By role


def test_each_role_sees_the_work_that_is_theirs():
    seen = {
        role: {s.kind.name for s in desk_of(role).get(INDEX).context["sections"]} for role in ROLES
    }

    mine = {"overdue", "answers", "assigned", "back", "changed", "reports"}
    assert seen == {
        "reader": set(),
        "reporter": mine,
        "reviewer": mine | {"verdict"},
        "editor": mine | {"verdict", "approval", "publication"},
        "administrator": set(),
    }


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_who_has_no_work_of_a_kind_sees_the_desk_in_figures_and_its_tables(role):
    make_claim()

    told = words_of(desk_of(role).get(INDEX))

    assert "Nothing waits here" not in told
    assert "The whole desk" in told
    assert "Rating scale" in told


def test_who_has_no_role_sees_no_figure():
    make_claim()
    desk = desk_of(make_person())

    page = desk.get(INDEX)

    assert page.context["groups"] == page.context["sections"] == []
    assert "no article" not in words_of(page)


def test_a_list_offers_what_a_role_has_to_do_with():
    told = {role: words_of(desk_of(role).get(list_of(Claim))) for role in ROLES}

    assert {role for role in ROLES if "for your verdict" in told[role]} == {"reviewer", "editor"}
    assert "assigned to you" not in told["reader"]


def test_a_new_desk_says_what_to_begin_with():
    begin = "Bring in an article"

    assert begin in words_of(desk_of("reporter").get(INDEX))
    empty = words_of(desk_of("reader").get(INDEX))

    assert begin not in empty
    assert "There is no article here yet" in empty


def test_where_nothing_waits_the_page_says_what_to_do_next():
    make_proposal()

    told = words_of(desk_of("reviewer").get(INDEX))

    assert "Nothing waits for you." in told
    assert "Accept more of what is proposed." in told


# What is assigned, and what is late


def test_what_is_due_first_stands_first_and_what_has_no_day_last():
    desk, today = desk_of("reporter"), timezone.localdate()
    days = [None, today + timedelta(days=1), LONG_AGO, today]
    claims = [make_claim(assignee=desk.person, due_on=day) for day in days]

    found = section(desk, "assigned")

    assert [line.url for line in found.lines] == [at(claims[n]) for n in (2, 3, 1, 0)]
    assert [bool(line.late) for line in found.lines] == [True, False, False, False]
    told = words_of(desk.get(INDEX))
    assert "due today" in told
    assert "due tomorrow" in told


def test_it_is_overdue_by_the_day_of_who_looks():
    early, late = desk_of("reporter"), desk_of("reporter")
    zones = {early: "Pacific/Kiritimati", late: "Etc/GMT+12"}  # a day apart at any hour
    for desk, zone in zones.items():
        keep_preferences(desk.person, by=desk.person, time_zone=zone)
    with timezone.override(zones[early]):
        yesterday = timezone.localdate() - timedelta(days=1)
    for desk in zones:
        make_claim(assignee=desk.person, due_on=yesterday)

    assert section(early, "overdue").total.number == 1
    assert section(late, "overdue").total.number == 0
    assert len(listed(early, section(early, "overdue").url)) == 1
    assert listed(late, section(late, "overdue").url) == set()


def test_what_is_done_or_laid_aside_is_no_work():
    desk = desk_of("editor")
    make_claim(assignee=desk.person, state=Claim.State.DROPPED, drop_reason="An opinion.")
    published = make_published_ruling(make_claim(assignee=desk.person, due_on=LONG_AGO))

    assert shown(desk, "assigned") == []
    assert shown(desk, "overdue") == []

    correct_ruling(published, kind="minor", note="A comma.", by=make_editor())
    assert shown(desk, "assigned") == [at(published.claim)]


def test_a_proposal_is_worked_on_at_the_workbench():
    desk = desk_of("reporter")
    proposal = make_proposal(assignee=desk.person)

    (url,) = shown(desk, "assigned")

    assert url == f"{at(proposal.article, 'workbench')}?claim={proposal.public_id}"


def test_a_claim_of_a_retracted_article_waits_for_nobody():
    desk = desk_of("editor")
    claim = make_claim(assignee=desk.person)
    retract_row(claim.article, by=desk.person, reason="Entered twice.")

    assert shown(desk, "assigned") == []
    assert shown(desk, "verdict") == []


# Verdicts


def test_a_claim_waits_for_a_verdict_until_mine_counts_on_todays_wording():
    desk, claim = desk_of("reviewer"), make_claim()
    make_verdict(claim)
    assert len(shown(desk, "verdict")) == 1

    make_verdict(claim, by=desk.person)
    assert shown(desk, "verdict") == []

    claim.text = "The treaty of 1961 ended in 1996."
    save_row(claim, by=make_editor())
    assert len(shown(desk, "verdict")) == 1


def test_no_verdict_is_wanted_on_a_proposal_or_on_what_is_published():
    desk = desk_of("reviewer")
    make_proposal()
    make_published_ruling()

    assert shown(desk, "verdict") == []


def test_how_many_verdicts_there_are_is_told_and_not_how_others_judged():
    desk, claim = desk_of("reviewer"), make_claim()
    pages = []
    for label in ("False", "Mostly true"):
        make_verdict(claim, label)
        pages.append(words_of(desk.get(INDEX)))

    assert "1 verdict so far" in pages[0]
    assert "2 verdicts so far" in pages[1]
    assert all("False" not in page and "Mostly true" not in page for page in pages)


# Rulings


def test_a_ruling_waits_for_those_who_typed_none_of_it_at_the_page_where_it_is_approved():
    writer, other = desk_of("editor"), desk_of("editor")
    ruling = make_submitted_ruling(by=writer.person)

    assert shown(writer, "approval") == []
    assert shown(other, "approval") == [at(ruling, "preview")]

    make_evidence(ruling.claim, by=other.person)
    assert shown(other, "approval") == []


def test_a_ruling_on_a_claim_that_was_dropped_waits_for_nobody():
    desk = desk_of("editor")
    ruling = bare(make_submitted_ruling)
    claim = ruling.claim
    claim.state, claim.drop_reason = Claim.State.DROPPED, "Nobody can check it."
    claim.save_by(make_editor())

    assert shown(desk, "approval") == []


def test_what_was_returned_tells_its_writer_who_wants_what():
    desk = desk_of("reporter")
    bare(make_draft, by=desk.person)
    editor = make_editor(byline="Grace Hopper")
    ruling = bare(make_submitted_ruling, by=desk.person)
    return_ruling(ruling, revision=ruling.revision, by=editor, reason="Name the year.")

    (line,) = section(desk, "back").lines

    assert line.url == at(ruling)
    assert "Grace Hopper: “Name the year.”" in line.told


def test_an_approval_that_became_void_comes_back_to_the_writer():
    desk = desk_of("editor")
    ruling = make_approved_ruling(by=desk.person)
    assert shown(desk, "back") == []

    void(ruling)

    assert shown(desk, "back") == [at(ruling)]
    assert "approval is void" in words_of(desk.get(INDEX))


def test_what_has_a_time_is_not_waited_for():
    desk = desk_of("editor")
    ruling = make_approved_ruling()
    assert shown(desk, "publication") == [at(ruling)]

    ruling.publish_at, ruling.scheduled_by = timezone.now() + timedelta(days=1), desk.person
    ruling.save_by(desk.person)

    assert shown(desk, "publication") == []


# What changed under a published ruling


@pytest.fixture
def published():
    return make_published_ruling(by=make_editor())


def reworded(claim):
    claim.text = "The treaty of 1961 ended in 1996."
    save_row(claim, by=make_editor(), reason="Plainer.")


def cites_less(claim):
    retract_row(claim.evidence.first(), by=make_editor(), reason="Cited twice.")


def cites_more(claim):
    given = {"claim": claim, "source": make_source(url=""), "stance": "context"}
    save_row(Evidence(**given), by=make_editor(), reason="One more.")


def retitled(claim):
    source = claim.evidence.first().source
    source.title = "Another title"
    save_row(source, by=make_editor(), reason="A slip.")


def cited_page_went(claim):
    make_visit(claim.evidence.first().source)


def passage_went(claim):
    claim.anchor = Claim.Anchor.CHANGED
    claim.save_by(make_editor())


CHANGES = [reworded, cites_less, cites_more, retitled, cited_page_went, passage_went]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_under_a_published_ruling_is_told_to_who_wrote_and_who_approved_it(
    published, change
):
    people = [desk_of(person) for person in (published.written_by, published.approved_by)]
    assert [shown(desk, "changed") for desk in people] == [[], []]

    change(published.claim)

    assert [shown(desk, "changed") for desk in people] == [[at(published)], [at(published)]]
    assert shown(desk_of("editor"), "changed") == []


def test_what_readers_are_not_told_or_is_as_it_was_again_is_no_change(published):
    desk = desk_of(published.written_by)
    make_inquiry(published.claim, public=False)
    piece = published.claim.evidence.first()
    was = piece.note
    for note in ("Otherwise.", was):
        piece = fresh(piece)
        piece.note = note
        save_row(piece, by=make_editor(), reason="A slip.")

    assert shown(desk, "changed") == []


# Who may see what


def test_what_is_confidential_is_in_no_line_and_in_no_figure():
    hidden = make_article(confidential=True, title="Zebra dossier")
    for make in (make_submitted_ruling, make_approved_ruling):
        claim = make_claim(hidden, text="Zebra: the treaty lapsed.")
        bare(make, claim, by=make_editor())
    make_inquiry(make_claim(hidden), due_on=LONG_AGO, asked_on=LONG_AGO)
    make_claim(hidden, due_on=LONG_AGO)
    make_report(make_claim(hidden))

    page = desk_of("reviewer").get(INDEX)

    assert "Zebra" not in words_of(page)
    assert [s.total.number for s in page.context["sections"]] == [0] * 7
    figures = [f for group in page.context["groups"] for f in group.figures]
    assert {f.number.number for f in figures} == {0}
    seen = desk_of("editor").get(INDEX).context["groups"]
    assert sum(f.number.number for group in seen for f in group.figures)


# Many rows


def queries_of(desk):
    desk.get(INDEX)  # the first visit also fills caches of content types
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(INDEX).status_code == 200
    return [query["sql"] for query in queries]


def make_of_each(person, times):
    for _n in range(times):
        for make in WAITING.values():
            make(person)


def test_more_rows_of_each_kind_ask_no_more_queries():
    desk = desk_of("editor")
    make_of_each(desk.person, 2)
    few = queries_of(desk)

    make_of_each(desk.person, 3)
    assert len(queries_of(desk)) == len(few) <= 75


@pytest.mark.once
def test_fifty_rows_of_each_kind_ask_as_many_queries_as_five():
    desk = desk_of("editor")
    make_of_each(desk.person, 5)
    few = queries_of(desk)

    make_of_each(desk.person, 45)

    assert len(queries_of(desk)) == len(few)
    assert all(s.total.number >= 50 for s in desk.get(INDEX).context["sections"])


@pytest.mark.parametrize("asked", ["awaiting=nonsense", "awaiting=", "work=never"])
def test_a_choice_that_is_none_shows_the_list(asked):
    claim = make_claim()

    assert listed(desk_of("reporter"), f"{list_of(Claim)}?{asked}") == {claim.pk}


def test_unread_news_stand_first_until_they_are_read():
    editor = make_person("editor")
    claim = make_claim(text="The bridge was closed in May.")
    assign_claim(claim, to=editor, by=make_editor(), revision=claim.revision)
    desk = desk_of(editor)

    page = words_of(desk.get("/admin/"))
    assert "News for you" in page
    desk.post(reverse("desk:read_notices"), {"until": Notification.objects.latest("pk").pk})

    assert "News for you" not in words_of(desk.get("/admin/"))
