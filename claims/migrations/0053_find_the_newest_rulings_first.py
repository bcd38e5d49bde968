"""
Let PostgreSQL find the newest rulings that have a word without looking at all that have it.

The new index is built, and the old one goes, while people go on writing; one that a broken run
left half built is dropped and built anew. SQLite's index finds the newest first of itself, and a
new desk gets its index once all is migrated.
"""

from importlib import import_module

from django.db import migrations

earlier = import_module("claims.migrations.0048_find_the_newest_first")

NEWEST = """
    CREATE INDEX CONCURRENTLY claims_listingwords_newest ON claims_listingwords
    USING gin (words, (ARRAY[listing_id >> 50])) WITH (fastupdate = off)
"""
WORDS = """
    CREATE INDEX CONCURRENTLY claims_listingwords_words ON claims_listingwords
    USING gin (words) WITH (fastupdate = off)
"""
FOUND_IN_BLOCKS = "claimbench_found(tsquery, bigint, bigint, integer, bigint[])"


def exchange(schema_editor, made, made_name, dropped_name):
    """Build an index in the place of another; whether there are words to index."""
    there = earlier.have_words(schema_editor, 'claims_listingwords')
    if there:
        earlier.exchange_one(schema_editor, made, made_name, dropped_name)
    return there


def find_the_newest_first(apps, schema_editor):
    exchange(schema_editor, NEWEST, 'claims_listingwords_newest', 'claims_listingwords_words')


def find_all(apps, schema_editor):
    if exchange(schema_editor, WORDS, 'claims_listingwords_words', 'claims_listingwords_newest'):
        schema_editor.execute(f'DROP FUNCTION IF EXISTS {FOUND_IN_BLOCKS}')


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0052_find_articles_by_their_newest'),
    ]

    operations = [
        migrations.RunPython(find_the_newest_first, find_all),
    ]
