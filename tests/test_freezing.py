"""What a second reader reads is every word on the page, and what is published stays as it was."""

from datetime import date

import pytest

from claims.actions.correct_ruling import correct_ruling
from claims.actions.override_rules import override_rules
from claims.freezing import (
    approval_holds,
    differs_from_published,
    digest_of_words,
    freeze,
    words_of,
)
from claims.models import Correction, Ruling
from tests.factories import (
    machine,
    make_attachment,
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_inquiry,
    make_note,
    make_search,
    make_snapshot,
    make_tagging,
    make_verdict,
    rating,
    somebody,
)
from tests.keeping import fresh, kept
from tests.pictures import PIXEL
from tests.rulings import (
    approve,
    make_draft,
    make_next_version,
    make_published_ruling,
    make_researched_claim,
    publish,
    submit,
)
from tests.width import wide

__all__ = ["kept"]
pytestmark = pytest.mark.django_db

URL = "https://changed.example/"
ARCHIVED = "https://perma.cc/AB12-CD34"
ROWS = {  # where each part of the page comes from
    "": lambda ruling: ruling,
    "claim": lambda ruling: ruling.claim,
    "claim.claimants": lambda ruling: ruling.claim.attributions.get().claimant,
    "article": lambda ruling: ruling.claim.article,
    "evidence": lambda ruling: ruling.claim.evidence.first(),
    "evidence.source": lambda ruling: ruling.claim.evidence.first().source,
    "inquiries": lambda ruling: ruling.claim.inquiries.get(),
    "searches": lambda ruling: ruling.claim.searches.get(),
    "evidence.picture": lambda ruling: ruling.claim.evidence.first(),
    "topics": lambda ruling: ruling.claim.taggings.get().topic,
    "override": lambda ruling: ruling,
    "correction": lambda ruling: ruling.correction,
}
WORDS = {  # each word of the page: the field that holds it, and another value
    "language": ("language", "cy"),
    "label": ("label", "First check"),
    "why": ("why", "Changed."),
    "key_points": ("key_points", ["Changed."]),
    "body": ("body", "Changed.[^e1]"),
    "not_known": ("not_known", "Changed."),
    "no_primary_because": ("no_primary_because", "Changed."),
    "not_asked_because": ("not_asked_because", "Changed."),
    "differed_because": ("differed_because", "Changed."),
    "topics.slug": ("slug", "changed"),
    "topics.name": ("name", "Changed"),
    "claim.text": ("text", "Changed."),
    "claim.kind": ("kind", "prediction"),
    "claim.said_on": ("said_on", "2000-02"),
    "claim.said_where": ("said_where", "Changed"),
    "claim.said_medium": ("said_medium", "audio"),
    "claim.said_at": ("said_at", "1:02-1:30"),
    "claim.said_words": ("said_words", "Changed."),
    "claim.appearances": ("said_archived_url", ARCHIVED),
    "claim.chosen_because": ("chosen_because", "Changed."),
    "claim.claimants.name": ("name", "Changed"),
    "claim.claimants.kind": ("kind", "organization"),
    "claim.claimants.role": ("role", "Changed"),
    "claim.claimants.affiliation": ("affiliation", "Changed"),
    "claim.claimants.same_as": ("same_as", URL),
    "article.title": ("title", "Changed"),
    "article.url": ("url", URL),
    "article.publisher": ("publisher", "Changed"),
    "article.byline": ("byline", "Changed"),
    "article.published_on": ("published_on", "2000"),
    "article.language": ("language", "es"),
    "article.medium": ("medium", "video"),
    "article.own": ("origin", "own"),
    "evidence.stance": ("stance", "context"),
    "evidence.quote": ("quote", "Changed."),
    "evidence.where": ("where", "Changed"),
    "evidence.pages": ("pages", "12-14"),
    "evidence.time_code": ("time_code", "1:02:03"),
    "evidence.note": ("note", "Changed."),
    "evidence.later_because": ("later_because", "Changed."),
    "evidence.picture.alt": ("picture_alt", "Changed."),
    "evidence.picture.credit": ("picture_credit", "Changed."),
    "evidence.source.title": ("title", "Changed"),
    "evidence.source.publisher": ("publisher", "Changed"),
    "evidence.source.kind": ("kind", "expert"),
    "evidence.source.url": ("url", URL),
    "evidence.source.archived_url": ("archived_url", ARCHIVED),
    "evidence.source.published_on": ("published_on", "2000"),
    "evidence.source.accessed_on": ("accessed_on", date(2026, 1, 1)),
    "evidence.source.consulted": ("consulted", "Changed"),
    "evidence.source.interests": ("interests", "Changed."),
    "inquiries.whom": ("whom", "Changed"),
    "inquiries.kind": ("kind", "expert"),
    "inquiries.asked_on": ("asked_on", date(2026, 1, 1)),
    "inquiries.due_on": ("due_on", date(2026, 12, 1)),
    "inquiries.outcome": ("outcome", "declined"),
    "inquiries.question": ("question", "Changed?"),
    "inquiries.answered_on": ("answered_on", date(2026, 10, 20)),
    "inquiries.answer": ("answer", "Changed."),
    "searches.where": ("where", "Changed"),
    "searches.terms": ("terms", "Changed"),
    "searches.searched_on": ("searched_on", date(2026, 1, 1)),
    "searches.outcome": ("outcome", "found"),
    "searches.remark": ("remark", "Changed."),
    "override.rules": ("overridden_rules", ["stored_copies"]),
    "override.reason": ("override_reason", "Changed."),
    "override.by": ("overridden_by", None),
    "correction.kind": ("kind", "minor"),
    "correction.note": ("note", "Changed."),
}
TYPED = [path for path in WORDS if path != "override.by"]
UNTYPED = {  # what the page shows beside words: ids, versions, anchors, what a program found
    *(
        "format",
        "version",
        "claim.id",
        "claim.claimants.id",
        "article.id",
        "evidence.cite",
        "evidence.found",
    ),
    *(f"evidence.found_{name}" for name in ("score", "in", "page", "words", "link")),
    *(f"passage.{name}" for name in ("body", "sha256", "start", "end", "quote")),
    *(f"evidence.picture.{name}" for name in ("sha256", "media_type", "width", "height")),
    "translation",  # of a page that translates none
    *("passage.prefix", "passage.suffix", "rating.best", "rating.worst", "rating.scale"),
    *(f"rating.{name}" for name in ("label", "definition", "value", "tone", "shape")),
    *("correction.version_before", "correction.version_after"),
}


@pytest.fixture(scope="module")
def typist(kept):
    """Somebody who typed nothing yet."""
    return make_editor()


@pytest.fixture(scope="module")
def ruling(kept):
    """A second version that shows something in every place of the page."""
    claim = make_researched_claim(make_claim(said_url="https://said.example/"), "Half true")
    make_attribution(claim, make_claimant(name="A. Minister"))
    make_inquiry(claim, answer="Both.", outcome="answered")
    make_search(claim, public=True)
    make_tagging(claim)
    piece = claim.evidence.first()
    piece.picture = make_attachment(claim, PIXEL, media_type="image/png", width=1, height=1)
    piece.picture_alt, piece.picture_credit = "A treaty, signed.", "The archive"
    piece.picture_shown = True
    piece.save_by(somebody())
    first = make_published_ruling(claim, "Half true")
    after = correct_ruling(first, kind="substantive", note="A date.", by=make_editor())
    editor = make_editor()
    return override_rules(
        after, ["both_sides"], revision=after.revision, by=editor, reason="No other side."
    )


def leaves(words, path=""):
    """Yield the path and the value of each word; of a list of parts, those of the first."""
    for name, value in words.items():
        here = f"{path}{name}"
        part = value[0] if isinstance(value, list) and value else value
        if isinstance(part, dict):
            yield from leaves(part, f"{here}.")
        else:
            yield here, value


def digest(ruling):
    return digest_of_words(words_of(fresh(ruling)))


def test_every_place_of_the_page_is_a_word_here(ruling):
    places = [path for path, _value in leaves(words_of(ruling))]

    assert sorted(places) == sorted({*WORDS, *UNTYPED})


@pytest.mark.parametrize("path", wide(WORDS))
def test_a_changed_word_changes_the_digest_and_its_own_place_alone(ruling, typist, path):
    before, words = digest(ruling), dict(leaves(words_of(fresh(ruling))))
    row = ROWS[path.rpartition(".")[0]](fresh(ruling))
    field, value = WORDS[path]
    setattr(row, field, typist if field == "overridden_by" else value)
    row.save_by(typist, "changed by a test")

    after = dict(leaves(words_of(fresh(ruling))))

    assert digest(ruling) != before
    assert {place for place in after if after[place] != words[place]} == {path}


@pytest.mark.parametrize("path", wide(TYPED))
def test_who_types_a_word_is_a_writer(ruling, typist, path):
    row = ROWS[path.rpartition(".")[0]](fresh(ruling))
    field, value = WORDS[path]
    setattr(row, field, value)
    assert typist.pk not in ruling.writer_ids()

    row.save_by(typist, "changed by a test")

    assert typist.pk in fresh(ruling).writer_ids()


def test_another_rating_is_another_digest(ruling, typist):
    before = digest(ruling)
    row = fresh(ruling)
    row.rating = rating("True")
    row.save_by(typist)

    assert digest(ruling) != before


INTERNAL = {
    "an internal remark on evidence": (lambda r: r.claim.evidence.first(), "remark", "Hm."),
    "an internal remark on a claimant": (lambda r: r.claim.attributions.get(), "remark", "Hm."),
    "an assignee": (lambda r: r.claim, "assignee", None),
    "a due date": (lambda r: r.claim, "due_on", date(2026, 12, 1)),
    "how somebody was asked": (lambda r: r.claim.inquiries.get(), "how", "By letter"),
    "confidentiality": (lambda r: r.claim.article, "confidential", True),
    "what is shown of the article": (lambda r: r.claim.article, "shown", "full"),
}


@pytest.mark.parametrize("change", INTERNAL)
def test_what_no_reader_sees_changes_no_digest(ruling, typist, change):
    before = digest(ruling)
    find, field, value = INTERNAL[change]
    row = find(fresh(ruling))
    setattr(row, field, typist if field == "assignee" else value)
    row.save_by(typist)

    assert digest(ruling) == before


def test_notes_searches_verdicts_and_copies_change_no_digest(ruling):
    before = digest(ruling)
    make_note(ruling.claim)
    make_search(ruling.claim, public=False)
    make_verdict(ruling.claim)
    make_snapshot(ruling.claim.evidence.first().source)
    make_inquiry(ruling.claim, public=False)

    assert digest(ruling) == before


def test_the_same_words_have_the_same_digest(ruling):
    assert digest(ruling) == digest(ruling)
    assert digest(ruling) == digest_of_words(words_of(Ruling.objects.get(pk=ruling.pk)))


def found(ruling, **findings):
    """Note what a program found of a ruling's first quotation."""
    piece = fresh(ruling).claim.evidence.first()
    piece.take(findings)
    piece.save_by(machine(), "checked by a test", aside=True)


def test_a_quotation_that_is_found_or_not_checked_is_read_the_same(ruling):
    before = digest(ruling)
    found(ruling, found="unchecked", snapshot_id=None)
    assert digest(ruling) == before

    copy = make_snapshot(ruling.claim.evidence.first().source)
    found(ruling, found="verbatim", found_score=1.0, snapshot_id=copy.pk)
    found(ruling, found_start=0, found_end=9, found_page=3)
    assert digest(ruling) == before


def test_a_quotation_that_is_not_as_it_was_typed_changes_what_is_read(ruling):
    digests = {digest(ruling)}
    for state, words in (
        ("absent", []),
        ("near", [{"kind": "removed", "text": "not "}]),
        ("near", [{"kind": "added", "text": "not "}]),
    ):
        found(ruling, found=state, finding={"words": words})
        digests.add(digest(ruling))

    assert len(digests) == 4


def test_a_check_flags_a_public_page_only_where_it_finds_something_else(ruling):
    published = ruling.claim.rulings.get(version=1)
    found(published, found="verbatim", found_score=1.0, found_start=0, found_end=9)
    assert not differs_from_published(fresh(published))

    found(published, found="absent", found_score=0.1)
    assert differs_from_published(fresh(published))


def test_the_page_leads_to_the_passage(ruling):
    words = [{"kind": "same", "text": "The treaty"}]
    found(ruling, found="near", finding={"words": words, "fragment": "text=The%20treaty"})

    piece = words_of(fresh(ruling))["evidence"][0]

    assert piece["found_link"] == f"{piece['source']['url']}#:~:text=The%20treaty"
    assert piece["found_words"] == words


def test_an_approval_holds_until_a_word_changes(ruling):
    approved = approve(submit(fresh(ruling)))
    assert approval_holds(approved)

    source = approved.claim.evidence.first().source
    source.title = "Changed"
    source.save_by(make_editor())

    assert not approval_holds(approved)


def test_a_published_page_tells_when_the_desk_says_something_else_by_now(ruling):
    published = ruling.claim.rulings.get(version=1)
    assert not differs_from_published(published)

    source = published.claim.evidence.first().source
    source.publisher = "Changed"
    source.save_by(make_editor())

    assert differs_from_published(fresh(published))
    assert fresh(published).page["evidence"][0]["source"]["publisher"] == "The Archive"


def set_aside(ruling, *rules):
    """Set these rules aside for a reason of an editor who wrote nothing else."""
    given = {"revision": ruling.revision, "by": make_editor(), "reason": "No other side."}
    return override_rules(ruling, rules, **given)


def test_of_the_rules_set_aside_a_page_names_those_that_are_not_met(kept):
    draft = make_draft(make_claim(), body="")
    ruling = set_aside(draft, "independent_sources", "stored_copies", "conflicts_declared")
    make_verdict(ruling.claim)

    page = freeze(fresh(ruling))

    assert page["override"]["rules"] == [
        "Two independent sources or more, for or against the claim"
    ]
    assert page["override"]["reason"] == "No other side."


def test_a_page_that_meets_all_rules_tells_of_none_set_aside(kept):
    ruling = set_aside(make_draft(), "both_sides")

    assert freeze(ruling)["override"] is None
    assert words_of(ruling)["override"]["reason"] == "No other side."


def test_a_rule_set_aside_and_met_makes_no_published_page_differ(kept):
    published = publish(approve(submit(set_aside(make_draft(), "both_sides"))))

    assert published.page["override"] is None
    assert not differs_from_published(published)


def test_a_page_of_before_deadlines_were_told_does_not_differ_for_want_of_one(kept):
    claim = make_researched_claim()
    inquiry = make_inquiry(claim, due_on=date(2026, 10, 8))
    published = make_published_ruling(claim)
    for told in published.frozen["inquiries"]:
        del told["due_on"], told["outcome"]
    published.frozen["format"] = 1
    assert not differs_from_published(published)

    inquiry.answer = "Both."
    inquiry.save_by(make_editor())

    assert differs_from_published(published)


def test_who_keeps_a_search_that_no_reader_sees_wrote_none_of_the_page(kept):
    ruling, editor = make_draft(), make_editor()
    search = make_search(ruling.claim, by=editor, public=False)
    assert editor.pk not in ruling.writer_ids()

    search.public = True
    search.save_by(make_editor())

    assert editor.pk in ruling.writer_ids()


def test_what_no_reader_sees_makes_no_page_differ(ruling):
    published = ruling.claim.rulings.get(version=1)
    make_note(published.claim)
    claim = fresh(published.claim)
    claim.assignee = make_editor()
    claim.save_by(claim.assignee)

    assert not differs_from_published(fresh(published))


def test_the_page_names_its_people_and_its_times(ruling):
    published = ruling.claim.rulings.get(version=1)

    page = published.page

    assert page["written_by"] == [str(published.written_by)]
    assert page["approved_by"] == str(published.approved_by)
    assert page["published_at"] == published.published_at.isoformat()
    assert page["first_published_at"] == page["published_at"]
    assert freeze(ruling)["first_published_at"] == page["published_at"]


def test_a_later_version_keeps_the_date_of_the_first_public_one(kept):
    first = make_published_ruling()

    second = make_next_version(first, Correction.Kind.MINOR)

    assert second.page["first_published_at"] == first.page["published_at"]
    assert second.page["published_at"] == second.published_at.isoformat()
