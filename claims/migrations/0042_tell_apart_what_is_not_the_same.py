"""
Let people say that two claimants, sources or topics are not the same.

Going back is refused once somebody said so: sealed history holds it.
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if the sealed history holds what would go."""
    if apps.get_model("claims", "HistoricalDistinction")._base_manager.exists():
        message = (
            "The sealed history tells by now what is not the same: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0041_work_on_many_claims_at_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalDistinction',
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
                ('kind', models.CharField(choices=[('claimant', 'claimants'), ('source', 'sources'), ('topic', 'topics')], max_length=10, verbose_name='what they are')),
                ('one', models.PositiveBigIntegerField(verbose_name='number of one')),
                ('other', models.PositiveBigIntegerField(verbose_name='number of the other')),
                ('because', models.CharField(blank=True, help_text='How you know, if it is not plain: who has the same name, for example.', max_length=500, verbose_name='because')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retracted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by')),
            ],
            options={
                'verbose_name': 'historical two that are not the same',
                'verbose_name_plural': 'historical two that are not the same',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Distinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('kind', models.CharField(choices=[('claimant', 'claimants'), ('source', 'sources'), ('topic', 'topics')], max_length=10, verbose_name='what they are')),
                ('one', models.PositiveBigIntegerField(verbose_name='number of one')),
                ('other', models.PositiveBigIntegerField(verbose_name='number of the other')),
                ('because', models.CharField(blank=True, help_text='How you know, if it is not plain: who has the same name, for example.', max_length=500, verbose_name='because')),
                ('retracted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by')),
            ],
            options={
                'verbose_name': 'two that are not the same',
                'verbose_name_plural': 'two that are not the same',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retracted_at', None), ('retracted_by', None), ('retraction_reason', '')), models.Q(('retracted_at__isnull', False), ('retracted_by__isnull', False), models.Q(('retraction_reason', ''), _negated=True)), _connector='OR'), name='distinction_retraction_is_whole', violation_error_code='retraction', violation_error_message='A retraction needs a reason.'), models.CheckConstraint(condition=models.Q(('kind__in', ['claimant', 'source', 'topic'])), name='distinction_kind_is_known'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='distinction_joins_two', violation_error_code='itself', violation_error_message='Choose two different ones.'), models.UniqueConstraint(models.F('kind'), models.F('one'), models.F('other'), condition=models.Q(('retracted_at', None)), name='distinction_is_said_once', violation_error_code='said', violation_error_message='Somebody said already that these are not the same.')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
