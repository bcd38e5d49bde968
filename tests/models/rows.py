"""A row of each desk model."""

from django.apps import apps

from claims.models import (
    Article,
    Attribution,
    Body,
    Claim,
    Claimant,
    Correction,
    Evidence,
    Inquiry,
    Membership,
    Note,
    Rating,
    Recorded,
    Redaction,
    Report,
    Ruling,
    Search,
    Snapshot,
    Source,
    SplitRun,
    Tagging,
    Topic,
    User,
    Verdict,
)
from tests import factories, rulings

DESK = [
    model for model in apps.get_app_config("claims").get_models() if issubclass(model, Recorded)
]
MAKERS = {
    Article: factories.make_article,
    Attribution: factories.make_attribution,
    Body: factories.make_body,
    Claim: factories.make_claim,
    Claimant: factories.make_claimant,
    Correction: lambda: rulings.make_next_version(rulings.make_published_ruling()).correction,
    Evidence: factories.make_evidence,
    Inquiry: factories.make_inquiry,
    Membership: lambda: factories.give_role(factories.make_user(), "reader"),
    Note: factories.make_note,
    Rating: factories.rating,
    Redaction: factories.make_redaction,
    Report: factories.make_report,
    Ruling: rulings.make_draft,
    Search: factories.make_search,
    Snapshot: factories.make_snapshot,
    Source: factories.make_source,
    SplitRun: factories.make_split_run,
    Tagging: factories.make_tagging,
    Topic: factories.make_topic,
    User: factories.make_user,
    Verdict: factories.make_verdict,
}


def name_of(model):
    """Name a model in the list of a test's cases."""
    return model.__name__
