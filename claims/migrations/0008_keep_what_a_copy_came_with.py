"""
Keep what a stored copy came with: who brought it, what the server said, where its pages begin.

Going back is refused once a copy was stored: sealed history names the columns.
"""

from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalSnapshot")._base_manager
    if history.filter(journal_fields__contains="headers").exists():
        message = (
            "The sealed history tells by now what stored copies came with: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0007_keep_what_words_may_mean'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalsnapshot',
            name='headers',
            field=models.JSONField(blank=True, default=dict, help_text='Names in lower case.', verbose_name='what the server said'),
        ),
        migrations.AddField(
            model_name='historicalsnapshot',
            name='origin',
            field=models.CharField(choices=[('fetched', 'fetched from its address'), ('uploaded', 'uploaded by hand')], default='uploaded', max_length=10, verbose_name='how it came'),
        ),
        migrations.AddField(
            model_name='historicalsnapshot',
            name='pages',
            field=models.JSONField(blank=True, default=list, help_text='Code points into the text; empty where it has no pages.', verbose_name='where pages begin'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='headers',
            field=models.JSONField(blank=True, default=dict, help_text='Names in lower case.', verbose_name='what the server said'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='origin',
            field=models.CharField(choices=[('fetched', 'fetched from its address'), ('uploaded', 'uploaded by hand')], default='uploaded', max_length=10, verbose_name='how it came'),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='pages',
            field=models.JSONField(blank=True, default=list, help_text='Code points into the text; empty where it has no pages.', verbose_name='where pages begin'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['fetched', 'uploaded'])), name='snapshot_origin_is_known'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
