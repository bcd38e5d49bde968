"""
Keep where a quotation was found, and what differs there.

Going back is refused once evidence was saved: sealed history names the columns.
"""

from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalEvidence")._base_manager
    if history.filter(journal_fields__contains="finding").exists():
        message = (
            "The sealed history tells by now where quotations were found: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0010_follow_copies_that_are_fetched'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='finding',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='what else the check found'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='found_end',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='where the passage ends in the copy'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='found_page',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='page of the copy'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='found_start',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='where the passage begins in the copy'),
        ),
        migrations.AddField(
            model_name='historicalevidence',
            name='finding',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='what else the check found'),
        ),
        migrations.AddField(
            model_name='historicalevidence',
            name='found_end',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='where the passage ends in the copy'),
        ),
        migrations.AddField(
            model_name='historicalevidence',
            name='found_page',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='page of the copy'),
        ),
        migrations.AddField(
            model_name='historicalevidence',
            name='found_start',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='where the passage begins in the copy'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('found_end', None), ('found_page', None), ('found_start', None)), models.Q(('found_end__gt', models.F('found_start')), ('found_start__isnull', False)), _connector='OR'), name='evidence_place_is_whole'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
