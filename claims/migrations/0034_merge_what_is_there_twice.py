"""
Let a claimant, a source or a topic be merged into the one that stays.

Going back is refused once one was saved: sealed history names the column.
"""

import django.db.models.deletion
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    for name in ("HistoricalClaimant", "HistoricalSource", "HistoricalTopic"):
        history = apps.get_model("claims", name)._base_manager
        if history.filter(journal_fields__contains="merged_into").exists():
            message = (
                "The sealed history tells by now what was merged into what: "
                "this desk cannot go back to before that was possible."
            )
            raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0033_know_where_people_are_signed_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='claimant',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_rows', to='claims.claimant', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='historicalclaimant',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.claimant', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='historicalsource',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.source', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='historicaltopic',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.topic', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='source',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_rows', to='claims.source', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='topic',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_rows', to='claims.topic', verbose_name='merged into'),
        ),
        migrations.AddConstraint(
            model_name='claimant',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('retracted_at__isnull', False), models.Q(('merged_into', models.F('id')), _negated=True)), _connector='OR'), name='claimant_merged_is_retracted', violation_error_code='merged', violation_error_message='What was merged into another is not in use any more.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('retracted_at__isnull', False), models.Q(('merged_into', models.F('id')), _negated=True)), _connector='OR'), name='source_merged_is_retracted', violation_error_code='merged', violation_error_message='What was merged into another is not in use any more.'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('retracted_at__isnull', False), models.Q(('merged_into', models.F('id')), _negated=True)), _connector='OR'), name='topic_merged_is_retracted', violation_error_code='merged', violation_error_message='What was merged into another is not in use any more.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
