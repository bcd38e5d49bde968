"""
Let an approved ruling wait for its time.

Going back is refused once one was saved: sealed history names the columns.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalRuling")._base_manager
    if history.filter(journal_fields__contains="publish_at").exists():
        message = (
            "The sealed history tells by now when rulings were to be published: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0034_merge_what_is_there_twice'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalruling',
            name='publish_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='to be published at'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='schedule_failure',
            field=models.TextField(blank=True, editable=False, verbose_name='why it was not published as scheduled'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='scheduled_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='publication scheduled by'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='publish_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='to be published at'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='schedule_failure',
            field=models.TextField(blank=True, editable=False, verbose_name='why it was not published as scheduled'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='scheduled_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rulings_scheduled', to=settings.AUTH_USER_MODEL, verbose_name='publication scheduled by'),
        ),
        migrations.AddIndex(
            model_name='ruling',
            index=models.Index(condition=models.Q(('publish_at', None), _negated=True), fields=['publish_at'], name='ruling_scheduled'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('publish_at', None), ('schedule_failure', ''), ('scheduled_by', None)), models.Q(('publish_at__isnull', False), ('scheduled_by__isnull', False)), _connector='OR'), name='ruling_schedule_is_whole', violation_error_code='schedule', violation_error_message='A schedule names its time and who set it.'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('publish_at', None), models.Q(('retracted_at', None), ('stage', 'approved')), _connector='OR'), name='ruling_scheduled_when_approved', violation_error_code='schedule', violation_error_message='Only what is approved can be scheduled.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
