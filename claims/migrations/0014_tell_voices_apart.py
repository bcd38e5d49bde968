"""
Let people say which sources are one voice, and keep what makes stored copies comparable.

Going back is refused once somebody said so: sealed history holds it.
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if the sealed history holds what would go."""
    for name in ('HistoricalSourceTie',):
        if apps.get_model("claims", name)._base_manager.exists():
            message = (
                "The sealed history tells by now which sources are one voice: "
                "this desk cannot go back to before that was possible."
            )
            raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0013_give_each_reason_its_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='fingerprint', serialize=False, to='claims.snapshot', verbose_name='stored copy')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('prints', models.BinaryField(verbose_name='fingerprints')),
                ('agencies', models.JSONField(default=list, verbose_name='agencies credited')),
            ],
            options={
                'verbose_name': 'fingerprint',
                'verbose_name_plural': 'fingerprints',
            },
        ),
        migrations.CreateModel(
            name='HistoricalSourceTie',
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
                ('kind', models.CharField(choices=[('one', 'one voice: they count once'), ('two', 'two voices: each counts')], max_length=5, verbose_name='they are')),
                ('because', models.CharField(help_text='How you know: who owns them, who wrote what, whom you asked.', max_length=500, verbose_name='because')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical word on two sources',
                'verbose_name_plural': 'historical words on two sources',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SourceTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('kind', models.CharField(choices=[('one', 'one voice: they count once'), ('two', 'two voices: each counts')], max_length=5, verbose_name='they are')),
                ('because', models.CharField(help_text='How you know: who owns them, who wrote what, whom you asked.', max_length=500, verbose_name='because')),
            ],
            options={
                'verbose_name': 'word on two sources',
                'verbose_name_plural': 'words on two sources',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='fingerprint',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='fingerprint_has_a_version'),
        ),
        migrations.AddField(
            model_name='historicalsourcetie',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalsourcetie',
            name='one',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.source', verbose_name='source'),
        ),
        migrations.AddField(
            model_name='historicalsourcetie',
            name='other',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.source', verbose_name='other source'),
        ),
        migrations.AddField(
            model_name='historicalsourcetie',
            name='retracted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by'),
        ),
        migrations.AddField(
            model_name='sourcetie',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties_as_one', to='claims.source', verbose_name='source'),
        ),
        migrations.AddField(
            model_name='sourcetie',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties_as_other', to='claims.source', verbose_name='other source'),
        ),
        migrations.AddField(
            model_name='sourcetie',
            name='retracted_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by'),
        ),
        migrations.AddConstraint(
            model_name='sourcetie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retracted_at', None), ('retracted_by', None), ('retraction_reason', '')), models.Q(('retracted_at__isnull', False), ('retracted_by__isnull', False), models.Q(('retraction_reason', ''), _negated=True)), _connector='OR'), name='sourcetie_retraction_is_whole', violation_error_code='retraction', violation_error_message='A retraction needs a reason.'),
        ),
        migrations.AddConstraint(
            model_name='sourcetie',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['one', 'two'])), name='sourcetie_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='sourcetie',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='sourcetie_because_is_filled', violation_error_code='required', violation_error_message='Say how you know.'),
        ),
        migrations.AddConstraint(
            model_name='sourcetie',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='sourcetie_joins_two', violation_error_code='one_source', violation_error_message='Choose two different sources.'),
        ),
        migrations.AddConstraint(
            model_name='sourcetie',
            constraint=models.UniqueConstraint(models.F('one'), models.F('other'), condition=models.Q(('retracted_at', None)), name='sourcetie_is_said_once', violation_error_code='said', violation_error_message='Somebody said so of these two already: change that.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
