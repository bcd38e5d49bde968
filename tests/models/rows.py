"""A row of each desk model."""

from django.apps import apps

from claims.models import (
    Acknowledgement,
    Article,
    Attachment,
    Attribution,
    Body,
    Claim,
    Claimant,
    Correction,
    Distinction,
    Evidence,
    Inquiry,
    Membership,
    Note,
    Policy,
    Rating,
    Recorded,
    Redaction,
    Report,
    RuleSet,
    Ruling,
    Scale,
    Search,
    Snapshot,
    Source,
    SourceTie,
    SplitRun,
    Tagging,
    Topic,
    User,
    Verdict,
    Visit,
)
from tests import factories, rulings

DESK = [
    model for model in apps.get_app_config("claims").get_models() if issubclass(model, Recorded)
]
MAKERS = {
    Acknowledgement: factories.make_acknowledgement,
    Article: factories.make_article,
    Attachment: factories.make_attachment,
    Attribution: factories.make_attribution,
    Body: factories.make_body,
    Claim: factories.make_claim,
    Claimant: factories.make_claimant,
    Correction: lambda: rulings.make_next_version(rulings.make_published_ruling()).correction,
    Distinction: factories.make_distinction,
    Evidence: factories.make_evidence,
    Inquiry: factories.make_inquiry,
    Membership: lambda: factories.give_role(factories.make_user(), "reader"),
    Note: factories.make_note,
    Policy: factories.make_policy,
    Rating: factories.make_step,
    Redaction: factories.make_redaction,
    Report: factories.make_report,
    RuleSet: factories.make_rule_set,
    Ruling: rulings.make_draft,
    Scale: factories.make_scale,
    Search: factories.make_search,
    Snapshot: factories.make_snapshot,
    Source: factories.make_source,
    SourceTie: factories.make_source_tie,
    SplitRun: factories.make_split_run,
    Tagging: factories.make_tagging,
    Topic: factories.make_topic,
    User: factories.make_user,
    Verdict: factories.make_verdict,
    Visit: factories.make_visit,
}


def name_of(model):
    """Name a model in the list of a test's cases."""
    return model.__name__
