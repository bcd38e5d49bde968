"""Each constraint, by name, where a form meets it and where the database does."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from claims.models import Journal, Tracked
from tests.factories import machine
from tests.guards import lift
from tests.models.breaches import FILLED, RULES, TWICE
from tests.models.rows import DESK, MAKERS, name_of
from tests.width import wide

pytestmark = pytest.mark.django_db

BREACHES = FILLED | RULES
CHOICES = [
    (model, field) for model in DESK for field in model._meta.local_concrete_fields if field.choices
]
TRACKED = [model for model in DESK if issubclass(model, Tracked)]
RETRACTIONS = [
    {"retracted_at": timezone.now},
    {"retracted_by": machine},
    {"retraction_reason": lambda: "An error."},
    {"retracted_at": timezone.now, "retracted_by": machine},
]


def refuse(row, values, *, says, by):
    """Hold that these values are refused on this row: by the model in words, by the database."""
    for name, value in values.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError, match=says):
        row.validate_constraints()
    with pytest.raises(ValidationError):
        row.full_clean()
    refuse_in_database(row, values, by=by)


def refuse_in_database(row, values, *, by):
    lift()
    with pytest.raises(IntegrityError, match=by), transaction.atomic():
        models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("name", wide(BREACHES))
def test_a_broken_rule_is_refused_in_words_and_by_the_database(name):
    breach = BREACHES[name]
    row = breach.make()

    refuse(row, breach.values(row), says=breach.says, by=f"{name}|{breach.also}")


@pytest.mark.parametrize("name", wide(TWICE))
def test_what_there_is_once_is_refused_twice(name):
    twice = TWICE[name]
    first, second = twice.make()
    values = {field: getattr(first, field) for field in twice.copied} | twice.besides

    refuse(second, values, says=twice.says, by="(?i)unique")


@pytest.mark.parametrize("model", wide(TRACKED), ids=name_of)
def test_a_retraction_names_time_person_and_reason(model):
    name = f"{model._meta.model_name}_retraction_is_whole"
    pk = MAKERS[model]().pk
    for half in RETRACTIONS:
        row = model.objects.get(pk=pk)
        values = {field: make() for field, make in half.items()}
        refuse(row, values, says="A retraction needs a reason", by=name)


@pytest.mark.parametrize(
    ("model", "field"), wide(CHOICES, every=3), ids=[f"{m.__name__}.{f.name}" for m, f in CHOICES]
)
def test_choices_are_held_by_the_database_too(model, field):
    name = f"{model._meta.model_name}_{field.name}_is_known"
    (constraint,) = (c for c in model._meta.constraints if c.name == name)
    row = MAKERS[model]()

    assert constraint.condition.children == [
        (f"{field.name}__in", sorted({*dict(field.flatchoices), *[""][: field.blank]}))
    ]
    refuse_in_database(row, {field.name: "other"}, by=model._meta.model_name)
    setattr(row, field.name, "other")
    with pytest.raises(ValidationError, match=r"not a valid choice|_is_known"):
        row.full_clean()


def test_there_is_one_journal():
    with pytest.raises(IntegrityError, match="journal_is_one_row"):
        Journal.objects.create(pk=2)


def test_every_constraint_is_broken_by_a_test():
    generic = re.compile("_retraction_is_whole$|_is_known$|^journal_is_one_row$")

    names = {c.name for model in DESK for c in model._meta.constraints}

    assert {name for name in names if not generic.search(name)} == BREACHES.keys() | TWICE.keys()
