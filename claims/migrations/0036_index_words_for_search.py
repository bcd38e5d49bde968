"""
Keep the words by which rows are found, with an index of the database's own kind over them.

Rows that are there already are indexed by manage.py rebuild_search, while people work; a new desk
has none, and its index is complete from the start. Going back loses nothing but derived words.
"""

import django.db.models.deletion
from django.db import migrations, models

POSTGRES_BACK = [
    "ALTER TABLE claims_indexentry DROP COLUMN IF EXISTS words",
    "DROP FUNCTION IF EXISTS claimbench_words(text, text)",
]


def drop_index(apps, schema_editor):
    """Drop the index, which stands once all is migrated, with the triggers that write it."""
    postgres = schema_editor.connection.vendor == "postgresql"
    triggers = [
        f"DROP TRIGGER IF EXISTS claims_indexentry_words_{event}"
        for event in ("insert", "update", "delete")
    ]
    for statement in POSTGRES_BACK if postgres else [
        *triggers, "DROP TABLE IF EXISTS claims_indexentry_words"
    ]:
        schema_editor.execute(statement)


def call_an_empty_desk_complete(apps, schema_editor):
    """Note that nothing is missing from the index of a desk without articles, sources and people."""
    found = ("Article", "Claimant", "Source", "Topic", "User")
    if not any(apps.get_model("claims", name)._base_manager.exists() for name in found):
        apps.get_model("claims", "IndexEntry").objects.create(id=0)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0035_schedule_publication'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexEntry',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='kind and number')),
                ('head', models.TextField(default='', verbose_name='words of its name')),
                ('rest', models.TextField(default='', verbose_name='its other words')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('article', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article', verbose_name='article')),
            ],
            options={
                'verbose_name': 'words of a row',
                'verbose_name_plural': 'words of rows',
                'constraints': [models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='indexentry_has_a_version')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_index),
        migrations.RunPython(call_an_empty_desk_complete, migrations.RunPython.noop),
    ]
