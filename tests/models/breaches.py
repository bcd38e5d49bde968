"""How each constraint can be broken: the row, what is set on it, and what its breaker is told."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from claims.models import Correction, Distinction, Membership, RuleSet, Scale, SourceTie
from tests.factories import (
    make_acknowledgement,
    make_article,
    make_attachment,
    make_attribution,
    make_body,
    make_claim,
    make_claimant,
    make_evidence,
    make_inquiry,
    make_policy,
    make_policy_in_force,
    make_redaction,
    make_report,
    make_search,
    make_snapshot,
    make_source,
    make_step,
    make_tagging,
    make_topic,
    make_user,
    make_verdict,
    make_visit,
)
from tests.models.rows import MAKERS
from tests.rulings import make_approved_ruling, make_draft, make_published_ruling
from tests.translations import make_published_translation, make_translation

WITHOUT_WORDS = "is violated"  # Django's own sentence, for what no form can break


class Breach(NamedTuple):
    """A row and values for it; a value that is a function is made from the row."""

    make: Callable[[], Any]
    changes: dict[str, Any]
    says: str = WITHOUT_WORDS
    also: str = "$never"  # another constraint that the same values break

    def values(self, row):
        return {
            name: value(row) if callable(value) else value for name, value in self.changes.items()
        }


SENTENCES = {
    "attachment_name_is_filled": "The file needs a name",
    "article_title_is_filled": "An article needs a title",
    "article_language_is_filled": "Name the language",
    "body_text_is_filled": "The text is empty",
    "splitrun_splitter_is_filled": "names its splitter",
    "claim_text_is_filled": "A claim needs a wording",
    "claimant_name_is_filled": "A claimant needs a name",
    "note_text_is_filled": "The note is empty",
    "inquiry_whom_is_filled": "whom the desk asked",
    "search_terms_is_filled": "what was searched for",
    "acknowledgement_reason_is_filled": "why it stays as it is",
    "visit_url_is_filled": "A visit is to an address",
    "policy_body_is_filled": "The policy is empty",
    "policy_why_is_filled": "what changes, and why",
    "report_text_is_filled": "The report is empty",
    "ruling_why_is_filled": "in one sentence why",
    "correction_note_is_filled": "what was changed and why",
    "redaction_law_is_filled": "which law",
    "redaction_because_is_filled": "why it is removed",
    "topic_name_is_filled": "A topic needs a name",
    "ruleset_why_is_filled": "what changes, and why",
    "scale_why_is_filled": "what changes, and why",
    "sourcetie_because_is_filled": "how you know",
    "verdict_reasoning_is_filled": "what your verdict rests on",
}
FILLED = {
    name: Breach(make, {name.split("_")[1]: ""}, SENTENCES[name])
    for model, make in MAKERS.items()
    for name in SENTENCES
    if name.split("_")[0] == model._meta.model_name
}
RULES = {
    "body_digest_is_whole": Breach(make_body, {"sha256": "abc"}),
    "body_blocks_digest_is_whole": Breach(make_body, {"blocks_sha256": "abc"}),
    "body_original_has_its_digest": Breach(make_body, {"original_sha256": "a" * 64}),
    "claim_quote_fills_its_passage": Breach(make_claim, {"end": 9999}, "do not agree"),
    "claim_dropped_with_a_reason": Breach(make_claim, {"state": "dropped"}, "with a reason"),
    "claim_merged_into_another": Breach(
        make_claim, {"state": "merged", "merged_into": lambda row: row}, "into another one"
    ),
    "claim_split_from_another": Breach(
        make_claim, {"split_from": lambda row: row}, "split from another"
    ),
    "claim_worthiness_is_a_share": Breach(make_claim, {"worthiness": 1.5}),
    "claim_picture_is_described": Breach(
        make_claim, {"said_medium": "picture", "said_words": ""}, "what the picture shows"
    ),
    "claim_time_code_is_in_a_recording": Breach(
        make_claim, {"said_medium": "text", "said_at": "1:02"}, "has time codes"
    ),
    "attachment_belongs_to_one": Breach(
        make_attachment,
        {"inquiry": lambda _row: make_inquiry(), "search": lambda _row: make_search()},
    ),
    "attachment_digests_are_whole": Breach(make_attachment, {"sha256": "abc"}),
    "evidence_picture_is_described": Breach(
        make_evidence,
        {"picture": lambda row: make_attachment(row.claim), "picture_alt": ""},
        "what the picture shows",
    ),
    "evidence_picture_is_shown_with_its_owner": Breach(
        make_evidence, {"picture_shown": True}, "say whose it is"
    ),
    "inquiry_due_after_asked": Breach(
        make_inquiry, {"due_on": date(2020, 1, 1)}, "expected before the question"
    ),
    "inquiry_outcome_fits_the_answer": Breach(
        make_inquiry, {"outcome": "answered", "answer": ""}, "needs what came back"
    ),
    "inquiry_answered_after_asked": Breach(
        make_inquiry, {"answered_on": date(2020, 1, 1)}, "cannot come before the question"
    ),
    "redaction_four_eyes": Breach(
        make_redaction,
        {"approved_by": lambda row: row.asked_by, "done_at": lambda _row: timezone.now()},
        "Somebody else must carry out",
    ),
    "redaction_done_by_somebody": Breach(make_redaction, {"done_at": lambda _row: timezone.now()}),
    "redaction_done_or_withdrawn": Breach(
        make_redaction,
        {
            "approved_by": lambda _row: make_user(),
            "done_at": lambda _row: timezone.now(),
            "retracted_at": lambda _row: timezone.now(),
            "retracted_by": lambda row: row.asked_by,
            "retraction_reason": "Not needed.",
        },
    ),
    "policy_four_eyes": Breach(
        make_policy_in_force, {"in_force_by": lambda row: row.written_by}, "Somebody else must put"
    ),
    "policy_is_put_in_force_by_somebody": Breach(
        make_policy, {"in_force_since": lambda _row: timezone.now()}, "names who put it there"
    ),
    "report_closed_with_an_answer": Breach(
        make_report, {"outcome": "declined"}, "what the desk answered"
    ),
    "evidence_score_is_a_share": Breach(make_evidence, {"found_score": -0.1}),
    "rating_value_is_positive": Breach(make_step, {"value": 0}, "begin at 1"),
    "ruleset_follows_that_of_the_release": Breach(MAKERS[RuleSet], {"version": 1}),
    "scale_follows_that_of_the_release": Breach(MAKERS[Scale], {"version": 1}),
    "ruleset_is_put_in_force_by_somebody": Breach(
        MAKERS[RuleSet], {"in_force_since": lambda _row: timezone.now()}, "names who put it there"
    ),
    "scale_is_put_in_force_by_somebody": Breach(
        MAKERS[Scale], {"in_force_since": lambda _row: timezone.now()}, "names who put it there"
    ),
    "distinction_joins_two": Breach(
        MAKERS[Distinction], {"other": lambda row: row.one}, "two different ones"
    ),
    "sourcetie_joins_two": Breach(
        MAKERS[SourceTie], {"other": lambda row: row.one}, "two different sources"
    ),
    "evidence_place_is_whole": Breach(make_evidence, {"found_start": 4, "found_end": 4}),
    "source_can_be_named": Breach(
        make_source, {"title": "", "publisher": "", "url": ""}, "a title, a publisher or an address"
    ),
    "snapshot_status_is_http": Breach(make_snapshot, {"status": 700}),
    "snapshot_unread_has_no_text": Breach(make_snapshot, {"unread": "It is an image."}),
    "snapshot_text_digest_is_whole": Breach(make_snapshot, {"text_sha256": "abc"}),
    "visit_address_digest_is_whole": Breach(make_visit, {"url_digest": "abc"}),
    "visit_status_is_http": Breach(make_visit, {"status": 700}),
    "visit_share_is_a_share": Breach(make_visit, {"share": 1.5}),
    "visit_doubts_a_loss_alone": Breach(make_visit, {"outcome": "moved", "certain": False}),
    "visit_compares_two_copies": Breach(make_visit, {"outcome": "changed"}),
    "visit_is_so_since_before": Breach(make_visit, {"times": 0}),
    "user_name_is_filled": Breach(make_user, {"username": ""}),
    "verdict_conflict_is_explained": Breach(
        make_verdict, {"conflict": True}, "which conflict of interest"
    ),
    "ruling_four_eyes": Breach(
        make_approved_ruling,
        {"approved_by": lambda row: row.written_by},
        "Somebody else must approve",
    ),
    "ruling_public_when_approved": Breach(
        make_draft,
        {"published_at": lambda _row: timezone.now()},
        "Only an approved ruling",
        also="ruling_public_is_frozen",
    ),
    "ruling_approval_names_its_words": Breach(
        make_approved_ruling, {"approved_digest": ""}, "names the words that were read"
    ),
    "ruling_stage_agrees_with_approval": Breach(
        make_draft, {"stage": "approved"}, "what somebody approved"
    ),
    "claimant_merged_is_retracted": Breach(
        make_claimant, {"merged_into": lambda _row: make_claimant()}, "not in use any more"
    ),
    "source_merged_is_retracted": Breach(
        make_source, {"merged_into": lambda _row: make_source()}, "not in use any more"
    ),
    "topic_merged_is_retracted": Breach(
        make_topic, {"merged_into": lambda _row: make_topic()}, "not in use any more"
    ),
    "ruling_public_is_frozen": Breach(make_published_ruling, {"frozen": None}, "is frozen"),
    "ruling_override_is_whole": Breach(
        make_draft, {"override_reason": "In a hurry."}, "with a public reason"
    ),
    "ruling_translation_is_whole": Breach(
        make_draft, {"edition": "en", "translates": 1}, "what the claim and its rating are"
    ),
    "ruling_translation_sets_nothing_aside": Breach(
        make_translation,
        {"override_reason": "In a hurry.", "overridden_by": lambda row: row.written_by},
        "cannot be set aside",
    ),
    "ruling_schedule_is_whole": Breach(
        make_approved_ruling, {"publish_at": lambda _row: timezone.now()}, "names its time"
    ),
    "ruling_scheduled_when_approved": Breach(
        make_published_ruling,
        {"publish_at": lambda _row: timezone.now(), "scheduled_by": lambda row: row.approved_by},
        "Only what is approved",
    ),
    "correction_joins_two_versions": Breach(
        MAKERS[Correction],
        {"before": lambda row: row.after},
        "joins two versions",
    ),
}


class Twice(NamedTuple):
    """Two rows, and what the second copies from the first so that one too many exist."""

    make: Callable[[], tuple[Any, Any]]
    copied: list[str]
    says: str = WITHOUT_WORDS
    besides: dict[str, Any] = {}


def two(make):
    return lambda: (make(), make())


TWICE = {
    "body_version_is_unique": Twice(
        lambda: (make_article().body, make_article().body), ["article"]
    ),
    "acknowledgement_is_given_once": Twice(
        two(make_acknowledgement), ["evidence", "visit"], "took note of this already"
    ),
    "attribution_is_given_once": Twice(
        two(make_attribution), ["claim", "claimant"], "names this claimant already"
    ),
    "tagging_is_given_once": Twice(two(make_tagging), ["claim", "topic"], "has this topic already"),
    "evidence_number_is_unique": Twice(two(make_evidence), ["claim"]),
    "rating_label_is_unique": Twice(two(make_step), ["scale", "label"], "of this name already"),
    "rating_order_is_unique": Twice(two(make_step), ["scale", "order"], "at this place already"),
    "ruleset_version_is_unique": Twice(two(MAKERS[RuleSet]), ["version"], "to another one"),
    "scale_version_is_unique": Twice(two(MAKERS[Scale]), ["version"], "to another one"),
    "distinction_is_said_once": Twice(
        two(MAKERS[Distinction]), ["kind", "one", "other"], "already that these are not the same"
    ),
    "policy_version_is_unique": Twice(
        two(make_policy), ["kind", "version"], "its number went to another one"
    ),
    "policy_one_in_force": Twice(
        lambda: (make_policy_in_force("funding"), make_policy_in_force("ethics")),
        ["kind"],
        "Another version of this policy",
        {"version": 2},
    ),
    "sourcetie_is_said_once": Twice(two(MAKERS[SourceTie]), ["one", "other"], "already"),
    "ruling_version_is_unique": Twice(
        lambda: (make_published_ruling(), make_draft()),
        ["claim"],
        "its number went to another one",
    ),
    "ruling_one_published_version": Twice(
        two(make_published_ruling), ["claim"], "correct that one", {"version": 2}
    ),
    "ruling_one_public_in_a_language": Twice(
        lambda: (make_published_translation(), make_published_ruling()),
        ["claim", "language"],
        "in this language already",
    ),
    "ruling_one_in_hand_in_a_language": Twice(
        lambda: (make_translation(), make_draft()),
        ["claim", "language"],
        "in this language already",
        {"version": 2},
    ),
    "ruling_one_version_in_hand": Twice(
        two(make_draft), ["claim"], "Somebody is working on", {"version": 2}
    ),
    "verdict_is_given_once": Twice(two(make_verdict), ["claim", "reviewer"], "change that one"),
    "membership_is_given_once": Twice(two(MAKERS[Membership]), ["user", "group"], "role already"),
}
