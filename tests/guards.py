"""Past the database's own guards: only tests may go there."""

from django.db import connection

from claims.models import guards


def lift():
    """Drop every trigger that refuses changes; guards.install() puts them back."""
    for name in guards.statements():
        drop(name)


def drop(name):
    """Drop one trigger; its table is its name without the event."""
    table = name.rpartition("_")[0]
    on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on_table}')
