"""Whom a note addresses by name: asked of its words and of who may see its claim, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.functions import Lower

from claims.models import Note, User
from claims.policy import readers_among
from claims.text.mentions import match, mentions_in, new_mentions


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who is meant by the names that a note mentions anew."""

    told: list[User] = field(default_factory=list)
    kept_out: list[User] = field(default_factory=list)  # they may not see the claim
    unknown: list[str] = field(default_factory=list)  # nobody at the desk has this name


def addressed(note: Note, before: str = "") -> Addressed:
    """Return who is meant by the names that a note mentions, and did not as it was before."""
    names = new_mentions(before, note.text)
    if not names:
        return Addressed()
    people = people_named(names)
    meant = [user for user in dict.fromkeys(people.values()) if user.pk != note.author_id]
    told = readers_among(meant, note.claim)
    unknown = [name for name in names if name not in people]
    return Addressed(told, [user for user in meant if user not in told], unknown)


def people_named(names: Iterable[str]) -> dict[str, User]:
    """Return, for each name that is somebody's at the desk, whom it means."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    rows = User.objects.filter(is_active=True).annotate(lowered=Lower("username"))
    alike = Q(username__in=wanted) | Q(lowered__in=[name.lower() for name in wanted])
    people = {user.username: user for user in rows.filter(alike) if not user.is_machine}
    return {name: people[username] for name, username in match(wanted, people).items()}


def names_in(notes: Iterable[Note]) -> dict[str, User]:
    """Return whom the names mean that these notes mention, asked of the database once."""
    return people_named(name for note in notes for name in mentions_in(note.text))
