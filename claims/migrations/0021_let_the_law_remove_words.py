"""
Let what the law demands be removed from rows and their history, on record.

Going back is refused once somebody asked for it: the journal counts their rows.
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if sealed history rows would go."""
    if apps.get_model("claims", "HistoricalRedaction")._base_manager.exists():
        message = (
            "The sealed history tells by now what was removed from it: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0020_let_outsiders_prove_the_journal'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRedaction',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('journal_position', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='position')),
                ('journal_fields', models.TextField(editable=False, verbose_name='sealed columns')),
                ('journal_digest', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('journal_seal', models.CharField(editable=False, max_length=64, verbose_name='seal')),
                ('journal_salt', models.TextField(editable=False, null=True, verbose_name='salt')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('kind', models.CharField(help_text='For example note, evidence, snapshot, user.', max_length=40, verbose_name='kind of row')),
                ('row_id', models.PositiveBigIntegerField(help_text="It stands in the address of the row's page.", verbose_name='number of the row')),
                ('names', models.JSONField(help_text='The names of its fields. “frozen.” before one means the published page, for example frozen.why or frozen.evidence.e1.quote; “raw” and “original” mean the stored file.', verbose_name='what is removed')),
                ('positions', models.JSONField(blank=True, default=list, help_text='Leave it empty to remove it from the row as it is and from all its history.', verbose_name='positions in the journal')),
                ('law', models.CharField(help_text='What demands it, for example GDPR, article 17.', max_length=200, verbose_name='law')),
                ('because', models.CharField(help_text='Without the words that are to be removed.', max_length=500, verbose_name='reason')),
                ('done_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='carried out at')),
                ('after', models.JSONField(blank=True, default=dict, editable=False, verbose_name='digests of what remained')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('approved_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='carried out by')),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retracted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by')),
            ],
            options={
                'verbose_name': 'historical redaction',
                'verbose_name_plural': 'historical redactions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('kind', models.CharField(help_text='For example note, evidence, snapshot, user.', max_length=40, verbose_name='kind of row')),
                ('row_id', models.PositiveBigIntegerField(help_text="It stands in the address of the row's page.", verbose_name='number of the row')),
                ('names', models.JSONField(help_text='The names of its fields. “frozen.” before one means the published page, for example frozen.why or frozen.evidence.e1.quote; “raw” and “original” mean the stored file.', verbose_name='what is removed')),
                ('positions', models.JSONField(blank=True, default=list, help_text='Leave it empty to remove it from the row as it is and from all its history.', verbose_name='positions in the journal')),
                ('law', models.CharField(help_text='What demands it, for example GDPR, article 17.', max_length=200, verbose_name='law')),
                ('because', models.CharField(help_text='Without the words that are to be removed.', max_length=500, verbose_name='reason')),
                ('done_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='carried out at')),
                ('after', models.JSONField(blank=True, default=dict, editable=False, verbose_name='digests of what remained')),
                ('approved_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redactions_approved', to=settings.AUTH_USER_MODEL, verbose_name='carried out by')),
                ('asked_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='redactions_asked', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
                ('retracted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by')),
            ],
            options={
                'verbose_name': 'redaction',
                'verbose_name_plural': 'redactions',
                'ordering': ['-pk'],
                'permissions': [('redact_history', 'Can redact history, with a second person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retracted_at', None), ('retracted_by', None), ('retraction_reason', '')), models.Q(('retracted_at__isnull', False), ('retracted_by__isnull', False), models.Q(('retraction_reason', ''), _negated=True)), _connector='OR'), name='redaction_retraction_is_whole', violation_error_code='retraction', violation_error_message='A retraction needs a reason.'), models.CheckConstraint(condition=models.Q(('law', ''), _negated=True), name='redaction_law_is_filled', violation_error_code='required', violation_error_message='Say which law demands it.'), models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='redaction_because_is_filled', violation_error_code='required', violation_error_message='Say why it is removed.'), models.CheckConstraint(condition=models.Q(('approved_by', models.F('asked_by')), _negated=True), name='redaction_four_eyes', violation_error_code='four_eyes', violation_error_message='Somebody else must carry out what you asked for.'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by', None), ('done_at', None)), models.Q(('approved_by__isnull', False), ('done_at__isnull', False)), _connector='OR'), name='redaction_done_by_somebody'), models.CheckConstraint(condition=models.Q(('done_at', None), ('retracted_at', None), _connector='OR'), name='redaction_done_or_withdrawn')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
