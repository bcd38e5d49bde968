"""
Let PostgreSQL find the newest rulings that have a word without looking at all that have it.

The new index is built, and the old one goes, while people go on writing; one that a broken run
left half built is dropped and built anew. SQLite's index finds the newest first of itself, and a
new desk gets its index once all is migrated.
"""

from django.db import migrations

NEWEST = """
    CREATE INDEX CONCURRENTLY claims_listingwords_newest ON claims_listingwords
    USING gin (words, (ARRAY[listing_id >> 50])) WITH (fastupdate = off)
"""
WORDS = """
    CREATE INDEX CONCURRENTLY claims_listingwords_words ON claims_listingwords
    USING gin (words) WITH (fastupdate = off)
"""
FOUND_IN_BLOCKS = "claimbench_found(tsquery, bigint, bigint, integer, bigint[])"


def have_words(schema_editor):
    """Whether there is a column of words to index: a new desk has none yet."""
    connection = schema_editor.connection
    if connection.vendor != 'postgresql':
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name = 'claims_listingwords' AND column_name = 'words'"
        )
        return cursor.fetchone() is not None


def exchange(schema_editor, made, made_name, dropped_name):
    schema_editor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS {made_name}')
    schema_editor.execute(made)
    schema_editor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS {dropped_name}')


def find_the_newest_first(apps, schema_editor):
    if have_words(schema_editor):
        exchange(schema_editor, NEWEST, 'claims_listingwords_newest', 'claims_listingwords_words')


def find_all(apps, schema_editor):
    if have_words(schema_editor):
        exchange(schema_editor, WORDS, 'claims_listingwords_words', 'claims_listingwords_newest')
        schema_editor.execute(f'DROP FUNCTION IF EXISTS {FOUND_IN_BLOCKS}')


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0052_find_articles_by_their_newest'),
    ]

    operations = [
        migrations.RunPython(find_the_newest_first, find_all),
    ]
