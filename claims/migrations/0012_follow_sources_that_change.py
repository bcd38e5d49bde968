"""
Follow cited pages that change or vanish.

Going back is refused once a page was visited: sealed history keeps each visit.
"""

import claims.models.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if sealed history rows would go with their tables."""
    for name in ("HistoricalVisit", "HistoricalAcknowledgement"):
        if apps.get_model("claims", name)._base_manager.exists():
            message = (
                "The sealed history keeps visits to cited pages by now: "
                "this desk cannot go back to before that was possible."
            )
            raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0011_keep_what_a_check_found'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalVisit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('journal_position', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='position')),
                ('journal_fields', models.TextField(editable=False, verbose_name='sealed columns')),
                ('journal_digest', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('journal_seal', models.CharField(editable=False, max_length=64, verbose_name='seal')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('visited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='visited at')),
                ('url', claims.models.fields.WebField(blank=True, max_length=2000, verbose_name='address')),
                ('url_digest', models.CharField(editable=False, max_length=64, verbose_name='digest of the address')),
                ('outcome', models.CharField(choices=[('first', 'first copy: nothing to compare with'), ('unchanged', 'unchanged'), ('changed', 'changed'), ('moved', 'moved, unchanged'), ('gone', 'gone'), ('unreachable', 'not reached'), ('refused', 'not shown to us')], max_length=11, verbose_name='outcome')),
                ('certain', models.BooleanField(default=True, help_text='If not, it only seems so.', verbose_name='certain')),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='status')),
                ('final_url', claims.models.fields.WebField(blank=True, max_length=2000, verbose_name='final address')),
                ('share', models.FloatField(blank=True, null=True, verbose_name='share of words that differ')),
                ('passages', models.JSONField(blank=True, default=dict, help_text='How each stands there, by the SHA-256 of its words.', verbose_name='cited passages')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='so since')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='so many times in a row')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='note')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('compared_with', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.snapshot', verbose_name='compared with')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('snapshot', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.snapshot', verbose_name='copy of what it says now')),
                ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'historical visit',
                'verbose_name_plural': 'historical visits',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('visited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='visited at')),
                ('url', claims.models.fields.WebField(blank=True, max_length=2000, verbose_name='address')),
                ('url_digest', models.CharField(editable=False, max_length=64, verbose_name='digest of the address')),
                ('outcome', models.CharField(choices=[('first', 'first copy: nothing to compare with'), ('unchanged', 'unchanged'), ('changed', 'changed'), ('moved', 'moved, unchanged'), ('gone', 'gone'), ('unreachable', 'not reached'), ('refused', 'not shown to us')], max_length=11, verbose_name='outcome')),
                ('certain', models.BooleanField(default=True, help_text='If not, it only seems so.', verbose_name='certain')),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='status')),
                ('final_url', claims.models.fields.WebField(blank=True, max_length=2000, verbose_name='final address')),
                ('share', models.FloatField(blank=True, null=True, verbose_name='share of words that differ')),
                ('passages', models.JSONField(blank=True, default=dict, help_text='How each stands there, by the SHA-256 of its words.', verbose_name='cited passages')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='so since')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='so many times in a row')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='note')),
                ('compared_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits_compared', to='claims.snapshot', verbose_name='compared with')),
                ('snapshot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='claims.snapshot', verbose_name='copy of what it says now')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='claims.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'visit',
                'verbose_name_plural': 'visits',
                'ordering': ['-visited_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAcknowledgement',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('journal_position', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='position')),
                ('journal_fields', models.TextField(editable=False, verbose_name='sealed columns')),
                ('journal_digest', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('journal_seal', models.CharField(editable=False, max_length=64, verbose_name='seal')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('reason', models.CharField(help_text='Internal; kept in the history.', max_length=500, verbose_name='why it stays as it is')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('evidence', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.evidence', verbose_name='evidence')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retracted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by')),
                ('visit', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.visit', verbose_name='visit')),
            ],
            options={
                'verbose_name': 'historical acknowledgement',
                'verbose_name_plural': 'historical acknowledgements',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('reason', models.CharField(help_text='Internal; kept in the history.', max_length=500, verbose_name='why it stays as it is')),
                ('evidence', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='claims.evidence', verbose_name='evidence')),
                ('retracted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by')),
                ('visit', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='claims.visit', verbose_name='visit')),
            ],
            options={
                'verbose_name': 'acknowledgement',
                'verbose_name_plural': 'acknowledgements',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['url_digest', '-visited_at', '-id'], name='visit_newest'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['changed', 'first', 'gone', 'moved', 'refused', 'unchanged', 'unreachable'])), name='visit_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), _negated=True), name='visit_url_is_filled', violation_error_code='required', violation_error_message='A visit is to an address.'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('url_digest'), 64), name='visit_address_digest_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('status', None), models.Q(('status__gte', 100), ('status__lte', 599)), _connector='OR'), name='visit_status_is_http'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('share', None), models.Q(('share__gte', 0), ('share__lte', 1)), _connector='OR'), name='visit_share_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('certain', True), ('outcome__in', ['changed', 'gone']), _connector='OR'), name='visit_doubts_a_loss_alone'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'changed'), _negated=True), models.Q(('compared_with__isnull', False), ('snapshot__isnull', False)), _connector='OR'), name='visit_compares_two_copies'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('since__lte', models.F('visited_at')), ('times__gte', 1)), name='visit_is_so_since_before'),
        ),
        migrations.AddConstraint(
            model_name='acknowledgement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retracted_at', None), ('retracted_by', None), ('retraction_reason', '')), models.Q(('retracted_at__isnull', False), ('retracted_by__isnull', False), models.Q(('retraction_reason', ''), _negated=True)), _connector='OR'), name='acknowledgement_retraction_is_whole', violation_error_code='retraction', violation_error_message='A retraction needs a reason.'),
        ),
        migrations.AddConstraint(
            model_name='acknowledgement',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='acknowledgement_reason_is_filled', violation_error_code='required', violation_error_message='Say why it stays as it is.'),
        ),
        migrations.AddConstraint(
            model_name='acknowledgement',
            constraint=models.UniqueConstraint(models.F('evidence'), models.F('visit'), condition=models.Q(('retracted_at', None)), name='acknowledgement_is_given_once', violation_error_message='Somebody took note of this already.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
