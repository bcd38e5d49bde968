"""
List each published ruling that stands by what readers find it by.

The rows are derived from frozen pages: rulings that are public already are listed once all is
migrated. Going back loses nothing that is not made anew.
"""

import django.db.models.deletion
from django.db import migrations, models

POSTGRES_BACK = [
    "DROP FUNCTION IF EXISTS claimbench_found(tsquery, bigint, bigint, integer)",
    "ALTER TABLE claims_listingwords DROP COLUMN IF EXISTS words",
    "DROP FUNCTION IF EXISTS claimbench_listed(text, text, text)",
]


def drop_index(apps, schema_editor):
    """Drop the index, which stands once all is migrated, with the triggers that write it."""
    postgres = schema_editor.connection.vendor == "postgresql"
    triggers = [
        f"DROP TRIGGER IF EXISTS claims_listingwords_words_{event}"
        for event in ("insert", "update", "delete")
    ]
    for statement in POSTGRES_BACK if postgres else [
        *triggers, "DROP TABLE IF EXISTS claims_listingwords_words"
    ]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0042_tell_apart_what_is_not_the_same'),
    ]

    operations = [
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='time and number')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article', verbose_name='article')),
                ('ruling', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.ruling', verbose_name='ruling')),
            ],
            options={
                'verbose_name': 'listed ruling',
                'verbose_name_plural': 'listed rulings',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='listing_has_a_version')],
            },
        ),
        migrations.CreateModel(
            name='ListingWords',
            fields=[
                ('listing', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='words', serialize=False, to='claims.listing', verbose_name='listed ruling')),
                ('head', models.TextField(default='', verbose_name='words of the claim and its ruling')),
                ('rest', models.TextField(default='', verbose_name='its other words')),
                ('facets', models.TextField(default='', verbose_name='marks of what it is found under')),
                ('spelled', models.TextField(default='', verbose_name='words as they are written')),
            ],
            options={
                'verbose_name': 'words of a listed ruling',
                'verbose_name_plural': 'words of listed rulings',
            },
        ),
        migrations.CreateModel(
            name='ListingTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('c', 'claimant'), ('t', 'topic'), ('r', 'rating'), ('l', 'language')], max_length=1, verbose_name='kind')),
                ('ref', models.CharField(max_length=100, verbose_name='slug or public id')),
                ('name', models.TextField(verbose_name='name on the page')),
                ('listing', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='tags', to='claims.listing', verbose_name='listed ruling')),
            ],
            options={
                'verbose_name': 'what a ruling is found under',
                'verbose_name_plural': 'what rulings are found under',
                'constraints': [models.UniqueConstraint(models.F('kind'), models.F('ref'), models.F('listing'), name='listingtag_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Spelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.CharField(max_length=24, verbose_name='without a letter')),
                ('word', models.CharField(db_index=True, max_length=24, verbose_name='word')),
                ('rulings', models.PositiveIntegerField(default=0, verbose_name='rulings')),
            ],
            options={
                'verbose_name': 'spelling',
                'verbose_name_plural': 'spellings',
                'constraints': [models.UniqueConstraint(models.F('variant'), models.F('word'), name='spelling_is_unique')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_index),
    ]
