"""
Let a claim be split into others, which name it.

Going back is refused once a claim was saved: its sealed history tells what it was split from,
and would no longer be whole without that column.
"""

import django.db.models.deletion
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds the column that would go."""
    history = apps.get_model("claims", "HistoricalClaim")._base_manager
    if history.filter(journal_fields__contains="split_from_id").exists():
        message = (
            "The sealed history of claims tells by now what each was split from: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0003_number_versions_past_discarded_ones'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='claim',
            name='claim_state_is_known',
        ),
        migrations.AddField(
            model_name='claim',
            name='split_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='claims.claim', verbose_name='split from'),
        ),
        migrations.AddField(
            model_name='historicalclaim',
            name='split_from',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.claim', verbose_name='split from'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='state',
            field=models.CharField(choices=[('proposed', 'proposed by a machine'), ('accepted', 'accepted'), ('dropped', 'dropped'), ('merged', 'merged into another'), ('split', 'split into others')], default='proposed', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='historicalclaim',
            name='state',
            field=models.CharField(choices=[('proposed', 'proposed by a machine'), ('accepted', 'accepted'), ('dropped', 'dropped'), ('merged', 'merged into another'), ('split', 'split into others')], default='proposed', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['accepted', 'dropped', 'merged', 'proposed', 'split'])), name='claim_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('split_from', models.F('id')), _negated=True), ('split_from', None), _connector='OR'), name='claim_split_from_another', violation_error_code='split_from', violation_error_message='A claim is split from another one.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
