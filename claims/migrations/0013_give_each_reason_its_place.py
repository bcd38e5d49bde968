"""
Give each reason that a ruling tells its readers a place of its own.

Going back is refused once a ruling was saved: sealed history names the columns.
"""

from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalRuling")._base_manager
    if history.filter(journal_fields__contains="no_primary_because").exists():
        message = (
            "The sealed history tells by now why rulings lack what the rules ask for: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0012_follow_sources_that_change'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalruling',
            name='differed_because',
            field=models.CharField(blank=True, help_text='For readers: in what their verdicts differ, and why this rating was chosen.', max_length=500, verbose_name='where reviewers differed'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='no_primary_because',
            field=models.CharField(blank=True, help_text='For readers, where neither the document nor the data itself is cited.', max_length=500, verbose_name='why there is no primary source'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='not_asked_because',
            field=models.CharField(blank=True, help_text='For readers, where no right of reply was given.', max_length=500, verbose_name='why the claimant was not asked'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='differed_because',
            field=models.CharField(blank=True, help_text='For readers: in what their verdicts differ, and why this rating was chosen.', max_length=500, verbose_name='where reviewers differed'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='no_primary_because',
            field=models.CharField(blank=True, help_text='For readers, where neither the document nor the data itself is cited.', max_length=500, verbose_name='why there is no primary source'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='not_asked_because',
            field=models.CharField(blank=True, help_text='For readers, where no right of reply was given.', max_length=500, verbose_name='why the claimant was not asked'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
