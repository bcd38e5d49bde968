"""Leave a whole desk behind: guards, roles, the machine's user, scale, fingerprints, search."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Exists, OuterRef

from claims import policy
from claims.actions.list_rulings import list_missing
from claims.models import Fingerprint, Rating, Snapshot, User, guards, index_entry, listing
from claims.models.fingerprint import VERSION
from claims.models.journal import recorded

Tone, Shape = Rating.Tone, Rating.Shape
SCALE = (
    (
        "True",
        5,
        Tone.TRUE,
        Shape.FULL,
        "The claim is accurate, and nothing that matters is missing.",
    ),
    (
        "Mostly true",
        4,
        Tone.MOSTLY_TRUE,
        Shape.THREE_QUARTERS,
        "The claim is accurate, but needs a detail or a clarification.",
    ),
    (
        "Half true",
        3,
        Tone.HALF_TRUE,
        Shape.HALF,
        "The claim is partly accurate, but leaves out what matters or takes it out of context.",
    ),
    (
        "Mostly false",
        2,
        Tone.MOSTLY_FALSE,
        Shape.QUARTER,
        "The claim has a grain of truth, but gives a wrong impression.",
    ),
    ("False", 1, Tone.FALSE, Shape.CROSSED, "The claim is not accurate."),
    ("Unproven", None, Tone.OPEN, Shape.DASHED, "The evidence found does not decide the claim."),
)


def tables_are_complete() -> bool:
    """Whether the database is at the newest migration, so that today's models fit it."""
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    return not executor.migration_plan(targets)


@recorded
def prepare_desk() -> None:
    """Put in place what every desk needs; what is there already stays."""
    guards.install()
    index_entry.install()
    listing.install()
    give_roles_their_permissions()
    machine = User.objects.machine()
    if not Rating.objects.exists():
        for order, (label, value, tone, shape, definition) in enumerate(SCALE, start=1):
            step = Rating(label=label, value=value, order=order, tone=tone, shape=shape)
            step.definition = definition
            step.save_by(machine, "rating scale, version 1")
    take_fingerprints()
    list_missing()


def take_fingerprints() -> None:
    """Work out what can be compared of each stored copy that was read otherwise, or not at all."""
    known = Exists(Fingerprint.objects.filter(pk=OuterRef("pk"), version=VERSION))
    missing = Snapshot.objects.filter(~known).values_list("pk", "text")
    for snapshot, text in missing.iterator(chunk_size=20):
        Fingerprint.store(snapshot, text)


def give_roles_their_permissions() -> None:
    """Make each role's group, with exactly the permissions that policy gives it."""
    for label in ("auth", "claims"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for role, codenames in policy.ROLES.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(
            Permission.objects.filter(
                codename__in=codenames, content_type__app_label__in=["claims", "auth"]
            )
        )
