"""Each publication rule: what meets it, what does not, and what stands at its edge."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from claims import gate
from claims.gate import RULES, Case, Rule
from claims.gate.checking import TRANSLATION_RULES
from claims.models import (
    Article,
    Claim,
    Evidence,
    Inquiry,
    Rating,
    Ruling,
    Search,
    Source,
    Verdict,
)
from tests.actions.outcomes import change
from tests.factories import (
    make_attribution,
    make_claim,
    make_claimant,
    make_editor,
    make_evidence,
    make_inquiry,
    make_snapshot,
    make_source,
)
from tests.rulings import make_draft, make_researched_claim

UNSEEN = Search(outcome="found", public=False)
FALSE, TRUE, UNPROVEN = Rating(pk=1, value=1), Rating(pk=5, value=5), Rating(pk=6, value=None)


def holds(rule, *, claim=None, ruling=None, **rows):
    """Ask one rule about a claim with these rows on it."""
    return RULES[rule].holds(case_of(claim=claim, ruling=ruling, **rows))


def case_of(*, claim=None, ruling=None, **rows):
    given = {kind: tuple(row) for kind, row in rows.items()}
    return Case(claim=claim or Claim(), ruling=ruling, **given)


def piece(stance="supports", found="unchecked", quote="", note="", **source):
    return Evidence(stance=stance, found=found, quote=quote, note=note, source=Source(**source))


def cited(*sources):
    return [piece(**source) for source in sources]


BBC, AFP = {"publisher": "BBC"}, {"publisher": "AFP"}
PAGE, COPY = {"url": "https://a.example/1"}, {"url": "https://www.a.example/2"}
INDEPENDENT = {
    "nothing": ((), False),
    "one": ((BBC,), False),
    "one publisher twice": ((BBC, BBC), False),
    "two publishers": ((BBC, AFP), True),
    "one publisher in another spelling": ((BBC, {"publisher": "bbc"}), False),
    "one publisher on two hosts": ((BBC | PAGE, BBC | {"url": "https://b.example/"}), False),
    "two publishers on one host": ((BBC | PAGE, AFP | COPY), False),
    "two publishers on two hosts": ((BBC | PAGE, AFP | {"url": "https://b.example/"}), True),
    "two hosts of one domain": ((PAGE, {"url": "https://m.a.example/"}), False),
    "one page and its copy in an archive": (
        (PAGE, {"url": "https://web.archive.org/web/2024/https://a.example/1"}),
        False,
    ),
    "two publishers of one agency's name": (
        (AFP, {"publisher": "Agence France-Presse", "url": "https://b.example"}),
        False,
    ),
    "a publisher with its article and legal form": ((BBC, {"publisher": "The BBC Ltd"}), False),
    "all of three by way of one": (
        (BBC | PAGE, {"publisher": "Post", "url": "https://m.a.example/"}, {"publisher": "POST"}),
        False,
    ),
    "nothing to compare but one title": ((BBC | {"title": "X"}, PAGE | {"title": "x"}), False),
    "nothing to compare but two titles": ((BBC | {"title": "X"}, PAGE | {"title": "Y"}), True),
    "one host with www and without": ((PAGE, COPY), False),
    "two hosts": ((PAGE, {"url": "https://b.example/1"}), True),
    "a publisher's host, unnamed": ((BBC | PAGE, COPY), False),
    "two titles": (({"title": "Letter"}, {"title": "Minutes"}), True),
    "one title twice": (({"title": "Letter"}, {"title": "letter"}), False),
    "two of three": ((BBC, BBC, AFP), True),
}


@pytest.mark.parametrize("case", INDEPENDENT)
def test_what_one_voice_says_twice_is_one_source(case):
    sources, met = INDEPENDENT[case]

    assert holds("independent_sources", evidence=cited(*sources)) is met


@pytest.mark.parametrize("kind", Source.Kind)
def test_a_primary_source_is_the_document_or_the_data(kind):
    assert holds("primary_source", evidence=cited({"kind": kind})) is (kind in ("primary", "data"))


def test_without_a_primary_source_the_ruling_says_why():
    assert not holds("primary_source")
    assert not holds("primary_source", ruling=Ruling(rating=FALSE))
    assert not holds("primary_source", ruling=Ruling(rating=FALSE, not_known="Who signed."))
    assert holds("primary_source", ruling=Ruling(rating=FALSE, no_primary_because="It is secret."))


def test_what_only_gives_context_is_no_voice_on_the_central_point():
    around = piece(stance="context", publisher="Post")

    assert not holds("independent_sources", evidence=[*cited(BBC), around])


def test_a_source_that_is_cited_twice_is_one_voice():
    source = Source(publisher="BBC")
    twice = [Evidence(stance=stance, source=source) for stance in ("supports", "refutes")]

    assert len(case_of(evidence=twice).voices) == 1


@pytest.mark.parametrize("found", Evidence.Found)
def test_a_quotation_is_found_word_for_word_or_explained(found):
    quoted = piece(quote="It lapsed.", found=found)
    explained = piece(quote="It lapsed.", found=found, note="Our translation.")

    assert holds("quotations_found", evidence=[quoted]) is (found == "verbatim")
    assert holds("quotations_found", evidence=[explained])


def test_what_is_not_quoted_need_not_be_found():
    assert holds("quotations_found")
    assert holds("quotations_found", evidence=[piece()])


@pytest.mark.parametrize(
    ("stances", "searches", "met"),
    [
        ([], [], False),
        (["supports"], [], False),
        (["refutes", "refutes"], [], False),
        (["supports", "context"], [], False),
        (["supports", "refutes"], [], True),
        ([], [Search(outcome="nothing")], True),
        (["supports"], [Search(outcome="found")], True),
    ],
)
def test_both_sides_were_looked_for(stances, searches, met):
    evidence = [piece(stance=stance, quote="It lapsed.") for stance in stances]

    assert holds("both_sides", evidence=evidence, searches=searches) is met


def test_a_source_without_a_word_from_it_stands_on_no_side():
    said = piece("supports", quote="It lapsed.")

    assert not holds("both_sides", evidence=[said, piece("refutes")])
    assert holds("both_sides", evidence=[said, piece("refutes", note="It lists the treaty.")])


@pytest.mark.parametrize(
    ("verdicts", "ruled", "met"),
    [
        ([], FALSE, False),
        ([FALSE], FALSE, False),
        ([FALSE, FALSE], FALSE, True),
        ([FALSE, FALSE], None, True),
        ([FALSE, TRUE], FALSE, False),
        ([FALSE, FALSE], TRUE, False),
        ([UNPROVEN] * 3, UNPROVEN, True),
        ([FALSE, FALSE, TRUE], FALSE, False),
    ],
)
def test_two_verdicts_agree_with_each_other_and_the_ruling(verdicts, ruled, met):
    given = [Verdict(rating=rating) for rating in verdicts]
    ruling = Ruling(rating=ruled) if ruled else None

    assert holds("verdicts_agree", verdicts=given, ruling=ruling) is met


@pytest.mark.parametrize(
    ("judged", "met"),
    [
        (["It lapsed in 1996."] * 2, True),
        (["It lapsed in 1996.", "It lapsed."], False),
        (["It lapsed in 1996.", "It lapsed in 1996.", "It lapsed."], True),
    ],
)
def test_a_verdict_on_an_earlier_wording_does_not_count(judged, met):
    earlier = [TRUE if wording == "It lapsed." else FALSE for wording in judged]
    verdicts = [Verdict(rating=r, wording=w) for r, w in zip(earlier, judged, strict=True)]

    claim = Claim(text="It lapsed in 1996.")
    assert holds("verdicts_agree", claim=claim, verdicts=verdicts) is met


def test_a_disagreement_that_readers_are_told_of_is_no_obstacle():
    given = [Verdict(rating=rating) for rating in (FALSE, TRUE)]
    silent, frank = (
        Ruling(rating=FALSE, differed_because=why) for why in ("", "One counts the spirit of it.")
    )

    assert not holds("verdicts_agree", verdicts=given, ruling=silent)
    assert holds("verdicts_agree", verdicts=given, ruling=frank)
    assert not holds("verdicts_agree", verdicts=given[:1], ruling=frank)


def test_a_verdict_by_another_scale_than_the_rulings_does_not_count():
    new = Rating(pk=11, value=1, scale=2)
    given = [Verdict(rating=rating) for rating in (FALSE, new)]

    assert not holds("verdicts_agree", verdicts=given, ruling=Ruling(rating=new))
    assert holds("verdicts_agree", verdicts=[*given, given[1]], ruling=Ruling(rating=new))


@pytest.mark.parametrize(
    ("said_on", "published_on", "because", "met"),
    [
        ("2024-06-12", "2024-06-13", "", False),
        ("2024-06-12", "2024-06-13", "It tells of the day itself.", True),
        ("2024-06-12", "2024-06-12", "", True),
        ("2024-06-12", "2024-06", "", True),
        ("2024-06", "2024-06-30", "", True),
        ("2024-06", "2024-07", "", False),
        ("2024", "2025", "", False),
        ("", "2025", "", True),
        ("2024", "", "", True),
    ],
)
def test_later_evidence_says_why_it_counts(said_on, published_on, because, met):
    later = piece(note="State agency.", published_on=published_on)
    later.later_because = because

    assert holds("nothing_younger", claim=Claim(said_on=said_on), evidence=[later]) is met


@pytest.mark.parametrize(
    ("rating", "evidence", "searches", "met"),
    [
        (UNPROVEN, [], [], False),
        (UNPROVEN, [], [Search(outcome="nothing", public=False)], False),
        (UNPROVEN, [], [Search(outcome="found", public=True)], False),
        (UNPROVEN, [], [UNSEEN, Search(outcome="nothing", public=True)], True),
        (UNPROVEN, [piece()], [], True),
        (FALSE, [], [], True),
        (None, [], [], True),
    ],
)
def test_that_nothing_was_found_rests_on_a_search_that_readers_see(rating, evidence, searches, met):
    ruling = Ruling(rating=rating) if rating else None

    assert holds("nothing_found", ruling=ruling, evidence=evidence, searches=searches) is met


@pytest.mark.parametrize(
    ("answers", "met"),
    [([], False), ([None], False), ([False], True), ([True], True), ([False, None], False)],
)
def test_each_reviewer_says_whether_they_have_a_conflict(answers, met):
    verdicts = [Verdict(conflict=answer, rating=FALSE) for answer in answers]

    assert holds("conflicts_declared", verdicts=verdicts) is met


def test_readers_learn_why_the_claim_was_chosen():
    assert not holds("chosen_because")
    assert holds("chosen_because", claim=Claim(chosen_because="It decides the matter."))


@pytest.mark.parametrize(
    ("rating", "not_known", "met"),
    [(FALSE, "", True), (UNPROVEN, "", False), (UNPROVEN, "Who signed.", True)],
)
def test_what_is_undecided_says_what_is_missing(rating, not_known, met):
    assert holds("not_known", ruling=Ruling(rating=rating, not_known=not_known)) is met


def test_nothing_is_missing_before_a_rating_is_chosen():
    assert holds("not_known")


@pytest.mark.django_db
def test_every_page_that_is_cited_has_a_stored_copy():
    claim = make_researched_claim()
    paper = piece(title="Minutes, on paper")
    page = make_source(url="https://uncopied.example/")

    assert RULES["stored_copies"].holds(Case.of(claim))
    assert holds("stored_copies", evidence=[paper])
    assert not holds("stored_copies", evidence=[Evidence(source=page), paper])
    make_snapshot(page)
    assert holds("stored_copies", evidence=[Evidence(source=page), paper])


@pytest.mark.django_db
def test_whoever_is_named_as_the_claimant_was_asked():
    claim = make_claim()
    records = make_inquiry(claim, kind=Inquiry.Kind.RECORDS)
    assert RULES["claimant_asked"].holds(Case.of(claim))

    make_attribution(claim, make_claimant(name="Chen Li"))
    assert not RULES["claimant_asked"].holds(Case.of(claim))

    records.kind = Inquiry.Kind.RIGHT_OF_REPLY
    records.whom = "The press office of Ms Chen"
    records.save_by(make_editor())
    assert RULES["claimant_asked"].holds(Case.of(claim))


@pytest.mark.django_db
def test_that_others_were_asked_is_no_right_of_reply_for_the_claimant():
    claim = make_inquiry(whom="The ministry of health").claim
    make_attribution(claim, make_claimant(name="Ministry of Health", kind="organization"))
    assert RULES["claimant_asked"].holds(Case.of(claim))

    make_attribution(claim, make_claimant(name="Chen Li"))
    case = Case.of(claim)

    assert not RULES["claimant_asked"].holds(case)
    assert RULES["claimant_asked"].said(case) == "No right of reply on record names: Chen Li"


@pytest.mark.parametrize(
    ("whom", "outcome", "met"),
    [
        ("Chen Li", "", True),
        ("Chen Li", "silent", True),
        ("Chen Li", "withdrawn", False),
        ("a councillor of Norwick", "silent", False),
        ("Norwick council", "declined", False),
    ],
)
@pytest.mark.django_db
def test_a_question_that_was_withdrawn_or_put_to_an_office_is_no_right_of_reply(whom, outcome, met):
    claim = make_claim()
    given = {"name": "Chen Li", "role": "councillor", "affiliation": "Norwick council"}
    make_attribution(claim, make_claimant(**given))
    make_inquiry(claim, whom=whom, outcome=outcome)

    assert RULES["claimant_asked"].holds(Case.of(claim)) is met


def test_who_seems_to_have_said_it_has_to_be_named():
    case = case_of(claim=Claim(said_by="Ida Berg"))

    assert RULES["claimant_asked"].applies(case)
    assert not RULES["claimant_asked"].holds(case)
    assert "said by Ida Berg" in RULES["claimant_asked"].said(case)


def test_a_ruling_that_rests_on_nothing_needs_no_sources():
    nothing = [Search(outcome="nothing", public=True)]
    undecided = Ruling(rating=UNPROVEN, not_known="Who signed.")
    case = case_of(ruling=undecided, searches=nothing)

    assert RULES["independent_sources"].holds(case)
    assert RULES["primary_source"].holds(case)
    assert not RULES["independent_sources"].applies(case)


@pytest.mark.django_db
def test_why_the_claimant_was_not_asked_is_told():
    claim = make_attribution().claim

    for reason, met in (("", False), ("The speaker died in 2001.", True)):
        ruling = Ruling(rating=FALSE, not_asked_because=reason, not_known="Who signed.")
        assert RULES["claimant_asked"].holds(Case.of(claim, ruling)) is met


@pytest.mark.django_db
def test_more_sources_need_no_more_queries(django_assert_num_queries):
    claim = make_researched_claim()

    with CaptureQueriesContext(connection) as few:
        gate.check(claim)
    for _n in range(3):
        source = make_source()
        make_snapshot(source)
        make_evidence(claim, source)

    with django_assert_num_queries(len(few)):
        gate.check(claim)


@pytest.mark.django_db
def test_a_researched_claim_meets_every_rule():
    assert {c.rule.id for c in gate.check(make_researched_claim()) if not c.holds} == set()


@pytest.mark.django_db
def test_what_was_retracted_counts_for_nothing(django_assert_max_num_queries):
    ruling = make_draft()
    editor = make_editor()
    for rows in (ruling.claim.evidence, ruling.claim.verdicts):
        for row in rows.all():
            row.retracted_at, row.retracted_by = row.created_at, editor
            row.retraction_reason = "A mistake."
            row.save_by(editor)

    case = Case.of(ruling.claim, ruling)

    assert (case.evidence, case.verdicts) == ((), ())
    with django_assert_max_num_queries(8):
        gate.check(ruling.claim, ruling)


@pytest.mark.django_db
def test_a_rule_set_aside_is_told_and_stops_nothing():
    ruling = make_draft(make_claim(), body="")
    ruling.overridden_rules = ["both_sides"]

    found = {check.rule.id: check for check in gate.check(ruling.claim, ruling)}

    assert list(found) == list(RULES)
    assert found["both_sides"].overridden
    assert not found["both_sides"].stops
    assert found["independent_sources"].stops
    assert not found["chosen_because"].stops  # it holds


def test_what_is_only_advice_stops_nothing():
    advice = {rule.id for rule in RULES.values() if rule.level != "must"}
    rule = RULES["nothing_younger"]

    assert advice == {"nothing_younger"}
    assert not gate.Check(rule, "should", holds=False, overridden=False).stops
    assert gate.Check(rule, "must", holds=False, overridden=False).stops
    assert not gate.Check(rule, "must", holds=False, overridden=True).stops


def test_only_the_rule_on_verdicts_would_tell_what_others_judged():
    assert [rule.id for rule in RULES.values() if rule.blind] == ["verdicts_agree"]


def test_rules_are_told_in_words_and_rules_of_old_by_their_name():
    with translation.override("en"):
        told = gate.sentences(["stored_copies", "a_rule_of_old"])

    assert told == ["Every cited page has a stored copy", "a_rule_of_old"]


@pytest.mark.django_db
def test_rules_on_each_piece_of_evidence_have_nothing_to_check_before_there_is_one():
    bare, researched = make_claim(), make_researched_claim()

    waiting = {c.rule.id for c in gate.check(bare) if not c.applies}

    of_evidence = {"quotations_found", "stored_copies", "nothing_younger", "nothing_found"}
    assert waiting == of_evidence | {"claimant_asked", "not_known"}
    assert not [c.rule.id for c in gate.check(bare) if not c.applies and c.stops]
    idle = {c.rule.id for c in gate.check(researched) if not c.applies}
    assert idle == {"claimant_asked", "not_known", "nothing_found", "nothing_younger"}


@pytest.mark.django_db
def test_rules_on_what_a_claim_may_not_have_apply_once_it_has_it():
    claim = make_attribution().claim
    undecided = Ruling(rating=UNPROVEN)

    assert RULES["claimant_asked"].applies(Case.of(claim))
    assert RULES["not_known"].applies(Case.of(claim, undecided))


@pytest.mark.parametrize("name", [*RULES, *TRANSLATION_RULES])
def test_a_rule_that_need_not_apply_says_what_is_so_then(name):
    rule = (RULES | TRANSLATION_RULES)[name]
    always_applies = type(rule).applies is Rule.applies

    assert (rule.idle is Rule.idle) is always_applies
    assert gate.idle(name) == str(rule.idle)


def test_a_rule_of_an_earlier_release_says_nothing_of_where_it_does_not_apply():
    assert gate.idle("gone") == ""


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_each_rule_says_what_it_wants_and_what_to_do(rule):
    assert RULES[rule.id] is rule
    assert str(rule.sentence)
    assert str(rule.remedy).endswith(".")
    assert rule.level in ("must", "should")


@pytest.mark.parametrize(
    ("note", "met"),
    [("", False), ("x", False), (" see note ", False), ("The page was rewritten in May.", True)],
)
@pytest.mark.parametrize("found", ["near", "absent", "unchecked"])
def test_a_quotation_that_was_not_found_is_explained_in_a_sentence(found, note, met):
    cited_so = piece(quote="It lapsed.", found=found, note=note)

    assert holds("quotations_found", evidence=[cited_so]) is met


@pytest.fixture
def overtaken(db):
    """Return evidence that was found, and is not any more, under a note of before."""
    piece = make_evidence(quote="It lapsed.", found="verbatim", note="The archive's own register.")
    return change(piece, found="absent")


def asked(piece):
    case = Case.of(piece.claim)
    return RULES["quotations_found"].holds(case), RULES["quotations_found"].said(case)


def test_a_note_from_before_a_quotation_went_missing_does_not_explain_that(overtaken):
    met, said = asked(overtaken)

    assert not met
    assert said.startswith("The note of [^e1] is from when the quotation was found")
    assert asked(change(overtaken, note="The page was rewritten in May.")) == (True, "")


def test_nor_does_it_once_it_is_typed_anew_as_it_was(overtaken):
    note = overtaken.note
    change(overtaken, note="")

    assert asked(change(overtaken, note=note))[0] is False


def test_a_note_on_another_passage_or_on_one_that_was_never_found_explains(overtaken):
    assert asked(change(overtaken, quote="It did lapse."))[0]
    assert asked(make_evidence(quote="It lapsed.", found="near", note="Our translation."))[0]


def test_a_passage_that_is_in_no_copy_stands_on_no_side_and_is_no_voice():
    said = piece(publisher="BBC", quote="It lapsed.")
    missing = piece("refutes", quote="It did not.", found="absent", publisher="AFP")

    assert not holds("both_sides", evidence=[said, missing])
    assert not holds("independent_sources", evidence=[said, missing])
    near = piece("refutes", quote="It did not.", found="near")
    assert holds("both_sides", evidence=[said, near])
    primary = piece("context", found="absent", kind=Source.Kind.PRIMARY)
    assert not holds("primary_source", evidence=[primary])


@pytest.mark.parametrize(
    ("printed_on", "published_on", "met"),
    [
        ("2024-06-12", "2024-06-13", False),
        ("2024-06-12", "2025", False),
        ("2024-06-12", "2024-06-12", True),
        ("2024-06-12", "2024-06", True),
        ("2024-06-12", "2023", True),
        ("", "2025", True),
        ("2024", "", True),
    ],
)
def test_of_a_claim_without_a_date_the_articles_serves(printed_on, published_on, met):
    later = piece(note="State agency.", published_on=published_on)
    claim = Claim(article=Article(pk=1, published_on=printed_on))

    assert holds("nothing_younger", claim=claim, evidence=[later]) is met


def test_what_is_from_before_the_article_is_not_said_to_be_from_before_the_claim():
    claim = Claim(article=Article(pk=1, published_on="2024-06-12"))
    before = piece(published_on="2023")

    assert claim.order_of("2023") == "unknown"
    assert not RULES["nothing_younger"].applies(case_of(claim=claim, evidence=[before]))


def test_the_claims_own_date_comes_before_the_articles():
    claim = Claim(article=Article(pk=1, published_on="2024-06-12"), said_on="2000")

    assert claim.order_of("2001") == "later"
    assert claim.order_of("1999") == "before"


def test_a_search_counts_once_readers_see_it():
    assert not holds("both_sides", searches=[UNSEEN])
    assert holds("both_sides", searches=[Search(public=True)])


def test_where_no_date_can_be_told_from_another_nothing_was_checked():
    claim, undated = Claim(said_on="2024-05"), piece()
    before = piece(published_on="2024-01-15")

    def applies(*evidence):
        return RULES["nothing_younger"].applies(case_of(claim=claim, evidence=evidence))

    assert not applies(undated)
    assert not applies(piece(published_on="2024"))
    assert applies(undated, before)
    told = RULES["nothing_younger"].said(case_of(claim=claim, evidence=[undated, before]))
    assert told.startswith("Of 1 piece nobody can tell")


def test_who_was_asked_though_nobody_is_named_is_no_open_question():
    asked = case_of(inquiries=[Inquiry(kind="reply")])

    assert RULES["claimant_asked"].applies(asked)
    assert RULES["claimant_asked"].holds(asked)
