"""What holds for each model of the desk, those of tomorrow included."""

import inspect

import pytest
from django.apps import apps
from django.db import models

from claims.models import (
    BulkJob,
    BulkLine,
    Checkpoint,
    Fingerprint,
    IndexEntry,
    Journal,
    KeptPage,
    Listing,
    ListingTag,
    ListingWords,
    Notification,
    Purge,
    Recorded,
    SignIn,
    SnapshotRequest,
    Spelling,
    SplitJob,
)
from claims.models.base import DeskQuerySet
from claims.models.journal import SealedHistory
from claims.models.user import UNRECORDED
from tests.models.rows import DESK, MAKERS, name_of

every_model = pytest.mark.parametrize("model", DESK, ids=name_of)


def test_a_model_is_a_desk_model_or_the_history_of_one():
    others = [
        model
        for model in apps.get_app_config("claims").get_models()
        if not issubclass(model, Recorded | SealedHistory)
    ]

    # worked out, or of the machine, or one person's own
    assert set(others) == {
        *(BulkJob, BulkLine, Checkpoint, Fingerprint, IndexEntry, Journal, SignIn),
        *(Notification, Purge, SnapshotRequest, SplitJob),
        *(KeptPage, Listing, ListingTag, ListingWords, Spelling),
    }
    assert MAKERS.keys() == set(DESK)


@every_model
def test_it_has_a_sealed_history_that_keeps_who_when_and_why(model):
    history = model.history.model

    assert issubclass(history, SealedHistory)
    assert history.instance_type is model
    assert isinstance(history._meta.get_field("history_change_reason"), models.TextField)


@every_model
def test_all_that_a_person_types_is_in_its_history(model):
    kept = {field.name for field in model.history.model.tracked_fields}
    left_out = {field.name for field in model._meta.concrete_fields} - kept

    assert left_out <= {"text", "blocks", *UNRECORDED}
    assert {name.removesuffix("_id") for name in model.WORDS} <= kept


@every_model
def test_it_states_its_rules_as_constraints(model):
    assert model._meta.constraints


@every_model
def test_it_says_what_it_is(model):
    assert not inspect.getdoc(model).startswith(f"{model.__name__}(")


@every_model
def test_nothing_that_it_points_at_can_be_deleted_from_under_it(model):
    relations = [f for f in model._meta.local_concrete_fields if f.is_relation]

    assert all(f.remote_field.on_delete is models.PROTECT for f in relations)
    assert all(f.remote_field.related_name for f in relations)


@every_model
def test_its_questions_refuse_what_leaves_no_history(model):
    assert isinstance(model.objects.all(), DeskQuerySet)
