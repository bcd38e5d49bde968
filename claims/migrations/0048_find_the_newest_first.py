"""
Let PostgreSQL find the newest rows that have a word without looking at all that have it.

The new indexes are built, and the old ones go, while people go on writing; one that a broken run
left half built is dropped and built anew. SQLite's index finds the newest first of itself, and a
new desk gets its indexes once all is migrated.
"""

from django.db import migrations

KINDS = (
    'article', 'claim', 'ruling', 'evidence', 'source', 'claimant', 'note', 'inquiry', 'search',
    'report', 'topic', 'user',
)
ROOM = 2**40
NEWEST = """
    CREATE INDEX CONCURRENTLY claims_indexentry_newest_{kind} ON claims_indexentry
    USING gin (words, (ARRAY[id >> 11])) WITH (fastupdate = off) WHERE id >> 40 = {number}
"""
WORDS = """
    CREATE INDEX CONCURRENTLY claims_indexentry_words_{kind} ON claims_indexentry
    USING gin (words) WITH (fastupdate = off) WHERE id BETWEEN {first} AND {last}
"""


def have_words(schema_editor, table):
    """Whether there is a column of words to index: a new desk has none yet."""
    connection = schema_editor.connection
    if connection.vendor != 'postgresql':
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name = %s AND column_name = 'words'",
            [table],
        )
        return cursor.fetchone() is not None


def exchange_one(schema_editor, made, made_name, dropped_name):
    """Build an index in the place of another, while people go on writing."""
    schema_editor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS {made_name}')
    schema_editor.execute(made)
    schema_editor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS {dropped_name}')


def exchange(schema_editor, made, made_name, dropped_name):
    if not have_words(schema_editor, 'claims_indexentry'):
        return
    for number, kind in enumerate(KINDS, start=1):
        first = number * ROOM
        statement = made.format(kind=kind, number=number, first=first, last=first + ROOM - 1)
        exchange_one(schema_editor, statement, f'{made_name}_{kind}', f'{dropped_name}_{kind}')


def find_the_newest_first(apps, schema_editor):
    exchange(schema_editor, NEWEST, 'claims_indexentry_newest', 'claims_indexentry_words')


def find_all(apps, schema_editor):
    exchange(schema_editor, WORDS, 'claims_indexentry_words', 'claims_indexentry_newest')


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0047_join_translations_of_rulings'),
    ]

    operations = [
        migrations.RunPython(find_the_newest_first, find_all),
    ]
