"""
Say of a stored copy what it is, why it has no text, and whether a paywall cut it off.

Going back is refused once a copy was stored: sealed history names the columns.
"""

import claims.models.fields
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalSnapshot")._base_manager
    if history.filter(journal_fields__contains="unread").exists():
        message = (
            "The sealed history tells by now what stored copies are: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0008_keep_what_a_copy_came_with'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalsnapshot',
            name='cut',
            field=models.BooleanField(default=False, help_text='The page says itself that it shows readers only a part without payment.', verbose_name='cut off by a paywall'),
        ),
        migrations.AddField(
            model_name='historicalsnapshot',
            name='unread',
            field=models.TextField(blank=True, verbose_name='why it has no text'),
        ),
        migrations.AddField(
            model_name='historicalsnapshot',
            name='what',
            field=claims.models.fields.NameField(blank=True, help_text='For example: page 4 of the print edition, a letter, notes of a call.', max_length=300, verbose_name='what it is'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='cut',
            field=models.BooleanField(default=False, help_text='The page says itself that it shows readers only a part without payment.', verbose_name='cut off by a paywall'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='unread',
            field=models.TextField(blank=True, verbose_name='why it has no text'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='what',
            field=claims.models.fields.NameField(blank=True, help_text='For example: page 4 of the print edition, a letter, notes of a call.', max_length=300, verbose_name='what it is'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('unread', ''), ('text', ''), _connector='OR'), name='snapshot_unread_has_no_text'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
