"""The ways in which two letters of a long word are mistyped, for the words that are known."""

from itertools import combinations

from django.db import migrations

LONG, AT_ONCE = 8, 200


def add_beginnings(apps, schema_editor):
    """Add the rows a few hundred words at a time; those that are there already stay."""
    spelling = apps.get_model('claims', 'Spelling').objects.using(schema_editor.connection.alias)
    last = ''
    while words := known(spelling, last):
        rows = [
            spelling.model(variant=''.join(left), word=word)
            for word in words
            for left in set(combinations(word[:LONG], LONG - 2))
        ]
        spelling.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        last = words[-1]


def known(spelling, last):
    """Return the long words that come after another."""
    long = spelling.filter(word__gt=last, word__regex=f'.{{{LONG}}}').order_by('word')
    return list(long.values_list('word', flat=True).distinct()[:AT_ONCE])


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0049_call_copies_back'),
    ]

    operations = [
        # Back: the rows do no harm, and go with their words
        migrations.RunPython(add_beginnings, migrations.RunPython.noop),
    ]
